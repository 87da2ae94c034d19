"""An edition is found by its name."""

import pytest

from benefits import editions
from benefits.models import TherapyRow


@pytest.fixture
def two_editions(loaded: None) -> None:
    """Two editions, and a draft that goes on."""
    editions.publish(by=None, reason="The first.")
    TherapyRow.objects.update(name="Massage by hand")
    editions.publish(by=None, reason="The second.")
    TherapyRow.objects.update(name="Massage")


@pytest.mark.usefixtures("two_editions")
@pytest.mark.parametrize(
    ("name", "number", "therapy"),
    [
        pytest.param("in-force", 2, "Massage by hand", id="in force"),
        pytest.param("draft", None, "Massage", id="the draft"),
        pytest.param("1", 1, "Massage therapy", id="an earlier one"),
        pytest.param("2", 2, "Massage by hand", id="the newest by its number"),
    ],
)
def test_it_is_found(name: str, number: int | None, therapy: str) -> None:
    found = editions.named(name)

    assert found.number == number
    assert found.catalog.therapies[0].name == therapy


@pytest.mark.usefixtures("two_editions")
@pytest.mark.parametrize("name", ["3", "0", "-1", "one", "", "1" * 30, "１"])
def test_it_refuses_a_number_that_was_not_given(name: str) -> None:
    with pytest.raises(editions.NoSuchEdition):
        editions.named(name)


@pytest.mark.usefixtures("two_editions")
def test_numbers_newest_first() -> None:
    assert editions.numbers() == [2, 1]
