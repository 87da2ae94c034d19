"""What sources differ on, as a member reads it: both sides, a warning beside each record, whom to ask."""

from typing import Any, Final

import pytest
from msgspec.structs import replace

from benefits.coverage.decision import decide
from benefits.coverage.records import Record, Region
from benefits.coverage.vocabulary import Subject
from benefits.wording import differing
from benefits.words.answers import SUBJECT
from tests.cases.reading import edition
from tests.coverage import builders
from tests.coverage.builders import PT, benefit, catalog, copay, gate, plan, pool
from tests.documents import answer

LIMIT: Final = replace(
    builders.differing("visit_limit"), says="20 visits a year", other_says="30 visits a year, with speech therapy."
)


def asked(*records: Record, **facts: object) -> dict[str, Any]:
    """The answer under a small catalog."""
    return answer(edition(catalog(*records)), {"therapy": PT, "plan": "mine", "on": "2026-11-21", **facts})


def test_both_sides_are_told_with_their_sources() -> None:
    found = asked(benefit(), pool(20), LIMIT)

    assert found["conflicts"] == [
        {
            "text": "Our sources differ on the visit limit. One says: 20 visits a year. "
            "Another says: 30 visits a year, with speech therapy. Ask member services which is right.",
            "sources": ["papers", "summary"],
        }
    ]
    assert {"papers", "summary"} <= {source["id"] for source in found["sources"]}


@pytest.mark.parametrize("subject", Subject)
def test_whatever_sources_differ_on_is_told_and_to_be_asked(subject: Subject) -> None:
    found = asked(benefit(), builders.differing(subject))
    words = str(SUBJECT[subject])

    assert words in found["conflicts"][0]["text"]
    assert f"Ask member services which is right: our sources differ on {words}." in found["next_steps"][0]
    assert "plan_document" in [unknown["fact"] for unknown in found["unknowns"]]


def test_nothing_is_said_where_sources_agree() -> None:
    found = asked(benefit(), pool(20), copay(20))

    assert "differ" not in str(found)


def test_the_headline_and_the_reason_name_what_is_in_doubt() -> None:
    found = asked(benefit(), gate("referral", "not_required"), builders.differing("referral"), referral="none")

    assert found["headline"] == (
        "Your plan covers physical therapy. First, you need word from member services on the referral."
    )
    assert found["conditions_open"] == ["word from member services on the referral"]
    assert found["reasons"][0] == {
        "code": "sources_differ",
        "text": "Our sources differ on the referral, and we cannot tell which is right. Ask member services.",
        "source": "papers",
    }


def test_only_what_weighs_is_a_reason() -> None:
    found = asked(benefit(), builders.differing("coverage"), builders.differing("cost"), builders.differing("network"))

    assert "differ on whether it is covered and the network, and" in found["reasons"][0]["text"]


@pytest.mark.parametrize(
    ("referral", "text"),
    [
        ("pcp", "A referral from your primary care doctor (PCP) is required. "),
        ("none", "A referral from your primary care doctor (PCP) is required. You do not have it yet. "),
        ("unsure", "A referral from your primary care doctor (PCP) is required. "),
    ],
)
def test_a_gate_warns(referral: str, text: str) -> None:
    found = asked(benefit(), gate("referral"), builders.differing("referral"), referral=referral)["gates"]["referral"]

    assert found["text"] == f"{text}Our sources differ on this. Ask member services."


def test_a_gate_without_a_rule_warns() -> None:
    found = asked(benefit(), builders.differing("referral"))["gates"]["referral"]

    assert found["text"] == "Our sources differ on this. Ask member services."


def test_a_price_and_a_limit_warn_and_keep_their_figures() -> None:
    found = asked(benefit(), copay(20), pool(20), LIMIT, builders.differing("cost"), visits_used={PT: 5})

    assert (found["cost"]["low"], found["cost"]["source"], found["visits_left"]) == (20, "papers", 15)
    assert found["cost"]["text"].endswith("Our sources differ on this. Ask member services.")
    assert found["limits"][0]["text"].endswith("Our sources differ on this. Ask member services.")


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"copay": 25, "visit_limit": 30}, id="what the member read in their own papers"),
        pytest.param({"prior_authorization": "denied"}, id="the full cost of what is not covered"),
    ],
)
def test_no_warning_beside(facts: dict[str, object]) -> None:
    found = asked(benefit(), copay(20), builders.differing("cost"), **facts)

    assert "differ" not in found["cost"]["text"]
    assert "differ" not in str(found["limits"])


@pytest.mark.parametrize(
    ("phone", "call"),
    [
        ("1-800-000-0000", "Call 1-800-000-0000 (TTY 711)."),
        ("", "Call the number on your member card."),
    ],
)
def test_the_number_to_call(phone: str, call: str) -> None:
    valley = Region(slug="valley", name="Valley", member_services_phone=phone, citation="guide" if phone else None)
    found = asked(plan(region="valley", based_on="any"), valley, benefit(), LIMIT)

    assert found["next_steps"][0].endswith(call)
    assert ("guide" in [source["id"] for source in found["sources"]]) is bool(phone)


def test_the_number_is_that_of_the_region_told() -> None:
    valley = Region(slug="valley", name="Valley", member_services_phone="1-800-000-0000", citation="guide")
    built = catalog(valley, benefit(plan="any"))

    found = [
        differing.region_of(decide(built, builders.asked(built, plan="any", **facts)))
        for facts in ({"region": "valley"}, {"region": "land"}, {})
    ]

    assert found == [valley, Region(slug="land", name="Land"), None]
