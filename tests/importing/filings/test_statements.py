"""A sentence as limits: each figure with the therapies that it is for."""

import pytest

from benefits.importing.filings.statements import statements

StatementParts = list[tuple[int | None, str, str]]
PT, OT, ST, CHIRO, ALL = "physical", "occupational", "speech", "chiropractic", "occupational+physical+speech"
SENTENCES: list[tuple[str, StatementParts]] = [
    ("20 visit limit per year for PT and OT combined", [(20, "occupational+physical", "combined")]),
    ("20 visits each for PT and OT", [(20, "occupational+physical", "each")]),
    ("20 visits per year per therapy (OT, PT)", [(20, "occupational+physical", "each")]),
    ("20 visits for OT, 25 visits for PT and 30 visits for ST", [(20, OT, ""), (25, PT, ""), (30, ST, "")]),
    ("Speech Therapy maximum of 30 visits", [(30, ST, "")]),
    ("PT limited to 20 visits, speech therapy limited to 30 visits", [(20, PT, ""), (30, ST, "")]),
    (
        "Separate visit maximums apply for Occupational (20 visits combined with speech therapy) and PT (40 visits)",
        [(20, "occupational+speech", "combined"), (40, PT, "")],
    ),
    (
        "40 visits per year for Physical Therapy, combined 20 visit maximum for OT and ST",
        [(40, PT, ""), (20, "occupational+speech", "combined")],
    ),
    ("Combined maximum for Occupational, Physical and Speech Therapy", [(None, ALL, "combined")]),
    ("Limit combined with Muscle Manipulations", [(None, CHIRO, "combined")]),
    ("Limit not combined with chiropractic", []),
    ("30 visits, not combined with chiropractic", [(30, "", "")]),
    ("improvement within 90 consecutive days", [(90, "", "")]),
    ("90 consecutive days and 30 visits for PT", [(90, PT, ""), (30, PT, "")]),
    ("visits combined 5 per year for PT and OT", []),
    ("No group therapy", []),
]


@pytest.mark.parametrize(("sentence", "said"), SENTENCES)
def test_what_a_sentence_states(sentence: str, said: StatementParts) -> None:
    found = [
        (
            each.quantity,
            "+".join(sorted(slug.removesuffix("-therapy") for slug in each.named.therapies)),
            " ".join(["each"] * each.each + ["combined"] * each.combined),
        )
        for each in statements(sentence)
    ]

    assert found == said


@pytest.mark.parametrize(
    ("sentence", "unclear"),
    [
        ("20 visits for PT and OT", "does not say whether"),
        ("20 visits each for PT and OT combined", "both shared and each"),
        ("PT and OT limited to 30 visits combined habilitative/rehabilitative", "may mean that the purposes"),
        ("30 visits PT/OT combined, rehabilitation & habilitation combined", ""),
        ("A combined 30 visits for rehabilitation and habilitation for each of PT and OT", ""),
        ("20 visits for PT", ""),
    ],
)
def test_what_the_words_leave_open(sentence: str, unclear: str) -> None:
    [found] = statements(sentence)

    assert unclear in found.unclear
    assert bool(unclear) == bool(found.unclear)
