"""Every law has its sentence."""

from benefits.coverage.laws import LAWS
from benefits.wording.laws import LAW


def test_every_law_can_be_said() -> None:
    assert set(LAW) == {law.__name__ for law in LAWS}
