"""What is offered to pick from, and when a question is offered on which no decision turns."""

import pytest
from msgspec.structs import replace

from benefits.coverage import interview, offers
from benefits.coverage.records import Record, Technique
from benefits.coverage.vocabulary import ContentKind, Payment, Stage
from tests.coverage.builders import MASSAGE, PT, TODAY, asked, benefit, catalog, content, guides, plan

NEEDLING = Technique(slug="dry-needling", therapy=PT, name="Dry needling")
CUPPING = Technique(slug="cupping", therapy=MASSAGE, name="Cupping")


@pytest.mark.parametrize(
    ("told", "techniques"),
    [
        pytest.param({"therapy": PT}, ("dry-needling", "unsure"), id="of the therapy that was told"),
        pytest.param({}, ("unsure",), id="none before a therapy is told"),
    ],
)
def test_techniques_are_those(told: dict[str, object], techniques: tuple[str, ...]) -> None:
    both = replace(catalog(), techniques=(NEEDLING, CUPPING))

    assert interview.options(both, "technique", told) == techniques


def test_a_type_of_plan_without_a_guide_is_not_offered() -> None:
    assert interview.options(guides(), "plan", {})[:2] == ("hmo", "hdhp")
    assert interview.options(catalog(), "plan", {}) == ("unsure",)


@pytest.mark.parametrize(
    ("records", "payment", "other_ways", "letter"),
    [
        pytest.param([], "hsa-fsa", False, False, id="nothing is said of it"),
        pytest.param([content("pay", ContentKind.PAYMENT)], "plan", True, False, id="another way to pay"),
        pytest.param(
            [content("pay", ContentKind.PAYMENT, therapies=(MASSAGE,))], "plan", False, False, id="of another therapy"
        ),
        pytest.param(
            [content("hsa", ContentKind.DOCUMENT, stage=Stage.HSA_FSA)], "hsa-fsa", False, True, id="from an account"
        ),
        pytest.param(
            [content("hsa", ContentKind.DOCUMENT, stage=Stage.HSA_FSA)], "plan", False, False, id="not from an account"
        ),
    ],
)
def test_how_one_pays_is_asked_where(records: list[Record], payment: str, other_ways: bool, letter: bool) -> None:
    built = catalog(benefit(), *records)
    told = asked(built, payment=Payment(payment))

    assert offers.can_pay_otherwise(built, told) is other_ways
    assert offers.pays_from_account(built, told) is letter


def test_the_day_is_asked_where_a_record_has_dates() -> None:
    dated = catalog(plan(effective_from=TODAY), benefit())

    assert offers.is_dated(dated, asked(dated))
    undated = catalog(plan(effective_from=None), benefit())
    assert not offers.is_dated(undated, asked(undated))
