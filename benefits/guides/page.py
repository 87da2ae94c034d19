"""The guide to one therapy, laid out: every section in order, every statement with its source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benefits.coverage.catalog import Catalog
from benefits.coverage.records import Therapy
from benefits.coverage.vocabulary import ContentKind
from benefits.guides.desk import Desk
from benefits.guides.sections import LAYOUT
from benefits.guides.statements import Group, GuideStatement
from benefits.wording import guide as words


@dataclass(frozen=True)
class Section:
    """A part of the page, with a slug to link to."""

    slug: str
    heading: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Guide:
    """A whole guide. `lede` opens it, `notices` are read before anyone books."""

    therapy: Therapy
    lede: tuple[GuideStatement, ...]
    sections: tuple[Section, ...]
    notices: tuple[GuideStatement, ...]
    sources: tuple[Mapping[str, Any], ...]


def guide(catalog: Catalog, therapy: str) -> Guide:
    """The guide to a therapy under a catalog."""
    desk = Desk(catalog, therapy)
    return Guide(
        therapy=catalog.therapy_by_slug[therapy],
        lede=desk.pieces(ContentKind.LEDE),
        sections=tuple(_sections(desk)),
        notices=desk.pieces(ContentKind.DISCLAIMER),
        sources=tuple(desk.sources.listed()),
    )


def _sections(desk: Desk) -> Iterator[Section]:
    for slug, layout in LAYOUT.items():
        groups = tuple(group for group in layout(desk) if group.statements)
        if groups:
            yield Section(slug, str(words.HEADINGS[slug]), groups)
