"""Plans are found by kind, region and words, and as quickly among ten thousand."""

from datetime import date
from functools import partial

import pytest
from django.http import QueryDict
from django.test import Client
from msgspec.structs import replace

from benefits import editions
from benefits.coverage.catalog import Catalog
from benefits.coverage.records import Plan, PlanType
from benefits.coverage.vocabulary import PlanKind
from benefits.wizard import picker
from tests import shipped
from tests.floors import times_the_floor
from tests.staff.big import big_catalog
from tests.wizard import members
from tests.wizard.members import Member

MANY = 10_000
PEBB = "wa-pebb-value-2024"
TOLD: dict[str, object] = {"therapy": "physical-therapy", "plan": "hmo", "on": "2026-11-21"}


@pytest.fixture(scope="module")
def held() -> Catalog:
    return shipped.catalog()


def found(catalog: Catalog, kind: str = "unsure", region: str | None = None, words: str = "") -> list[str]:
    return [plan.slug for plan in picker.search(catalog, kind, region, words).plans]


@pytest.mark.parametrize(
    ("plan", "kind"),
    [
        ("hmo", "hmo"),
        ("unsure", "unsure"),
        (PEBB, "hmo"),
        ("wa-sound-trust", "other"),
        ("wa-regional-guide", "unsure"),
    ],
)
def test_a_plan_is_of_a_kind(held: Catalog, plan: str, kind: str) -> None:
    assert picker.kind(held, plan) == kind


@pytest.mark.parametrize("kind", ["hmo", "hdhp", "senior-advantage", "other"])
def test_only_plans_of_that_kind_are_found(held: Catalog, kind: str) -> None:
    wanted = {plan.slug for plan in held.plans if plan.kind is PlanKind.PLAN and plan.plan_type == kind}

    assert wanted
    assert set(found(held, kind)) == wanted


def test_who_is_not_sure_of_the_kind_finds_all(held: Catalog) -> None:
    assert set(found(held)) == {plan.slug for plan in held.plans if plan.kind is PlanKind.PLAN}


def test_a_kind_without_a_guide_is_another_kind(held: Catalog) -> None:
    kinds = (*held.plan_types, PlanType(slug="epo", name="EPO"))
    catalog = replace(held, plan_types=kinds, plans=(*held.plans, replace(HDHP, plan_type="epo")))

    assert "an-hdhp" in found(catalog, "other")
    assert picker.kind(catalog, "an-hdhp") == "other"


HDHP = Plan(slug="an-hdhp", name="An HDHP", kind=PlanKind.PLAN, plan_type="hdhp")


@pytest.mark.parametrize(
    ("region", "plan", "is_found"),
    [
        pytest.param("washington", PEBB, True, id="its own"),
        pytest.param("georgia", PEBB, False, id="another"),
        pytest.param("unsure", PEBB, True, id="not sure"),
        pytest.param("northern-california", "ca-sisc-hmo-2015", True, id="what the region is part of"),
        pytest.param("california", "ca-pipe-trades-hmo-2021", True, id="a part of it"),
        pytest.param("southern-california", "ca-pipe-trades-hmo-2021", False, id="another part"),
    ],
)
def test_a_region_narrows(held: Catalog, region: str, plan: str, is_found: bool) -> None:
    assert (plan in found(held, "hmo", region)) is is_found


def test_a_plan_without_a_region_may_be_of_any(held: Catalog) -> None:
    catalog = replace(held, plans=(*held.plans, HDHP))

    assert "an-hdhp" in found(catalog, "hdhp", "colorado")
    assert "colorado" in picker.regions(catalog, "hdhp")
    assert "colorado" not in picker.regions(held, "hdhp")


@pytest.mark.parametrize(
    "words",
    [
        "PEBB value",
        "value pebb wa",
        "VALUE",
        "washington public employees",
        "  pe  bb val ",
        "wa-pebb-value",
    ],
)
def test_a_plan_is_found_by_name_and_employer(held: Catalog, words: str) -> None:
    assert PEBB in found(held, words=words)


@pytest.mark.parametrize("words", ["89942GA0130002", "89942ga0130002-03", "89942GA013000203"])
def test_a_plan_is_found_by_its_hios_id(held: Catalog, words: str) -> None:
    assert "ga-signature-gold-hmo-1500-2026-03" in found(held, words=words)


@pytest.mark.parametrize("words", ["no such plan", "89942GA9999999", "病気", "x" * 100])
def test_words_that_fit_nothing_find_nothing(held: Catalog, words: str) -> None:
    assert found(held, words=words) == []


