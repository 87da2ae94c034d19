"""A file in the admin: brought, looked through, confirmed or thrown away, by those who may, and by nobody else."""

import re
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benefits import editions
from benefits.admin import import_forms, imports
from benefits.bounds import IMPORT_FILE, Bound
from benefits.coverage.catalog import to_json
from benefits.importing import batches, uploads
from benefits.importing.sheets import writing
from benefits.importing.sheets.columns import columns
from benefits.models import ImportBatch, ImportKind, ImportState, TherapyRow
from tests import whole
from tests.admin.people import browser

ADD = "/admin/benefits/importbatch/add/"
MASSAGE = whole.catalog().therapies[0]
XSS = "<script>alert(1)</script>"

pytestmark = pytest.mark.usefixtures("draft")


def csv(*records: Any, table: str = "therapies") -> bytes:
    """A sheet of these records, whatever they name."""
    held: Any = SimpleNamespace(**{table: records})
    return b"".join(writing.csv(held, table))


def bring(client: Client, data: bytes, name: str = "therapies.csv", **more: str) -> Any:
    return client.post(ADD, {"file": SimpleUploadedFile(name, data), **more}, follow=True)


def waiting(hint: str = "Ours.") -> ImportBatch:
    batch = ImportBatch(file_name="therapies.csv")
    batches.begin(batch, [csv(msgspec.structs.replace(MASSAGE, hint=hint))])
    batches.read(batch)
    return batch


def address(name: str, batch: ImportBatch) -> str:
    return reverse(f"admin:benefits_importbatch_{name}", args=[batch.pk])


def said(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_file_goes_from_upload_to_draft() -> None:
    bea = browser()
    page = bring(
        bea, csv(msgspec.structs.replace(MASSAGE, hint="Ours."), msgspec.structs.replace(MASSAGE, slug="yoga"))
    )

    assert "2 records would go into the draft." in said(page)
    assert TherapyRow.objects.get(slug="massage").hint == MASSAGE.hint
    batch = ImportBatch.objects.get()

    done = bea.post(address("confirm", batch), {"reason": "The new papers"}, follow=True)

    assert "2 records are in the draft. Members see them once the draft is published." in said(done)
    assert "“The new papers”" in said(done)
    assert TherapyRow.objects.get(slug="massage").hint == "Ours."
    entry = TherapyRow.objects.get(slug="massage").history.first()
    assert (entry.history_user.username, entry.history_change_reason) == ("bea-benefits", "The new papers")


def test_a_change_is_shown_field_by_field() -> None:
    page = said(bring(browser(), csv(msgspec.structs.replace(MASSAGE, hint="Ours.", aliases=()))))

    assert f"Hint {MASSAGE.hint} → Ours." in page
    assert "Other names" in page
    assert "Plain name" not in page


def test_what_is_brought_unchanged_changes_nothing() -> None:
    page = said(bring(browser(), to_json(whole.catalog()), "catalog.json"))

    assert "Nothing changes: the draft holds all of it already." in page
    assert "Put it into the draft" not in page


def test_a_bad_row_keeps_the_file_out_and_says_where() -> None:
    bea = browser()
    page = said(bring(bea, csv(MASSAGE, msgspec.structs.replace(MASSAGE, slug="yoga")).replace(b"yoga", b"Yo ga")))

    assert "1 record cannot go in" in page
    assert "slug: “Yo ga” must be lower-case" in page
    assert "Put it into the draft" not in page
    batch = ImportBatch.objects.get()
    forced = said(bea.post(address("confirm", batch), {"reason": "all the same"}, follow=True))
    assert "Nothing was written." in forced
    assert ImportBatch.objects.get().state == ImportState.READY


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        pytest.param("therapies.csv", "slug,name\na,café".encode("cp1252"), "it is not UTF-8: line 2", id="encoding"),
        pytest.param("therapies.csv", b"slug,slug\n", "there twice: slug", id="a doubled column"),
        pytest.param("book.xlsx", b"PK\3\4", "it is no XLSX file", id="no archive"),
        pytest.param("catalog.json", b'{"format": 9}', "this version reads format 1", id="a later format"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(name: str, data: bytes, why: str) -> None:
    page = bring(browser(), data, name)

    assert page.status_code == 200
    assert "nothing was changed" in said(page)
    assert why in said(page)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        pytest.param("therapies.pdf", b"%PDF", "must end in .json, .csv or .xlsx", id="another kind of file"),
        pytest.param("therapies.csv", b"", "The submitted file is empty", id="an empty file"),
    ],
)
def test_a_file_of_no_use_is_asked_for_again(name: str, data: bytes, why: str) -> None:
    page = bring(browser(), data, name, table="gates")

    assert page.status_code == 422
    assert why in said(page)
    assert '<option value="gates" selected>' in page.content.decode()
    assert not ImportBatch.objects.exists()


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_forms, "IMPORT_FILE", Bound(10, IMPORT_FILE.words))

    page = bring(browser(), b"slug,therapy,name")

    assert (page.status_code, "larger than 10" in said(page)) == (422, True)


