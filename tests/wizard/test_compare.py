"""The same facts under two or three plans: what differs, and nothing else."""

import pytest

from benefits import answering
from benefits.coverage.catalog import Catalog
from benefits.wizard import compare
from benefits.words.answers import GATE, STATUS
from tests import shipped

PEBB, CDHP, CLASSIC = "wa-pebb-value-2024", "wa-pebb-cdhp-2024", "nw-pebb-classic-2024"
FACTS: dict[str, object] = {"therapy": "physical-therapy", "plan": PEBB, "referral": "pcp", "on": "2024-06-01"}


@pytest.fixture(scope="module")
def held() -> Catalog:
    return shipped.catalog()


def rows(*plans: str, **told: object) -> dict[str, tuple[compare.ComparedCell, ...]]:
    found = compare.differences(shipped.edition(), {**FACTS, **told}, plans)
    return {row.name: row.cells for row in found}


def test_what_differs_is_shown_plan_by_plan() -> None:
    found = rows(PEBB, CDHP)

    assert found["Next visit"] == (
        ("$50 per visit",),
        ("Before your deductible is met: the full cost; after your deductible is met: 10% of the allowed amount",),
    )


def test_what_is_the_same_is_left_out() -> None:
    assert "Visits left" not in rows(PEBB, CDHP)
    assert rows(PEBB, "hmo")["Visits left"] == (("60",), ("Not known",))


def test_nothing_differs_from_itself() -> None:
    assert rows(PEBB, PEBB) == {}


@pytest.mark.parametrize(
    "own",
    [
        pytest.param({"copay": 35}, id="a copayment"),
        pytest.param({"visit_limit": 7}, id="a limit of visits"),
        pytest.param({"prior_authorization": "denied"}, id="a denial"),
    ],
)
def test_what_was_told_of_the_own_plan_counts_in_its_own_column(own: dict[str, object]) -> None:
    without, found = rows("hmo", CDHP, "hdhp", plan="hmo"), rows("hmo", CDHP, "hdhp", plan="hmo", **own)

    assert any(found[name][0] != cells[0] for name, cells in without.items() if name in found)
    for name in found.keys() & without.keys():
        assert found[name][1:] == without[name][1:]


def test_a_referral_holds_under_every_plan() -> None:
    assert rows(PEBB, CDHP, referral="pcp") != rows(PEBB, CDHP, referral="none")


def test_three_plans_have_three_columns() -> None:
    assert {len(cells) for cells in rows(PEBB, CDHP, "hmo").values()} == {3}


@pytest.mark.parametrize("other", ["hmo", "unsure", CLASSIC, "ga-hmo-2026", "wa-sound-trust", "wa-regional-guide"])
def test_each_part_is_that_of_the_plans_own_answer(other: str) -> None:
    mine, theirs = (
        answering.answer(shipped.edition(), {"region": "washington", **FACTS, "plan": plan}) for plan in (PEBB, other)
    )
    found = rows(PEBB, other)

    same = (mine.headline, mine.status) == (theirs.headline, theirs.status)
    assert ("Answer" not in found) is same
    for (kind, own), (_kind, other_gate) in zip(mine.gates.items(), theirs.gates.items(), strict=True):
        shown = found.get(str(GATE[kind]))
        assert shown is None or other_gate.text in shown[1]
        assert (shown is None) is ((own.state, own.text) == (other_gate.state, other_gate.text))


def test_a_record_that_has_ended_is_said_to_say_nothing() -> None:
    found = rows("hmo", PEBB, plan="hmo", on="2026-11-21")

    assert str(STATUS["unknown"]).casefold() == found["Answer"][1][0].casefold()


def test_who_has_a_plan_of_a_region_is_there_under_a_guide_too() -> None:
    told = {"therapy": "massage-therapy", "condition": "fibromyalgia"}

    assert rows("hmo", CLASSIC, **told) == rows("hmo", CLASSIC, region="washington", **told)


@pytest.mark.parametrize(
    ("given", "picked"),
    [
        pytest.param([], (), id="nothing"),
        pytest.param([CDHP], (CDHP,), id="one"),
        pytest.param([CDHP, "hmo"], (CDHP, "hmo"), id="two"),
        pytest.param([CDHP, CDHP, CDHP], (CDHP,), id="one, said three times"),
        pytest.param([PEBB, CDHP, "hmo"], (CDHP, "hmo"), id="the member's own is there already"),
        pytest.param([CDHP, "hmo", "hdhp"], None, id="three"),
        pytest.param(["gold"], None, id="unknown"),
        pytest.param([""], None, id="empty"),
        pytest.param([CDHP, "x" * 5000], None, id="long"),
    ],
)
def test_one_or_two_others_can_be_picked(held: Catalog, given: list[str], picked: tuple[str, ...] | None) -> None:
    assert compare.picked(held, PEBB, given) == picked


class TestOffers:
    """What to compare with."""

    def slugs(self, held: Catalog, words: str = "", *picked: str, **told: object) -> list[str]:
        return [offer.slug for offer in compare.offers(held, {**FACTS, **told}, picked, words)[0]]

    def test_it_works(self, held: Catalog) -> None:
        offers, more = compare.offers(held, FACTS, (CDHP,), "")

        assert more == 0
        assert [offer.slug for offer in offers if offer.picked] == [CDHP]
        assert offers[0].label == "Kaiser Permanente WA CDHP (PEBB) 2024"
        assert offers[0].hint.startswith("Plan year 2024, until Dec. 31, 2024")
        assert offers[1].label == "HMO (general guide)"

    def test_without_words_they_are_of_the_own_region(self, held: Catalog) -> None:
        guides = ["hmo", "hdhp", "senior-advantage", "other", "unsure"]
        assert self.slugs(held) == [*guides, "wa-sound-trust", "wa-pebb-classic-2025", CDHP]

    def test_with_words_they_are_of_any(self, held: Catalog) -> None:
        assert CLASSIC in self.slugs(held, "classic")

    def test_without_a_region_all_are(self, held: Catalog) -> None:
        assert {CLASSIC, CDHP, "ga-hmo-2026"} <= set(self.slugs(held, plan="hmo"))

    def test_the_own_plan_is_not_among_them(self, held: Catalog) -> None:
        assert PEBB not in self.slugs(held, "pebb", PEBB)
