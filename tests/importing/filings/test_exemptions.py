"""Whom a limit does not bind."""

import pytest

from benefits.importing.filings.exemptions import exempt

AUTISM, DELAY, MIND, DRUGS = "autism spectrum disorder", "developmental delay", "mental health", "substance abuse"
FREED = [
    ("Maximum benefit limitations do not apply toward the treatment of autism spectrum disorders", (AUTISM,)),
    ("PT/OT limits do not apply if PT/OT performed in Home Health setting", ("home health",)),
    ("limits not applied in home health", ("home health",)),
    (
        "Limit does not apply to therapies for Autism Spectrum Disorder or Children with Developmental Delays",
        (AUTISM, DELAY),
    ),
    ("Visit limit does not apply to Mental Health/Substance Abuse", (MIND, DRUGS)),
    ("Medically necessary services for mental health are not subject to service limits", (MIND,)),
    ("Autism services are covered with no limit", (AUTISM,)),
    ("Limit does not apply to Chiropractic Office Visits", ("Chiropractic Office Visits",)),
    ("No limit for children under 6 when related to Autism", ("children under 6 when related to Autism",)),
    ("No coverage limits for Early Intervention Services", ("Early Intervention Services",)),
    ("Limited to 20 visits per year", ()),
    ("Copay does not apply to procedures", ()),
]


@pytest.mark.parametrize(("sentence", "whom"), FREED)
def test_what_a_sentence_frees(sentence: str, whom: tuple[str, ...]) -> None:
    assert exempt(sentence) == whom
