"""No text that anybody sends makes a pattern slow: each is timed on what would, and a slow one would be found."""

import re
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Final

import pytest

from benefits.bounds import FILING_TEXT
from tests import regular_expressions
from tests.regular_expressions import Expressions, fault

ROOT: Final = Path(__file__).parent.parent
# Where the texts are bounded before any pattern sees them: the longest.
BOUNDED: Final = {"benefits/importing/filings/": FILING_TEXT.most}


def _sources() -> dict[str, str]:
    """Every module of the product, by its path."""
    folders = (ROOT / name for name in ("benefits", "kpcoverage"))
    paths = (path for folder in folders for path in folder.rglob("*.py") if path.parent.name != "migrations")
    return {path.relative_to(ROOT).as_posix(): path.read_text() for path in sorted(paths)}


SOURCES: Final = {path: text for path, text in _sources().items() if "re." in text or "Regex" in text}
FOUND: Final = [
    *regular_expressions.found(SOURCES, {path: import_module(regular_expressions.module(path)) for path in SOURCES})
]


@pytest.mark.parametrize("each", FOUND, ids=[each.place for each in FOUND])
def test_a_pattern_is_quick_on_every_text(each: Expressions) -> None:
    longest = next((most for place, most in BOUNDED.items() if each.place.startswith(place)), None)

    assert fault(each, longest) == ""


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"\s+$", id="spaces that do not end"),
        pytest.param(r"(?:a|of)*\d", id="words before a number"),
        pytest.param(r"(?P<who>.+?) is free", id="whatever stands before"),
        pytest.param(r"\w+ visits", id="a word before a word"),
        pytest.param(r"^(?:[a-z]+)+$", id="a repetition of repetitions"),
        pytest.param(r"first \d+ visits.*thereafter", id="a start that comes again and again"),
        pytest.param(r"\s*-?\s*x", id="two runs of the same"),
        pytest.param(rb"(?:\xff|b)*c", id="bytes"),
    ],
)
def test_a_slow_pattern_is_found(pattern: str | bytes) -> None:
    planted: Expressions = Expressions("planted", re.compile(pattern), anchored=False)

    assert fault(planted, None)


WRITTEN: Final = """
import re
from django import forms
from other import OUTER as OURS
NAMED = re.compile(r"a+", re.IGNORECASE)
PLACED: Final = re.compile(r"b")
SEVERAL = ((re.compile("c"), 1), (re.compile(r"d"), 2))
ISSUER = forms.RegexField(r"^e$")
def read(text):
    re.sub(r"f", "", text, flags=re.DOTALL)
    PLACED.fullmatch(text)
    NAMED.search(text)
    NAMED.match(text)
    return OURS.match(text)
"""


def found(**sources: str) -> list[Expressions]:
    names = {"re": re, "forms": SimpleNamespace(RegexField=str)}
    return [*regular_expressions.found(sources, {path: SimpleNamespace(**names) for path in sources})]


def test_every_pattern_is_found_wherever_it_is_written() -> None:
    patterns = {each.pattern.pattern: each for each in found(one=WRITTEN, other='import re\nOUTER = re.compile("g")')}

    assert set(patterns) == {"a+", "b", "c", "d", "^e$", "f", "g"}
    assert {name for name, each in patterns.items() if each.anchored} == {"b", "g"}
    assert patterns["a+"].pattern.flags & re.IGNORECASE
    assert patterns["f"].pattern.flags & re.DOTALL


def test_a_pattern_that_is_made_where_it_is_used_is_not_let_through() -> None:
    with pytest.raises(AssertionError, match="at the top of the module"):
        found(one="import re\ndef read(text, pattern):\n    return re.search(pattern, text)")
