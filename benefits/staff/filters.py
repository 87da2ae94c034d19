"""What the address of a summary asks for; everything that it can ask for; and what is wrong with it."""

from collections.abc import Container, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser, User
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Struct

from benefits import editions
from benefits.coverage.vocabulary import Refused
from benefits.exports.choosing import FILTERS, Choice, NotOffered, choice, in_order
from benefits.staff.access import DRAFT
from benefits.words import refusals
from benefits.words.answers import REFERRAL

EDITION: Final = "edition"
NOTHING: Final = ""

# What an address can hold, in the words of the page.
LABELS: Final = {
    EDITION: gettext_lazy("Edition"),
    "on": gettext_lazy("Day of care"),
    "region": gettext_lazy("Region"),
    "plan_type": gettext_lazy("Plan type"),
    "referral": gettext_lazy("Referral"),
    "condition": gettext_lazy("Condition"),
    "plan": gettext_lazy("Plans"),
    "therapy": gettext_lazy("Therapies"),
    "field": gettext_lazy("Missing"),
    "now": gettext_lazy("Plans"),
    "sort": gettext_lazy("Order"),
    "page": gettext_lazy("Page"),
    "rows": gettext_lazy("Rows"),
}


class Asked(Struct, frozen=True, kw_only=True):
    """A summary that was asked for. With problems it keeps what was given, beside everything that an edition has."""

    name: str
    edition: editions.InForce
    choice: Choice
    given: Mapping[str, list[str]]
    problems: Mapping[str, str] = {}

    def query(self, **more: str | int) -> str:
        """The filters as an address holds them, and more."""
        told = {EDITION: [self.name] if self.name != editions.IN_FORCE else [], **self.given}
        told |= {name: [str(value)] for name, value in more.items()}
        return urlencode({name: values for name, values in told.items() if values}, doseq=True)


def asked(query: QueryDict, user: User | AnonymousUser) -> Asked:
    """What the query asks for. Raises NothingPublished."""
    given = {name: [value for value in query.getlist(name) if value] for name in FILTERS}
    problems: dict[str, str] = {}
    name, edition = _edition(query.get(EDITION) or editions.IN_FORCE, user, problems)
    try:
        chosen = choice(edition.catalog, given, localdate())
    except NotOffered as problem:
        problems |= problem.problems
        chosen = choice(edition.catalog, {}, localdate())
    return Asked(name=name, edition=edition, choice=chosen, given=given, problems=problems)


def _edition(name: str, user: User | AnonymousUser, problems: dict[str, str]) -> tuple[str, editions.InForce]:
    """The edition and its name; the one in force, and the problem, where that cannot be."""
    try:
        return name, found(name, user)
    except editions.NoSuchEdition:
        problems[EDITION] = _("There is no such edition, or it is not for you to see.")
    except Refused as problem:
        problems[EDITION] = _unreadable(name, problem)
    return editions.IN_FORCE, editions.in_force()


def _unreadable(name: str, problem: Refused) -> str:
    told = {"name": name, "problem": refusals.told(problem)}
    if name == editions.DRAFT:
        return _("The draft makes no sense at the moment: %(problem)s") % told
    return _("Edition %(name)s cannot be read here: %(problem)s") % told


def found(name: str, user: User | AnonymousUser) -> editions.InForce:
    """The edition of that name, the draft for those who may see it. Raises NoSuchEdition."""
    if name == editions.DRAFT and not user.has_perm(DRAFT):
        raise editions.NoSuchEdition(name)
    return editions.named(name)


def offered(here: Asked, user: User | AnonymousUser) -> dict[str, Any]:
    """Everything that the form offers: for each filter its values, their words and whether they are chosen."""
    catalog = here.edition.catalog
    regions = [(region.slug, region.name) for region in catalog.regions]
    lists: dict[str, list[tuple[str, Any]]] = {
        "region": [(NOTHING, _("All regions")), *regions],
        "plan_type": [(NOTHING, _("All plan types")), *((kind.slug, kind.name) for kind in catalog.plan_types)],
        "referral": [
            (NOTHING, _("Not told")),
            *((code, words) for code, words in REFERRAL.items() if code != "unsure"),
        ],
        "condition": [(NOTHING, _("Not told")), *((told.slug, told.name) for told in catalog.conditions)],
        "plan": [(plan.slug, plan.name) for plan in in_order(catalog)],
        "therapy": [(therapy.slug, therapy.name) for therapy in catalog.therapies],
    }
    found = {name: marked(values, here.given.get(name, [])) for name, values in lists.items()}
    told = here.given["on"][:1] or [here.choice.on.isoformat()]
    return {**found, EDITION: marked(_editions(user), [here.name]), "on": told[0]}


def _editions(user: User | AnonymousUser) -> list[tuple[str, Any]]:
    draft = [(editions.DRAFT, _("The draft, not published"))] if user.has_perm(DRAFT) else []
    earlier = [(str(number), _("Edition %(number)s") % {"number": number}) for number in editions.numbers()]
    return [(editions.IN_FORCE, _("In force")), *draft, *earlier]


def marked(values: list[tuple[str, Any]], chosen: list[str]) -> list[tuple[str, Any, bool]]:
    """The values with their words, and whether they are chosen."""
    return [(value, words, str(value) in chosen) for value, words in values]


def complaints(problems: Mapping[str, str], fields: Container[str]) -> list[tuple[str, Any, str]]:
    """Each problem with the field to mend, where the form has it, and the words for what is wrong."""
    return [(name if name in fields else "", LABELS[name], words) for name, words in problems.items()]
