"""The form of a row: what it refuses, and the history that it leaves."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.forms import modelform_factory
from django.test import RequestFactory

from benefits.admin.forms import PoolField, RecordForm, VisitLimitForm
from benefits.coverage.records import PoolMember
from benefits.models import BenefitRow, PoolMemberRow, TechniqueRow, VisitLimitRow

pytestmark = pytest.mark.usefixtures("draft")

BenefitForm = modelform_factory(BenefitRow, form=RecordForm, fields=["scope", "excluded_techniques", "status"])
TrialLimitForm = modelform_factory(VisitLimitRow, form=VisitLimitForm, fields=["note", "members"])
BOTH = ["hot-stone", "reflexology"]


def benefit(**changes: object) -> Any:
    row = BenefitRow.objects.get()
    listed = changes.pop("techniques", BOTH)
    pks = [TechniqueRow.objects.get(slug=slug).pk for slug in listed]  # type: ignore[attr-defined]
    data = {"scope": row.scope, "status": row.status, "excluded_techniques": pks, **changes}
    return BenefitForm(data, instance=row)


def limit(members: str) -> Any:
    return TrialLimitForm({"note": "", "members": members}, instance=VisitLimitRow.objects.get())


@pytest.mark.parametrize(
    ("changes", "listed"),
    [
        pytest.param({"scope": "After a fall."}, BOTH, id="a text"),
        pytest.param({"techniques": ["hot-stone"]}, BOTH[:1], id="a list"),
        pytest.param({"techniques": ["hot-stone"], "scope": "After a fall."}, BOTH[:1], id="both"),
    ],
)
def test_a_save_is_one_entry_with_its_lists(changes: dict[str, object], listed: list[str]) -> None:
    before = BenefitRow.history.count()

    benefit(**changes).save()

    entry = BenefitRow.history.latest("history_id")
    assert BenefitRow.history.count() == before + 1
    assert [named.techniquerow.slug for named in entry.excluded_techniques.order_by("techniquerow__slug")] == listed


def test_what_others_did_meanwhile_bars_the_save() -> None:
    form = benefit(scope="After a fall.")
    form.meanwhile = ["bea changed scope"]

    assert not form.is_valid()
    assert form.non_field_errors()[0] == "bea changed scope"
    assert form["scope"].value() == "After a fall."


def test_a_list_that_makes_no_sense_is_refused_at_its_field() -> None:
    assert "excluded_techniques" in benefit(status="not_covered").errors


def test_only_other_visits_are_a_change() -> None:
    told = "massage/habilitation/inpatient@outside\n*"

    assert not PoolField().has_changed(limit(told).initial["members"], f"\n{told} ")
    assert limit("*").has_changed()
    assert limit("no such/thing").has_changed()


def test_members_come_with_the_limit() -> None:
    before = PoolMemberRow.history.count()

    limit("*").save()

    assert [str(row) for row in PoolMemberRow.objects.all()] == ["*"]
    assert PoolMemberRow.history.count() == before + 2  # one taken out, one in another place


def test_a_form_of_the_admin_knows_its_members(rf: RequestFactory, admin_user: User) -> None:
    request = rf.get("/")
    request.user = admin_user
    form = admin.site.get_model_admin(VisitLimitRow).get_form(request)(instance=VisitLimitRow.objects.get())

    assert form.initial["members"][1] == PoolMember()