def test_no_file_and_an_unknown_sheet() -> None:
    page = browser().post(ADD, {"table": "planets"})

    assert page.status_code == 422
    assert "This field is required." in said(page)


def test_no_room_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> str:
        raise OSError("No space left on device")

    monkeypatch.setattr(uploads, "keep", full)

    page = bring(browser(), b"slug")

    assert page.status_code == 422
    assert "There is no room to keep the file. Nothing was changed." in said(page)
    assert not ImportBatch.objects.exists()


def test_a_long_file_is_read_by_the_page_that_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 10)
    bea = browser()

    assert "The file is being read." in said(bring(bea, csv(MASSAGE)))
    batch = ImportBatch.objects.get()
    assert "Nothing changes" in said(bea.post(address("read", batch), follow=True))


def test_progress_is_told_as_it_is() -> None:
    batch = ImportBatch.objects.create(
        kind=ImportKind.SHEETS, file_name="a.csv", done=500, total=900, worked_at=timezone.now()
    )

    page = browser().get(address("change", batch))

    assert "500 of 900 records are compared with the draft." in said(page)
    assert '<progress max="900" value="500"' in page.content.decode()


def test_a_reason_is_needed_and_fits_the_history() -> None:
    batch, bea = waiting(), browser()

    for reason in ("", " ", "x" * 101):
        page = bea.post(address("confirm", batch), {"reason": reason})
        assert page.status_code == 422
    assert "x" * 101 in page.content.decode()
    assert ImportBatch.objects.get().state == ImportState.READY


def test_a_draft_that_moved_on_is_shown_anew() -> None:
    batch, bea = waiting(), browser()
    TherapyRow.objects.filter(slug="massage").update(hint="Somebody else's.")

    page = said(bea.post(address("confirm", batch), {"reason": "ours"}, follow=True))

    assert "The draft has changed since. Nothing was written" in page
    assert "Somebody else&#x27;s. → Ours." in page


def test_what_is_thrown_away_stays_so() -> None:
    batch, bea = waiting(), browser()

    assert "Thrown away. Nothing was changed." in said(bea.post(address("throw-away", batch), follow=True))
    page = said(bea.post(address("confirm", batch), {"reason": "after all"}, follow=True))
    assert "It is no longer waiting" in page
    assert TherapyRow.objects.get(slug="massage").hint == MASSAGE.hint


def test_what_is_in_the_draft_is_not_thrown_away() -> None:
    batch, bea = waiting(), browser()
    bea.post(address("confirm", batch), {"reason": "ours"})

    assert "It is in the draft already" in said(bea.post(address("throw-away", batch), follow=True))


@pytest.mark.parametrize("table", ["therapies", "contents", "citations", "plans"])
def test_script_in_a_file_is_text_on_the_page(table: str) -> None:
    record = getattr(whole.catalog(), table)[-1]
    texts = {
        column.name: XSS
        for column in columns(table)
        if column.kind == "text" and column.name not in ("hios_id", "accumulation_starts", "url")
    }
    bea = browser()

    for data in (
        csv(msgspec.structs.replace(record, **texts), table=table),
        csv(record, table=table).replace(record.slug.encode(), XSS.encode()),
    ):
        page = bring(bea, data, f"{table}.csv").content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize(
    "query",
    ["verdict=nothing", "page=-1", "page=zz", f"page={'9' * 40}", "plan=%3Cscript%3E", "verdict=unmapped&plan=gold"],
)
def test_the_page_survives_what_is_asked_of_it(query: str) -> None:
    assert browser().get(f"{address('change', waiting())}?{query}").status_code == 200


