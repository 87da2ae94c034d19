"""A review works through all that can differ: piece by piece, stopped or not, it finds the same."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
from django.db import connection
from django.utils import timezone

from benefits import editions
from benefits.coverage.comparing import compared, difference, grouped
from benefits.coverage.laws import broken_laws
from benefits.coverage.telling import facts, situation
from benefits.coverage.vocabulary import Refused
from benefits.editions import advancing
from benefits.models import (
    BenefitRow,
    ContentRow,
    CostTierRow,
    Finding,
    FindingKind,
    GateRow,
    Job,
    JobState,
    PlanRow,
    Review,
    Row,
    TakenAway,
    TherapyRow,
    VisitLimitRow,
)
from benefits.models.job import PATIENCE
from tests.coverage.builders import MASSAGE, PT
from tests.coverage.edits import all_pairs, differing
from tests.editions import small
from tests.starts import copy_database

ROOT: Final = Path(__file__).resolve().parents[2]
published = pytest.mark.usefixtures("published")


def edit(row: type[Row], columns: dict[str, Any], **which: Any) -> None:
    (found,) = row.objects.filter(**which)
    for name, value in columns.items():
        setattr(found, name, value)
    found.save()


def raise_the_price() -> None:
    edit(CostTierRow, {"low": Decimal(30), "high": Decimal(30)}, plan="gold")


def finished(review: Review, seconds: float = 9) -> Review:
    while review.job.state == JobState.RUNNING:
        editions.advance(review, seconds=seconds)
    return review


def reviewed() -> Review:
    return finished(editions.begin(by=None))


ChangeCounts = dict[str, int]


def groups(review: Review) -> ChangeCounts:
    """What was found to change, with how many answers."""
    found = editions.findings(review, FindingKind.CHANGE)
    return {_key(one.plan, one.therapy, one.what["case"], one.what["parts"]): one.count for one in found}


def _key(*parts: Any) -> str:
    return json.dumps(parts, sort_keys=True)


def by_brute_force(review: Review) -> ChangeCounts:
    """The same from every answer of both catalogs, whatever is said to be out of reach."""
    here = editions.work(review.pk)
    assert here.old is not None
    found: Counter[str] = Counter()
    for (plan, therapy), answers in differing(here.old, here.new, all_pairs(here.old, here.new), here.today).items():
        for asked, differs in answers:
            case = [word for word in (asked.purpose, asked.setting) if word in ("habilitation", "inpatient")]
            found[_key(plan, therapy, case, msgspec.to_builtins(grouped(differs)))] += 1
    return dict(found)


EDITS: Final = [
    pytest.param(raise_the_price, id="another price"),
    pytest.param(lambda: edit(VisitLimitRow, {"low": 9, "high": 9}, plan="gold"), id="another limit"),
    pytest.param(lambda: edit(CostTierRow, {"purpose": "habilitation"}, plan="gold"), id="a price for another purpose"),
    pytest.param(lambda: edit(CostTierRow, {"setting": "inpatient"}, plan="gold"), id="a price in another setting"),
    pytest.param(lambda: edit(BenefitRow, {"status": "varies"}, therapy=PT), id="the guide's word"),
    pytest.param(lambda: edit(BenefitRow, {"status": "covered"}, therapy=MASSAGE), id="covered at last"),
    pytest.param(
        lambda: edit(GateRow, {"requirement": "not_required", "referrers": ()}, kind="referral"), id="no referral"
    ),
    pytest.param(lambda: edit(PlanRow, {"effective_from": "2026-01-01"}, slug="gold"), id="a beginning"),
    pytest.param(lambda: edit(PlanRow, {"based_on_id": None}, slug="gold"), id="a plan on its own"),
    pytest.param(
        lambda: PlanRow.objects.create(slug="silver", name="Silver", kind="plan", plan_type_id="hmo"), id="a new plan"
    ),
    pytest.param(lambda: PlanRow.objects.get(slug="gold").delete(), id="a plan that is gone"),
    pytest.param(lambda: TherapyRow.objects.create(slug="cupping", name="Cupping"), id="a new therapy"),
]


@published
@pytest.mark.django_db
@pytest.mark.parametrize("change", EDITS)
def test_it_finds_what_a_comparison_of_everything_finds_after(change: Any) -> None:
    change()

    review = reviewed()

    assert groups(review) == by_brute_force(review) != {}
    assert review.changed == sum(groups(review).values())
    assert review.job.state == JobState.READY


@published
@pytest.mark.django_db
def test_many_small_pieces_find_what_one_finds() -> None:
    raise_the_price()
    edit(VisitLimitRow, {"low": 9, "high": 9}, plan="gold")
    whole, pieces = reviewed(), editions.begin(by=None)

    seen = [editions.progress(pieces)]
    for _piece in range(40):
        editions.advance(pieces, seconds=0)
        seen.append(editions.progress(pieces))
    assert pieces.asked == 40
    assert seen == sorted(set(seen))
    finished(pieces, seconds=0.1)

    assert (pieces.asked, pieces.changed, groups(pieces)) == (whole.asked, whole.changed, groups(whole))
    assert editions.progress(pieces) == pieces.job.total


@published
@pytest.mark.django_db
def test_each_group_has_an_example_that_shows_it() -> None:
    raise_the_price()

    review = reviewed()

    here = editions.work(review.pk)
    for found in editions.findings(review, FindingKind.CHANGE):
        asked = situation(here.new, found.example or {})
        both = compared(here.old, here.new, asked)
        parts = grouped(difference(both.before, both.after))
        assert json.loads(msgspec.json.encode(parts)) == found.what["parts"]


@published
@pytest.mark.django_db
def test_a_broken_law_is_found_with_its_smallest_situation() -> None:
    """Without a way to appeal and an alternative, whom the plan denied care is left alone."""
    ContentRow.objects.all().delete()

    review = reviewed()

    here = editions.work(review.pk)
    laws = {(one.plan, one.therapy, one.what["law"]): one for one in editions.findings(review, FindingKind.LAW)}
    assert ("gold", MASSAGE, "no_dead_end") in laws
    for one in laws.values():
        assert list(broken_laws(here.new, situation(here.new, one.example or {})))
    assert set(laws["gold", MASSAGE, "no_dead_end"].example or ()) == {"plan", "therapy", "prior_authorization", "on"}
    assert facts(situation(here.new, laws["gold", PT, "no_dead_end"].example or {}))["plan"] == "gold"


@published
@pytest.mark.django_db
def test_only_one_works_at_a_time_until_it_is_taken_for_dead() -> None:
    raise_the_price()
    review = editions.begin(by=None)
    Job.objects.update(alive_at=timezone.now())

    editions.advance(review)
    assert review.asked == 0

    Job.objects.update(alive_at=timezone.now() - 2 * PATIENCE)
    editions.advance(review)
    assert review.asked > 0


@published
@pytest.mark.django_db
def test_of_two_that_did_the_same_piece_one_counts() -> None:
    raise_the_price()
    review, slower = editions.begin(by=None), Review.objects.get()
    slower.job.claim()
    piece = advancing._worked_out(slower, 9)
    Job.objects.update(alive_at=timezone.now() - 2 * PATIENCE)
    finished(review)
    before = (review.asked, groups(review))

    with pytest.raises(TakenAway):
        advancing._store(slower, piece)

    review.refresh_from_db()
    assert (review.asked, groups(review)) == before


@published
@pytest.mark.django_db
def test_what_fails_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    raise_the_price()
    review = editions.begin(by=None)

    def no_laws(_catalog: object, _situation: object) -> None:
        raise Refused("catalog", "It cannot be read.")

    monkeypatch.setattr(advancing, "broken_laws", no_laws)

    editions.advance(review)

    assert (review.job.state, review.job.why) == (JobState.FAILED, "catalog: It cannot be read.")
    assert not Finding.objects.filter(kind=FindingKind.LAW).exists()


WORKER: Final = """
import django, sys
django.setup()
from benefits import editions
from benefits.models import Job, Review
review = Review.objects.get()
print("begun", flush=True)
while review.job.state == "running":
    Job.objects.update(alive_at=None)
    editions.advance(review, seconds=0.01)
