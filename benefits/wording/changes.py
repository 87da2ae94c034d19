"""What a publication changes for members, in a line for each group of answers."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from benefits.coverage.aspects import ToldLimit
from benefits.coverage.catalog import Catalog
from benefits.coverage.costs import Branch, Cost
from benefits.coverage.prices import Price
from benefits.coverage.vocabulary import LimitRule, Phase, Purpose, Setting, Subject
from benefits.wording import branches, limits, phrases, prices, summaries
from benefits.words.answers import BASIS, CERTAINTY, GATE_STATE, STATUS, Words
from benefits.words.choices import LABELS

ASPECT: Final[Words] = {
    "certainty": gettext_lazy("how sure"),
    "price": gettext_lazy("price now"),
    "branches": gettext_lazy("other prices"),
    "deductible_to_go": gettext_lazy("deductible to go"),
    "limits": gettext_lazy("visit limit"),
    "visits_left": gettext_lazy("visits left"),
    "resets_on": gettext_lazy("count starts again on"),
    "referral": gettext_lazy("referral"),
    "prior_authorization": gettext_lazy("prior authorization"),
    "medical_necessity": gettext_lazy("medical necessity"),
    "network": gettext_lazy("network"),
    "deliveries": gettext_lazy("how it is offered"),
    "conflicts": gettext_lazy("sources differ on"),
    "basis": gettext_lazy("rests on"),
}
OFFERED: Final[Words] = {
    "employed": gettext_lazy("by Kaiser’s own therapists"),
    "contracted": gettext_lazy("by contracted providers"),
    "reimbursed": gettext_lazy("pay first, part may be paid back"),
    "discount_program": gettext_lazy("at a lower price"),
    "not_offered": gettext_lazy("not offered"),
}
CASE: Final[Words] = {**LABELS[Purpose], **LABELS[Setting]}
COVERAGE: Final = gettext_lazy("coverage")
SUBJECT: Final[Words] = {
    Subject.COVERAGE: COVERAGE,
    Subject.REFERRAL: ASPECT["referral"],
    Subject.PRIOR_AUTHORIZATION: ASPECT["prior_authorization"],
    Subject.MEDICAL_NECESSITY: ASPECT["medical_necessity"],
    Subject.NETWORK: ASPECT["network"],
    Subject.COST: gettext_lazy("price"),
    Subject.VISIT_LIMIT: ASPECT["limits"],
}
CONDITION: Final = gettext_lazy("the member’s condition")
NONE: Final = gettext_lazy("none")


def line(count: int, plan: str, therapy: str, what: Mapping[str, Any], catalog: Catalog) -> str:
    """A group in one line: “212 answers: HMO, physical therapy: visit limit: 20 visits per year → 30 visits”."""
    answers = ngettext("%(count)s answer", "%(count)s answers", count) % {"count": count}
    return f"{answers}: {place(plan, therapy, catalog, case(what))}: {group(what, catalog)}"


def place(plan: str, therapy: str, catalog: Catalog, unusual: str = "") -> str:
    """The plan and the therapy by their names, or by their slugs where the catalog does not hold them."""
    known = catalog.plan_by_slug.get(plan)
    named = f"{known.name if known else plan}, {_therapy(therapy, catalog)}"
    return f"{named} ({unusual})" if unusual else named


def case(what: Mapping[str, Any]) -> str:
    """The purpose and the setting of a group, where they are not the usual ones: “habilitation, inpatient”."""
    return ", ".join(str(CASE[word]) for word in what.get("case", ()))


def _therapy(slug: str, catalog: Catalog) -> str:
    return phrases.therapy(catalog, slug) if slug in catalog.therapy_by_slug else slug


def group(what: Mapping[str, Any], catalog: Catalog) -> str:
    """What a group of answers has in common: “covered → not covered”, “price now: $20 per visit → $30 per visit”."""
    return "; ".join(_part(aspect, before, after, catalog) for aspect, before, after in what["parts"])


def _part(aspect: str, before: Any, after: Any, catalog: Catalog) -> str:
    match aspect:
        case "status":
            return _status(before, after)
        case "reasons":
            return _("other reasons are given")
        case _:
            said = SAID.get(aspect, _gate)
            return f"{ASPECT[aspect]}: {said(before, catalog)} → {said(after, catalog)}"


def _status(before: str | None, after: str | None) -> str:
    if before is None:
        return _("new: %(status)s") % {"status": STATUS[after or ""]}
    if after is None:
        return _("no answer any more, was: %(status)s") % {"status": STATUS[before]}
    return f"{STATUS[before]} → {STATUS[after]}"


def _gate(state: str | None, _catalog: Catalog) -> str:
    return str(GATE_STATE[state] if state else NONE)


def _certainty(hedge: str | None, _catalog: Catalog) -> str:
    return str(CERTAINTY[hedge]) if hedge else _("said flatly")


def _basis(basis: str | None, _catalog: Catalog) -> str:
    return str(BASIS[basis] if basis else NONE)


def _price(found: Any, _catalog: Catalog) -> str:
    return prices.price(msgspec.convert(found, Price)) if found else _("depends on the deductible")


def _branches(found: Any, catalog: Catalog) -> str:
    known = Cost(now=None, phase=Phase.ALWAYS, branches=msgspec.convert(found or (), tuple[Branch, ...]))
    return _joined([f"{branch.when}: {branch.text}" for branch in branches.branches(known, catalog)])


def _dollars(amount: str | None, _catalog: Catalog) -> str:
    return str(NONE) if amount is None else phrases.dollars(Decimal(amount))


def _visits(left: int | None, _catalog: Catalog) -> str:
    return _("not counted") if left is None else str(left)


def _limits(found: Any, catalog: Catalog) -> str:
    told = msgspec.convert(found or (), tuple[ToldLimit, ...])
    return _joined([_limit(limit, catalog) for limit in told], str(summaries.NOTHING_STATED))


def _limit(found: ToldLimit, catalog: Catalog) -> str:
    pool = phrases.listed([_therapy(slug, catalog) for slug in found.pool])
    match found.rule:
        case LimitRule.NONE_LISTED:
            return _("no limit listed")
        case LimitRule.VARIES:
            return _("depends on the plan")
        case LimitRule.STATED:
            quantity = _quantity(found)
            shared = _("%(quantity)s, shared by %(pool)s") % {"quantity": quantity, "pool": pool}
            words = shared if len(found.pool) > 1 else quantity
            return _("%(words)s (general guide)") % {"words": words} if found.inherited else words


def _quantity(found: ToldLimit) -> str:
    count = limits.quantity(found.low, found.high, found.unit, found.certainty)
    return f"{count} {limits.period_phrase(found)}"


def _days(days: Sequence[str] | None, _catalog: Catalog) -> str:
    return _joined([phrases.day_in_words(date.fromisoformat(day)) for day in days or ()])


def _deliveries(modes: Sequence[str] | None, _catalog: Catalog) -> str:
    return _joined([str(OFFERED[mode]) for mode in modes or ()])


def _conflicts(found: Sequence[Sequence[Any]] | None, _catalog: Catalog) -> str:
    return _joined([_subject(kind, said) for kind, *said in found or ()])


def _subject(kind: str, said: Sequence[Any]) -> str:
    match kind:
        case "Gate" | "Disagreement":
            return str(SUBJECT[said[0]])
        case "Benefit":
            return str(COVERAGE)
        case _:
            return str(CONDITION)


def _joined(parts: Sequence[str], nothing: str = "") -> str:
    return ", ".join(parts) or nothing or str(NONE)


SAID: Final[Mapping[str, Callable[[Any, Catalog], str]]] = {
    "certainty": _certainty,
    "price": _price,
    "branches": _branches,
    "deductible_to_go": _dollars,
    "limits": _limits,
    "visits_left": _visits,
    "resets_on": _days,
    "deliveries": _deliveries,
    "conflicts": _conflicts,
    "basis": _basis,
}
