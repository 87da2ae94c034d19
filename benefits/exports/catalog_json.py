"""JSON: the catalog of the edition, whole and in its canonical bytes."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from benefits.coverage.catalog import NumberedCatalog, in_pieces
from benefits.exports.choosing import Choice
from benefits.exports.formats import FileKind, SummaryFormat, Tell, edition_in_name


def _content(edition: NumberedCatalog, choice: Choice, tell: Tell) -> Iterator[bytes]:
    """Whatever is chosen: what was chosen of a catalog would be no catalog."""
    yield from in_pieces(edition.catalog)


def _stem(edition: NumberedCatalog, choice: Choice) -> str:
    return f"catalog-{edition_in_name(edition)}"


JSON: Final = SummaryFormat(
    name="json",
    kind=FileKind("json", "application/json"),
    content=_content,
    at_once=None,
    stem=_stem,
    label=_("JSON, the whole catalog"),
)
