"""Filings as a source to import: what is asked for, how they are counted, read, printed and read once more."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from benefits.bounds import FILING_FILE
from benefits.coverage.vocabulary import Basis, Refused
from benefits.importing.filings import attributes
from benefits.importing.filings.chunks import chunks
from benefits.importing.filings.plans import SOURCE, File, Files
from benefits.importing.filings.printing import show
from benefits.importing.filings.proposals import proposed
from benefits.importing.filings.reading import FiledRow, rows
from benefits.importing.filings.records import DOCUMENT
from benefits.importing.filings.siblings import taken
from benefits.importing.proposals import Chunk
from benefits.importing.reader import Brought, FileAsked, Hear, PrintedPart, Reader, Reread, Speaker, TextAsked
from benefits.models import ImportRow

FILE: Final = "file"
ATTRIBUTES: Final = "attributes"
ISSUER: Final = "issuer"
ISSUER_ID: Final = re.compile(r"[0-9]{5}")
TITLE: Final = "Benefits and Cost Sharing"
ATTRIBUTES_TITLE: Final = "Plan Attributes"
EXCLUSIONS: Final = "Exclusions"
TEXTS: Final = ("Explanation", EXCLUSIONS)
FIGURES: Final = (
    *("IsCovered", "CopayInnTier1", "CoinsInnTier1", "CopayInnTier2", "CoinsInnTier2", "CopayOutofNet"),
    *("CoinsOutofNet", "IsSubjToDedTier1", "QuantLimitOnSvc", "LimitQty", "LimitUnit"),
)


def count(brought: Brought, hear: Hear) -> int:
    """How many rows there are, and hear how many bytes are read. Refused when either file is not what it should be."""
    issuer = brought.said[ISSUER]
    if ATTRIBUTES in brought.files:
        attributes.known(brought.files[ATTRIBUTES], issuer)
    found = sum(1 for _each in rows(brought.files[FILE], issuer=issuer, progress=hear))
    if not found:
        raise Refused("file", "has no row to read" + (f" of issuer {issuer}." if issuer else "."))
    return found


def read(brought: Brought, after: int, _hear: Hear) -> Iterator[Chunk]:
    """Some plans at a time, after that line."""
    yield from chunks(brought.files[FILE], _sources(brought), issuer=brought.said[ISSUER], after=after)


def _sources(brought: Brought) -> Files:
    """Both files, as sources read on the day on which the import began."""
    main = File(TITLE, brought.names[FILE], brought.hashes[FILE], brought.on)
    if ATTRIBUTES not in brought.files:
        return Files(main)
    known = attributes.known(brought.files[ATTRIBUTES], brought.said[ISSUER])
    return Files(main, File(ATTRIBUTES_TITLE, brought.names[ATTRIBUTES], brought.hashes[ATTRIBUTES], brought.on), known)


def reread(row: ImportRow, exclusions: str | None) -> Reread:
    """What the row says, worked out anew from the rows of its plan as they stand in the file."""
    mine = row.verbatim or {}
    siblings = ImportRow.objects.filter(batch=row.batch_id, plan=row.plan).order_by("position")
    same = [each for each in siblings if _is_of(each, mine)]
    beside = taken(proposed([_filed(each) for each in same]))
    found = next(each for each in beside if each.proposal.row.line == row.position)
    if exclusions is not None:
        values = {**found.proposal.row.values, EXCLUSIONS: exclusions}
        found = replace(found, proposal=replace(found.proposal, row=replace(found.proposal.row, values=values)))
    return Reread(said=found.said, caveats=found.proposal.caveats, exclusions=found.proposal.row[EXCLUSIONS])


def _is_of(row: ImportRow, mine: Mapping[str, str]) -> bool:
    """Whether the row is of the same plan and year."""
    values = row.verbatim or {}
    return all(values.get(name) == mine.get(name) for name in ("PlanId", "BusinessYear"))


def _filed(row: ImportRow) -> FiledRow:
    file = row.place.rpartition(", line ")[0]
    return FiledRow(file, row.position, b"", dict(row.verbatim or {}))


READER: Final = Reader(
    name="filing",
    title=_("CMS filing"),
    about=_(
        "A part of the CMS file “Benefits and Cost Sharing”, as CSV. It is read, then you look it through row by row: "
        "what its text and its numbers do not say alike waits for you. The whole file goes in by the command line "
        "(manage.py import_filing FILE --stage)."
    ),
    asks=(
        FileAsked(
            name=FILE,
            label=_("Benefits and Cost Sharing file (CSV)"),
            most=FILING_FILE,
        ),
        FileAsked(
            name=ATTRIBUTES,
            label=_("Plan Attributes file (CSV), for plan names and types"),
            help=_("Not needed."),
            most=FILING_FILE,
            is_required=False,
        ),
        TextAsked(
            name=ISSUER,
            label=_("One issuer only"),
            help=_("Five digits. Left empty, all issuers are read."),
            pattern=ISSUER_ID,
            wrong=_("An issuer id has five digits."),
        ),
    ),
    read=read,
    count=count,
    speaker=Speaker(basis=Basis.ISSUER_FILING, series=SOURCE, noun=DOCUMENT),
    reread=reread,
    printed=(
        PrintedPart(heading=_("The columns say"), columns=FIGURES),
        PrintedPart(heading=_("The text says"), columns=TEXTS, shows_empty=True),
    ),
    reasons={
        "umbrella": ("The name covers several", _("a name for several therapies")),
        "unread": ("Not read", _("text that was not read")),
        "shared": ("One limit for several", _("one limit for several therapies")),
        "authorization": ("Speaks of prior auth", _("prior authorization")),
        "silent": ("Whether it is covered", _("not said whether covered")),
        "price": ("The price was not read", _("a price that was not read")),
        "limit": ("The columns say", _("text and columns differ")),
    },
    show=show,
)
