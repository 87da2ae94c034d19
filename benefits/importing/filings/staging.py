"""A filing on its way into the draft: its rows are staged chunk by chunk, and nothing of it is in the draft yet.

Each chunk is stored wholly, with the line that it reaches, or not at all. So whoever is stopped, at whatever moment,
goes on after the last whole chunk.
"""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from msgspec import Struct, field

from benefits.coverage.vocabulary import Refused
from benefits.importing.filings import attributes, carrying, chunks
from benefits.importing.filings.plans import File, Files
from benefits.importing.filings.proposals import Proposal, proposed
from benefits.importing.filings.reading import Progress, Row, rows
from benefits.models import ImportBatch, ImportKind, ImportRow, ImportState, Verdict

ROWS_A_CHUNK: Final = 200
READ_A_CHUNK: Final = 5000  # rows of other benefits, which are only counted
MOST_NAMES: Final = 1000
OTHER_NAMES: Final = "(other names)"
TITLE: Final = "Benefits and Cost Sharing"
ATTRIBUTES_TITLE: Final = "Plan Attributes"

Told = Callable[[int], object]


class Stopped(Exception):
    """The import was thrown away while it was being read, or somebody else reads it too and was faster."""


class Tally(Struct):
    """What became of the rows so far: kept with the batch after each chunk."""

    line: int = 0
    read: int = 0
    proposed: int = 0
    to_review: int = 0
    refused: int = 0
    names: dict[str, list[int]] = field(default_factory=dict)  # each unmapped name: how often, and where first

    @property
    def unmapped(self) -> int:
        """Rows whose name stands for no therapy of ours."""
        return sum(count for count, _line in self.names.values())

    def unmap(self, row: Row) -> None:
        """One row more with a name that nobody has mapped."""
        name = row["BenefitName"][:300] or "(no name)"
        if name not in self.names and len(self.names) >= MOST_NAMES:
            name = OTHER_NAMES
        count, first = self.names.get(name, (0, row.line))
        self.names[name] = [count + 1, first]


def begin(
    filing: Path,
    *,
    issuer: str = "",
    beside: Path | None = None,
    by: Any = None,
    progress: Progress = lambda _bytes: None,
) -> ImportBatch:
    """A batch for the file, with nothing staged yet; the one that was begun with the same files and not finished.

    Refused, with line and column, when either file is not what it should be: then there is no batch.
    """
    options: dict[str, Any] = {"issuer": issuer}
    if beside:
        attributes.known(beside, issuer)
        options["attributes"] = {"name": beside.name, "sha256": file_sha256(beside)}
    hashed = file_sha256(filing)
    total = sum(1 for _row in rows(filing, issuer=issuer, progress=progress))
    if not total:
        raise Refused("file", "has no row to read" + (f" of issuer {issuer}." if issuer else "."))
    under_way = ImportBatch.objects.filter(kind=ImportKind.FILING, sha256=hashed, state=ImportState.READING)
    for batch in under_way:
        if {name: batch.options.get(name) for name in ("issuer", "attributes")} == {"attributes": None, **options}:
            return batch
    return ImportBatch.objects.create(
        kind=ImportKind.FILING, file_name=filing.name, sha256=hashed, options=options, total=total, made_by=by
    )


def stage(batch: ImportBatch, filing: Path, beside: Path | None, *, told: Told, enough: Callable[[], bool]) -> None:
    """Go on staging from the line reached: until the end, or until it is enough for now. Tells how many rows it read.

    Raises Stopped when the batch was thrown away meanwhile or somebody else went on with it, Refused when the file is
    no longer what it was.
    """
    files = _files(batch, filing, beside)
    tally = tally_of(batch)
    for chunk in _chunks(filing, str(batch.options["issuer"]), tally.line):
        staged = chunks.staged(chunk, files, tally)
        _keep(batch, staged, tally)
        told(sum(map(len, chunk)))
        if enough():
            return
    _finish(batch, tally)


def end(batch: ImportBatch, state: ImportState, why: str) -> None:
    """No further: its rows go, a note of it stays. What is in the draft already is not undone."""
    under_way = ImportBatch.objects.filter(pk=batch.pk, state__in=(ImportState.READING, ImportState.READY))
    with transaction.atomic():
        if under_way.update(state=state, why=why[:2000]):
            batch.rows.all().delete()
    batch.refresh_from_db()


def tally_of(batch: ImportBatch) -> Tally:
    """The counts of a batch."""
    return Tally(**batch.options.get("tally", {}))


def file_sha256(path: Path) -> str:
    """Of the whole file."""
    found = sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            found.update(part)
    return found.hexdigest()


def _files(batch: ImportBatch, filing: Path, beside: Path | None) -> Files:
    """Both files, as sources read on the day on which the import began."""
    day = timezone.localdate(batch.made_at)
    main = File(TITLE, batch.file_name, batch.sha256, day)
    about: Mapping[str, str] | None = batch.options.get("attributes")
    if not beside or not about:
        return Files(main)
    known = attributes.known(beside, str(batch.options["issuer"]))
    return Files(main, File(ATTRIBUTES_TITLE, about["name"], about["sha256"], day), known)


def _chunks(filing: Path, issuer: str, line: int) -> Iterator[list[list[Proposal]]]:
    """Proposals by plan, some plans at a time, after that line. A plan is never cut in two."""
    wanted = (row for row in rows(filing, issuer=issuer) if row.line > line)
    chunk: list[list[Proposal]] = []
    for _plan, group in groupby(proposed(wanted), lambda found: found.row["PlanId"]):
        chunk.append([*group])
        mapped = sum(bool(found.meaning.therapies) for plan in chunk for found in plan)
        if mapped >= ROWS_A_CHUNK or sum(map(len, chunk)) >= READ_A_CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _keep(batch: ImportBatch, staged: list[ImportRow], tally: Tally) -> None:
    """A chunk's rows and how far they reach, together."""
    for row in staged:
        row.batch = batch
    with transaction.atomic():
        _moved(batch, tally)
        ImportRow.objects.bulk_create(staged, ROWS_A_CHUNK)


def _finish(batch: ImportBatch, tally: Tally) -> None:
    """The names that stand for nothing, listed; decisions of before, kept; then it is ready to be looked through."""
    names = [
        ImportRow(
            batch=batch,
            position=first,
            place=f"{batch.file_name}, line {first}"[:300],
            record=name,
            verdict=Verdict.UNMAPPED,
            why=[f"{count} {'row has' if count == 1 else 'rows have'} this name, which stands for no therapy of ours."],
        )
        for name, (count, first) in tally.names.items()
    ]
    with transaction.atomic():
        _moved(batch, tally, state=ImportState.READY)
        ImportRow.objects.bulk_create(names, ROWS_A_CHUNK)
        carrying.carry_over(batch)
    batch.state = ImportState.READY


def _moved(batch: ImportBatch, tally: Tally, **columns: Any) -> None:
    batch.options["tally"] = {name: getattr(tally, name) for name in tally.__struct_fields__}
    mine = ImportBatch.objects.filter(pk=batch.pk, state=ImportState.READING, done=batch.done)
    if not mine.update(done=tally.read, options=batch.options, worked_at=timezone.now(), **columns):
        raise Stopped("the import was thrown away, or somebody else went on with it.")
    batch.done = tally.read
