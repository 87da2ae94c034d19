"""A situation that a review names, in words, and what a catalog answers to it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from benefits import answering, editions
from benefits.coverage.catalog import Catalog
from benefits.coverage.figures import Figures
from benefits.coverage.offers import ToldFacts
from benefits.coverage.situation import FactError
from benefits.models import Review
from benefits.questions import said
from benefits.words.facts import FACT_WORDS

SIDES = ("before", "after")


def catalogs(review: Review) -> Iterator[Catalog]:
    """The catalog that is reviewed, then the one in force when the review began, if there was one."""
    work = editions.work(review.pk)
    yield work.new
    if work.old is not None:
        yield work.old


def name(review: Review, fact: str, slug: str) -> str:
    """What a plan or a therapy is called, in whichever catalog knows it."""
    for catalog in catalogs(review):
        known: Mapping[str, Any] = getattr(catalog, f"{fact}_by_slug")
        if slug in known:
            return _(known[slug].name)
    return slug


def told(review: Review, facts: ToldFacts) -> list[tuple[str, str]]:
    """The facts of a situation as a member would tell them."""
    return [(str(FACT_WORDS[fact].short), _said(catalogs(review), fact, value)) for fact, value in facts.items()]


def _said(known: Iterable[Catalog], fact: str, value: Any) -> str:
    """By the first catalog that has words for it."""
    for catalog in known:
        try:
            return said(catalog, fact, value)
        except (KeyError, StopIteration):
            continue
    return str(value)


def edition(review: Review, side: str) -> editions.InForce | None:
    """The edition that members see, or the one that they would see."""
    if side == "before":
        return editions.named(str(review.base)) if review.base else None
    return editions.InForce(number=None, sha256=review.sha256, published_at=None, catalog=editions.work(review.pk).new)


def answer(review: Review, side: str, facts: ToldFacts) -> dict[str, Any] | None:
    """The answer of one side as a template draws it; None where that side cannot be asked this."""
    asked = edition(review, side)
    if asked is None:
        return None
    try:
        found = answering.answer(asked, facts)
    except FactError:
        return None
    return {"answer": found, "catalog": asked.catalog, "plan": facts["plan"], "reach": ()}


def figures(catalog: Catalog, facts: ToldFacts) -> Figures | None:
    """What the answer comes to; None where the facts can no longer be used."""
    try:
        return editions.figures_of(catalog, facts)
    except FactError:
        return None
