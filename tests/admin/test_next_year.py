"""A plan is copied to the next year with all that it says, and each place waits to be looked up."""

from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from msgspec.structs import replace

from benefits import editions
from benefits.admin import next_year
from benefits.admin.next_year import NotCopied
from benefits.coverage.gaps import gaps
from benefits.importing import loading
from benefits.models import BenefitRow, CitationRow, ContentRow, GateRow, PlanRow
from tests import shipped

pytestmark = pytest.mark.usefixtures("draft")


def gold() -> PlanRow:
    found: PlanRow = PlanRow.objects.get(slug="gold")
    return found


@pytest.mark.parametrize(
    ("day", "later"),
    [
        pytest.param(date(2026, 1, 1), date(2027, 1, 1), id="any day"),
        pytest.param(date(2023, 2, 28), date(2024, 2, 28), id="before a leap day"),
        pytest.param(date(2024, 2, 29), date(2025, 3, 1), id="a leap day"),
    ],
)
def test_a_day_is_the_same_a_year_later(day: date, later: date) -> None:
    assert next_year.year_later(day) == later


@pytest.mark.parametrize(
    ("starts", "ends", "first", "last"),
    [
        pytest.param((2026, 1, 1), (2026, 12, 31), (2027, 1, 1), (2027, 12, 31), id="a calendar year"),
        pytest.param((2023, 3, 1), (2024, 2, 29), (2024, 3, 1), (2025, 2, 28), id="from a leap day"),
        pytest.param((2022, 3, 1), (2023, 2, 28), (2023, 3, 1), (2024, 2, 29), id="to a leap day"),
    ],
)
def test_the_new_record_begins_where_the_old_one_ends(
    starts: tuple[int, int, int], ends: tuple[int, int, int], first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    PlanRow.objects.filter(slug="gold").update(effective_from=date(*starts), effective_to=date(*ends))

    new = next_year.copy(gold()).plan

    assert (new.effective_from, new.effective_to) == (date(*first), date(*last))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("value-2026", "value-2027", id="a year replaced"),
        pytest.param("traditional-2026-27", "traditional-2027-27", id="only whole years"),
        pytest.param("gold-1500", "gold-1500-2027", id="a year behind"),
        pytest.param("since-2019", "since-2019-2027", id="another year stays"),
        pytest.param("60612hi2026007", "60612hi2026007-2027", id="digits of a number stay"),
    ],
)
def test_a_name_says_its_year(text: str, named: str) -> None:
    assert next_year.next_slug(text, 2027, {2026}, joint="-") == named


def test_everything_comes_along_with_citations_to_confirm() -> None:
    copied = next_year.copy(gold())

    catalog = editions.draft()
    for table in (
        "benefits",
        "gates",
        "cost_tiers",
        "visit_limits",
        "condition_rules",
        "disagreements",
        "plan_amounts",
    ):
        old, new = (
            [record for record in getattr(catalog, table) if record.plan == plan] for plan in ("gold", "gold-2027")
        )
        carried = [replace(record, plan="gold-2027", citation=f"{record.citation}-2027") for record in old]
        if table == "disagreements":
            carried = [replace(record, other_citation="p-26-2027") for record in carried]
        assert new == carried
    assert (copied.plan.name, copied.citations) == ("Gold 2027", 2)
    assert {gap.key[0] for gap in gaps(catalog) if gap.field == "to_confirm"} == {"p-21", "p-21-2027", "p-26-2027"}


def test_text_that_names_the_plan_comes_along_for_the_new_plan_alone() -> None:
    next_year.copy(gold())

    text = ContentRow.objects.get(slug="a-discount-2027")
    assert [plan.slug for plan in text.plans.all()] == ["gold-2027"]
    assert text.citation_id == "p-21-2027"


def test_two_plans_of_a_year_share_what_they_shared() -> None:
    silver = PlanRow(slug="silver", name="Silver", kind="plan", plan_type_id="hmo", citation_id="p-21")
    silver.effective_from, silver.effective_to = date(2026, 1, 1), date(2026, 12, 31)
    silver.save()
    ContentRow.objects.get().plans.add(silver)

    first, second = next_year.copy(gold()), next_year.copy(silver)

    assert (first.citations, second.citations) == (2, 0)
    assert second.plan.citation_id == "p-21-2027"
    shared = ContentRow.objects.get(slug="a-discount-2027")
    assert sorted(plan.slug for plan in shared.plans.all()) == ["gold-2027", "silver-2027"]


def test_another_place_of_that_name_is_left_alone() -> None:
    CitationRow.objects.create(
        slug="p-21-2027", source_id="guide", locator="P:99", quote="“other”", checked_on=date(2026, 11, 21)
    )

    next_year.copy(gold())

    assert BenefitRow.objects.get(plan="gold-2027").citation_id == "p-21-2027-2"


def test_history_says_where_it_comes_from() -> None:
    next_year.copy(gold())

    [entry] = BenefitRow.history.filter(plan_id="gold-2027")
    assert entry.history_change_reason.startswith("Copied from gold: massage")
    assert entry.excluded_techniques.count() == 2


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({"effective_from": None}, "no first and last day", id="no first day"),
        pytest.param({"effective_to": None}, "no first and last day", id="no last day"),
        pytest.param({"slug": "gold-" + "x" * 74}, "80 characters", id="a name too long"),
    ],
)
def test_it_is_refused_in_words(changes: dict[str, object], told: str) -> None:
    plan = gold()
    for name, value in changes.items():
        setattr(plan, name, value)
    before = editions.draft()

    with pytest.raises(NotCopied, match=told):
        next_year.copy(plan)
    assert editions.draft() == before


def test_it_is_refused_when_it_is_there() -> None:
    next_year.copy(gold())
    before = editions.draft()

    with pytest.raises(NotCopied, match="It is there already: “Gold 2027”"):
        next_year.copy(gold())
    assert editions.draft() == before


def test_half_a_copy_is_none() -> None:
    GateRow.objects.filter(kind="referral").update(referrers=())
    before = PlanRow.objects.count(), CitationRow.objects.count()

    with pytest.raises(NotCopied):
        next_year.copy(gold())
    assert (PlanRow.objects.count(), CitationRow.objects.count()) == before


def test_a_base_of_the_same_year_is_followed_when_it_was_copied() -> None:
    loading.load(shipped.catalog(), reason="a test")
    variant = PlanRow.objects.get(slug="ga-signature-gold-hmo-1500-2026-03")
    base = PlanRow.objects.get(slug="ga-hmo-2026")

    with transaction.atomic():
        alone = next_year.copy(variant)
        transaction.set_rollback(True)
    next_year.copy(base)
    together = next_year.copy(variant)

    assert alone.old_base == str(base)
    assert (together.plan.based_on_id, together.old_base) == ("ga-hmo-2027", "")


def test_the_button_copies_and_leads_to_the_copy(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:benefits_planrow_change", args=[gold().pk])).content.decode()
    address = reverse("admin:benefits_planrow_next_year", args=[gold().pk])

    assert f'action="{address}"' in page
    done = admin_client.post(address, follow=True)
    assert done.context["original"].slug == "gold-2027"
    assert "2 citations wait to be looked up" in done.content.decode()
    assert "It is there already" in admin_client.post(address, follow=True).content.decode()
    assert admin_client.get(address).status_code == 405
