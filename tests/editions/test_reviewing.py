"""A review is begun with what bars it, and ends in one way or another."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from benefits import editions
from benefits.coverage.catalog import sha256, to_json
from benefits.coverage.vocabulary import Refused
from benefits.jobs import KEPT
from benefits.models import (
    BenefitRow,
    CostTierRow,
    FindingKind,
    GateRow,
    Job,
    JobKind,
    JobState,
    KeptCase,
    Review,
    TherapyRow,
)
from tests.coverage.builders import PT, TODAY
from tests.editions import small

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]


def raise_the_price(to: int = 30) -> None:
    tier = CostTierRow.objects.get(plan="gold")
    tier.low = tier.high = to
    tier.save()


def test_it_freezes_the_draft_and_finds_what_it_reaches() -> None:
    petra = User.objects.create_user("petra-publisher")
    raise_the_price()

    review = editions.begin(by=petra)

    assert (review.base, review.job.who, review.job.state) == (1, petra, JobState.RUNNING)
    assert review.sha256 == sha256(to_json(editions.draft())) == sha256(review.catalog_json)
    assert editions.work(review.pk).pairs == (("gold", PT),)
    assert review.job.total == 1


def test_it_refuses_what_members_see_already() -> None:
    with pytest.raises(editions.NothingNew, match="edition 1 already says all of this"):
        editions.begin(by=None)
    with pytest.raises(editions.NothingNew):
        editions.begin(by=None, again=1)

    assert not Review.objects.exists()


def test_it_refuses_rows_that_make_no_sense() -> None:
    small.plant(CostTierRow, {"low": 90, "high": 10}, plan="gold")

    with pytest.raises(Refused, match=f"gold / {PT}"):
        editions.begin(by=None)

    assert not Review.objects.exists()


def test_it_refuses_an_edition_that_never_was() -> None:
    with pytest.raises(editions.NoSuchEdition):
        editions.begin(by=None, again=7)


def test_it_goes_back_to_an_earlier_edition() -> None:
    raise_the_price()
    editions.publish(by=None, reason="The second.")

    review = editions.begin(by=None, again=1)

    assert (review.base, review.again_id) == (2, 1)
    assert review.sha256 == sha256(to_json(small.catalog()))


def test_gaps_are_found_at_once() -> None:
    GateRow.objects.get(kind="network").delete()

    review = editions.begin(by=None)

    (gap,) = editions.findings(review, FindingKind.GAP)
    assert (gap.plan, gap.therapy, gap.what["table"], gap.what["field"]) == ("hmo", PT, "benefits", "network")


def kept(status: str) -> KeptCase:
    facts = {"therapy": PT, "plan": "gold", "on": TODAY.isoformat(), "referral": "pcp"}
    return KeptCase.objects.create(facts=facts, status=status, source="a call")


def test_broken_cases_are_found_at_once_and_looked_at_again() -> None:
    case = kept("covered")
    BenefitRow.objects.filter(therapy=PT).update(status="varies")

    review = editions.begin(by=None)

    (broken,) = editions.findings(review, FindingKind.CASE)
    assert (broken.plan, broken.therapy, broken.what["number"]) == ("gold", PT, case.pk)
    assert broken.example == case.facts

    case.delete()
    editions.look_at_cases(review)

    assert not editions.findings(review, FindingKind.CASE).exists()


def test_words_alone_touch_no_answer() -> None:
    TherapyRow.objects.filter(slug=PT).update(hint="With exercises.")

    review = editions.begin(by=None)
    editions.advance(review)

    assert (review.job.total, review.asked, review.job.state) == (0, 0, JobState.READY)


def test_an_edit_overtakes_it() -> None:
    raise_the_price()
    review = editions.begin(by=None)
    assert not editions.is_overtaken(review)

    raise_the_price(40)

    assert editions.is_overtaken(review)


def test_a_publication_overtakes_it_and_an_edit_does_not_when_it_goes_back() -> None:
    raise_the_price()
    editions.publish(by=None, reason="The second.")
    review = editions.begin(by=None, again=1)
    raise_the_price(40)
    assert not editions.is_overtaken(review)

    editions.publish(by=None, reason="The third.")

    assert editions.is_overtaken(review)


def test_it_is_cancelled_once() -> None:
    raise_the_price()
    review = editions.begin(by=None)

    review.job.stop()
    editions.advance(review)

    assert (review.job.state, review.asked) == (JobState.STOPPED, 0)


def test_old_ones_are_thrown_away_but_not_what_was_published() -> None:
    raise_the_price()
    old, done = editions.begin(by=None), editions.begin(by=None)
    then = timezone.now() - KEPT[JobKind.REVIEW] - timedelta(hours=1)
    Job.objects.update(made_at=then)
    Job.objects.filter(pk=done.pk).update(state=JobState.CONFIRMED)

    new = editions.begin(by=None)

    assert set(Review.objects.values_list("pk", flat=True)) == {done.pk, new.pk}
    assert old.pk not in (done.pk, new.pk)
