"""How a plan stands in the draft: what it still lacks, and what members would read of it."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from msgspec import Struct

from benefits import answering, editions
from benefits.answers import Answer
from benefits.coverage.catalog import Catalog, references
from benefits.coverage.gaps import Gap, gaps, silences
from benefits.coverage.vocabulary import GateKind, NetworkTier, Referral, Refused
from benefits.models import ROWS, PlanRow, Row, mirror
from benefits.words import refusals
from benefits.words.gaps import sentence


class MissingRow(NamedTuple):
    """A row to add: its model, the field that names the therapy, and the field that says which kind it is, if any."""

    model: str
    therapy_field: str = "therapy"
    kind_field: str = ""


# Which row is missing where a record lacks that field.
MISSING: Final[dict[str, MissingRow]] = {
    **{kind.value: MissingRow("gaterow", kind_field="kind") for kind in GateKind},
    "cost_tiers": MissingRow("costtierrow"),
    "visit_limits": MissingRow("visitlimitrow", therapy_field="members"),
    "benefits": MissingRow("benefitrow"),
}


class Lack(Struct, frozen=True):
    """Something to fill in: what, and the page to do it."""

    text: str
    address: str


class TherapyAnswer(Struct, frozen=True):
    """A therapy, and the answer that a member with a common question would read of it."""

    therapy: str
    name: str
    answer: Answer


class PlanStanding(Struct, frozen=True, kw_only=True):
    """Gaps bar publication; silences are the documents' own. `refused` says why nothing can be answered at all."""

    gaps: tuple[Lack, ...] = ()
    silences: tuple[Lack, ...] = ()
    answers: tuple[TherapyAnswer, ...] = ()
    on: date | None = None
    refused: str = ""


def standing(plan: PlanRow, today: date) -> PlanStanding:
    """How the plan stands, from the draft of this plan alone."""
    try:
        catalog = editions.draft(plans=[plan.slug])
    except Refused as problem:
        return PlanStanding(refused=refusals.told(problem))
    on = _day_of_its_own(plan, catalog, today)
    cited = _cited(catalog, plan.slug)
    return PlanStanding(
        gaps=tuple(lack(gap, plan.slug) for gap in gaps(catalog) if _is_of(gap, plan.slug, cited)),
        silences=tuple(lack(gap, plan.slug) for gap in silences(catalog) if _is_of(gap, plan.slug, cited)),
        answers=tuple(_answers(catalog, plan.slug, on or today)),
        on=on,
    )


def _day_of_its_own(plan: PlanRow, catalog: Catalog, today: date) -> date | None:
    """Today where the plan's record speaks of it, else a day of which it does; None where it names no day."""
    if catalog.plan_by_slug[plan.slug].in_force(today):
        return today
    return plan.effective_from or plan.effective_to


def _cited(catalog: Catalog, plan: str) -> set[str]:
    """The citations of the plan and of everything it says."""
    rules = (record for table, row in ROWS.items() if "plan" in row.RECORD.KEY for record in getattr(catalog, table))
    spoken = [record for record in rules if record.key[0] == plan]
    named = (pair for record in (catalog.plan_by_slug[plan], *spoken) for pair in references(record))
    return {slug for name, slug in named if name in ("citation", "other_citation")}


def _is_of(gap: Gap, plan: str, cited: set[str]) -> bool:
    if gap.table == "citations":
        return gap.key[0] in cited
    is_of_a_plan = gap.table == "plans" or "plan" in ROWS[gap.table].RECORD.KEY
    return is_of_a_plan and gap.key[0] == plan


def lack(gap: Gap, plan: str) -> Lack:
    """A gap in words, with the page of the row, or of the one to add."""
    row = ROWS[gap.table]
    what = " / ".join(part for part in gap.key if part not in ("", "False", plan))
    text = capfirst(sentence(gap))
    if what:
        text = f"{capfirst(str(row._meta.verbose_name))} {what}: {sentence(gap)}"
    address = _to_add(gap, plan) if gap.field in MISSING else _to_change(row, gap.key)
    return Lack(text, address)


def _to_add(gap: Gap, plan: str) -> str:
    """The page that adds the missing row, with what is known of it filled in."""
    missing = MISSING[gap.field]
    filled_in = {"plan": plan}
    if gap.table == "benefits":
        filled_in[missing.therapy_field] = gap.key[1]
    if missing.kind_field:
        filled_in[missing.kind_field] = gap.field
    return f"{reverse(f'admin:benefits_{missing.model}_add')}?{urlencode(filled_in)}"


def _to_change(row: type[Row], key: tuple[str, ...]) -> str:
    first = row.RECORD.KEY[0]
    found = next((pk for pk, known in _keys(row.objects.filter(**{first: key[0]})) if known == key), None)
    address = f"admin:benefits_{row._meta.model_name}"
    return reverse(f"{address}_change", args=[found]) if found else reverse(f"{address}_changelist")


def _keys(rows: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
    for row in rows:
        yield row.pk, mirror.record_of(row.RECORD, row.plain()).key


def _answers(catalog: Catalog, plan: str, on: date) -> Iterator[TherapyAnswer]:
    """With a referral from the primary care doctor, in the plan's own network, before the first visit."""
    edition = editions.InForce(number=None, sha256="", published_at=None, catalog=catalog)
    for therapy in sorted(catalog.therapies, key=lambda therapy: (therapy.position, therapy.slug)):
        facts = {
            "therapy": therapy.slug,
            "plan": plan,
            "on": on,
            "referral": Referral.PCP,
            "network": NetworkTier.KAISER,
            "visits_used": {therapy.slug: 0},
        }
        yield TherapyAnswer(therapy.slug, _(therapy.name), answering.answer(edition, facts))
