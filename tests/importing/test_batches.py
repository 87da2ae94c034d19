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
from benefits.importing import batches, catalogs, storing, uploads
from benefits.importing.drafting import Overtaken, Written
from benefits.importing.lines import beside_the_draft
from benefits.importing.sheets import reading, writing
from benefits.models import ContentRow, ImportBatch, ImportState, PlanRow, TherapyRow, Verdict
from tests import whole

pytestmark = pytest.mark.django_db

MASSAGE = whole.catalog().therapies[0]


def brought(data: bytes, name: str = "catalog.json", **options: Any) -> ImportBatch:
    batch = ImportBatch(file_name=name, options=options)
    batches.begin(batch, [data])
    batches.read(batch)
    return batch


def csv(*records: Any, table: str = "therapies") -> bytes:
    return b"".join(writing.csv(msgspec.structs.replace(Catalog(), **{table: records}), table))


def counts(batch: ImportBatch) -> Counter[str]:
    return Counter(batch.rows.values_list("verdict", flat=True))


@pytest.fixture
def draft() -> None:
    catalogs.load(whole.catalog(), reason="a test")


def test_a_catalog_is_read_and_confirmed() -> None:
    ada = User.objects.create_user("ada-admin")
    batch = brought(to_json(whole.catalog()))

    assert (batch.state, batch.why) == (ImportState.READY, "")
    assert counts(batch) == {Verdict.NEW: batch.total}
    assert batch.done == batch.total
    assert not PlanRow.objects.exists()

    assert batches.confirm(batch, by=ada, reason="the other house") == Written(batch.total, 0, 0)
    batch.refresh_from_db()
    assert editions.draft() == whole.catalog()
    assert (batch.state, batch.applied_by, batch.reason) == (ImportState.APPLIED, ada, "the other house")
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
    batches.confirm(batch, by=None, reason="a test")
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
        batches.confirm(batch, by=None, reason="a test")
    batch.refresh_from_db()
    assert batch.state == ImportState.READY
    assert TherapyRow.objects.count() == len(whole.catalog().therapies)


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        pytest.param(b"{", "a.json", "catalog: Input data was truncated", id="half a catalog"),
        pytest.param(b'{"a\0": 1}', "a.json", "catalog: ", id="NUL in JSON"),
        pytest.param(b'{"a\\u0000": 1}', "a.json", "is not known here", id="NUL spelled out"),
        pytest.param(b"", "gates.csv", "the columns in the first row", id="nothing"),
        pytest.param(b"PK", "gates.xlsx", "xlsx: it is no XLSX file", id="no archive"),
        pytest.param(b"a", "gates.pdf", "file: its name must end in", id="something else"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, name: str, why: str) -> None:
    batch = brought(data, name)

    assert batch.state == ImportState.FAILED
    assert why in batch.why
    assert not uploads.path(batch).exists()


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

    with pytest.raises(Overtaken):
        batches.confirm(batch, by=None, reason="a test")

    batch.refresh_from_db()
    assert (batch.state, batch.reason) == (ImportState.READY, "")
    assert batch.rows.get().before[0][1]["hint"] == "Somebody else's."
    batches.confirm(batch, by=None, reason="all the same")
    assert TherapyRow.objects.get(slug="massage").hint == "Ours."


@pytest.mark.usefixtures("draft")
def test_an_import_is_confirmed_once() -> None:
    batch = brought(csv(MASSAGE), "therapies.csv")
    batches.confirm(batch, by=None, reason="a test")

    with pytest.raises(batches.NotWaiting):
        batches.confirm(batch, by=None, reason="again")
    with pytest.raises(batches.NotWaiting):
        batches.throw_away(batch)


def test_what_is_thrown_away_leaves_a_note() -> None:
    batch = brought(to_json(whole.catalog()))

    batches.throw_away(batch)
    batches.throw_away(batch)

    assert batch.state == ImportState.CANCELLED
    assert not batch.rows.exists()
    with pytest.raises(batches.NotWaiting):
        batches.confirm(batch, by=None, reason="a test")


def test_a_fault_while_it_goes_in_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = brought(to_json(whole.catalog()))
    create = storing.create

    def full(row: type, *rest: Any, **told: Any) -> None:
        if row is ContentRow:
            raise OperationalError("database or disk is full")
        create(row, *rest, **told)

    monkeypatch.setattr(storing, "create", full)

    with pytest.raises(OperationalError):
        batches.confirm(batch, by=None, reason="a test")

    batch.refresh_from_db()
    assert batch.state == ImportState.READY
    assert not PlanRow.objects.exists()


def test_no_room_for_the_file(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "imports").write_text("a file where a folder should be")
    settings.VAR_DIR = tmp_path

    with pytest.raises(OSError, match="exists"):
        batches.begin(ImportBatch(file_name="a.json"), [b"{}"])

    assert not ImportBatch.objects.exists()


def test_two_who_watch_do_not_read_it_twice() -> None:
    batch = ImportBatch(file_name="catalog.json")
    batches.begin(batch, [to_json(whole.catalog())])
    ImportBatch.objects.update(worked_at=timezone.now())

    batches.read(batch)

    assert (batch.state, batch.rows.count()) == (ImportState.READING, 0)


def test_what_a_killed_reader_left_half_done_is_done_anew() -> None:
    batch = ImportBatch(file_name="catalog.json")
    batches.begin(batch, [to_json(whole.catalog())])
    batch.rows.create(position=1, verdict=Verdict.NEW, place="half")
    ImportBatch.objects.update(worked_at=timezone.now() - 2 * batches.PATIENCE)

    batches.read(batch)

    assert batch.state == ImportState.READY
    assert not batch.rows.filter(place="half").exists()
    assert batch.rows.count() == batch.total


def test_a_reader_stops_when_it_is_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = ImportBatch(file_name="catalog.json")
    batches.begin(batch, [to_json(whole.catalog())])

    def meanwhile(lines: Any) -> Any:
        batches.throw_away(ImportBatch.objects.get())
        return beside_the_draft(lines)

    monkeypatch.setattr(batches, "beside_the_draft", meanwhile)
    batches.read(batch)

    assert (batch.state, batch.rows.count()) == (ImportState.CANCELLED, 0)


@pytest.mark.parametrize("name", ["therapies.csv", "sheets.xlsx"])
def test_it_counts_what_it_has_read_and_stops_in_the_middle(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(reading, "STEP", 1)
    seen: list[tuple[int, int]] = []

    def moved(batch: ImportBatch, done: int, **columns: Any) -> None:
        seen.append((done, columns.get("total", batch.total)))
        if done == 2:
            raise batches.Stopped

    monkeypatch.setattr(batches, "_moved", moved)
    three = tuple(msgspec.structs.replace(MASSAGE, slug=slug) for slug in ("massage", "tai-chi", "yoga"))
    catalog = msgspec.structs.replace(Catalog(), therapies=three)
    data = b"".join(writing.xlsx(catalog)) if name.endswith("x") else csv(*catalog.therapies)

    batch = brought(data, name)

    assert seen == [(1, 0), (2, 0)]
    assert batch.state == ImportState.READING


def test_a_file_that_is_gone_says_so() -> None:
    batch = ImportBatch(file_name="catalog.json")
    batches.begin(batch, [b"{}"])
    uploads.throw_away(batch)

    batches.read(batch)

    assert (batch.state, batch.why) == (ImportState.FAILED, "file: it is no longer kept: bring it again.")
