"""From a file to the draft: read, shown, confirmed or thrown away; never half, never twice."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.utils import timezone

from benefits import editions
from benefits.coverage.catalog import Catalog, to_json
from benefits.coverage.vocabulary import Refused
from benefits.importing import confirming, loading, staging, storing, weighing
from benefits.importing.confirming import Confirmed, NotWaiting
from benefits.importing.drafting import DraftMoved
from benefits.importing.sheets import reading, writing
from benefits.models import ContentRow, ImportBatch, Job, JobState, PlanRow, TherapyRow, Verdict
from tests import whole
from tests.importing.ours import begun, brought

pytestmark = pytest.mark.django_db

MASSAGE = whole.catalog().therapies[0]


def csv(*records: Any, table: str = "therapies") -> bytes:
    return b"".join(writing.csv(msgspec.structs.replace(Catalog(), **{table: records}), table))


def counts(batch: ImportBatch) -> Counter[str]:
    return Counter(batch.rows.values_list("verdict", flat=True))


@pytest.fixture
def draft() -> None:
    loading.load(whole.catalog(), reason="a test")


def test_a_catalog_is_read_and_confirmed() -> None:
    ada = User.objects.create_user("ada-admin")
    batch = brought(to_json(whole.catalog()))

    assert (batch.job.state, batch.job.why) == (JobState.READY, "")
    assert counts(batch) == {Verdict.NEW: batch.job.total}
    assert batch.job.done == batch.job.total
    assert not PlanRow.objects.exists()

    assert confirming.confirm(batch, by=ada, reason="the other house") == Confirmed(new=batch.job.total)
    batch.refresh_from_db()
    assert editions.draft() == whole.catalog()
    assert (batch.job.state, batch.confirmed_by, batch.reason) == (JobState.CONFIRMED, ada, "the other house")
    assert PlanRow.history.filter(history_user=ada, history_change_reason="the other house").count() == 2


@pytest.mark.usefixtures("draft")
def test_a_sheet_shows_what_changes() -> None:
    batch = brought(
        csv(msgspec.structs.replace(MASSAGE, hint="New."), msgspec.structs.replace(MASSAGE, slug="yoga")),
        "therapies.csv",
    )
    changed = batch.rows.get(verdict=Verdict.CHANGED)

    assert counts(batch) == {Verdict.CHANGED: 1, Verdict.NEW: 1}
    assert (changed.place, changed.record) == ("therapies.csv, line 2", "massage")
    assert (changed.before[0][1]["hint"], changed.after[0][1]["hint"]) == (MASSAGE.hint, "New.")
    confirming.confirm(batch, by=None, reason="a test")
    assert TherapyRow.objects.get(slug="massage").hint == "New."
    assert TherapyRow.objects.filter(slug="yoga").exists()


@pytest.mark.usefixtures("draft")
def test_one_bad_row_among_many_keeps_all_out() -> None:
    many = csv(*(msgspec.structs.replace(MASSAGE, slug=f"therapy-{number}") for number in range(3000)))
    batch = brought(many.replace(b"therapy-2077", b"Therapy 2077"), "therapies.csv")
    bad = batch.rows.get(verdict=Verdict.REFUSED)

    line = many[: many.index(b"therapy-2077")].count(b"\n") + 1
    assert (bad.place, counts(batch)[Verdict.NEW]) == (f"therapies.csv, line {line}", 2999)
    assert bad.why == ["slug: “Therapy 2077” must be lower-case letters, digits and single hyphens."]
    with pytest.raises(Refused, match="cannot go in"):
        confirming.confirm(batch, by=None, reason="a test")
    batch.refresh_from_db()
    assert batch.job.state == JobState.READY
    assert TherapyRow.objects.count() == len(whole.catalog().therapies)


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        pytest.param(b"{", "a.json", "catalog: Input data was truncated", id="half a catalog"),
        pytest.param(b'{"a\0": 1}', "a.json", "catalog: ", id="NUL in JSON"),
        pytest.param(b'{"a\\u0000": 1}', "a.json", "is not known here", id="NUL spelled out"),
        pytest.param(b"", "gates.csv", "the columns in the first row", id="nothing"),
        pytest.param(b"PK", "gates.xlsx", "xlsx: it is no XLSX file", id="no archive"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, name: str, why: str) -> None:
    batch = brought(data, name)

    assert batch.job.state == JobState.FAILED
    assert why in batch.job.why
    assert not batch.job.folder.exists()


def test_text_that_no_database_keeps_is_refused_not_stumbled_over() -> None:
    catalog = json.loads(to_json(whole.catalog()))
    catalog["therapies"][0]["hint"] = "a\0b"
    batch = brought(json.dumps(catalog).encode())

    assert [row.why for row in batch.rows.filter(verdict=Verdict.REFUSED)] == [
        ["hint: it holds characters that cannot be kept."]
    ]


@pytest.mark.usefixtures("draft")
def test_a_draft_that_moved_on_is_shown_anew() -> None:
    batch = brought(csv(msgspec.structs.replace(MASSAGE, hint="Ours.")), "therapies.csv")
    TherapyRow.objects.filter(slug="massage").update(hint="Somebody else's.")

    with pytest.raises(DraftMoved):
        confirming.confirm(batch, by=None, reason="a test")

    batch.refresh_from_db()
    assert (batch.job.state, batch.reason) == (JobState.READY, "")
    assert batch.rows.get().before[0][1]["hint"] == "Somebody else's."
    confirming.confirm(batch, by=None, reason="all the same")
    assert TherapyRow.objects.get(slug="massage").hint == "Ours."


@pytest.mark.usefixtures("draft")
def test_an_import_is_confirmed_once() -> None:
    batch = brought(csv(MASSAGE), "therapies.csv")
    confirming.confirm(batch, by=None, reason="a test")

    with pytest.raises(NotWaiting):
        confirming.confirm(batch, by=None, reason="again")
    assert not staging.throw_away(batch)
    assert TherapyRow.objects.exists()


def test_what_is_thrown_away_leaves_a_note() -> None:
    batch = brought(to_json(whole.catalog()))

    assert staging.throw_away(batch)
    assert not staging.throw_away(batch)

    assert batch.job.state == JobState.STOPPED
    assert not batch.rows.exists()
    with pytest.raises(NotWaiting):
        confirming.confirm(batch, by=None, reason="a test")


def test_a_fault_while_it_goes_in_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = brought(to_json(whole.catalog()))
    create = storing.create

    def full(row: type, *rest: Any, **told: Any) -> None:
        if row is ContentRow:
            raise OperationalError("database or disk is full")
        create(row, *rest, **told)

    monkeypatch.setattr(storing, "create", full)

    with pytest.raises(OperationalError):
        confirming.confirm(batch, by=None, reason="a test")

    batch.refresh_from_db()
    assert batch.job.state == JobState.READY
    assert not PlanRow.objects.exists()


def test_no_room_for_the_file(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "imports").write_text("a file where a folder should be")
    settings.VAR_DIR = tmp_path

    with pytest.raises(OSError, match="Not a directory"):
        begun(b"{}")

    assert not ImportBatch.objects.exists()


def test_two_who_watch_do_not_read_it_twice() -> None:
    batch = begun(to_json(whole.catalog()))
    Job.objects.update(alive_at=timezone.now())

    staging.look(batch)

    assert (batch.job.state, batch.rows.count()) == (JobState.RUNNING, 0)


def test_what_a_killed_reader_left_half_done_is_done_anew() -> None:
    batch = begun(to_json(whole.catalog()))
    batch.rows.create(position=1, verdict=Verdict.NEW, place="half")
    Job.objects.update(alive_at=timezone.now() - 2 * staging.PATIENCE_WITH_OURS)

    staging.look(batch)

    assert batch.job.state == JobState.READY
    assert not batch.rows.filter(place="half").exists()
    assert batch.rows.count() == batch.job.total


def test_a_reader_stops_when_it_is_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = begun(to_json(whole.catalog()))
    beside = weighing.beside_the_draft

    def meanwhile(proposals: Any) -> Any:
        staging.throw_away(ImportBatch.objects.get())
        return beside(proposals)

    monkeypatch.setattr(weighing, "beside_the_draft", meanwhile)
    staging.look(batch)

    assert (batch.job.state, batch.rows.count()) == (JobState.STOPPED, 0)


@pytest.mark.parametrize("name", ["therapies.csv", "sheets.xlsx"])
def test_it_tells_how_much_it_has_read_and_stops_in_the_middle(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(reading, "STEP", 1)
    seen: list[int] = []
    move = Job.move

    def stopped(job: Job, done: int, **columns: Any) -> None:
        seen.append(done)
        if done == 2:
            Job.objects.get(pk=job.pk).stop()
        move(job, done, **columns)

    monkeypatch.setattr(Job, "move", stopped)
    three = tuple(msgspec.structs.replace(MASSAGE, slug=slug) for slug in ("massage", "tai-chi", "yoga"))
    catalog = msgspec.structs.replace(Catalog(), therapies=three)
    data = b"".join(writing.xlsx(catalog)) if name.endswith("x") else csv(*catalog.therapies)

    batch = brought(data, name)

    assert seen == [1, 2]
    assert (batch.job.state, batch.rows.count()) == (JobState.STOPPED, 0)
