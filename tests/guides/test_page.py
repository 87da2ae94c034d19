"""A guide as a whole."""

import pytest

from benefits.coverage.vocabulary import ContentKind
from benefits.guides.page import guide
from benefits.guides.sections import LAYOUT
from benefits.wording.guide import HEADINGS
from tests import shipped

KINDS_ELSEWHERE = {ContentKind.LEDE, ContentKind.DISCLAIMER}


@pytest.mark.parametrize("therapy", shipped.catalog().therapy_by_slug)
def test_a_guide_opens_with_its_lede_and_closes_with_the_notice(therapy: str) -> None:
    found = guide(shipped.catalog(), therapy)

    assert found.lede
    assert [notice.title for notice in found.notices] == ["General information"]
    assert [source["number"] for source in found.sources] == list(range(1, len(found.sources) + 1))


@pytest.mark.parametrize("therapy", shipped.catalog().therapy_by_slug)
def test_sections_are_in_reading_order_and_none_is_empty(therapy: str) -> None:
    sections = guide(shipped.catalog(), therapy).sections
    slugs = [section.slug for section in sections]

    assert slugs == [slug for slug in LAYOUT if slug in slugs]
    assert {"steps", "cost", "visits", "coverage", "gates", "denied", "words"} <= set(slugs)
    assert all(group.statements for section in sections for group in section.groups)


def test_the_two_guides_have_every_section_between_them() -> None:
    told = {
        section.slug
        for therapy in ("physical-therapy", "massage-therapy")
        for section in guide(shipped.catalog(), therapy).sections
    }

    assert told == set(LAYOUT) == set(HEADINGS)


@pytest.mark.parametrize("therapy", shipped.catalog().therapy_by_slug)
def test_every_piece_of_text_for_readers_is_somewhere(therapy: str) -> None:
    found = guide(shipped.catalog(), therapy)
    groups = (group for section in found.sections for group in section.groups)
    said = {
        statement.text
        for statements in (found.lede, found.notices, *(group.statements for group in groups))
        for statement in statements
    }
    wanted = {
        content.text
        for content in shipped.catalog().contents
        if not content.plans and (not content.therapies or therapy in content.therapies)
    }

    assert wanted - said == set()