@pytest.mark.parametrize("words", ["'", "%", "_", "(", "\\", ".*", "—"])
def test_signs_are_no_words(held: Catalog, words: str) -> None:
    assert found(held, words=words) == found(held)


def test_accents_make_no_difference(held: Catalog) -> None:
    named = replace(held, plans=(*held.plans, replace(HDHP, name="Kaiser Hawaiʻi Añejo")))

    assert found(named, words="anejo") == found(named, words="AÑEJO") == ["an-hdhp"]


def test_the_latest_come_first_and_those_without_an_end_before_them(held: Catalog) -> None:
    ends = [held.plan_by_slug[slug].effective_to for slug in found(held, "hmo", "georgia")]

    assert ends == sorted(ends, key=str, reverse=True)
    assert found(held, "other")[0] == "wa-sound-trust"


@pytest.mark.parametrize(
    ("plan", "on", "words"),
    [
        (
            PEBB,
            "2026-11-21",
            "Plan year 2024, ended on Dec. 31, 2024 · Washington · Washington public employees (PEBB)",
        ),
        (PEBB, "2024-06-01", "Plan year 2024, until Dec. 31, 2024 · Washington · Washington public employees (PEBB)"),
        (
            PEBB,
            "2023-06-01",
            "Plan year 2024, starts on Jan. 1, 2024 · Washington · Washington public employees (PEBB)",
        ),
        ("ca-pipe-trades-hmo-2021", "2026-11-21", "Plan year 2021–2022, ended on June 30, 2022 · Northern California"),
        ("wa-sound-trust", "2026-11-21", "Plan year not on file · Washington · Sound Health & Wellness Trust"),
        ("ga-silver-3000-30-2017", "2017-01-01", "Plan year 2017, until Dec. 31, 2017 · Georgia · 89942GA0070005"),
    ],
)
def test_a_plan_is_described(held: Catalog, plan: str, on: str, words: str) -> None:
    assert picker.described(held, held.plan_by_slug[plan], date.fromisoformat(on)).startswith(words)


class TestPlanForm:
    """The cards."""

    def form(self, catalog: Catalog, data: str | None = None, **told: object) -> picker.PlanForm:
        results = picker.search(catalog, "hmo", "washington")
        return picker.PlanForm(catalog, {**TOLD, **told}, results, None if data is None else QueryDict(data))

    @pytest.mark.parametrize("plan", [PEBB, "hmo", "ga-hmo-2026"])
    def test_it_works(self, held: Catalog, plan: str) -> None:
        form = self.form(held, f"plan={plan}")

        assert form.is_valid()
        assert form.answer == plan

    @pytest.mark.parametrize(
        "data", ["", "plan=", "plan=gold", "plan=hdhp", "plan=unsure", "plan=wa-regional-guide", "plan=hmo&plan=hmo"]
    )
    def test_it_refuses_what_is_no_plan(self, held: Catalog, data: str) -> None:
        assert not self.form(held, data).is_valid()

    def test_not_being_listed_is_the_last_card(self, held: Catalog) -> None:
        cards = [(card.data["value"], card.choice_label) for card in self.form(held)["plan"]]

        assert PEBB in [slug for slug, _label in cards]
        assert cards[-1] == ("hmo", "My plan is not listed")

    @pytest.mark.parametrize(("told", "checked"), [("hmo", []), (PEBB, [PEBB])])
    def test_only_a_plan_picked_before_is_checked(self, held: Catalog, told: str, checked: list[str]) -> None:
        cards = self.form(held, plan=told)["plan"]

        assert [card.data["value"] for card in cards if card.data["selected"]] == checked


def of_many(plans: int) -> editions.InForce:
    """An edition of the guides and so many plans that say the same."""
    catalog = big_catalog(members.guides(), plans, designs=1)
    return editions.InForce(number=1, sha256="0" * 64, published_at=None, catalog=catalog)


def test_it_is_as_quick_and_small_with_ten_thousand_plans_as_with_a_hundred(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    member = Member(client)
    member.has_told({"therapy": "physical-therapy", "plan": "hmo"})

    def page(edition: editions.InForce, words: str) -> str:
        monkeypatch.setattr(editions, "in_force", lambda: edition)
        return client.get(f"{member.walk}plan/find/?region=unsure&q={words}").content.decode()

    many, few = (of_many(count) for count in (MANY, 100))
    for words in ("", "plan", "0999", "plan 01234", "no such plan"):
        assert len(page(many, words)) < 30_000
        assert times_the_floor(partial(page, many, words), partial(page, few, words)) < 1.5, words
    first = page(many, "")
    assert "9970 more plans fit" in first
    assert first.count('type="radio"') == picker.MOST_SHOWN + 1