"""


def worker(path: Path, code: str) -> subprocess.Popen[bytes]:
    """A process of its own on a database file of its own."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "kpcoverage.settings",
        "DATABASE_URL": f"sqlite:///{path}",
        "VAR_DIR": str(path.parent / "var"),
    }
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment, stdout=subprocess.PIPE)


def killed(process: subprocess.Popen[bytes], after: float) -> None:
    """Ended without a word, so long after it said that it began."""
    assert process.stdout
    assert process.stdout.readline() == b"begun\n"
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return sorted(database.execute(query))


on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="copies the database as SQLite can")


@pytest.mark.racing
@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_killed_at_any_moment_it_goes_on_and_counts_nothing_twice(tmp_path: Path, settings: Any) -> None:
    settings.EDITION_DIR = tmp_path / "editions"
    small.load()
    editions.publish(by=None, reason="The first.")
    raise_the_price()
    edit(VisitLimitRow, {"low": 60, "high": 60}, plan="gold")
    review = editions.begin(by=None)
    path = tmp_path / "copy.sqlite3"
    copy_database(path)
    chance = random.Random(5)

    for _time in range(3):
        killed(worker(path, WORKER), chance.uniform(0, 0.1))
    left = rows(path, "SELECT asked FROM benefits_review")
    process = worker(path, WORKER)
    process.communicate()

    finished(review)
    wanted = [(one.digest, one.count) for one in Finding.objects.all()]
    assert rows(path, "SELECT digest, count FROM benefits_finding") == sorted(wanted)
    assert rows(path, "SELECT asked, changed, state FROM benefits_review JOIN benefits_job ON key = job_id") == [
        (review.asked, review.changed, "ready")
    ]
    assert process.returncode == 0
    print(f"killed with {left[0][0]} of {review.asked} situations done")
