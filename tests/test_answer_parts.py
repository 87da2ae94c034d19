"""The bounds of what an Answer is made of."""

from typing import Any

import msgspec
import pytest

from benefits import answer_parts


@pytest.mark.parametrize(
    ("part", "value"),
    [
        (answer_parts.Sentence, ""),
        (answer_parts.SlugText, "Physical Therapy"),
        (answer_parts.AnswerNumber, "IIIIIIIIII"),
        (answer_parts.CatalogHash, "6f"),
        (answer_parts.WholeNumber, -1),
        (answer_parts.CourseNumber, 0),
        (answer_parts.DollarAmount, -0.01),
        (answer_parts.PercentShare, 101),
    ],
)
def test_what_is_out_of_bounds_is_no_part_of_an_answer(part: Any, value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(value, part)
