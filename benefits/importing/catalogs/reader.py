"""Catalogs as a source to import: the records of another installation, as it publishes or exports them."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from benefits.bounds import CATALOG_VALUES, IMPORT_FILE, JSON_DEPTH
from benefits.coverage.catalog import TABLES, from_json
from benefits.coverage.vocabulary import Refused
from benefits.importing.proposals import Chunk, Proposal, proposal_of
from benefits.importing.reader import Brought, FileAsked, Hear, Reader

FILE: Final = "file"


def read(brought: Brought, _after: int, _hear: Hear) -> Iterator[Chunk]:
    """All of it at once: it is one document."""
    found = tuple(proposals(brought.files[FILE].read_bytes()))
    yield Chunk(proposals=found, read=len(found))


def proposals(data: bytes) -> Iterator[Proposal]:
    """The records of a catalog. Refused, naming the place, when it is none that we can read.

    Raises TooMuch for one that holds more than is read at once, or is nested deeper than any catalog.
    """
    CATALOG_VALUES.hold(data.count(b","), "catalog")
    try:
        catalog = from_json(data)
    except RecursionError as problem:
        raise JSON_DEPTH.passed("catalog") from problem
    except ArithmeticError as problem:
        raise Refused("catalog", str(problem)) from problem
    for table in TABLES:
        for record in getattr(catalog, table):
            yield proposal_of(record, table, place=table)


READER: Final = Reader(
    name="catalog",
    title=_("catalog (JSON)"),
    about=_("A catalog of another installation, as it publishes it or takes it away."),
    asks=(FileAsked(name=FILE, label=_("File"), endings=(".json",), most=IMPORT_FILE),),
    read=read,
)
