"""Where care is covered: silence about a place is to be asked, a rule that leaves it out is a no."""

import pytest

from benefits.coverage.cases import Reason, case
from benefits.coverage.places import network
from benefits.coverage.records import Record
from benefits.coverage.terms import terms
from benefits.coverage.vocabulary import Certainty, NetworkTier
from tests.coverage.builders import asked, benefit, catalog, copay, gate, plan

PlaceReason = tuple[str, str, Certainty | None] | None


def spoken(*records: Record, **facts: object) -> Reason | None:
    """What the rule says of a visit to some place."""
    built = catalog(*records)
    situation = asked(built, **facts)
    return network(case(terms(built, situation), situation))


def says(*records: Record, **facts: object) -> PlaceReason:
    """The rule's reason as code, status and hedge."""
    reason = spoken(*records, **facts)
    return None if reason is None else (reason.code.value, reason.at_best.value, reason.certainty)


OUTSIDE_TIER = gate("network", "varies", tiers=(NetworkTier.OUTSIDE,), certainty=Certainty.UNLIKELY)
OUTSIDE: PlaceReason = ("outside_the_network", "not_covered", None)
NOT_STATED_OUTSIDE: PlaceReason = ("outside_not_stated", "may_be_covered", None)
PAID: PlaceReason = ("outside_may_be_paid", "may_be_covered", None)


@pytest.mark.parametrize(
    ("records", "place", "said"),
    [
        pytest.param([gate("network")], "kaiser", None, id="at a Kaiser site"),
        pytest.param([gate("network")], "contracted", OUTSIDE, id="a contracted place, Kaiser's own only"),
        pytest.param([gate("network")], "outside", OUTSIDE, id="outside"),
        pytest.param([gate("network")], "unsure", None, id="taken to stay inside"),
        pytest.param(
            [gate("network"), OUTSIDE_TIER],
            "outside",
            ("outside_the_network", "not_covered", Certainty.UNLIKELY),
            id="the record's own word on outside",
        ),
        pytest.param(
            [gate("network"), gate("network", "varies", tiers=(NetworkTier.OUTSIDE,), certainty=Certainty.MAY)],
            "outside",
            ("outside_may_be_paid", "may_be_covered", Certainty.MAY),
            id="the record's own word, which is hopeful",
        ),
        pytest.param(
            [gate("network"), gate("network", "varies", tiers=(NetworkTier.OUTSIDE,))],
            "outside",
            PAID,
            id="the record's own word, which leaves it open",
        ),
        pytest.param([gate("network", "not_required")], "outside", None, id="anywhere"),
        pytest.param([gate("network", "not_stated")], "outside", NOT_STATED_OUTSIDE, id="silence is to be asked"),
        pytest.param([gate("network", "not_stated")], "contracted", None, id="silence inside"),
        pytest.param([], "outside", NOT_STATED_OUTSIDE, id="nothing on file, outside"),
        pytest.param([], "kaiser", None, id="nothing on file, inside"),
        pytest.param(
            [gate("network", "varies", tiers=(NetworkTier.KAISER,))],
            "outside",
            NOT_STATED_OUTSIDE,
            id="a word on other places says nothing of outside",
        ),
        pytest.param(
            [gate("network", plan="any"), copay(20, tier=NetworkTier.CONTRACTED)],
            "contracted",
            None,
            id="the plan's own price for a place, and only the guide's no",
        ),
        pytest.param(
            [gate("network"), copay(20, tier=NetworkTier.CONTRACTED)],
            "contracted",
            OUTSIDE,
            id="the plan's own no beside its price",
        ),
        pytest.param(
            [gate("network"), plan(out_of_network_benefits=True)], "outside", PAID, id="the plan pays outside"
        ),
        pytest.param(
            [gate("network"), plan(out_of_network_benefits=True)],
            "contracted",
            OUTSIDE,
            id="which says nothing of contracted places",
        ),
        pytest.param(
            [plan(out_of_network_benefits=True)], "outside", PAID, id="the plan pays outside, no gate on file"
        ),
    ],
)
def test_network(records: list[Record], place: str, said: PlaceReason) -> None:
    assert says(benefit(), *records, network=place) == said


@pytest.mark.parametrize(("requirement", "cited"), [("required", True), ("not_stated", False)])
def test_a_record_that_is_silent_on_the_network_is_no_source(requirement: str, cited: bool) -> None:
    reason = spoken(gate("network", requirement), network="outside")

    assert reason is not None
    assert bool(reason.citation) is cited


@pytest.mark.parametrize(
    ("own", "based_on", "said"),
    [(None, True, PAID), (False, True, OUTSIDE), (True, False, PAID), (None, None, NOT_STATED_OUTSIDE)],
)
def test_the_nearest_word_on_benefits_outside(own: bool | None, based_on: bool | None, said: PlaceReason) -> None:
    records = plan("rider", based_on="mine", out_of_network_benefits=own), plan(out_of_network_benefits=based_on)

    assert says(*records, plan="rider", network="outside") == said
