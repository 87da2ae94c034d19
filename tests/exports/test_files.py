"""The same choice gives the same file, under a plain name, wherever it is asked for."""

import pytest

from benefits.editions import InForce
from benefits.exports import files
from benefits.exports.choosing import Choice
from tests.exports.conftest import in_force


@pytest.mark.parametrize("form", files.FORMATS)
def test_the_same_choice_gives_the_same_bytes(edition: InForce, everything: Choice, form: str) -> None:
    first = b"".join(files.content(form, edition, everything))

    assert first == b"".join(files.content(form, edition, everything))
    assert len(first) > 1000


@pytest.mark.parametrize("form", files.FORMATS)
def test_names_are_plain(edition: InForce, everything: Choice, form: str) -> None:
    for found in (edition, in_force(edition.catalog, None)):
        name = files.name(form, found, everything)
        assert name.isascii()
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
        assert name.endswith(f".{form}")


@pytest.mark.parametrize("form", files.FORMATS)
def test_a_file_that_was_made_earlier_is_told_by_its_name(everything: Choice, form: str) -> None:
    kind = files.kind(form, everything)

    assert files.media_type(f"summary-draft.{kind.ending}") == kind.media_type


def test_a_file_of_a_format_that_is_no_more_is_some_bytes() -> None:
    assert files.media_type("summary.wk1") == "application/octet-stream"
