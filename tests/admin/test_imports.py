"""A file in the admin: brought, looked through, confirmed or thrown away, by those who may, and by nobody else."""

import re
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benefits import editions
from benefits.admin import imports
from benefits.bounds import IMPORT_FILE, Bound
from benefits.coverage.catalog import to_json
from benefits.importing import bringing, readers
from benefits.importing.columns import columns
from benefits.importing.sheets import writing
from benefits.importing.sheets.reader import READER as SHEETS
from benefits.models import ImportBatch, Job, JobKind, JobState, TherapyRow
from tests import whole
from tests.admin.people import browser
from tests.importing.ours import begun, brought, imported

ADD = "/admin/benefits/importbatch/add/"
MASSAGE = whole.catalog().therapies[0]
XSS = "<script>alert(1)</script>"

pytestmark = pytest.mark.usefixtures("draft")


def csv(*records: Any, table: str = "therapies") -> bytes:
    """A sheet of these records, whatever they name."""
    held: Any = SimpleNamespace(**{table: records})
    return b"".join(writing.csv(held, table))


def bring(client: Client, data: bytes, name: str = "therapies.csv", **more: str) -> Any:
    kind = "catalog" if name.endswith(".json") else "sheets"
    return client.post(f"{ADD}{kind}/", {"file": SimpleUploadedFile(name, data), **more}, follow=True)


def waiting(hint: str = "Ours.") -> ImportBatch:
    return brought(csv(msgspec.structs.replace(MASSAGE, hint=hint)), "therapies.csv")


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
    assert "Nothing was taken. file: some of its records cannot go in." in forced
    assert Job.objects.get().state == JobState.READY


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
        pytest.param("therapies.pdf", b"%PDF", "must end in .csv, .xlsx, .xlsm", id="another kind of file"),
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
    (file, *more) = SHEETS.asks
    small = msgspec.structs.replace(file, most=Bound(10, IMPORT_FILE.words))
    reader = msgspec.structs.replace(SHEETS, asks=(small, *more))
    monkeypatch.setattr(readers, "READERS", (reader,))

    page = bring(browser(), b"slug,therapy,name")

    assert (page.status_code, "The file is larger than 10. Bring it in parts." in said(page)) == (422, True)


def test_no_file_and_an_unknown_sheet() -> None:
    page = browser().post(f"{ADD}sheets/", {"table": "planets"})

    assert page.status_code == 422
    assert "This field is required." in said(page)


def test_no_room_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> str:
        raise OSError("No space left on device")

    monkeypatch.setattr(bringing, "write_whole", full)

    page = bring(browser(), b"slug")

    assert page.status_code == 422
    assert "There is no room to keep the file. Nothing was changed." in said(page)
    assert not ImportBatch.objects.exists()


def test_a_long_file_is_read_by_the_page_that_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 10)
    bea = browser()

    assert "The file is being read." in said(bring(bea, csv(MASSAGE)))
    batch = ImportBatch.objects.get()
    assert "Nothing changes" in said(bea.post(address("change", batch), follow=True))


def test_progress_is_told_as_it_is() -> None:
    batch = begun(csv(MASSAGE), "therapies.csv")
    Job.objects.update(done=500, total=900, alive_at=timezone.now())

    page = browser().get(address("change", batch))

    assert "500 of 900 records are compared with the draft." in said(page)
    assert '<progress max="900" value="500"' in page.content.decode()


def test_a_reason_is_needed_and_fits_the_history() -> None:
    batch, bea = waiting(), browser()

    for reason in ("", " ", "x" * 101):
        page = bea.post(address("confirm", batch), {"reason": reason})
        assert page.status_code == 422
    assert "x" * 101 in page.content.decode()
    assert Job.objects.get().state == JobState.READY


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
    assert "Nothing was taken: this import is over" in page
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
    imported(file_name="a filing", reader="filing")
    page = browser().get(reverse("admin:benefits_importbatch_changelist"))

    assert str(batch.pk) in page.content.decode()
    assert "a filing" in page.content.decode()
    assert "to look through" in page.content.decode()


def test_what_can_be_brought_and_taken_away() -> None:
    page = browser().get(ADD).content.decode()

    for reader in ("catalog", "sheets", "filing"):
        assert f'href="{ADD}{reader}/"' in page
    for offer in ("template/sheets.xlsx", "draft/sheets.xlsx", "in-force/sheets.xlsx", "draft/gates.csv"):
        assert f"/admin/benefits/importbatch/offers/{offer}" in page


def test_what_nobody_reads_is_no_page() -> None:
    assert browser().get(f"{ADD}papyrus/").status_code == 404


