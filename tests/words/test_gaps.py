"""Each kind of gap is a sentence that an admin can act on."""

from typing import Final

import msgspec
import pytest

from benefits.coverage.gaps import Gap, GapKind
from benefits.words import gaps

NAMED: Final = {
    GapKind.OVERLAP: ({"other": "gold"}, "overlaps in time with gold: the same plan and variant."),
    GapKind.BENEFIT_OF_A_GUIDE: ({"therapy": "yoga"}, "says nothing of yoga, not even that it varies."),
    GapKind.GATE: (
        {"gate": "prior_authorization"},
        "no record says whether there is a prior authorization gate.",
    ),
    GapKind.AGREEMENT: (
        {"citation": "a", "says": "40 visits", "other_citation": "b", "other_says": "20 visits"},
        "sources differ: a says “40 visits”, b “20 visits”.",
    ),
}


def _gap(kind: GapKind, parts: dict[str, str]) -> Gap:
    return Gap(table="plans", key=("gold",), field="slug", kind=kind, parts=parts)


@pytest.mark.parametrize(("kind", "parts", "said"), [(kind, *rest) for kind, rest in NAMED.items()])
def test_a_gap_names_its_parts(kind: GapKind, parts: dict[str, str], said: str) -> None:
    assert gaps.sentence(_gap(kind, parts)) == said


@pytest.mark.parametrize("kind", sorted(set(GapKind) - set(NAMED)))
def test_a_gap_without_parts_is_a_sentence(kind: GapKind) -> None:
    assert gaps.sentence(_gap(kind, {})).endswith(".")


@pytest.mark.parametrize(
    ("what", "said"),
    [
        pytest.param(
            msgspec.to_builtins(_gap(GapKind.SOURCE, {})), "says something without a source.", id="of this release"
        ),
        pytest.param({"table": "plans", "message": "is not whole."}, "is not whole.", id="of an earlier release"),
    ],
)
def test_a_gap_that_a_review_keeps_is_said(what: dict[str, object], said: str) -> None:
    assert gaps.kept(what) == said
