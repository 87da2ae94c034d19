"""The citations that an answer leans on, in the order it first leans on them."""

from django.utils.translation import gettext as _

from benefits.answers import AnswerSource
from benefits.coverage.catalog import Catalog


class Sources:
    """The citations of an answer, in the order in which its parts first cite them."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._cited: dict[str, None] = {}

    def cite(self, citation: str | None) -> str | None:
        """The id under which the citation is listed from now on; None where there is nothing to cite."""
        if not citation:
            return None
        self._cited[citation] = None
        return citation

    def listed(self) -> tuple[AnswerSource, ...]:
        """Every citation so far, with its source."""
        return tuple(self._entry(slug) for slug in self._cited)

    def _entry(self, slug: str) -> AnswerSource:
        citation = self._catalog.citation_by_slug[slug]
        source = self._catalog.source_by_slug[citation.source]
        return AnswerSource(
            id=slug,
            title=_(source.title),
            locator=citation.locator,
            quote=citation.quote,
            checked_on=citation.checked_on,
            basis=source.basis,
        )
