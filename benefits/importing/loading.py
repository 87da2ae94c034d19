"""The shipped catalog into the draft: what is not there yet is added, what is there is left as it is."""

from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Final

import msgspec
from django.db import transaction

from benefits.coverage.catalog import REFERENCES, TABLES, Catalog, from_json, references
from benefits.coverage.records import Record
from benefits.coverage.unreadable import FORMAT
from benefits.coverage.vocabulary import Refused
from benefits.importing import storing
from benefits.models import ROWS

# The order in which shipped files build on each other; one that is not there is passed over.
SHIPPED: Final = ("guides.json", "plans.json")

Tables = dict[str, tuple[Record, ...]]


class Loaded(msgspec.Struct, frozen=True):
    """How many records came in, and how many did not.

    Those are there already, were deleted by somebody, or name what is gone.
    """

    new: int
    left: int


_PART: Final[msgspec.json.Decoder[Any]] = msgspec.json.Decoder(
    msgspec.defstruct(
        "Part",
        [
            ("format", int, FORMAT),
            *((table, list[msgspec.Raw], msgspec.field(default_factory=list)) for table in TABLES),
        ],
        forbid_unknown_fields=True,
    )
)


def shipped(folder: Path) -> Catalog:
    """The catalog of all shipped files together."""
    return merged((folder / name).read_bytes() for name in SHIPPED if (folder / name).exists())


def merged(files: Iterable[bytes]) -> Catalog:
    """The catalog that files make up together; a later one may name what an earlier one brings.

    Refused when they make none.
    """
    try:
        parts = [_PART.decode(data) for data in files]
    except msgspec.MsgspecError as problem:
        raise Refused("catalog", str(problem)) from problem
    tables = {table: list(chain.from_iterable(getattr(part, table) for part in parts)) for table in TABLES}
    return from_json(msgspec.json.encode({"format": max((part.format for part in parts), default=FORMAT), **tables}))


def load(catalog: Catalog, *, reason: str) -> Loaded:
    """Add to the draft what it does not have and nobody took out of it. All or nothing."""
    with transaction.atomic():
        storing.alone()
        wanted = _whole(_missing(catalog))
        for table, records in wanted.items():
            storing.create(ROWS[table], records, by=None, reason=reason)
    new = sum(map(len, wanted.values()))
    return Loaded(new=new, left=sum(len(getattr(catalog, table)) for table in TABLES) - new)


def _missing(catalog: Catalog) -> Tables:
    found: Tables = {}
    for table, row in ROWS.items():
        passed = {*storing.keys(row.objects.all()), *storing.keys(row.history.filter(history_type="-"))}
        found[table] = tuple(record for record in getattr(catalog, table) if record.key not in passed)
    return found


def _whole(wanted: Tables) -> Tables:
    """The records without those that name what is gone, and without what names these in turn."""
    known = {table: storing.slugs(ROWS[table]) for table in set(REFERENCES.values())}
    while True:
        here = {table: names | {record.key[0] for record in wanted[table]} for table, names in known.items()}
        kept = {
            table: tuple(filter(lambda record: _names_only(record, here), records)) for table, records in wanted.items()
        }
        if kept == wanted:
            return kept
        wanted = kept


def _names_only(record: Record, here: Mapping[str, set[str]]) -> bool:
    return all(slug in here[REFERENCES[name]] for name, slug in references(record))
