"""The parts that schemas are made of."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from benefits.api import parts


@pytest.mark.parametrize(
    ("schema", "fits", "does_not"),
    [
        pytest.param(parts.TEXT, "a", "", id="text"),
        pytest.param(parts.DATE, "2026-11-21", "21.11.2026", id="date"),
        pytest.param(parts.SLUG, "neck-pain", "Neck pain", id="slug"),
        pytest.param(parts.VISITS, 999, 1000, id="visits"),
        pytest.param(parts.DOLLARS, 12.5, -1, id="dollars"),
        pytest.param(parts.DOLLARS_AS_TEXT, "$1,250.50", "12,5", id="dollars as text"),
        pytest.param(parts.or_null(parts.TEXT), None, 1, id="or nothing"),
        pytest.param(parts.one_of("ab", "c"), "c", "d", id="one of"),
        pytest.param(parts.whole({"a": parts.VISITS}), {"a": 1}, {}, id="whole"),
        pytest.param(parts.whole({"a": parts.VISITS}), {"a": 1}, {"a": 1, "b": 1}, id="nothing more"),
    ],
)
def test_a_part_takes_what_fits_and_nothing_else(schema: parts.Schema, fits: Any, does_not: Any) -> None:
    validator = Draft202012Validator(schema)

    assert validator.is_valid(fits)
    assert not validator.is_valid(does_not)
