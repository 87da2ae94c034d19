"""A review names itself, holds its catalog, and is for those who may look or publish."""

import zlib
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from benefits.models import Finding, FindingKind, Job, JobKind, Review
from tests.groups import make_groups

pytestmark = pytest.mark.django_db


def review(**columns: Any) -> Review:
    job = Job.objects.create(kind=JobKind.REVIEW, total=3)
    made = {"job": job, "base": 1, "sha256": "0" * 64, "packed": zlib.compress(b"{}")}
    return Review.objects.create(**{**made, **columns})


def test_it_holds_the_catalog_that_it_looks_at() -> None:
    assert Review.objects.get(pk=review().pk).catalog_json == b"{}"


def test_they_have_names() -> None:
    found = Finding(kind=FindingKind.CHANGE, plan="hmo", therapy="massage")

    assert str(review()).startswith("Review of 20")
    assert str(found) == "changed answers: hmo massage"


def test_a_finding_is_there_once() -> None:
    here = review()
    Finding.objects.create(review=here, kind=FindingKind.LAW, what={}, digest="a")

    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.create(review=here, kind=FindingKind.LAW, what={}, digest="a")


@pytest.mark.parametrize(
    ("group", "held"),
    [
        ("Staff", set()),
        ("Benefits admin", {"review_draft"}),
        ("Publisher", {"review_draft", "publish_edition"}),
    ],
)
def test_groups_hold_their_permissions(group: str, held: set[str]) -> None:
    make_groups()
    found = set(Group.objects.get(name=group).permissions.values_list("codename", flat=True))

    assert found & {"review_draft", "publish_edition"} == held
