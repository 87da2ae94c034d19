"""Histories speak in words: labels for codes, names for references, members in their spelling."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.forms import modelform_factory

from benefits.admin import telling
from benefits.admin.forms import VisitLimitForm
from benefits.models import (
    ROWS,
    BenefitRow,
    ContentRow,
    CostTierRow,
    GateRow,
    PlanRow,
    RegionRow,
    TechniqueRow,
    VisitLimitRow,
)

pytestmark = pytest.mark.usefixtures("draft")

KAISER_FIRST = ("kaiser", "contracted")


def change(row: Any, **values: Any) -> list[telling.HistoryChange]:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return telling.changes(type(row).history.filter(id=row.pk).latest("history_id"))


@pytest.mark.parametrize(
    ("row", "values", "told"),
    [
        pytest.param(CostTierRow, {"low": Decimal("20.00")}, ("from, in dollars", "15", "20"), id="dollars"),
        pytest.param(CostTierRow, {"per": "day"}, ("per", "visit", "day"), id="a word"),
        pytest.param(CostTierRow, {"to_visit": None}, ("to visit", "3", "—"), id="nothing"),
        pytest.param(CostTierRow, {"balance_billing": True}, ("balance billing is possible", "no", "yes"), id="yes"),
        pytest.param(
            PlanRow, {"effective_to": date(2026, 6, 30)}, ("effective to", "31 Dec 2026", "30 Jun 2026"), id="day"
        ),
        pytest.param(PlanRow, {"based_on_id": None}, ("based on", "HMO, general guide", "—"), id="a reference"),
        pytest.param(
            ContentRow, {"statuses": ("covered",)}, ("statuses", "not covered, limit reached", "covered"), id="words"
        ),
        pytest.param(RegionRow, {"states": ("WA",)}, ("states", "WA, OR", "WA"), id="free words"),
        pytest.param(
            ContentRow,
            {"when": [{"fact": "payment", "values": ["plan"]}]},
            ("when", "network: outside, contracted; payment: plan", "payment: plan"),
            id="facts",
        ),
    ],
)
def test_a_change_is_told_in_words(row: Any, values: dict[str, Any], told: tuple[str, str, str]) -> None:
    wanted = {CostTierRow: {"kind": "copayment"}, PlanRow: {"slug": "gold"}, RegionRow: {"slug": "coast"}}
    changed = row.objects.get(**wanted.get(row, {}))

    assert change(changed, **values) == [told]


def test_tiers_are_told_by_their_labels() -> None:
    gate = GateRow.objects.get(kind="network")

    assert change(gate, tiers=KAISER_FIRST[:1])[0].new == "Kaiser's own facilities"


def test_a_list_is_told_by_names_also_of_what_is_gone() -> None:
    benefit = BenefitRow.objects.get()
    benefit.excluded_techniques.remove(TechniqueRow.objects.get(slug="hot-stone"))
    TechniqueRow.objects.get(slug="hot-stone").delete()

    [told] = telling.changes(BenefitRow.history.latest("history_id"))

    assert told == ("excluded techniques", "Hot stones, Reflexology", "Reflexology")


def test_other_members_are_told_with_their_limit() -> None:
    form = modelform_factory(VisitLimitRow, form=VisitLimitForm, fields=["note", "members"])
    form({"note": "", "members": "massage@kaiser"}, instance=VisitLimitRow.objects.get()).save()

    told = telling.changes(VisitLimitRow.history.latest("history_id"))

    assert told[-1] == ("counted visits", "massage/habilitation/inpatient@outside, *", "massage@kaiser")


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.__name__)
def test_every_row_can_tell_how_it_began(row: Any) -> None:
    [told] = telling.told(row.history.earliest("history_id"), naming=True)

    assert told.startswith(f"Somebody added {row._meta.verbose_name} “")


def test_one_sentence_says_who_what_and_when() -> None:
    price = CostTierRow.objects.get(kind="copayment")
    price._history_user = User.objects.create_user("bea-benefits")
    price._history_date = datetime(2026, 11, 22, 18, 14, tzinfo=UTC)
    price.high = 40
    price.save()
    entry = CostTierRow.history.latest("history_id")

    [alone] = telling.told(entry, naming=False)
    [named] = telling.told(entry, naming=True)

    assert alone == "bea-benefits changed to, in dollars: 30.5 → 40 on 22 Nov 2026, 10:14."
    assert named.startswith("bea-benefits changed cost tier “gold: massage, contracted providers, before")


def test_a_deletion_is_told() -> None:
    CostTierRow.objects.get(kind="copayment").delete()

    [told] = telling.told(CostTierRow.history.latest("history_id"), naming=True)

    assert told.startswith("Somebody deleted cost tier “gold: massage")
