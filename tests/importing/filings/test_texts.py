"""A row's free text: what is read, and that all else asks for a look."""

import pytest

from benefits.importing.filings.notes import Notes
from benefits.importing.filings.texts import LimitsStated, told
from tests import filing
from tests.floors import times_the_floor


def read(explanation: str, exclusions: str = "", *, habilitation: bool = False) -> tuple[LimitsStated, Notes]:
    """What the text tells, and the notes on it."""
    notes = Notes()
    row = filing.row(Explanation=explanation, Exclusions=exclusions)
    return told(row, habilitation=habilitation, notes=notes), notes


UNREAD = [
    *("Covered up to age 19", "Services billed by other providers pay at the Tier 1 level."),
    *(
        "First 3 Chiropractic Office Visits Free.",
        "Coinsurance applies after 20 visits.",
        "No more than 2 modalities per visit",
    ),
    *("Only for children with autism: 20 visits per year", "First 3 office visits have a copay.", "x" * 2000),
    *("PA after 20 visits", "Precertification required after 30 visits per plan year.", "Preauth is required"),
    *("Additional 30 days for head or spinal injuries", "Visit limits will vary by type of therapy"),
    "30 visit limit with additional 30 visits per condition for certain conditions.",
    "Inpatient Rehabilitation and Skilled Nursing are a combined limit per year.",
]


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_not_read_asks_for_a_look(text: str) -> None:
    found, notes = read(text)

    assert notes.why
    assert all(each.quantity == 30 for each in found.statements)  # never the 20 visits of an authorization


HARMLESS = [
    *("", "None", "See EHB.", "Includes physical therapy, occupational therapy, and speech therapy."),
    *("No prior authorization required for initial visit.", "This does not include Cardiac Rehabilitation."),
    *("Cognitive, Audiology and Cardiac Rehab have no visit limit.", "Coverage limited to Spinal Manipulation"),
]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_says_nothing_of_this_row_is_passed_over(text: str) -> None:
    found, notes = read(text)

    assert notes.why == []
    assert found == LimitsStated()


JOINS = [
    ("Combined with Outpatient Rehabilitation Services limitation.", False),
    ("Covered under Outpatient Rehabilitation Services", False),
    ("Included in rehabilitative therapy", False),
    ("Rehabilitative Speech Therapy is included in the Outpatient Rehabilitation Services benefit", False),
    ("Rehab limits apply.", True),
    ("Habilitation services are subject to the limits applicable to rehabilitation services", True),
]


@pytest.mark.parametrize(("text", "habilitation"), JOINS)
def test_a_text_may_lean_on_another_row(text: str, habilitation: bool) -> None:
    assert read(text, habilitation=habilitation)[0].joins


PURPOSES = [
    "Limits combined with Habilitation Services",
    "Any limits for habilitation and rehabilitation services are combined.",
    "Benefit limits are shared between rehabilitation and non-autism habilitation services.",
    "Rehabilitation and habilitation covered with shared limits for PT, OT, ST.",
]


@pytest.mark.parametrize("text", PURPOSES)
def test_both_purposes_may_share(text: str) -> None:
    found, notes = read(text)

    assert notes.caveats == ["Visits for rehabilitation and for habilitation count together."]
    assert (notes.why, found.statements, found.joins) == ([], [], "")


NETWORKS = [
    *(
        "Visit limit applies for in and out of network services combined.",
        "Limits are combined for in-network and out-of-network",
    ),
    "(All PT/OT, network and non-network, regardless of location are combined.)",
]


@pytest.mark.parametrize("text", NETWORKS)
def test_care_inside_and_outside_the_network_may_share(text: str) -> None:
    found, notes = read(text)

    assert notes.caveats == ["Visits inside and outside the network count together."]
    assert (notes.why, found) == ([], LimitsStated())


@pytest.mark.parametrize("text", ["No limit", "Unlimited visits when medically necessary"])
def test_nothing_may_have_a_limit(text: str) -> None:
    assert read(text)[0].boundless == text


def test_each_therapy_without_a_limit_is_remembered() -> None:
    assert read("Speech, Cognitive and Audiology Therapy: No visit limit")[0].unlimited == {"speech-therapy"}
    assert read("Speech Therapy visits are unlimited.")[0].unlimited == {"speech-therapy"}


def test_exclusions_are_read_for_limits_alone() -> None:
    found, notes = read("", "No massage; visual therapy. Coverage is limited to 20 visits PT/OT combined.")

    assert [each.quantity for each in found.statements] == [20]
    assert notes.why == []


def test_a_limit_may_stand_elsewhere() -> None:
    found, notes = read("Quantitative limit units apply, see EHB benchmark.")

    assert found.elsewhere
    assert notes.why == []


@pytest.mark.parametrize(
    "part", ["first 3 visits copay thereafter ", "limits not subject to ", "20 PT/", "a. ", "no limit with "]
)
def test_a_text_made_to_be_slow_is_not(part: str) -> None:
    """Four times the text takes about four times as long: sixteen, where each word looks at all others."""
    long, short = (part * (length // len(part)) for length in (120_000, 30_000))

    assert times_the_floor(lambda: read(long), lambda: read(short), turns=3) < 8
