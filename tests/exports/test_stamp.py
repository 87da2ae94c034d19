"""The day, the assumptions and the edition, as cells and as words."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from benefits.coverage.vocabulary import Referral
from benefits.editions import InForce
from benefits.exports.choosing import Choice
from benefits.exports.stamp import assumed, edition_in_words, foot, made_at, stamped
from tests.exports.conftest import in_force


@pytest.fixture
def draft(edition: InForce) -> InForce:
    """The same catalog, not published."""
    return in_force(edition.catalog, None)


def test_it_holds_what_all_rows_have_in_common(edition: InForce, everything: Choice) -> None:
    stamp = stamped(edition, replace(everything, referral=Referral.PCP, condition="joint-pain"))

    assert (stamp.on, stamp.edition, stamp.edition_sha256) == (date(2026, 11, 21), 1, edition.sha256)
    assert (stamp.assumed_referral, stamp.assumed_condition) == ("pcp", "joint-pain")
    assert stamp.published_at == "2026-11-20T12:00:00+00:00"


def test_a_draft_was_made_on_the_day_of_care(edition: InForce, draft: InForce, everything: Choice) -> None:
    stamp = stamped(draft, everything)

    assert made_at(draft, stamp) == datetime(2026, 11, 21, tzinfo=UTC)
    assert made_at(edition, stamp) == edition.published_at
    assert (stamp.published_at, edition_in_words(stamp)) == (None, "draft")


@pytest.mark.parametrize(
    ("condition", "words"), [(None, "condition not known"), ("joint-pain", "condition Knee, hip or shoulder pain")]
)
def test_it_says_what_is_taken_for_granted(
    edition: InForce, everything: Choice, condition: str | None, words: str
) -> None:
    stamp = stamped(edition, replace(everything, condition=condition))

    assert words in assumed(edition, stamp)


def test_the_foot_names_edition_and_day(edition: InForce, everything: Choice) -> None:
    assert foot(stamped(edition, everything)).startswith(
        f"Edition 1 ({edition.sha256[:12]}). For care on Nov. 21, 2026"
    )
