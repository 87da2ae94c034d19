"""Every answer on offer and every answer given has words."""

import pytest

from benefits.coverage import interview
from benefits.coverage.catalog import Catalog
from benefits.coverage.facts import FACTS
from benefits.coverage.kinds import OneRecord
from benefits.questions import option, said
from tests import shipped
from tests.wizard import members


@pytest.fixture(scope="module")
def guides() -> Catalog:
    return members.guides()


def test_every_answer_on_offer_has_words(guides: Catalog) -> None:
    for fact in FACTS:
        for value in interview.options(guides, fact.name, {}):
            assert option(guides, fact.name, value).label


@pytest.mark.parametrize("fact", [fact.name for fact in FACTS if isinstance(fact.kind, OneRecord)])
def test_every_record_that_can_be_told_has_words(fact: str) -> None:
    for plan in shipped.catalog().plans:
        assert option(shipped.catalog(), "plan", plan.slug).label
    for value in interview.options(shipped.catalog(), fact, {}):
        assert option(shipped.catalog(), fact, value).label


SAID = [
    pytest.param("therapy", "physical-therapy", "Physical therapy", id="a therapy"),
    pytest.param("plan", "hmo", "HMO", id="a plan type, not its guide"),
    pytest.param("plan", "unsure", "I’m not sure", id="no plan"),
    pytest.param("referral", "none", "No, not yet", id="an answer of ours"),
    pytest.param("visit_limit", 30, "30", id="a number"),
    pytest.param("copay", 12.5, "$12.50", id="cents"),
    pytest.param("deductible", 1250, "$1,250", id="dollars"),
    pytest.param("deductible", "met", "Yes", id="a deductible that is met"),
    pytest.param("on", "2026-11-21", "Nov. 21, 2026", id="a day"),
    pytest.param(
        "visits_used",
        {
            "physical-therapy": 18,
            "physical-therapy/habilitation": 2,
            "acupuncture@90-days": "unsure",
        },
        "Physical therapy: 18, Physical therapy to learn something new: 2, "
        "Acupuncture in the last 90 days: I’m not sure",
        id="visits",
    ),
]


@pytest.mark.parametrize(("fact", "value", "words"), SAID)
def test_an_answer_is_said_in_a_few_words(guides: Catalog, fact: str, value: object, words: str) -> None:
    assert said(guides, fact, value) == words
