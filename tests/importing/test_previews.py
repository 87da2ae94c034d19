"""A row keeps a record as it is, and no character that a database or a page would stumble over."""

import pytest

from benefits.coverage import records as r
from benefits.coverage.catalog import TABLES, Catalog
from benefits.importing import previews
from benefits.importing.drafting import Compared
from benefits.importing.lines import Line, beside_the_draft
from benefits.models import ImportBatch, ImportKind, ImportRow, Verdict
from tests import shipped, whole


@pytest.mark.parametrize("catalog", [whole.catalog(), shipped.catalog()], ids=["whole", "shipped"])
def test_a_record_is_kept_as_it_is(catalog: Catalog) -> None:
    for record in (record for table in TABLES for record in getattr(catalog, table)):
        assert previews.record_of(previews.plain(record)) == record


@pytest.mark.django_db
def test_what_was_shown_is_what_is_written() -> None:
    batch = ImportBatch.objects.create(kind=ImportKind.CATALOG, file_name="catalog.json")
    found = list(
        beside_the_draft(
            Line(f"line {n}", t, "", "", record)
            for n, (t, record) in enumerate(
                (table, record) for table in TABLES for record in getattr(whole.catalog(), table)
            )
        )
    )

    ImportRow.objects.bulk_create(previews.rows_of(batch, found))

    assert list(previews.compared_in(batch)) == [one for _line, one in found]
    assert [line.record for line in previews.lines_in(batch)] == [line.record for line, _one in found]


@pytest.mark.django_db
def test_what_cannot_be_kept_is_shown_without_it() -> None:
    batch = ImportBatch.objects.create(kind=ImportKind.CATALOG, file_name="catalog.json")
    bad = r.Therapy(slug="reiki", name="Rei\0ki")
    line = Line("row\0 2", "therapies", "rei\0ki", "a\ud800", bad)

    ImportRow.objects.bulk_create(previews.rows_of(batch, [(line, Compared(bad, None, ("name: no\0.",)))]))
    row = batch.rows.get()

    assert (row.place, row.record, row.plan, row.why) == ("row� 2", "rei�ki", "a�", ["name: no�."])
    assert (row.verdict, row.before, row.after) == (Verdict.REFUSED, [], [])
