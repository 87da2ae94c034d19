"""What a format says of its file, of its button, and of how long one waits."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from benefits.editions import InForce
from benefits.exports import formats
from benefits.exports.choosing import Choice
from benefits.exports.formats import FileKind, SummaryFormat, counted, in_small_pieces
from benefits.exports.summary import rows
from tests.exports.conftest import in_force

TEXT = SummaryFormat(
    name="txt",
    kind=FileKind("txt", "text/plain"),
    content=lambda _edition, _choice, _tell: iter([b"text"]),
    at_once=10,
)


def test_a_file_is_named_for_edition_and_day(edition: InForce, everything: Choice) -> None:
    assert TEXT.file_name(edition, everything) == "summary-edition-1-2026-11-21.txt"
    assert TEXT.file_name(in_force(edition.catalog, None), everything) == "summary-draft-2026-11-21.txt"


@pytest.mark.parametrize(("several", "ending"), [(False, "txt"), (True, "zip")])
def test_several_documents_are_another_kind(everything: Choice, several: bool, ending: str) -> None:
    form = replace(TEXT, several=FileKind("zip", "application/zip"), takes_several=lambda _choice: several)

    assert form.file_kind(everything).ending == ending


BUTTONS = [
    pytest.param({}, 10, False, "TXT", id="short, by its name"),
    pytest.param({}, 11, True, "TXT", id="long, by its name"),
    pytest.param({"label": "Plain text"}, 11, True, "Plain text", id="by its label"),
    pytest.param({"label": "Text", "label_when_long": "Texts"}, 10, False, "Text", id="short, by its label"),
    pytest.param({"label": "Plain text", "label_when_long": "Texts"}, 11, True, "Texts", id="long, by another label"),
    pytest.param({"at_once": None, "label_when_long": "Texts"}, 10**9, False, "TXT", id="never long"),
]


@pytest.mark.parametrize(("more", "count", "is_long", "button"), BUTTONS)
def test_its_button(more: dict[str, str | None], count: int, is_long: bool, button: str) -> None:
    form = replace(TEXT, **more)

    assert (form.is_long(count), str(form.button(count))) == (is_long, button)
    assert form.can_fail == (form.at_once is not None)


def test_it_tells_each_thousand_and_the_end(
    edition: InForce, everything: Choice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "ROWS_A_SIGN", 2)
    some = list(rows(edition, everything))[:5]
    told: list[int] = []

    assert list(counted(iter(some), 5, told.append)) == some

    assert told == [2, 4, 5]


def test_a_file_comes_in_small_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "BYTES_A_PIECE", 2)
    path = tmp_path / "file"
    path.write_bytes(b"abcde")

    assert list(in_small_pieces(path)) == [b"ab", b"cd", b"e"]
