"""What every test may rely on."""

import os

import hypothesis
import pytest

from benefits import editions

# A slow machine is not a wrong answer; and what failed in CI fails again at a desk.
hypothesis.settings.register_profile("everyday", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("everyday")


@pytest.fixture(autouse=True)
def nothing_held() -> None:
    """No test sees the edition of another."""
    editions.forget()
