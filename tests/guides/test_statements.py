"""Statements: whom they are for, how sure they are, where they come from."""

from typing import Any

import pytest
from msgspec import structs

from benefits.coverage.vocabulary import Certainty
from benefits.guides.statements import GuideStatement, NumberedSources, piece, regions, stated, together
from tests import shipped

CONTENTS = {content.slug: content for content in shipped.catalog().contents}


def said(slug: str, **changed: Any) -> GuideStatement:
    return piece(structs.replace(CONTENTS[slug], **changed), shipped.catalog(), NumberedSources(shipped.catalog()))


@pytest.mark.parametrize(
    ("slug", "scope"),
    [
        pytest.param("pt-lede", "", id="for everyone"),
        pytest.param("massage-hdhp", "High-deductible plan (HDHP)", id="for a type of plan"),
        pytest.param("hdhp-after-deductible", "High-deductible plan (HDHP)", id="for a plan that was told"),
        pytest.param("shared-limit", "", id="for all types of plan"),
        pytest.param("massage-outside-less", "Outside the network", id="for a place"),
        pytest.param("massage-still-necessity", "If other care was tried and did not help enough", id="for the tried"),
        pytest.param(
            "massage-referral-no-promise",
            "With a referral from your primary care doctor (PCP) or with a referral from a specialist",
            id="for a referral",
        ),
        pytest.param(
            "claim-deadline-washington",
            "HMO, High-deductible plan (HDHP) and Another kind of plan; Washington",
            id="for a region",
        ),
    ],
)
def test_a_statement_says_whom_it_is_for(slug: str, scope: str) -> None:
    assert said(slug).scope == scope


def test_a_region_is_named_by_its_parts() -> None:
    assert (
        regions(CONTENTS["appeal-california-review"], shipped.catalog())
        == "Northern California and Southern California"
    )


def test_a_phone_number_is_there_once() -> None:
    assert said("appeal-california-grievance").phone == "1-800-464-4000"
    assert said("appeal-california-review").phone == ""
    assert said("appeal-california-grievance", phone="javascript:1").phone == ""


@pytest.mark.parametrize(
    ("certainty", "text", "sure"),
    [
        pytest.param(None, "It is covered.", "", id="no hedge"),
        pytest.param(Certainty.TYPICALLY, "It is typically $20.", "", id="said already"),
        pytest.param(Certainty.TYPICALLY, "It is $20.", "typically", id="not said yet"),
        pytest.param(Certainty.MAY, "Some plans do.", "", id="some is as good as may"),
        pytest.param(Certainty.MAY, "Plans do.", "may be", id="may is not said"),
    ],
)
def test_no_hedge_is_lost(certainty: Certainty | None, text: str, sure: str) -> None:
    record = structs.replace(shipped.catalog().benefits[0], certainty=certainty)

    assert stated(record, NumberedSources(shipped.catalog()), lambda _: text).sure == sure


def test_sources_are_numbered_as_they_come() -> None:
    sources = NumberedSources(shipped.catalog())

    assert [sources.number(slug) for slug in ("p-21", "m-9", "p-21")] == [1, 2, 1]
    assert [(source["number"], source["locator"], source["checked_on"]) for source in sources.listed()] == [
        (1, "P:21", "Nov. 21, 2026"),
        (2, "M:9", "Nov. 21, 2026"),
    ]


def test_plans_of_which_the_same_is_said_go_together() -> None:
    one, other = (GuideStatement(text=text, source=1) for text in ("One.", "Other."))

    assert list(together({"a": (one,), "b": (other,), "c": (one,), "d": ()})) == [
        (("a", "c"), (one,)),
        (("b",), (other,)),
    ]
