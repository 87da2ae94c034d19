"""One page reads and edits a whole plan."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benefits import editions
from benefits.admin import plan as module
from benefits.admin.versions import PARTS
from benefits.models import CostTierRow, GateRow, PlanRow, PoolMemberRow, VisitLimitRow
from tests.admin.test_rows import sent_again

pytestmark = pytest.mark.usefixtures("draft")


def gold() -> PlanRow:
    found: PlanRow = PlanRow.objects.get(slug="gold")
    return found


def page_of(plan: PlanRow) -> str:
    return reverse("admin:benefits_planrow_change", args=[plan.pk])


def entries_of_parts() -> list[int]:
    return [*(part.history.count() for part in PARTS), PoolMemberRow.history.count()]


def number(client: Client, name: str, **which: object) -> str:
    """The prefix of one row's fields."""
    formsets = client.get(page_of(gold())).context["inline_admin_formsets"]
    forms = next(inline.formset.forms for inline in formsets if inline.formset.prefix == f"{name}_set")
    fits = (form for form in forms if all(getattr(form.instance, key) == value for key, value in which.items()))
    return str(next(fits).prefix)


def test_it_shows_every_row_of_the_plan(admin_client: Client) -> None:
    formsets = admin_client.get(page_of(gold())).context["inline_admin_formsets"]

    shown = {(type(form.instance), form.instance.pk) for inline in formsets for form in inline.formset.initial_forms}
    assert shown == {
        (part, pk) for part in PARTS for pk in part.objects.filter(plan="gold").values_list("pk", flat=True)
    }


def test_sent_again_it_changes_nothing_and_leaves_no_trace(admin_client: Client) -> None:
    before, entries = editions.draft(), entries_of_parts()

    response = admin_client.post(page_of(gold()), sent_again(admin_client, gold()))

    assert response.status_code == 302
    assert editions.draft() == before
    assert entries_of_parts() == entries


def test_each_changed_row_has_one_entry_in_its_history(admin_client: Client, admin_user: User) -> None:
    price, limit = number(admin_client, "costtierrow", kind="copayment"), number(admin_client, "visitlimitrow")
    typed = {
        f"{price}-low": "20",
        f"{price}-high": "40",
        f"{limit}-members": "massage",
        f"{limit}-exempt_conditions": [],
    }

    response = admin_client.post(page_of(gold()), sent_again(admin_client, gold()) | typed)

    assert response.status_code == 302
    assert CostTierRow.objects.get(kind="copayment").high == 40
    assert CostTierRow.history.filter(history_user=admin_user).count() == 1
    assert VisitLimitRow.history.filter(history_user=admin_user).count() == 1
    assert [str(member) for member in VisitLimitRow.objects.get().members.all()] == ["massage"]


@pytest.mark.parametrize(
    ("row", "which", "typed", "field"),
    [
        pytest.param("costtierrow", {"kind": "copayment"}, {"low": "90"}, "high", id="a range upside down"),
        pytest.param("gaterow", {"kind": "network"}, {"tiers": []}, "tiers", id="a network without tiers"),
        pytest.param("visitlimitrow", {}, {"members": "massage/x"}, "members", id="visits that cannot be"),
        pytest.param("benefitrow", {}, {"status": "not_covered"}, "excluded_techniques", id="nothing to exclude"),
    ],
)
def test_nonsense_is_refused_at_the_field_of_the_row(
    admin_client: Client, row: str, which: dict[str, object], typed: dict[str, object], field: str
) -> None:
    before, prefix = editions.draft(), number(admin_client, row, **which)
    data = sent_again(admin_client, gold()) | {f"{prefix}-{name}": value for name, value in typed.items()}

    page = admin_client.post(page_of(gold()), data)

    assert page.status_code == 200
    forms = [form for inline in page.context["inline_admin_formsets"] for form in inline.formset.forms]
    assert field in next(form for form in forms if form.prefix == prefix).errors
    assert editions.draft() == before


def test_a_row_is_added_and_another_taken_out(admin_client: Client) -> None:
    out = number(admin_client, "gaterow", kind="network")
    new = {
        "gaterow_set-TOTAL_FORMS": "3",
        "gaterow_set-2-therapy": "massage",
        "gaterow_set-2-kind": "prior_authorization",
        "gaterow_set-2-requirement": "unstated",
        "gaterow_set-2-citation": "p-21",
        f"{out}-DELETE": "on",
    }
    requirement = GateRow._meta.get_field("requirement").flatchoices[-1][0]

    response = admin_client.post(
        page_of(gold()), sent_again(admin_client, gold()) | new | {"gaterow_set-2-requirement": requirement}
    )

    assert response.status_code == 302
    assert sorted(GateRow.objects.values_list("kind", flat=True)) == ["prior_authorization", "referral"]


