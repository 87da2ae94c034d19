"""Every bound says what it is and what to do, and there is no bound that nobody holds."""

from http import HTTPStatus
from pathlib import Path
from typing import Final

import pytest
from django.utils.translation import gettext_lazy

from benefits import bounds
from benefits.bounds import KB, MB, Bound, TooMuch

ROOT: Final = Path(__file__).parent.parent / "benefits"
BOUNDS: Final = {name: bound for name, bound in vars(bounds).items() if isinstance(bound, Bound)}
WORDS: Final = gettext_lazy("More than %(most)s. Send less.")


@pytest.mark.parametrize("name", BOUNDS)
def test_a_bound_says_what_it_is_and_what_to_do(name: str) -> None:
    told = BOUNDS[name].told()

    what, _stop, to_do = told.rstrip(".").replace(":", ".").partition(". ")
    assert bounds.in_words(BOUNDS[name].most) in what
    assert to_do
    assert told[-1] == "."


@pytest.mark.parametrize("name", BOUNDS)
def test_a_bound_is_held_somewhere(name: str) -> None:
    users = [path for path in ROOT.rglob("*.py") if path.name != "bounds.py" and name in path.read_text()]

    assert users


@pytest.mark.parametrize(
    ("most", "said"),
    [
        pytest.param(30 * MB, "30 MB", id="a file"),
        pytest.param(64 * KB, "64 KB", id="a form"),
        pytest.param(2_000_000, "2,000,000", id="a number"),
        pytest.param(8, "8", id="a small number"),
    ],
)
def test_a_figure_is_said_as_people_say_it(most: int, said: str) -> None:
    assert bounds.in_words(most) == said


def test_what_is_at_the_bound_is_taken() -> None:
    Bound(5, WORDS).hold(5)


def test_what_is_past_it_is_refused_with_its_field_words_and_status() -> None:
    with pytest.raises(TooMuch) as refused:
        Bound(5, WORDS, HTTPStatus.TOO_MANY_REQUESTS).hold(6, "rows")

    assert str(refused.value) == "rows: More than 5. Send less."
    assert refused.value.why == "More than 5. Send less."
    assert refused.value.status == HTTPStatus.TOO_MANY_REQUESTS
