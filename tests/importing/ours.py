"""Files of our own on their way into the draft, for tests."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benefits.coverage.records import Record
from benefits.importing import bringing, staging
from benefits.importing.checking import TABLE_OF
from benefits.importing.proposals import Proposal, proposal_of
from benefits.importing.reader import Brought
from benefits.importing.readers import of_our_own
from benefits.models import ImportBatch, Job, JobKind, JobState


def begun(data: bytes, name: str = "catalog.json", **said: str) -> ImportBatch:
    """The file as an import of which nothing is read yet."""
    return bringing.bring(of_our_own(name), {"file": (name, [data])}, said=said, by=None)


def brought(data: bytes, name: str = "catalog.json", **said: str) -> ImportBatch:
    """The file, read to its end."""
    batch = begun(data, name, **said)
    staging.look(batch)
    return batch


def imported(**columns: Any) -> ImportBatch:
    """An import that is ready, of no rows yet."""
    given = {"reader": "sheets", "file_name": "a.csv", **columns}
    if "job" not in given:
        given["job"] = Job.objects.create(kind=JobKind.IMPORT, state=JobState.READY)
    return ImportBatch.objects.create(**given)


def brought_of(path: Path, **said: str) -> Brought:
    """The file as its reader gets it."""
    return bringing.brought_of(of_our_own(path.name), {"file": path}, said=said)


def proposals(records: Iterable[Record]) -> list[Proposal]:
    """Each record as a proposal, line by line."""
    return [
        proposal_of(record, TABLE_OF[type(record)], place=f"line {number}") for number, record in enumerate(records)
    ]


def read(path: Path) -> Iterator[Proposal]:
    """What the file proposes, of which nothing is stored."""
    for chunk in of_our_own(path.name).read(brought_of(path), 0, lambda _records: None):
        yield from chunk.proposals