def test_more_rows_ask_no_more_questions(admin_client: Client) -> None:
    def questions(data: dict[str, object] | None = None) -> int:
        with CaptureQueriesContext(connection) as asked:
            admin_client.get(page_of(gold())) if data is None else admin_client.post(page_of(gold()), data)
        return len(asked)

    questions()
    before, before_sent = questions(), questions(sent_again(admin_client, gold()))
    for visit in range(10, 20):
        row = CostTierRow.objects.get(kind="copayment", from_visit=1)
        row.pk, row.from_visit, row.to_visit = None, visit, visit
        row.save()

    questions()  # reads what the save had to say
    assert questions() == before
    assert questions(sent_again(admin_client, gold())) <= before_sent + 2


def test_it_can_show_one_therapy_and_stays_there(admin_client: Client) -> None:
    address = f"{page_of(gold())}?therapy=massage"
    shown = admin_client.get(address)
    elsewhere = admin_client.get(f"{page_of(gold())}?therapy=acupuncture")

    assert shown.context["inline_admin_formsets"][3].formset.initial_form_count() == 2
    assert elsewhere.context["inline_admin_formsets"][3].formset.initial_form_count() == 0
    response = admin_client.post(address, sent_again(admin_client, gold()) | {"_continue": "1"})
    assert response["Location"] == address


def test_a_plan_that_says_too_much_is_shown_by_therapy(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 3)

    assert admin_client.get(page_of(gold()))["Location"].endswith("?therapy=massage")
    assert admin_client.get(f"{page_of(gold())}?therapy=massage").status_code == 200


def test_a_row_deleted_meanwhile_is_offered_as_a_new_one(admin_client: Client) -> None:
    price = number(admin_client, "costtierrow", kind="copayment")
    data: dict[str, Any] = sent_again(admin_client, gold()) | {f"{price}-note": "Seen at the counter."}
    CostTierRow.objects.get(kind="copayment").delete()

    refused = admin_client.post(page_of(gold()), data)
    text = refused.content.decode()
    again = admin_client.post(page_of(gold()), data | {"opened_at": refused.context["original"].opened_at})

    assert "deleted cost tier “gold: massage" in refused.context["adminform"].form.non_field_errors()[0]
    assert "Seen at the counter." in text
    assert again.status_code == 302
    assert CostTierRow.objects.get(kind="copayment").note == "Seen at the counter."


def test_a_new_plan_says_nothing_yet(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:benefits_planrow_add"))

    assert page.context["inline_admin_formsets"] == []
    assert "How this plan stands" not in page.content.decode()


def test_the_links_list_that_plan_alone(admin_client: Client) -> None:
    listed = admin_client.get(reverse("admin:benefits_gaterow_changelist"), {"plan__slug__exact": "gold"})
    others = admin_client.get(reverse("admin:benefits_gaterow_changelist"), {"plan__slug__exact": "hmo"})

    assert (listed.context["cl"].result_count, others.context["cl"].result_count) == (2, 0)


def test_the_link_to_add_fills_in_the_plan(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:benefits_costtierrow_add"), {"plan": "gold"})

    assert page.context["adminform"].form["plan"].value() == "gold"


def test_a_plan_is_found_by_its_id(admin_client: Client) -> None:
    found = admin_client.get(reverse("admin:benefits_planrow_changelist"), {"q": "89942GA0130002"})

    assert [plan.slug for plan in found.context["cl"].result_list] == ["gold"]


@pytest.mark.parametrize("pk", ["0", "x", "9" * 30])
def test_what_is_no_plan_is_no_failure(admin_client: Client, pk: str) -> None:
    response = admin_client.get(reverse("admin:benefits_planrow_change", args=[pk]))

    assert response.status_code in (302, 404)


def test_a_form_stays_as_it_is_when_its_counts_are_nonsense(admin_client: Client) -> None:
    page = admin_client.post(page_of(gold()), sent_again(admin_client, gold()) | {"gaterow_set-TOTAL_FORMS": "x"})

    assert page.status_code == 200
