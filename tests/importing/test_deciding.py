"""A row that went to review: accepted, corrected or rejected, each recorded, until the import is over."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from benefits.coverage.records import Benefit, Citation, CostTier
from benefits.coverage.vocabulary import (
    CitedWords,
    CostKind,
    CoverageStatus,
    DeductibleRule,
    NetworkTier,
    Refusal,
    Refused,
)
from benefits.importing import deciding, loading
from benefits.importing.deciding import Correction, Outdated
from benefits.importing.packing import facts_of, unpacked
from benefits.importing.said import StatedPrice
from benefits.models import ImportRow, Job, JobState, RowDecision
from tests import filing
from tests.importing.filings import ground

pytestmark = pytest.mark.django_db

OPEN = {"CopayInnTier1": "50%"}
THIRTY_FIVE = StatedPrice(
    tier=NetworkTier.KAISER, kind=CostKind.COPAYMENT, amount=Decimal(35), deductible=DeductibleRule.NOT_SUBJECT
)
CORRECTION = Correction(status=CoverageStatus.COVERED, prices=(THIRTY_FIVE,), limits=(), exclusions="No spa.")


@pytest.fixture
def ada() -> User:
    """A benefits admin."""
    return User.objects.create(username="ada-admin")


@pytest.fixture
def row(tmp_path: Path) -> ImportRow:
    """A row whose price was not read."""
    loading.load(ground.catalog(), reason="a test")
    return ground.row(ground.staged(ground.written(tmp_path, OPEN)), 2)


def price(row: ImportRow) -> CostTier:
    return next(fact for fact in facts_of(row.after) if isinstance(fact, CostTier))


def test_accepted_as_proposed(row: ImportRow, ada: User) -> None:
    before = row.after

    deciding.accept(row, by=ada, seen=None)

    assert (row.decision, row.decided_by, row.after) == (RowDecision.ACCEPTED, ada, before)
    assert row.decided_at


def test_corrected_as_somebody_reads_it(row: ImportRow, ada: User) -> None:
    before = row.verbatim

    deciding.correct(row, CORRECTION, by=ada, seen=None, note="The brochure says so.")

    assert (row.decision, row.note) == (RowDecision.CORRECTED, "The brochure says so.")
    assert (price(row).kind, price(row).low) == (CostKind.COPAYMENT, Decimal(35))
    assert "No spa." in next(fact.note for fact in facts_of(row.after) if isinstance(fact, Benefit))
    assert row.verbatim == before
    cited = [record for record in unpacked(row.after) if isinstance(record, Citation)]
    assert [record.words for record in cited] == [CitedWords.PARAPHRASED, CitedWords.INFERRED]


def test_a_correction_can_be_taken_back(row: ImportRow, ada: User) -> None:
    before = row.after
    deciding.correct(row, CORRECTION, by=ada, seen=None)

    deciding.accept(row, by=ada, seen=row.decided_at)

    assert (row.decision, row.after) == (RowDecision.ACCEPTED, before)


def test_rejected_with_a_note(row: ImportRow, ada: User) -> None:
    deciding.reject(row, by=ada, seen=None, note="A typing slip.")

    assert (row.decision, row.note) == (RowDecision.REJECTED, "A typing slip.")


def test_nonsense_is_refused_and_nothing_is_decided(row: ImportRow, ada: User) -> None:
    nonsense = StatedPrice(tier=NetworkTier.KAISER, kind=CostKind.COPAYMENT, deductible=DeductibleRule.AFTER)

    with pytest.raises(Refused, match=Refusal.COPAYMENT_OR_AMOUNT_ALONE):
        deciding.correct(
            row,
            Correction(status=CoverageStatus.COVERED, prices=(nonsense,), limits=(), exclusions=""),
            by=ada,
            seen=None,
        )

    row.refresh_from_db()
    assert row.decision == RowDecision.OPEN


def test_the_second_of_two_is_told(row: ImportRow, ada: User) -> None:
    other = ImportRow.objects.get(pk=row.pk)
    deciding.accept(row, by=ada, seen=None)

    with pytest.raises(Outdated):
        deciding.reject(other, by=None, seen=None, note="")

    other.refresh_from_db()
    assert other.decision == RowDecision.ACCEPTED


def test_an_older_look_is_told_too(row: ImportRow, ada: User) -> None:
    deciding.accept(row, by=ada, seen=None)
    assert row.decided_at

    with pytest.raises(Outdated):
        deciding.accept(row, by=ada, seen=row.decided_at - timedelta(seconds=1))


def test_nothing_is_decided_once_the_import_is_over(row: ImportRow, ada: User) -> None:
    Job.objects.update(state=JobState.STOPPED)

    with pytest.raises(Outdated):
        deciding.accept(row, by=ada, seen=None)


def test_a_row_is_read_again_beside_its_siblings(tmp_path: Path) -> None:
    loading.load(ground.catalog(), reason="a test")
    umbrella = {"BenefitName": "Outpatient Rehabilitation Services", **filing.THIRTY}
    leaning = {"Explanation": "Limits combined with outpatient rehabilitation services"}
    batch = ground.staged(ground.written(tmp_path, umbrella, leaning))

    first, second = (deciding.read_again(ground.row(batch, line)) for line in (2, 3))

    assert first.said.therapies == ("physical-therapy", "occupational-therapy")
    assert first.exclusions == ""
    assert {limit.quantity for limit in second.said.limits} == {30}
