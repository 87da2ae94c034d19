"""What a guide page says, statement by statement: the words, whom they hold for, and the number of the source."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from benefits.coverage.catalog import Catalog
from benefits.coverage.records import Content
from benefits.coverage.vocabulary import Certainty
from benefits.wording.phrases import in_a_sentence, listed
from benefits.words.answers import BASIS, CERTAINTY
from benefits.words.facts import FACT_WORDS

R = TypeVar("R", bound=Any)

PHONE: Final = re.compile(r"[0-9+() .-]+")


@dataclass(frozen=True)
class GuideStatement:
    """One thing that a guide says.

    `scope` says for whom it holds, `sure` is the source's own hedge, and `source` its number in the list of sources.
    `therapy` is the slug of another therapy to turn to.
    """

    text: str
    source: int
    title: str = ""
    scope: str = ""
    note: str = ""
    sure: str = ""
    url: str = ""
    phone: str = ""
    therapy: str = ""


Statements = tuple[GuideStatement, ...]


@dataclass(frozen=True)
class Group:
    """Statements under one heading. `plans` are those that a reader may go on with, by slug and name."""

    statements: Statements
    heading: str = ""
    ordered: bool = False
    plans: tuple[tuple[str, str], ...] = ()

    @property
    def titled(self) -> bool:
        """Whether each statement has a title of its own."""
        return all(statement.title for statement in self.statements)


class NumberedSources:
    """The sources of a page, numbered in the order in which statements first cite them."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._numbers: dict[str, int] = {}

    def number(self, citation: str) -> int:
        """The number under which the citation is listed."""
        return self._numbers.setdefault(citation, len(self._numbers) + 1)

    def listed(self) -> Iterator[dict[str, Any]]:
        """Every citation so far, with its source, as the page lists them."""
        for slug, number in self._numbers.items():
            citation = self._catalog.citation_by_slug[slug]
            source = self._catalog.source_by_slug[citation.source]
            yield {
                "number": number,
                "title": _(source.title),
                "year": source.year,
                "url": source.url,
                "basis": BASIS[source.basis],
                "locator": citation.locator,
                "quote": citation.quote,
                "checked_on": date_format(citation.checked_on),
            }


def stated(record: R, sources: NumberedSources, say: Callable[[R], str], **more: str) -> GuideStatement:
    """What a record says, by the words that `say` gives; with its hedge where they do not have it."""
    text = say(record)
    return GuideStatement(text=text, source=sources.number(record.citation), sure=_hedge(record, text), **more)


def _hedge(record: Any, text: str) -> str:
    certainty = getattr(record, "certainty", None)
    if certainty is None:
        return ""
    hedge = str(CERTAINTY[certainty])
    hedges = ("may", "some") if certainty is Certainty.MAY else (hedge,)
    is_said = any(word in text.lower() for word in hedges)
    return "" if is_said else hedge


def piece(content: Content, catalog: Catalog, sources: NumberedSources) -> GuideStatement:
    """A piece of guide text as a statement; its telephone number where the text does not have it."""
    is_apart = PHONE.fullmatch(content.phone) and content.phone not in content.text
    return GuideStatement(
        text=_(content.text),
        source=sources.number(content.citation),
        title=_(content.title),
        scope=_scope(content, catalog),
        url=content.url,
        phone=content.phone if is_apart else "",
        therapy=content.topic or "",
    )


def _scope(content: Content, catalog: Catalog) -> str:
    """The plan types, regions and circumstances that the text is for; nothing where it is for everyone."""
    circumstances = [words for when in content.when if (words := _circumstances(when.values, when.fact))]
    return "; ".join(part for part in (plan_types(content, catalog), regions(content, catalog), *circumstances) if part)


def plan_types(content: Content, catalog: Catalog) -> str:
    """The plan types that the text is for; nothing where it is for all."""
    wanted = {*content.plan_types, *(value for when in content.when if when.fact == "plan" for value in when.values)}
    kinds = sorted(catalog.plan_types, key=lambda kind: kind.position)
    named = [_(kind.name) for kind in kinds if kind.slug in wanted]
    return "" if len(named) == len(kinds) else listed(named)


def regions(content: Content, catalog: Catalog) -> str:
    """The regions that the text is for. A region is left out where its parts are named, too."""
    wholes = {catalog.region_by_slug[slug].part_of for slug in content.regions}
    return listed([_(catalog.region_by_slug[slug].name) for slug in content.regions if slug not in wholes])


def _circumstances(values: Iterable[str], fact: str) -> str:
    what_if = FACT_WORDS[fact].what_if
    told = [str(what_if[value]) for value in values if value in what_if]
    return _(" or ").join([*told[:1], *map(in_a_sentence, told[1:])])


def together(said: Mapping[str, Statements]) -> Iterator[tuple[tuple[str, ...], Statements]]:
    """The plans of which the same is said, with what is said; those of which nothing is said are left out."""
    plans: dict[Statements, list[str]] = {}
    for plan, statements in said.items():
        plans.setdefault(statements, []).append(plan)
    yield from ((tuple(slugs), statements) for statements, slugs in plans.items() if statements)