def test_the_list_of_imports() -> None:
    batch = waiting()
    ImportBatch.objects.create(kind=ImportKind.FILING, file_name="a filing")
    page = browser().get(reverse("admin:benefits_importbatch_changelist"))

    assert str(batch.pk) in page.content.decode()
    assert "a filing" not in page.content.decode()


ROLES = ("", "nobody-special", "sam-staff", "bea-benefits", "petra-publisher")
TABLE = {
    "list": ("/admin/benefits/importbatch/", "get", (302, 403, 403, 200, 403)),
    "bring": (ADD, "get", (302, 403, 403, 200, 403)),
    "brought": (ADD, "post", (302, 403, 403, 422, 403)),
    "look": ("change", "get", (302, 403, 403, 200, 403)),
    "read": ("read", "post", (302, 403, 403, 302, 403)),
    "confirm": ("confirm", "post", (302, 403, 403, 422, 403)),
    "throw away": ("throw-away", "post", (302, 403, 403, 302, 403)),
    "delete": ("delete", "post", (302, 403, 403, 403, 403)),
    "workbook": ("/admin/benefits/importbatch/sheets/draft.xlsx", "get", (302, 403, 403, 200, 403)),
    "sheet": ("/admin/benefits/importbatch/sheets/template/gates.csv", "get", (302, 403, 403, 200, 403)),
}


@pytest.mark.parametrize("name", TABLE)
def test_who_may_do_what(name: str) -> None:
    where, method, expected = TABLE[name]
    where = where if where.startswith("/") else address(where, waiting())

    assert tuple(getattr(browser(role), method)(where).status_code for role in ROLES) == expected


@pytest.mark.parametrize("name", ["look", "bring", "read", "confirm", "throw away", "workbook", "sheet"])
def test_other_methods_are_refused(name: str) -> None:
    where, method, _expected = TABLE[name]
    where = where if where.startswith("/") else address(where, waiting())
    bea = browser()

    assert bea.delete(where).status_code == 405
    if method == "post":
        assert bea.get(where).status_code == 405


@pytest.mark.parametrize("key", ["zz", "00000000-0000-0000-0000-000000000000", "9" * 40])
def test_an_import_that_is_not_there(key: str) -> None:
    bea = browser()

    assert bea.get(f"/admin/benefits/importbatch/{key}/change/").status_code == 404
    for doing in ("read", "confirm", "throw-away"):
        assert bea.post(f"/admin/benefits/importbatch/{key}/{doing}/", {"reason": "a"}, follow=True).status_code == 404


def test_nothing_is_kept_by_a_cache() -> None:
    assert "no-store" in browser().get(address("change", waiting()))["Cache-Control"]


def test_what_was_taken_away_changes_nothing() -> None:
    bea = browser()
    book = bea.get("/admin/benefits/importbatch/sheets/draft.xlsx").content

    assert "Nothing changes" in said(bring(bea, book, "sheets-draft.xlsx"))
    assert editions.draft() == whole.catalog()


def test_a_file_of_some_megabytes_gets_through_the_door() -> None:
    bea = browser()

    assert "The file is being read." in said(bring(bea, csv(MASSAGE) + b"\n" * 3_000_000))

    page = bea.post(address("read", ImportBatch.objects.get()), follow=True)
    assert "more than 100,000 rows: bring them in parts" in said(page)


@pytest.mark.parametrize("query", ["made_by__password__startswith=p", "kind__regex=(", "key__in=zz"])
def test_the_list_is_asked_by_its_filters_only(query: str) -> None:
    assert browser().get(f"{reverse('admin:benefits_importbatch_changelist')}?{query}").status_code == 400
