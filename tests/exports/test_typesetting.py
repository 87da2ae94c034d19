"""What the fonts lack is a square, and the document says which characters it could not show."""

import io
from datetime import UTC, datetime

import pypdf
import pytest
import typst
from msgspec.structs import replace

from benefits.editions import InForce
from benefits.exports import sheet, typesetting
from benefits.exports.choosing import Choice
from benefits.exports.typesetting import TooLong
from tests.exports.tagged import squeezed

SHEET = sheet.HERE / "sheet.typ"
MADE_AT = datetime(2026, 11, 21, tzinfo=UTC)


def drawn(edition: InForce, everything: Choice, words: str) -> str:
    """The words of a plan’s sheet, where the plan has these for a name."""
    catalog = edition.catalog
    others = [plan for plan in catalog.plans if plan.slug != "hmo"]
    named = replace(catalog.plan_by_slug["hmo"], name=words)
    renamed = replace(edition, catalog=replace(catalog, plans=(*others, named)))
    data = sheet.drawn(renamed, "hmo", everything)
    return squeezed("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages))


def test_what_the_fonts_lack_is_named(edition: InForce, everything: Choice) -> None:
    told = drawn(edition, everything, r"計画 Gold\t 🙂")

    assert r"□□Gold\t□" in told
    assert squeezed("lack (U+753B, U+8A08, U+1F642)") in told


def test_what_the_fonts_have_is_shown(edition: InForce, everything: Choice) -> None:
    told = drawn(edition, everything, "Łódź Ñandú ½ ≤ “€”")

    assert "ŁódźÑandú½≤“€”" in told
    assert "□" not in told


def test_many_strange_characters_are_found_at_once(edition: InForce, everything: Choice) -> None:
    words = "".join(chr(0x4E00 + place) for place in range(60))

    told = drawn(edition, everything, words)

    assert "□" * 60 in told
    assert "U+4E27…" in told


def test_too_many_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "MOST_LACKING", 3)

    with pytest.raises(TooLong, match="too many characters"):
        typesetting.drawn(SHEET, {"title": "計画可否部分"}, MADE_AT)


def test_another_complaint_is_no_lack_of_letters() -> None:
    with pytest.raises(typst.TypstError):
        typesetting.drawn(SHEET, {"title": "A sheet without its parts"}, MADE_AT)
