"""How a plan stands: what it lacks, each with the page to mend it, and the answers to common situations."""

import html
from datetime import date

import pytest
from django.test import Client
from django.urls import resolve, reverse

from benefits import answering
from benefits.admin.standing import lack, standing
from benefits.coverage.gaps import Gap, GapKind
from benefits.importing import loading
from benefits.models import BenefitRow, CitationRow, CostTierRow, GateRow, PlanRow
from tests import shipped

VALUE = "wa-pebb-value-2024"
TODAY = date(2026, 11, 22)


@pytest.fixture
def value(db: None) -> PlanRow:
    """A real plan, with everything else that is shipped."""
    loading.load(shipped.catalog(), reason="a test")
    found: PlanRow = PlanRow.objects.get(slug=VALUE)
    return found


def test_a_complete_plan_answers_on_its_first_day(value: PlanRow) -> None:
    found = standing(value, TODAY)

    assert (found.gaps, found.on) == ((), date(2024, 1, 1))
    answers = {read.therapy: read.answer for read in found.answers}
    assert answers["physical-therapy"].status == "covered"
    assert answers["physical-therapy"].cost.now == "$50 per visit"


def test_what_members_would_read_is_their_own_answer(value: PlanRow) -> None:
    """The words and figures are those of the same question asked as a member: a guide's price is no plan's."""
    for plan in (VALUE, "ca-meyers-nave-hdhp-2026", "hmo"):
        found = standing(PlanRow.objects.get(slug=plan), TODAY)
        for read in found.answers:
            told = {"therapy": read.therapy, "plan": plan, "referral": "pcp", "network": "kaiser", "on": found.on}
            own = answering.answer(shipped.edition(), {**told, "visits_used": {read.therapy: 0}})
            assert (read.answer.headline, read.answer.cost, read.answer.limits) == (
                own.headline,
                own.cost,
                own.limits,
            ), read.therapy


def test_a_plan_in_force_answers_today(value: PlanRow) -> None:
    assert standing(value, date(2024, 5, 6)).on == date(2024, 5, 6)
    assert standing(PlanRow.objects.get(slug="hmo"), TODAY).on == TODAY


def test_a_missing_gate_is_a_gap_with_the_page_to_add_it(value: PlanRow) -> None:
    GateRow.objects.filter(kind="medical_necessity").delete()

    found = standing(value, TODAY).gaps

    assert {lack.address.partition("?")[0] for lack in found} == {"/admin/benefits/gaterow/add/"}
    assert any(f"plan={VALUE}&therapy=physical-therapy&kind=medical_necessity" in lack.address for lack in found)


def test_a_silence_has_the_page_to_add_a_price(value: PlanRow) -> None:
    before = standing(value, TODAY).silences
    CostTierRow.objects.filter(plan=VALUE, therapy="physical-therapy").delete()

    [new] = set(standing(value, TODAY).silences) - set(before)

    assert new.address == f"/admin/benefits/costtierrow/add/?plan={VALUE}&therapy=physical-therapy"


def test_a_citation_to_confirm_is_a_gap_of_the_plan_that_cites_it_alone(value: PlanRow) -> None:
    cited = BenefitRow.objects.filter(plan=VALUE)[0].citation
    CitationRow.objects.filter(pk=cited.pk).update(to_confirm=True)

    assert [gap.address for gap in standing(value, TODAY).gaps] == [
        reverse("admin:benefits_citationrow_change", args=[cited.pk])
    ]
    assert standing(PlanRow.objects.get(slug="ca-sisc-hmo-2015"), TODAY).gaps == ()


def test_a_draft_that_makes_no_sense_says_so(value: PlanRow) -> None:
    CostTierRow.objects.filter(plan=VALUE).update(per="lunch")

    assert VALUE in standing(value, TODAY).refused


@pytest.mark.parametrize(
    ("gap", "view", "filled_in"),
    [
        pytest.param(
            Gap(table="benefits", key=("gold", "massage", "", "False"), field="visit_limits", kind=GapKind.SOURCE),
            "visitlimitrow_add",
            "plan=gold&members=massage",
            id="a limit",
        ),
        pytest.param(
            Gap(table="plans", key=("gold",), field="benefits", kind=GapKind.SOURCE),
            "benefitrow_add",
            "plan=gold",
            id="a benefit",
        ),
        pytest.param(
            Gap(table="plans", key=("gold",), field="effective_from", kind=GapKind.SOURCE),
            "planrow_change",
            "",
            id="its dates",
        ),
        pytest.param(
            Gap(
                table="cost_tiers",
                key=("gold", "massage", "", "", "kaiser", "after", "1"),
                field="citation",
                kind=GapKind.SOURCE,
            ),
            "costtierrow_changelist",
            "",
            id="a row that is gone",
        ),
    ],
)
@pytest.mark.usefixtures("draft")
def test_each_gap_leads_to_a_page(gap: Gap, view: str, filled_in: str, admin_client: Client) -> None:
    address, _, given = lack(gap, "gold").address.partition("?")

    assert resolve(address).url_name == f"benefits_{view}"
    assert given == filled_in
    assert admin_client.get(lack(gap, "gold").address).status_code == 200


@pytest.mark.usefixtures("draft")
def test_the_page_of_a_plan_shows_it(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:benefits_planrow_change", args=[PlanRow.objects.get(slug="gold").pk]))

    assert "How this plan stands in the draft" in page.content.decode()
    assert [answer.name for answer in page.context["standing"].answers] == ["Massage therapy"]


@pytest.mark.usefixtures("draft")
def test_the_page_of_a_plan_says_it_in_members_words(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:benefits_planrow_change", args=[PlanRow.objects.get(slug="gold").pk]))

    (read,) = page.context["standing"].answers
    shown = html.unescape(page.content.decode())
    for words in (read.answer.headline, read.answer.cost.text, *(limit.text for limit in read.answer.limits)):
        assert words in shown
