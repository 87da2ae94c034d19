"""What goes into the sections of a guide."""

import pytest
from msgspec.structs import replace

from benefits.coverage.vocabulary import Subject
from benefits.guides.page import Section, guide
from tests import shipped
from tests.exports.conftest import in_doubt


def section(therapy: str, slug: str) -> Section:
    return next(found for found in guide(shipped.catalog(), therapy).sections if found.slug == slug)


def test_costs_go_by_type_of_plan_and_lead_into_the_check() -> None:
    groups = section("physical-therapy", "cost").groups

    assert [(group.heading, [plan for plan, _ in group.plans]) for group in groups] == [
        ("HMO", ["hmo"]),
        ("High-deductible plan (HDHP)", ["hdhp"]),
        ("Senior Advantage (Medicare)", ["senior-advantage"]),
        ("Another kind of plan, Plan not known", ["other", "unsure"]),
    ]
    assert [statement.text for statement in groups[0].statements] == ["Typically $20-$40 per visit."]
    assert [(statement.title, statement.text) for statement in groups[1].statements] == [
        ("Before your deductible is met", "Typically the full cost."),
        ("After your deductible is met", "Not stated in our source."),
    ]
    assert groups[2].statements[0].text == "Typically $15-$30 per visit."


def test_a_price_outside_the_network_says_where() -> None:
    prices = section("massage-therapy", "cost").groups[0].statements

    assert [price.title for price in prices] == ["", "Places outside the network"]
    assert prices[1].text == "Part may be paid back; how much is not stated."


def test_what_holds_for_all_plans_names_none() -> None:
    assert section("acupuncture", "cost").groups[0].heading == "All kinds of plans"
    assert section("physical-therapy", "visits").groups[0].heading == ""


def test_the_best_news_about_a_condition_comes_first() -> None:
    group = section("massage-therapy", "coverage").groups[-1]
    said = [statement.text for statement in group.statements]

    assert group.heading == "By health problem"
    assert said[0].startswith("A yes is more likely for this")
    assert said[-1] == "It is typically not covered for this alone: no symptoms."


def test_plans_with_richer_benefits_have_their_own_line() -> None:
    headings = {group.heading: group for group in section("massage-therapy", "coverage").groups}

    assert (
        "Plans with richer benefits may cover some massage."
        in headings["Plans with richer benefits"].statements[0].text
    )


def test_appeals_go_by_type_of_plan_and_region() -> None:
    headings = [group.heading for group in section("physical-therapy", "denied").groups]

    assert headings[:2] == ["", "HMO, High-deductible plan (HDHP) and Another kind of plan"]
    assert "Senior Advantage (Medicare)" in headings
    assert any(heading.endswith(": Northern California and Southern California") for heading in headings)


def test_another_therapy_is_led_to() -> None:
    others = [
        statement.therapy
        for group in section("massage-therapy", "alternatives").groups
        for statement in group.statements
    ]

    assert {"acupuncture", "chiropractic"} <= set(others)


def test_how_care_is_offered_goes_by_region() -> None:
    groups = section("massage-therapy", "delivery").groups

    assert groups[0].heading == ""
    assert len(groups[0].statements) == 3


@pytest.mark.parametrize(
    ("subject", "slug", "title"),
    [
        (Subject.COST, "cost", "The price"),
        (Subject.VISIT_LIMIT, "visits", "The visit limit"),
        (Subject.COVERAGE, "coverage", "Whether it is covered"),
        (Subject.REFERRAL, "gates", "The referral"),
    ],
)
def test_what_sources_differ_on_is_told_where_one_reads_of_it(subject: Subject, slug: str, title: str) -> None:
    doubted = in_doubt(shipped.catalog())
    doubted = replace(doubted, disagreements=(replace(doubted.disagreements[0], subject=subject),))

    found = {section.slug: section.groups for section in guide(doubted, "physical-therapy").sections}

    differing = [group for group in found[slug] if "Our sources differ" in group.heading]
    assert [group.heading for group in differing] == ["HMO: Our sources differ. Ask member services which is right"]
    assert [(said.title, said.text) for said in differing[0].statements] == [
        (title, "20 visits a year."),
        (title, "=30 visits a year."),
    ]
    assert len({said.source for said in differing[0].statements}) == 2
    others = [group for name, groups in found.items() if name != slug for group in groups]
    assert not any("differ" in group.heading for group in others)


def test_nothing_differs_in_what_is_shipped() -> None:
    sections = guide(shipped.catalog(), "physical-therapy").sections

    assert not any("differ" in group.heading for section in sections for group in section.groups)