def test_an_import_that_nobody_reads_any_more_can_still_be_looked_at() -> None:
    job = Job.objects.create(kind=JobKind.IMPORT, state=JobState.CONFIRMED)
    gone = imported(reader="papyrus", job=job)

    bea = browser()
    page = bea.get(address("change", gone))

    assert page.status_code == 200
    assert "papyrus" in page.content.decode()

    Job.objects.update(state=JobState.READY)
    confirmed = bea.post(address("confirm", gone), {"reason": "all the same"})
    assert (confirmed.status_code, "nothing here reads files of this kind" in said(confirmed)) == (409, True)


def test_a_file_that_is_not_on_this_server_says_so() -> None:
    batch = imported(reader="filing", job=Job.objects.create(kind=JobKind.IMPORT, done=5, total=9))
    bea = browser()

    page = said(bea.get(address("change", batch)))
    bea.post(address("change", batch))

    assert "5 of 9 rows are read. The file is not on this server" in page
    assert "hx-trigger" not in bea.get(address("change", batch)).content.decode()
    assert "Throw it away" in page
    assert Job.objects.get().state == JobState.RUNNING


def test_who_may_only_look_does_not_read_on() -> None:
    batch = begun(csv(MASSAGE), "therapies.csv")
    vic = browser("vic-viewer")
    User.objects.get(username="vic-viewer").user_permissions.add(Permission.objects.get(codename="view_importbatch"))

    looked = vic.get(address("change", batch))
    read_on = vic.post(address("change", batch))

    assert (looked.status_code, read_on.status_code) == (200, 403)
    assert 'hx-trigger="load' not in looked.content.decode()
    assert not batch.rows.exists()


ROLES = ("", "nobody-special", "sam-staff", "bea-benefits", "petra-publisher")
TABLE = {
    "list": ("/admin/benefits/importbatch/", "get", (302, 403, 403, 200, 403)),
    "bring": (ADD, "get", (302, 403, 403, 200, 403)),
    "sheets": (f"{ADD}sheets/", "get", (302, 403, 403, 200, 403)),
    "brought": (f"{ADD}sheets/", "post", (302, 403, 403, 422, 403)),
    "look": ("change", "get", (302, 403, 403, 200, 403)),
    "read": ("change", "post", (302, 403, 403, 302, 403)),
    "confirm": ("confirm", "post", (302, 403, 403, 422, 403)),
    "throw away": ("throw-away", "post", (302, 403, 403, 302, 403)),
    "delete": ("delete", "post", (302, 403, 403, 403, 403)),
    "workbook": ("/admin/benefits/importbatch/offers/draft/sheets.xlsx", "get", (302, 403, 403, 200, 403)),
    "sheet": ("/admin/benefits/importbatch/offers/template/gates.csv", "get", (302, 403, 403, 200, 403)),
}


@pytest.mark.parametrize("name", TABLE)
def test_who_may_do_what(name: str) -> None:
    where, method, expected = TABLE[name]
    where = where if where.startswith("/") else address(where, waiting())

    assert tuple(getattr(browser(role), method)(where).status_code for role in ROLES) == expected


@pytest.mark.parametrize("name", ["look", "bring", "sheets", "confirm", "throw away", "workbook", "sheet"])
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
    for doing in ("confirm", "throw-away"):
        assert bea.post(f"/admin/benefits/importbatch/{key}/{doing}/", {"reason": "a"}, follow=True).status_code == 404


def test_nothing_is_kept_by_a_cache() -> None:
    assert "no-store" in browser().get(address("change", waiting()))["Cache-Control"]


def test_what_was_taken_away_changes_nothing() -> None:
    bea = browser()
    book = bea.get("/admin/benefits/importbatch/offers/draft/sheets.xlsx").content

    assert "Nothing changes" in said(bring(bea, book, "sheets-draft.xlsx"))
    assert editions.draft() == whole.catalog()


def test_a_file_of_some_megabytes_gets_through_the_door() -> None:
    bea = browser()

    assert "The file is being read." in said(bring(bea, csv(MASSAGE) + b"\n" * 3_000_000))

    page = bea.post(address("change", ImportBatch.objects.get()), follow=True)
    assert "more than 100,000 rows: bring them in parts" in said(page)


@pytest.mark.parametrize("query", ["job__who__password__startswith=p", "reader__regex=(", "pk__in=zz"])
def test_the_list_is_asked_by_its_filters_only(query: str) -> None:
    assert browser().get(f"{reverse('admin:benefits_importbatch_changelist')}?{query}").status_code == 400
