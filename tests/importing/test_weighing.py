"""Proposals beside the draft: each with its verdict; our own in the order of the tables, others by their sources."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from benefits.coverage import records as r
from benefits.coverage.catalog import TABLES
from benefits.importing import confirming, loading, weighing
from benefits.importing.drafting import ComparedRecord
from benefits.importing.filings.reader import READER as FILINGS
from benefits.importing.proposals import Chunk, Proposal, proposal_of
from benefits.importing.sheets.reader import READER as SHEETS
from benefits.importing.weighing import beside_the_draft, counted, each_once, rows_of, weighed
from benefits.models import ImportRow, Verdict
from tests import whole
from tests.importing import ours
from tests.importing.filings import ground

CUPS = r.Technique(slug="cups", therapy="massage", name="Cups")
BAD = ("name: must not be empty.",)


def proposal(place: str, record: r.Record = CUPS, table: str = "techniques") -> Proposal:
    return proposal_of(record, table, place=place)


def bad(place: str) -> Proposal:
    return Proposal(place=place, table="techniques", title="cups", refused=BAD)


def every_record() -> Iterator[Proposal]:
    for table in TABLES:
        for number, record in enumerate(getattr(whole.catalog(), table)):
            yield proposal_of(record, table, place=f"{table} {number}")


def test_a_record_that_stands_twice_says_where() -> None:
    first, second, third = each_once([proposal("row 2"), proposal("row 9"), bad("row 10")])

    assert first.records == (CUPS,)
    assert (second.records, second.refused) == ((), ("slug: this record stands in “row 2” already.",))
    assert third.refused == BAD


@pytest.mark.django_db
def test_each_proposal_gets_its_verdict() -> None:
    loading.load(whole.catalog(), reason="a test")
    known = whole.catalog().therapies[0]
    proposals = [
        proposal("row 2"),
        bad("row 3"),
        proposal("row 4", r.Technique(slug="nails", therapy="nothing", name="Nails")),
        proposal("row 2 of therapies", known, "therapies"),
    ]

    found = list(beside_the_draft(proposals))

    assert [proposal.table for proposal, _one in found] == ["therapies", *["techniques"] * 3]
    assert counted(found) == {Verdict.NEW: 1, Verdict.REFUSED: 2, Verdict.UNCHANGED: 1}


@pytest.mark.django_db
def test_what_was_shown_is_what_is_written() -> None:
    batch = ours.imported()
    found = list(beside_the_draft(every_record()))
    rows = [*rows_of(found)]
    for row in rows:
        row.batch = batch

    ImportRow.objects.bulk_create(rows)

    kept = batch.rows.order_by("position")
    assert [confirming._compared(row) for row in kept] == [one for _proposal, one in found]
    assert [confirming._proposal(row).records for row in kept] == [proposal.records for proposal, _one in found]


def test_what_cannot_be_kept_is_shown_without_it() -> None:
    reiki = r.Therapy(slug="reiki", name="Rei\0ki")
    line = Proposal(place="row\0 2", table="therapies", title="rei\0ki", plan="a\ud800", records=(reiki,))

    [row] = rows_of([(line, ComparedRecord(reiki, None, ("name: no\0.",)))])

    assert (row.place, row.record, row.plan, row.why) == ("row\ufffd 2", "rei\ufffdki", "a\ufffd", ["name: no\ufffd."])
    assert (row.verdict, row.before, row.after) == (Verdict.REFUSED, [], [])


@pytest.mark.django_db
def test_our_own_are_counted_first_and_then_stored_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "STEP", 20)
    proposals = tuple(every_record())

    first, *pieces = weighed(SHEETS, [Chunk(proposals=proposals, read=len(proposals))])

    assert (first.total, first.rows, first.read) == (len(proposals), (), 0)
    assert [len(piece.rows) for piece in pieces[:-1]] == [20] * (len(pieces) - 1)
    assert sum(piece.read for piece in pieces) == pieces[-1].reached == len(proposals)


PRICE = ground.price(30, "filed")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("says", "why", "verdict"),
    [
        pytest.param(ground.price(20, "filed"), (), Verdict.UNCHANGED, id="the same as the draft"),
        pytest.param(PRICE, (), Verdict.REVIEW, id="otherwise than a source of higher rank"),
        pytest.param(ground.price(20, "filed"), ("Look.",), Verdict.REVIEW, id="the same, but somebody must look"),
        pytest.param(replace(PRICE, therapy="acupuncture"), (), Verdict.NEW, id="of something new"),
    ],
)
def test_a_document_is_weighed_by_its_source(says: r.CostTier, why: tuple[str, ...], verdict: Verdict) -> None:
    held = ground.catalog(plans=(ground.plan(),), cost_tiers=(ground.price(20, "document"),))
    loading.load(held, reason="a test")
    row = Proposal(place="line 2", position=2, plan="on-file", records=(says,), why=why, printed={"a": "b"})
    unread = Proposal(place="line 3", position=3, plan="on-file", refused=("no.",))

    [piece] = weighed(FILINGS, [Chunk(proposals=(row, unread), read=5, reached=6, unknown=(("Dental", 4),))])

    assert (piece.read, piece.reached, piece.unknown, piece.total) == (5, 6, (("Dental", 4),), None)
    assert [(row.position, row.verdict) for row in piece.rows] == [(2, verdict), (3, Verdict.REFUSED)]
    assert piece.rows[0].verbatim == {"a": "b"}
    assert piece.rows[1].why == ["no."]


@pytest.mark.django_db
def test_the_first_row_of_a_plan_tells_its_new_name() -> None:
    loading.load(ground.catalog(plans=(ground.plan(),)), reason="a test")
    renamed = replace(ground.plan(), name="Gold")
    rows = tuple(Proposal(place=f"line {line}", position=line, plan="on-file", records=(renamed,)) for line in (2, 3))

    [piece] = weighed(FILINGS, [Chunk(proposals=rows, read=2, reached=3)])

    assert [row.verdict for row in piece.rows] == [Verdict.CHANGED, Verdict.UNCHANGED]
    assert piece.rows[0].before[0][1]["name"] == "On file"
