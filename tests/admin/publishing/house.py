"""The guides in force, a change in the draft, and people who look at it."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from benefits import editions
from benefits.importing import loading
from benefits.models import CostTierRow, Finding, GateRow, Job, JobKind, JobState, KeptCase, Review
from tests.groups import make_groups

GUIDES: Final = Path(__file__).parent.parent.parent.parent / "fixtures" / "guides.json"
PEOPLE: Final = {"bea": "Benefits admin", "petra": "Publisher", "paul": "Publisher", "sam": "Staff"}
PARTS: Final = [["status", "covered", "not_covered"]]
SCRIPT: Final = "<script>alert(1)</script>"
IMAGE: Final = '"><img src=x onerror=alert(1)>'


def published() -> None:
    """The general guides as edition 1, and as the draft."""
    loading.load(loading.merged([GUIDES.read_bytes()]), reason="a test")
    editions.publish(by=None, reason="The guides.")
    make_groups()


def dearer(by: User | None = None) -> CostTierRow:
    """A visit in an HMO costs five dollars more."""
    row: CostTierRow = CostTierRow.objects.get(plan="hmo", therapy="physical-therapy")
    row.low, row.high = Decimal(25), Decimal(45)
    row._history_user = by  # type: ignore[attr-defined]
    row.save()
    return row


def reviewed(by: User | None = None, again: int | None = None) -> Review:
    """A review that is through."""
    review = editions.begin(by=by, again=again)
    while review.job.state == "running":
        editions.advance(review, seconds=30)
    return review


def barred(by: User | None = None) -> Review:
    """A review of a draft with a gap and a broken case, which found a broken law and answers that change."""
    facts = {"therapy": "physical-therapy", "plan": "hmo", "referral": "pcp", "on": "2026-11-21"}
    KeptCase.objects.create(facts=facts, status="not_covered", cost_low=20, source="The guide", note="As we were told.")
    GateRow.objects.filter(plan="unsure", therapy="physical-therapy", kind="referral").delete()
    review = editions.begin(by=by)
    found = {"law": {"law": "no_dead_end"}, "change": {"case": ["inpatient"], "parts": PARTS}}
    for kind, what in found.items():
        where = {"review": review, "kind": kind, "plan": "hmo", "therapy": "physical-therapy"}
        Finding.objects.create(**where, what=what, digest=kind, example=facts, count=3)
    review.job.state = JobState.READY
    review.job.save()
    return review


def under_way(review: Review) -> Review:
    """One that somebody else is working at just now."""
    other = Review.objects.get(pk=review.pk)
    tomorrow = timezone.now() + timedelta(days=1)
    other.job = Job.objects.create(kind=JobKind.REVIEW, who=review.job.who, done=1, total=2, alive_at=tomorrow)
    other.save(force_insert=True)
    return other


def person(name: str) -> User:
    """Somebody of the house, in their group."""
    user, _new = User.objects.get_or_create(username=name, is_staff=True)
    user.groups.set(Group.objects.filter(name=PEOPLE[name]))
    return user


def browser(name: str) -> Client:
    """The browser of somebody who is logged in."""
    client = Client()
    client.force_login(person(name))
    return client
