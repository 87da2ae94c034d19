"""What the address of a summary asks for; everything that it can ask for; and what is wrong with it."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser, User
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from msgspec import Struct

from benefits import editions
from benefits.coverage.vocabulary import Refused
from benefits.exports.choosing import FILTERS, Choice, NotOffered, choice, in_order
from benefits.staff.access import DRAFT
from benefits.wording.summaries import REFERRAL

EDITION: Final = "edition"
NOTHING: Final = ""


class Asked(Struct, frozen=True, kw_only=True):
    """A summary that was asked for. With problems it has the edition in force and everything in it."""

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
    name = query.get(EDITION) or editions.IN_FORCE
    problems: dict[str, str] = {}
    try:
        edition = found(name, user)
        chosen = choice(edition.catalog, given, localdate())
        return Asked(name=name, edition=edition, choice=chosen, given=given)
    except NotOffered as problem:
        problems.update(problem.problems)
    except editions.NoSuchEdition:
        problems[EDITION] = _("There is no such edition, or it is not for you to see.")
    except Refused as problem:
        problems[EDITION] = _("The draft makes no sense at the moment: %(problem)s") % {"problem": problem}
    edition = editions.in_force()
    return Asked(
        name=editions.IN_FORCE,
        edition=edition,
        choice=choice(edition.catalog, {}, localdate()),
        given={},
        problems=problems,
    )


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
    return {**found, EDITION: marked(_editions(user), [here.name]), "on": here.choice.on.isoformat()}


def _editions(user: User | AnonymousUser) -> list[tuple[str, Any]]:
    draft = [(editions.DRAFT, _("The draft, not published"))] if user.has_perm(DRAFT) else []
    earlier = [(str(number), _("Edition %(number)s") % {"number": number}) for number in editions.numbers()]
    return [(editions.IN_FORCE, _("In force")), *draft, *earlier]


def marked(values: list[tuple[str, Any]], chosen: list[str]) -> list[tuple[str, Any, bool]]:
    """The values with their words, and whether they are chosen."""
    return [(value, words, str(value) in chosen) for value, words in values]
