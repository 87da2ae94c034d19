"""Which link of a chain speaks, and where what sources differ on still holds."""

import pytest

from benefits.coverage.index import index
from benefits.coverage.links import disagreements, first, links, most_specific, said
from benefits.coverage.records import Record, Region
from benefits.coverage.vocabulary import Purpose, Subject
from tests.coverage.builders import OT, asked, benefit, catalog, copay, differing, gate, guide, plan, pool


def test_a_regions_guide_comes_before_the_general_one() -> None:
    valley = Region(slug="valley", name="Valley", part_of="land")
    land = Region(slug="land", name="Land", guide="land-guide")
    built = catalog(valley, land, guide("land-guide"), plan(based_on="any", region="valley"))

    assert [link.slug for link in links(built, "mine", "valley")] == ["mine", "land-guide", "any"]
    assert [link.slug for link in links(built, "any", "land")] == ["land-guide", "any"]
    assert [link.slug for link in links(built, "any", None)] == ["any"]


def test_the_first_link_that_says_anything_is_heard() -> None:
    built = catalog(copay(20, plan="any"), pool(30), pool(20, OT, slug="other"))
    chain = links(built, "mine", None)

    assert first(index(built).cost_tiers, chain, asked(built)) == (copay(20, plan="any"),)
    assert first(index(built).visit_limits, chain, asked(built)) == said(
        index(built).visit_limits, chain[0], asked(built)
    )
    assert first(index(built).benefits, chain, asked(built)) == ()


def test_what_names_the_purpose_speaks_before_what_does_not() -> None:
    plain, named = copay(20), copay(30, purpose=Purpose.HABILITATION)

    assert most_specific((plain, named)) == (named,)
    assert most_specific((plain,)) == (plain,)


@pytest.mark.parametrize(
    ("records", "holds"),
    [
        pytest.param([differing("visit_limit")], True, id="of the plan itself"),
        pytest.param([differing("visit_limit"), pool(20)], True, id="the plan's own record is one of the two words"),
        pytest.param([differing("visit_limit", "any")], True, id="of what it is based on"),
        pytest.param([differing("visit_limit", "any"), pool(20)], False, id="settled by the plan"),
        pytest.param([differing("visit_limit", "any"), pool(20, OT)], True, id="a limit of another therapy"),
        pytest.param([differing("visit_limit", "any"), copay(20)], True, id="a word on something else"),
        pytest.param([differing("cost", "any"), copay(20)], False, id="a price settles a price"),
        pytest.param(
            [differing("cost", "any"), copay(20, purpose=Purpose.HABILITATION)], True, id="not for another purpose"
        ),
        pytest.param([differing("coverage", "any"), benefit()], False, id="cover settles cover"),
        pytest.param([differing("referral", "any"), gate("network")], True, id="another gate settles nothing"),
        pytest.param([differing("referral", "any"), gate("referral", "not_stated")], False, id="silence on file"),
        pytest.param([differing("cost", therapy=OT)], False, id="of another therapy"),
        pytest.param([plan("stranger"), differing("cost", "stranger")], False, id="of another plan"),
    ],
)
def test_sources_differ_until_a_more_specific_record_speaks(records: list[Record], holds: bool) -> None:
    built = catalog(*records)

    assert bool(disagreements(built, links(built, "mine", None), asked(built))) is holds


def test_a_regions_doubt_holds_for_its_plans() -> None:
    valley = Region(slug="valley", name="Valley", guide="valley-guide")
    doubt = differing("network", "valley-guide")
    built = catalog(valley, guide("valley-guide"), doubt, gate("network", plan="any"))

    assert disagreements(built, links(built, "mine", "valley"), asked(built)) == {Subject.NETWORK: doubt}
    assert disagreements(built, links(built, "mine", None), asked(built)) == {}


def test_the_nearest_doubt_is_told_and_subjects_stand_in_order() -> None:
    near = differing("cost")
    built = catalog(near, differing("cost", "any"), differing("coverage", "any"))

    found = disagreements(built, links(built, "mine", None), asked(built))

    assert list(found) == [Subject.COVERAGE, Subject.COST]
    assert found[Subject.COST] == near
