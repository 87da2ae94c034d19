"""What free text names, in the filings' own words and slips."""

import pytest

from benefits.importing.filings.mentions import mentions, sentences

PT, OT, ST = "physical-therapy", "occupational-therapy", "speech-therapy"
CHIRO, ACU, MASSAGE = "chiropractic", "acupuncture", "massage-therapy"
NAMED = [
    ("Combined PT/OT/ST", {PT, OT, ST}),
    ("20OT, 20PT", {PT, OT}),
    ("Physical, Occupational and Speech Therapy", {PT, OT, ST}),
    ("Phycial and Sppech", {PT, ST}),
    ("20 visits for occ", {OT}),
    ("Spinal Manipulations, Adjustments & Modalities", {CHIRO}),
    ("Chiropractice, chiro", {CHIRO}),
    ("accupuncture", {ACU}),
    ("Acupuncture, Chiropractic, and Massage", {ACU, CHIRO, MASSAGE}),
    ("Rehabilitation and Chiropractic Care", {CHIRO, PT, OT, ST}),
    ("rehabilitative chiropractic, physical therapy", {CHIRO, PT}),
    ("Cardiac Rehab", set()),
    ("the best of the rest, not at first", set()),
    ("physical fitness or physical exercise", set()),
]


@pytest.mark.parametrize(("text", "therapies"), NAMED)
def test_the_therapies_that_a_text_names(text: str, therapies: set[str]) -> None:
    assert mentions(text).therapies == therapies


def test_other_services_are_named_too() -> None:
    found = mentions(
        "Cognitive, Audiology, Cardiac and Respiratory Therapy, cardiac rehab and osteopathic manipulation"
    )

    assert found.others == (
        *(
            "cognitive therapy",
            "audiology",
            "cardiac rehabilitation",
            "respiratory therapy",
            "osteopathic manipulation",
        ),
    )
    assert found.therapies == frozenset()


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Rehabilitation and habilitation", True),
        ("rehabilitative & habilitative", True),
        ("Rehabilitation Services", False),
        ("Habilitation Services", False),
    ],
)
def test_the_purposes_that_a_text_names(text: str, both: bool) -> None:
    assert mentions(text).both_purposes is both


SPLIT = [
    ("One. Two; three", ["One", "Two", "three"]),
    ("eg stroke, e.g. this, i.e. that.", ["eg stroke, eg this, ie that"]),
    ("35 visit per cal yr. limit", ["35 visit per calendar year limit"]),
    ("20 visits/yr for each", ["20 visits/year for each"]),
    ("see EHB benchmark.Covered up to 20", ["see EHB benchmark", "Covered up to 20"]),
    ("Maximum: 30.? Physical: 30", ["Maximum: 30", "Physical: 30"]),
    ("Up to 90: limited to 30", ["Up to 90", "limited to 30"]),
    ("(All are combined.)", ["(All are combined"]),
    (" . ; ", []),
]


@pytest.mark.parametrize(("text", "parts"), SPLIT)
def test_a_text_is_cut_into_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts
