"""One fact of many rows: chosen, looked at, saved for all or for none."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from benefits import editions
from benefits.admin import bulk
from benefits.bounds import BULK_ROWS, Bound
from benefits.models import CostTierRow, GateRow, PlanAmountRow, PlanRow, Row, VisitLimitRow

pytestmark = pytest.mark.usefixtures("draft")

BULK_LISTS = (
    "benefitrow",
    "gaterow",
    "conditionrulerow",
    "disagreementrow",
    "costtierrow",
    "visitlimitrow",
    "planrow",
    "planamountrow",
)


def send(client: Client, row: type[Row], rows: list[Any], **data: Any) -> Any:
    chosen = {"action": "change_together", "_selected_action": [each.pk for each in rows]}
    return client.post(reverse(f"admin:benefits_{row._meta.model_name}_changelist"), chosen | data)


def prices() -> list[Any]:
    """Two copayments that differ in nothing but their visits."""
    first = CostTierRow.objects.get(kind="copayment")
    second = CostTierRow.objects.get(kind="copayment")
    second.pk, second.from_visit, second.to_visit = None, 10, 12
    second.save()
    return [first, second]


def to_35(**more: str) -> dict[str, str]:
    return {"fact": "low+high", "new-low": "35", "new-high": "35", **more}


@pytest.mark.parametrize("name", BULK_LISTS)
def test_every_list_of_rules_has_it(name: str) -> None:
    found = [each for each in admin.site._registry.values() if each.opts.model_name == name]

    assert found[0].actions == (bulk.change_together,)


@pytest.mark.parametrize("row", [CostTierRow, GateRow, VisitLimitRow, PlanRow], ids=lambda row: row.__name__)
def test_what_tells_rows_apart_is_not_offered(row: type[Row]) -> None:
    assert not set(row.RECORD.KEY) & {name for fields in bulk.facts(row) for name in fields.split("+")}
    assert "citation" in bulk.facts(row)


def test_it_goes_from_the_fact_to_the_rows(admin_client: Client) -> None:
    rows = prices()

    which = send(admin_client, CostTierRow, rows)
    value = send(admin_client, CostTierRow, rows, fact="low+high")
    seen = send(admin_client, CostTierRow, rows, **to_35(preview="yes"))
    done = send(admin_client, CostTierRow, rows, **to_35(confirm="yes", seen=seen.context["seen"]))

    assert ("low+high", "from, in dollars – to, in dollars") in which.context["facts"]
    assert [field.name for field in value.context["form"]] == ["low", "high"]
    assert [(line.old, line.new) for line in seen.context["lines"]] == [("15 – 30.5", "35 – 35")] * 2
    assert done.status_code == 302
    assert {row.low for row in CostTierRow.objects.filter(kind="copayment")} == {35}


def test_each_row_has_its_history_with_the_reason(admin_client: Client) -> None:
    rows = prices()
    seen = send(admin_client, CostTierRow, rows, **to_35(preview="yes")).context["seen"]
    send(admin_client, CostTierRow, rows, **to_35(confirm="yes", seen=seen))

    for row in rows:
        entry = CostTierRow.history.filter(id=row.pk).latest("history_id")
        assert entry.history_user.username == "admin"
        assert entry.history_change_reason.startswith("Changed in many rows together: from, in dollars")


def test_one_that_refuses_keeps_all_as_they_are(admin_client: Client) -> None:
    rows = [*prices(), CostTierRow.objects.get(kind="coinsurance")]
    before = editions.draft()

    seen = send(admin_client, CostTierRow, rows, **to_35(preview="yes"))
    done = send(admin_client, CostTierRow, rows, **to_35(confirm="yes", seen=seen.context["seen"]))

    problems = [line.problems for line in seen.context["lines"]]
    assert sorted(problems) == [(), (), ("a copayment needs an amount, and only a copayment has one.",)]
    assert "1 row refuses this value" in done.content.decode()
    assert 'name="confirm"' not in done.content.decode()
    assert editions.draft() == before


def test_what_was_not_seen_is_not_saved(admin_client: Client) -> None:
    rows = prices()
    seen = send(admin_client, CostTierRow, rows, **to_35(preview="yes")).context["seen"]
    CostTierRow.objects.filter(pk=rows[0].pk).update(high=31)

    page = send(admin_client, CostTierRow, rows, **to_35(confirm="yes", seen=seen))

    assert "changed meanwhile" in page.content.decode()
    assert [line.old for line in page.context["lines"]] == ["15 – 31", "15 – 30.5"]
    assert not CostTierRow.objects.filter(low=35).exists()


def test_rows_that_say_so_already_are_left_alone(admin_client: Client) -> None:
    rows = prices()
    data = {"fact": "certainty", "new-certainty": "typically", "preview": "yes"}

    page = send(admin_client, CostTierRow, rows, **data)

    assert "nothing to change" in page.content.decode()


@pytest.mark.parametrize(
    ("row", "data", "old", "new"),
    [
        pytest.param(GateRow, {"fact": "certainty", "new-certainty": ""}, "typically", "—", id="to nothing"),
        pytest.param(VisitLimitRow, {"fact": "low", "new-low": "30"}, "20", "30", id="a limit"),
        pytest.param(PlanRow, {"fact": "rich_benefits"}, "yes", "no", id="an empty box"),
        pytest.param(PlanRow, {"fact": "region", "new-region": "west"}, "Coast", "West", id="a reference"),
        pytest.param(PlanRow, {"fact": "hsa_eligible", "new-hsa_eligible": "unknown"}, "no", "—", id="not known"),
        pytest.param(
            PlanAmountRow,
            {"fact": "self_only+family", "new-self_only": "1", "new-family": "2"},
            "1500.5 – 3000",
            "1 – 2",
            id="amounts",
        ),
    ],
)
def test_every_kind_of_value_survives_its_preview(
    admin_client: Client, row: type[Row], data: dict[str, str], old: str, new: str
) -> None:
    rows = [row.objects.get(slug="gold")] if row is PlanRow else list(row.objects.all())[:1]

    seen = send(admin_client, row, rows, **data, preview="yes")
    hidden = {field.html_name: field.value() for field in seen.context["form"]}
    again = {name: "" if value is None else str(value) for name, value in hidden.items()}
    done = send(admin_client, row, rows, fact=data["fact"], **again, confirm="yes", seen=seen.context["seen"])

    assert [(line.old, line.new, line.problems) for line in seen.context["lines"]] == [(old, new, ())]
    assert done.status_code == 302
    assert row.history.latest("history_id").history_change_reason


def test_a_value_that_is_none_is_refused_at_its_field(admin_client: Client) -> None:
    page = send(
        admin_client, CostTierRow, prices(), fact="low+high", **{"new-low": "x", "new-high": "5", "preview": "1"}
    )

    assert "low" in page.context["form"].errors
    assert 'value="x"' in page.content.decode()


def test_a_fact_that_is_none_is_asked_again(admin_client: Client) -> None:
    assert "facts" in send(admin_client, CostTierRow, prices(), fact="plan").context


def test_more_than_one_can_look_through_are_refused(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "BULK_ROWS", Bound(1, BULK_ROWS.words))

    page = send(admin_client, CostTierRow, prices())

    assert page.status_code == 302
    assert "More than 1 rows are selected" in admin_client.get(page["Location"]).content.decode()
