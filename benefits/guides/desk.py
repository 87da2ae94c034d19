"""What a guide page is laid out from: the records and texts about one therapy, for readers of any plan."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from benefits.coverage import interview
from benefits.coverage.catalog import Catalog
from benefits.coverage.records import Content
from benefits.coverage.situation import UNSURE, Situation
from benefits.coverage.terms import Terms, terms
from benefits.coverage.vocabulary import ContentKind, Stage
from benefits.guides.statements import Group, GuideStatement, NumberedSources, R, piece, stated, together
from benefits.questions import option
from benefits.wording import guide as words

# A general guide has no dates of its own: it says the same on any day.
ANY_DAY: Final = date(2000, 1, 1)


class Desk:
    """The catalog, the therapy, the plans on offer and the sources used so far."""

    def __init__(self, catalog: Catalog, therapy: str) -> None:
        self.catalog, self.therapy, self.sources = catalog, therapy, NumberedSources(catalog)
        offered = interview.options(catalog, "plan", {})
        self.plans = {
            slug: str(option(catalog, "plan", slug).label) for slug in offered if slug in catalog.plan_by_slug
        }
        told = (Situation(therapy=therapy, plan=plan, on=ANY_DAY) for plan in self.plans)
        self.terms: dict[str, Terms] = {found.plan: terms(catalog, found) for found in told}
        self.contents = sorted(
            filter(self.is_for_readers, catalog.contents), key=lambda found: (found.position, found.slug)
        )

    def is_for_readers(self, content: Content) -> bool:
        """Whether a text is for the page of this therapy. What is written for one plan is on that plan's answers."""
        return not content.plans and (not content.therapies or self.therapy in content.therapies)

    def pieces(self, kind: ContentKind, *stages: Stage) -> tuple[GuideStatement, ...]:
        """The texts of a kind as statements; of these stages alone where any are named."""
        of_kind = [found for found in self.contents if found.kind is kind]
        chosen = [found for found in of_kind if found.stage in stages] if stages else of_kind
        return tuple(piece(found, self.catalog, self.sources) for found in chosen)

    def label(self, plans: Iterable[str]) -> str:
        """The names of the plans that a group of statements is for; nothing where it is for all."""
        names = {**self.plans, UNSURE: str(words.PLAN_NOT_KNOWN)}
        named = [names[plan] for plan in plans]
        return "" if len(named) == len(self.plans) else ", ".join(named)

    def links(self, plans: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """The plans to go on with, by slug and name."""
        return tuple((plan, self.plans[plan]) for plan in plans)

    def by_plan(
        self, records: Callable[[Terms], Iterable[R]], say: Callable[[R], str], name: Callable[[R], str] = lambda _: ""
    ) -> Iterator[Group]:
        """What the records say, a group for the plans of which the same is said.

        `records` picks from a plan's terms, `say` words a record, `name` gives its statement a title.
        """

        def statements_of(found: Terms) -> tuple[GuideStatement, ...]:
            return tuple(stated(record, self.sources, say, title=name(record)) for record in records(found))

        said = {plan: statements_of(found) for plan, found in self.terms.items()}
        for plans, statements in together(said):
            yield Group(statements, heading=self.label(plans))
