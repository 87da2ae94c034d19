"""Work that an earlier version began is dropped with a word; what was through, or over, is as it was."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from benefits.models import Finding, ImportRow

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = ("benefits", "0007_imports")
WORD = "An earlier version of the program began this. Begin again."
Upgrade = Callable[[], Any]


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


STATES = [
    pytest.param("running", "failed", WORD, id="what ran is dropped with a word"),
    pytest.param("ready", "failed", WORD, id="a file that was ready is made anew"),
    pytest.param("cancelled", "stopped", "", id="what was stopped stays stopped"),
    pytest.param("failed", "failed", "the disk was full", id="what failed keeps its reason"),
]


@pytest.mark.parametrize(("state", "then", "why"), STATES)
def test_an_export(earlier: Any, state: str, then: str, why: str) -> None:
    owner = User.objects.create_user("sam-staff")
    old = earlier.get_model("benefits", "ExportJob").objects.create(
        form="pdf",
        edition="draft",
        sha256="0" * 64,
        filters="plan=hmo",
        done=2,
        total=3,
        state=state,
        why="the disk was full" if state == "failed" else "",
        made_by_id=owner.pk,
    )

    today = _upgraded()

    new = today.get_model("benefits", "Export").objects.select_related("job").get()
    assert (new.pk, new.form, new.edition, new.filters) == (old.pk, "pdf", "draft", "plan=hmo")
    assert (new.job.kind, new.job.state, new.job.why, new.job.done, new.job.total) == ("export", then, why, 2, 3)
    assert (new.job.who_id, new.job.made_at) == (owner.pk, old.made_at)


REVIEWS = [
    pytest.param("running", "failed", WORD, id="a review that ran is dropped with a word"),
    pytest.param("ready", "ready", "", id="a review that was ready can still be published"),
    pytest.param("published", "confirmed", "", id="what was published stays on file"),
    pytest.param("cancelled", "stopped", "", id="what was cancelled stays cancelled"),
]


@pytest.mark.parametrize(("state", "then", "why"), REVIEWS)
def test_a_review(earlier: Any, state: str, then: str, why: str) -> None:
    owner = User.objects.create_user("petra-publisher")
    review, finding = (earlier.get_model("benefits", name) for name in ("Review", "Finding"))
    old = review.objects.create(
        base=1,
        sha256="0" * 64,
        packed=b"packed",
        done=2,
        total=3,
        offset=5,
        state=state,
        made_by_id=owner.pk,
        made_at=timezone.now(),
    )
    finding.objects.create(review=old, kind="gap", what={}, digest="a")

    today = _upgraded()

    new = today.get_model("benefits", "Review").objects.select_related("job").get()
    assert (new.pk, new.base, bytes(new.packed), new.offset) == (old.pk, 1, b"packed", 5)
    assert (new.job.kind, new.job.state, new.job.why, new.job.done, new.job.total) == ("review", then, why, 2, 3)
    assert (new.job.who_id, new.job.made_at) == (owner.pk, old.made_at)
    assert [found.review_id for found in today.get_model("benefits", "Finding").objects.all()] == [old.pk]
    assert Finding.objects.get().review.job.kind == "review"

    back = _migrated(BEFORE).get_model("benefits", "Review").objects.get()

    assert (back.pk, back.state, back.done, back.made_by_id) == (old.pk, state if why == "" else "failed", 2, owner.pk)


IMPORTS = [
    pytest.param("reading", "failed", WORD, 0, id="a file that was being read is dropped with a word, and its rows"),
    pytest.param("ready", "ready", "", 1, id="what was to look through can still be confirmed"),
    pytest.param("applied", "confirmed", "", 1, id="what is in the draft stays on file"),
    pytest.param("cancelled", "stopped", "", 1, id="what was thrown away stays away"),
    pytest.param("failed", "failed", "the disk was full", 1, id="what failed keeps its reason"),
]


@pytest.mark.parametrize(("state", "then", "why", "rows"), IMPORTS)
def test_an_import(earlier: Any, state: str, then: str, why: str, rows: int) -> None:
    owner = User.objects.create_user("bea-benefits")
    batch, row = (earlier.get_model("benefits", name) for name in ("ImportBatch", "ImportRow"))
    confirmed = {"applied_at": timezone.now(), "applied_by_id": owner.pk, "reason": "Filed."}
    old = batch.objects.create(
        kind="filing",
        file_name="filing.csv",
        sha256="0" * 64,
        options={"issuer": "12345"},
        done=2,
        total=3,
        state=state,
        why="the disk was full" if state == "failed" else "",
        made_by_id=owner.pk,
        **(confirmed if state == "applied" else {}),
    )
    row.objects.create(batch=old, position=1, verdict="review")

    today = _upgraded()

    new = today.get_model("benefits", "ImportBatch").objects.select_related("job").get()
    assert (new.pk, new.reader, new.file_name, new.options) == (old.pk, "filing", "filing.csv", {"issuer": "12345"})
    assert (new.job.kind, new.job.state, new.job.why, new.job.done, new.job.total) == ("import", then, why, 2, 3)
    assert (new.job.who_id, new.job.made_at) == (owner.pk, old.made_at)
    assert (new.confirmed_at, new.confirmed_by_id, new.reason) == (old.applied_at, old.applied_by_id, old.reason)
    assert [each.batch.job.kind for each in ImportRow.objects.all()] == ["import"] * rows

    back = _migrated(BEFORE).get_model("benefits", "ImportBatch").objects.get()

    assert (back.pk, back.kind, back.state) == (old.pk, "filing", state if why != WORD else "failed")
    assert (back.done, back.made_by_id, back.applied_at) == (2, owner.pk, old.applied_at)
