"""A benefit name stands for what is written down for it, in whatever case and spelling; any other for nothing."""

import pytest

from benefits.coverage.vocabulary import Purpose
from benefits.importing.filings.names import MEANINGS, THERAPIES, meaning, normalised, ordered

PT, OT, ST = "physical-therapy", "occupational-therapy", "speech-therapy"
NAMES = [
    ("Massage Therapy", ("massage-therapy",)),
    ("massage therapy", ("massage-therapy",)),
    ("Medical  Massage ", ("massage-therapy",)),
    ("Acupuncture", ("acupuncture",)),
    ("Chiropractic Care", ("chiropractic",)),
    ("Spinal Manipulation", ("chiropractic",)),
    ("Rehabilitative Speech Therapy", (ST,)),
    ("Rehabilitative Occupational and Rehabilitative Physical Therapy", (PT, OT)),
    ("REHABILITATIVE PHYSICAL THERAPY", (PT,)),
    ("Habilitative Physical & Occupational Therapy", (PT, OT)),
    ("Habiliation Outpatient Physica and Occupational Therapy (Non-Autism Related)", (PT, OT)),
    ("Habilitation Outpatient Physical and Occupational Therapy (Non-Autism Related)", (PT, OT)),
    ("Habilitative Speech Therapy (Non-Autism Related", (ST,)),
    ("Outpatient Rehabiliation Services", (PT, OT, ST)),
]


@pytest.mark.parametrize(("name", "therapies"), NAMES)
def test_a_known_name_stands_for_its_therapies(name: str, therapies: tuple[str, ...]) -> None:
    assert meaning(name).therapies == therapies


UNKNOWN = [
    *("", "Cardiac Rehabilitation", "Cognitive Therapy", "Complementary Medicine Services", "Naturopathy"),
    *("Inpatient Rehabilitation", "Hearing and Speech Exams", "Applied Behavior Analysis Based Therapies"),
    *("Outpatient Rehabilitation Services - Cardiac rehabilitation therapy", "Massage", "Electroconvulsive Therapy"),
    "Habilitation Services - PT/OT/ST and ABA (combined) for Autism Spectrum Disorder - through 18 yrs of age",
]


@pytest.mark.parametrize("name", UNKNOWN)
def test_no_name_is_guessed(name: str) -> None:
    assert meaning(name).therapies == ()


@pytest.mark.parametrize(
    ("name", "purpose", "umbrella"),
    [
        ("Habilitation Services", Purpose.HABILITATION, True),
        ("Outpatient Rehabilitation Services", Purpose.REHABILITATION, True),
        ("Habilitative Speech Therapy", Purpose.HABILITATION, False),
        ("Acupuncture", None, False),
    ],
)
def test_a_name_may_say_the_purpose(name: str, purpose: Purpose | None, umbrella: bool) -> None:
    assert (meaning(name).purpose, meaning(name).umbrella) == (purpose, umbrella)


def test_every_entry_can_be_met_and_names_therapies_of_ours() -> None:
    for name, means in MEANINGS.items():
        assert normalised(name) == name
        assert means.therapies == ordered(frozenset(means.therapies))
        assert set(means.therapies) <= set(THERAPIES)
