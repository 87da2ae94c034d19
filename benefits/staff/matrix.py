"""Plans down, therapies across: what is shown of a summary at a time, and in which order."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from msgspec.structs import replace

from benefits.coverage.catalog import Catalog
from benefits.coverage.records import Plan
from benefits.coverage.vocabulary import STATUS_RANK, Status
from benefits.exports.choosing import Choice
from benefits.exports.columns import SummaryRow
from benefits.exports.summary import rows
from benefits.staff.filters import Asked
from benefits.wording.summaries import beside_guide, required_from
from benefits.words.answers import BASIS, CERTAINTY, STATUS

PLANS_A_PAGE: Final = 20
PAGE_NUMBER: Final = re.compile(r"[1-9][0-9]{0,4}", re.ASCII)
BY_PLAN: Final = ("plan", "region", "plan_type")


def page_number(text: str, pages: int) -> int | None:
    """The page that is asked for. None when there is no such page."""
    if not text:
        return 1
    if not PAGE_NUMBER.fullmatch(text):
        return None
    number = int(text)
    return number if number <= pages else None


def sortable(choice: Choice) -> tuple[str, ...]:
    """What the matrix can be sorted by."""
    return (*BY_PLAN, *choice.therapies)


def ordered(here: Asked, sort: str) -> Sequence[str]:
    """The plans in the order asked for; `-` turns it around."""
    by, backwards = sort.removeprefix("-"), sort.startswith("-")
    plans = list(here.choice.plans)
    if by in here.choice.therapies:
        one = replace(here.choice, therapies=(by,))
        rank = {row.plan.plan: STATUS_RANK[Status(row.therapy.status)] for row in rows(here.edition, one)}
        return sorted(plans, key=lambda slug: rank[slug], reverse=backwards)
    if by in BY_PLAN and sort:
        known = here.edition.catalog.plan_by_slug
        return sorted(plans, key=lambda slug: _plan_key(known[slug], by), reverse=backwards)
    return plans


def _plan_key(plan: Plan, by: str) -> str:
    if by == "plan":
        return plan.name.casefold()
    return str(getattr(plan, by) or "")


def lines(here: Asked, plans: Sequence[str]) -> list[dict[str, Any]]:
    """One line for each of these plans, one cell for each therapy."""
    catalog = here.edition.catalog
    found: dict[str, list[dict[str, Any]]] = {slug: [] for slug in plans}
    for row in rows(here.edition, replace(here.choice, plans=tuple(plans))):
        found[row.plan.plan].append(_cell(here, row))
    on = here.choice.on
    return [{**_plan(catalog, catalog.plan_by_slug[slug], on), "cells": cells} for slug, cells in found.items()]


def _plan(catalog: Catalog, plan: Plan, on: date) -> dict[str, Any]:
    kinds = {kind.slug: kind.name for kind in catalog.plan_types}
    regions = {region.slug: region.name for region in catalog.regions}
    return {
        "plan": plan,
        "plan_type": kinds.get(plan.plan_type or "", ""),
        "region": regions.get(plan.region or "", ""),
        "silent": _silent(plan, on),
    }


def _silent(plan: Plan, on: date) -> str:
    """Since when, or until when, the plan's record does not speak; nothing on a day of its own."""
    if plan.in_force(on):
        return ""
    last = plan.effective_to
    if last is not None and last < on:
        return _("Ended on %(day)s") % {"day": date_format(last)}
    return _("Starts on %(day)s") % {"day": date_format(plan.effective_from or on)}


def _cell(here: Asked, row: SummaryRow) -> dict[str, Any]:
    therapy = row.therapy
    address = reverse("staff:answer", args=[row.plan.plan, therapy.therapy])
    return {
        "therapy": therapy.therapy_name,
        "status": {"code": therapy.status, "words": STATUS[therapy.status]},
        "certainty": CERTAINTY[therapy.certainty] if therapy.certainty else "",
        "cost": beside_guide(therapy.cost, therapy.guide_cost),
        "limit": beside_guide(therapy.limit, therapy.guide_limit),
        "gates": gates(row),
        "basis": BASIS[therapy.basis],
        "sources_differ": therapy.sources_differ,
        "address": f"{address}?{here.query()}",
    }


def gates(row: SummaryRow) -> list[tuple[str, str]]:
    """What is required, each in a few words."""
    therapy = row.therapy
    found = {
        _("Referral"): required_from(therapy.referral, therapy.referrers),
        _("Prior authorization"): therapy.prior_authorization,
        _("Medical necessity"): therapy.medical_necessity,
        _("Network"): therapy.network,
    }
    return [(name, words) for name, words in found.items() if words]
