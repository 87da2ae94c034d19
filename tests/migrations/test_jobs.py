"""Work that an earlier version began is dropped with a word; what was through, or over, is as it was.

One of each state goes through the migrations together: that takes seconds.
"""

from collections.abc import Generator, Iterator
from contextlib import suppress
from typing import Any, Final

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from benefits.models import Finding, ImportRow

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = ("benefits", "0007_imports")
WORD = "An earlier version of the program began this. Begin again."
FULL = "the disk was full"
# What is there before, then looked at with the models of today, then with those of before again.
Steps = Generator[None, Any, None]


def _migrated(*targets: tuple[str, str]) -> Any:
    """The database at these migrations; the models as they are there."""
    executor = MigrationExecutor(connection)
    executor.migrate([*targets])
    return executor.loader.project_state([*targets]).apps


@pytest.fixture
def earlier() -> Iterator[Any]:
    """The models of the earlier version, whose tables the database has; afterwards it has those of today."""
    yield _migrated(BEFORE)
    _upgraded()


def _upgraded() -> Any:
    return _migrated(*MigrationExecutor(connection).loader.graph.leaf_nodes())


def _told(job: Any) -> tuple[object, ...]:
    """What a job says of itself."""
    return job.kind, job.state, job.why, job.done, job.total, job.who_id, job.made_at


def _why(state: str) -> str:
    return FULL if state == "failed" else ""


EXPORTS: Final = {
    "running": ("failed", WORD),  # dropped with a word
    "ready": ("failed", WORD),  # a file is made anew
    "cancelled": ("stopped", ""),
    "failed": ("failed", FULL),  # with its reason
}


def exports(earlier: Any) -> Steps:
    owner = User.objects.create_user("sam-staff")
    model = earlier.get_model("benefits", "ExportJob")
    made = {"form": "pdf", "edition": "draft", "sha256": "0" * 64, "filters": "plan=hmo", "done": 2, "total": 3}
    old = {state: model.objects.create(**made, state=state, why=_why(state), made_by_id=owner.pk) for state in EXPORTS}

    new = (yield).get_model("benefits", "Export").objects.select_related("job").in_bulk()

    found = {state: new[row.pk] for state, row in old.items()}
    assert {(each.form, each.edition, each.filters) for each in found.values()} == {("pdf", "draft", "plan=hmo")}
    assert {state: _told(each.job) for state, each in found.items()} == {
        state: ("export", then, why, 2, 3, owner.pk, old[state].made_at) for state, (then, why) in EXPORTS.items()
    }
    yield


REVIEWS: Final = {
    "running": ("failed", WORD, "failed"),  # dropped with a word, and stays so on the way back
    "ready": ("ready", "", "ready"),  # can still be published
    "published": ("confirmed", "", "published"),
    "cancelled": ("stopped", "", "cancelled"),
}


def reviews(earlier: Any) -> Steps:
    owner = User.objects.create_user("petra-publisher")
    review, finding = (earlier.get_model("benefits", name) for name in ("Review", "Finding"))
    made = {"base": 1, "sha256": "0" * 64, "packed": b"packed", "done": 2, "total": 3, "offset": 5}
    old = {
        state: review.objects.create(**made, state=state, made_by_id=owner.pk, made_at=timezone.now())
        for state in REVIEWS
    }
    for row in old.values():
        finding.objects.create(review=row, kind="gap", what={}, digest="a")

    new = (yield).get_model("benefits", "Review").objects.select_related("job").in_bulk()

    found = {state: new[row.pk] for state, row in old.items()}
    assert {(each.base, bytes(each.packed), each.offset) for each in found.values()} == {(1, b"packed", 5)}
    assert {state: _told(each.job) for state, each in found.items()} == {
        state: ("review", then, why, 2, 3, owner.pk, old[state].made_at) for state, (then, why, _) in REVIEWS.items()
    }
    assert {each.review_id for each in Finding.objects.all()} == {row.pk for row in old.values()}
    assert {each.review.job.kind for each in Finding.objects.all()} == {"review"}

    back = (yield).get_model("benefits", "Review").objects.in_bulk()

    told = {state: back[row.pk] for state, row in old.items()}
    assert {state: (each.state, each.done, each.made_by_id) for state, each in told.items()} == {
        state: (again, 2, owner.pk) for state, (_then, _why, again) in REVIEWS.items()
    }


IMPORTS: Final = {
    "reading": ("failed", WORD, 0, "failed"),  # dropped with a word, and its rows
    "ready": ("ready", "", 1, "ready"),  # can still be confirmed
    "applied": ("confirmed", "", 1, "applied"),
    "cancelled": ("stopped", "", 1, "cancelled"),
    "failed": ("failed", FULL, 1, "failed"),
}


def imports(earlier: Any) -> Steps:
    owner = User.objects.create_user("bea-benefits")
    batch, row = (earlier.get_model("benefits", name) for name in ("ImportBatch", "ImportRow"))
    made = {"kind": "filing", "file_name": "filing.csv", "sha256": "0" * 64, "options": {"issuer": "12345"}}
    confirmed = {"applied_at": timezone.now(), "applied_by_id": owner.pk, "reason": "Filed."}
    old = {}
    for state in IMPORTS:
        through = confirmed if state == "applied" else {}
        old[state] = batch.objects.create(
            **made, **through, state=state, why=_why(state), done=2, total=3, made_by_id=owner.pk
        )
        row.objects.create(batch=old[state], position=1, verdict="review")

    new = (yield).get_model("benefits", "ImportBatch").objects.select_related("job").in_bulk()

    found = {state: new[each.pk] for state, each in old.items()}
    for state, each in found.items():
        before = old[state]
        assert (each.reader, each.file_name, each.options) == ("filing", "filing.csv", {"issuer": "12345"})
        assert (each.confirmed_at, each.confirmed_by_id) == (before.applied_at, before.applied_by_id)
        assert each.reason == before.reason
    assert {state: _told(each.job) for state, each in found.items()} == {
        state: ("import", then, why, 2, 3, owner.pk, old[state].made_at) for state, (then, why, *_) in IMPORTS.items()
    }
    rows = [each.batch_id for each in ImportRow.objects.all()]
    assert {state: rows.count(each.pk) for state, each in old.items()} == {
        state: kept for state, (_then, _why, kept, _again) in IMPORTS.items()
    }
    assert {each.batch.job.kind for each in ImportRow.objects.all()} == {"import"}

    back = (yield).get_model("benefits", "ImportBatch").objects.in_bulk()

    told = {state: back[each.pk] for state, each in old.items()}
    assert {(each.kind, each.done, each.made_by_id) for each in told.values()} == {("filing", 2, owner.pk)}
    assert {state: (each.state, each.applied_at) for state, each in told.items()} == {
        state: (again, old[state].applied_at) for state, (_then, _why, _kept, again) in IMPORTS.items()
    }


def test_jobs_of_an_earlier_version(earlier: Any) -> None:
    under_way = [kind(earlier) for kind in (exports, reviews, imports)]
    for steps in under_way:
        next(steps)

    for there in (_upgraded, lambda: _migrated(BEFORE)):
        models = there()
        for steps in under_way:
            with suppress(StopIteration):
                steps.send(models)
