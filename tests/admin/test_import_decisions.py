"""A filing from upload to draft, page by page: by whom, with which mistakes, and in which order."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from benefits.admin import imports
from benefits.importing import confirming, loading, staging
from benefits.importing.filings import chunks
from benefits.models import GateRow, ImportBatch, ImportRow, JobState, PlanRow, RowDecision
from tests import filing
from tests.admin.test_import_correction import COPAY, sent
from tests.importing.filings import ground
from tests.staff.conftest import browser

pytestmark = pytest.mark.django_db
OPEN = {"CopayInnTier1": "50%"}
BRING = "/admin/benefits/importbatch/add/filing/"
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def bea(tmp_path: Path) -> Iterator[Client]:
    """A benefits admin, a draft, and a place for what is uploaded."""
    loading.load(ground.catalog(), reason="a test")
    with override_settings(VAR_DIR=tmp_path):
        yield browser("bea-benefits")


def brought(client: Client, *rows: dict[str, str], **more: object) -> Any:
    file = SimpleUploadedFile("part.csv", filing.text(*rows).encode())
    return client.post(BRING, {"file": file, **more})


def read(client: Client, *rows: dict[str, str]) -> ImportBatch:
    """The rows, brought and read to their end, however slow this machine is."""
    place = brought(client, *rows)["Location"]
    while (batch := ImportBatch.objects.get()).job.state == JobState.RUNNING:
        client.post(place)
    return batch


def address(batch: ImportBatch, name: str, *more: object) -> str:
    return reverse(f"admin:benefits_importbatch{name}", args=[batch.pk, *more])


def text(response: Any) -> str:
    return str(response.content.decode())


def test_from_upload_to_the_draft(bea: Client) -> None:
    batch = read(bea, filing.THIRTY, {"BenefitName": "Dental"}, {**OPEN, "PlanId": "12345OR0020001-01"})

    page = text(bea.get(address(batch, "_change")))
    assert "12345or0010001-01-2016" in page
    assert "1 row has this name" in text(bea.get(f"{address(batch, '_change')}?verdict=unmapped"))
    assert "1 row still waits: it is not taken in." in page
    assert not PlanRow.objects.filter(kind="plan").exists()

    response = bea.post(address(batch, "_confirm"), {"reason": "Filed for 2016."}, follow=True)

    assert "Now in the draft: rows 1, plans 1. Not taken, as they still wait: rows 1." in text(response)
    assert "In the draft since" in text(response)
    assert PlanRow.objects.filter(kind="plan").count() == 1
    assert {str(row.history.get().history_user) for row in GateRow.objects.all()} == {"bea-benefits"}


def test_it_is_read_while_the_page_watches(bea: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 0)
    monkeypatch.setattr(chunks, "ROWS_A_CHUNK", 1)
    monkeypatch.setattr(staging, "SECONDS_A_LOOK", 0)
    place = brought(bea, {}, {"PlanId": "12345OR0020001-01"})["Location"]
    assert "0 of 2 rows are read." in text(bea.get(place))

    assert "1 of 2 rows are read." in text(bea.post(place, follow=True))
    watched = bea.post(place, headers={"HX-Request": "true"})

    assert watched.status_code == 200
    assert "2 of 2 rows are read." in text(watched)
    assert "Look through" in text(bea.post(place, follow=True))


def test_a_file_of_some_megabytes_gets_through_the_door(bea: Client) -> None:
    batch = read(bea, *({"PlanId": f"12345OR{number:07}-01", "Exclusions": "x" * 100_000} for number in range(40)))

    assert (batch.job.state, batch.job.done) == (JobState.READY, 40)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"a,b\n1,2\n", "these columns are missing: PlanId", id="no filing"),
        pytest.param(b"\x81\x8d" + filing.text({}).encode(), "line 1", id="an encoding that nobody reads"),
        pytest.param(filing.text({}).encode("utf-16"), "is in UTF-16: save", id="UTF-16"),
        pytest.param(filing.text(header=(*filing.HEADER, "PlanId")).encode(), "more than once: PlanId", id="doubled"),
        pytest.param(b"", "empty", id="nothing"),
    ],
)
def test_a_bad_file_is_refused_by_name(bea: Client, data: bytes, message: str) -> None:
    response = bea.post(BRING, {"file": SimpleUploadedFile("part.csv", data), "issuer": "12345"})

    assert response.status_code == 422
    assert message in text(response)
    assert 'value="12345"' in text(response)
    assert not ImportBatch.objects.exists()


def test_a_row_is_accepted_and_the_next_one_comes(bea: Client) -> None:
    batch = read(bea, OPEN, {**OPEN, "BenefitName": "Acupuncture"})

    first = bea.post(address(batch, "_row", 2) + "?reason=price", {"decision": "accept", "seen": ""})
    second = bea.post(first["Location"], {"decision": "reject", "seen": "", "reject-note": "A slip."}, follow=True)

    assert first["Location"] == address(batch, "_row", 3) + "?reason=price"
    assert "Every row of this list is decided." in text(second)
    decisions = ImportRow.objects.order_by("position").values_list("decision", "decided_by__username", "note")
    assert list(decisions) == [
        (RowDecision.ACCEPTED, "bea-benefits", ""),
        (RowDecision.REJECTED, "bea-benefits", "A slip."),
    ]


def test_a_row_is_corrected_and_says_so(bea: Client) -> None:
    batch = read(bea, OPEN)

    bea.post(address(batch, "_row", 2), {**sent(COPAY, note="See page 3."), "decision": "correct", "seen": ""})

    page = text(bea.get(address(batch, "_row", 2)))
    assert "corrected by bea-benefits" in page
    assert "See page 3." in page
    assert "$20 per visit" in page


def test_a_mistake_is_said_at_its_field_and_the_input_is_kept(bea: Client) -> None:
    batch = read(bea, OPEN)
    wrong = sent({**COPAY, "amount": "-5"}, exclusions="Only on Mondays.")

    response = bea.post(address(batch, "_row", 2), {**wrong, "decision": "correct", "seen": ""})

    assert response.status_code == 422
    assert "must be an amount between 0 and 1,000,000 dollars." in text(response)
    assert "Only on Mondays." in text(response)
    assert 'value="-5"' in text(response)
    assert ground.row(batch, 2).decision == RowDecision.OPEN


@pytest.mark.parametrize("data", [{}, {"decision": "guess"}, {"decision": "reject", "reject-note": ""}])
def test_what_is_no_decision_decides_nothing(bea: Client, data: dict[str, str]) -> None:
    batch = read(bea, OPEN)

    assert bea.post(address(batch, "_row", 2), {"seen": "", **data}).status_code == 422
    assert ground.row(batch, 2).decision == RowDecision.OPEN


def test_the_second_of_two_is_told_who_was_first(bea: Client) -> None:
    batch = read(bea, OPEN)
    bea.post(address(batch, "_row", 2), {"decision": "accept", "seen": ""})

    response = bea.post(address(batch, "_row", 2), {"decision": "reject", "seen": "", "reject-note": "No."})

    assert response.status_code == 409
    assert "bea-benefits decided this row meanwhile (accepted" in text(response)
    assert ground.row(batch, 2).decision == RowDecision.ACCEPTED


@pytest.mark.parametrize("seen", ["yesterday", "2026-99-99T00:00:00", "9" * 400])
def test_a_time_that_makes_no_sense_is_no_error(bea: Client, seen: str) -> None:
    batch = read(bea, OPEN)
    bea.post(address(batch, "_row", 2), {"decision": "accept", "seen": ""})

    assert bea.post(address(batch, "_row", 2), {"decision": "accept", "seen": seen}).status_code == 409


def test_a_decision_can_be_changed_as_it_was_seen(bea: Client) -> None:
    batch = read(bea, OPEN)
    bea.post(address(batch, "_row", 2), {"decision": "accept", "seen": ""})
    page = bea.get(address(batch, "_row", 2))
    seen = page.context["row"].decided_at.isoformat()

    bea.post(address(batch, "_row", 2), {"decision": "reject", "seen": seen, "reject-note": "No."})

    assert ground.row(batch, 2).decision == RowDecision.REJECTED


def test_nothing_goes_in_without_a_reason(bea: Client) -> None:
    batch = read(bea, {})

    assert bea.post(address(batch, "_confirm"), {"reason": ""}).status_code == 422
    assert ImportBatch.objects.get().job.state == JobState.READY


def test_what_takes_minutes_is_for_the_command_line(bea: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = read(bea, {})
    monkeypatch.setattr(confirming, "MOST_AT_ONCE", 0)

    response = bea.post(address(batch, "_confirm"), {"reason": "Filed."})

    assert response.status_code == 409
    assert f"manage.py confirm_filing {batch.pk} --by bea-benefits" in text(response)
    assert ImportBatch.objects.get().job.state == JobState.READY


def test_why_nothing_was_taken_is_said(bea: Client) -> None:
    batch = read(bea, {}, {"CopayInnTier1": "$30"})
    for line in (2, 3):
        bea.post(address(batch, "_row", line), {"decision": "accept", "seen": ""})

    response = bea.post(address(batch, "_confirm"), {"reason": "Both."})

    assert response.status_code == 409
    assert "say different things" in text(response)
    assert "Both." in text(response)
    assert not PlanRow.objects.filter(kind="plan").exists()


def test_a_draft_that_moved_on_is_said(bea: Client) -> None:
    batch = read(bea, {})
    loading.load(
        ground.catalog(plans=(ground.plan("12345or0010001-01-2016"),), cost_tiers=(there(30),)), reason="meanwhile"
    )

    response = bea.post(address(batch, "_confirm"), {"reason": "Filed."})

    assert response.status_code == 409
    assert "the draft of plan 12345or0010001-01-2016 changed since this file was read" in text(response)


def there(amount: int) -> object:
    return ground.price(amount, "document", plan="12345or0010001-01-2016")


def test_thrown_away_and_not_taken_twice(bea: Client) -> None:
    batch = read(bea, {})
    bea.post(address(batch, "_throw-away"))

    assert "Thrown away." in text(bea.get(address(batch, "_change")))
    response = bea.post(address(batch, "_confirm"), {"reason": "Still."})
    assert response.status_code == 409
    assert "Nothing was taken: this import is over" in text(response)
    assert not ImportRow.objects.exists()


def test_what_is_in_the_draft_is_not_thrown_away(bea: Client) -> None:
    batch = read(bea, {})
    bea.post(address(batch, "_confirm"), {"reason": "Filed."})

    assert "It is in the draft already, so it was not thrown away." in text(
        bea.post(address(batch, "_throw-away"), follow=True)
    )
    assert ImportRow.objects.exists()


def test_a_file_that_a_command_reads_says_so(bea: Client, tmp_path: Path) -> None:
    batch = ground.begun(ground.written(tmp_path, {}))

    page = text(bea.post(address(batch, "_change"), follow=True))

    assert "Run the same command again to go on" in page
    assert ImportBatch.objects.get().job.state == JobState.RUNNING


def test_script_in_every_column_is_text(bea: Client, tmp_path: Path) -> None:
    kept = ("PlanId", "BusinessYear", "StateCode", "IsCovered", "BenefitName")
    row = {name: SCRIPT for name in filing.HEADER if name not in kept}
    batch = read(bea, row, {"BenefitName": SCRIPT}, {"PlanId": SCRIPT})

    pages = ["_change", "_review"]
    told = [text(bea.get(address(batch, name))) for name in pages] + [text(bea.get(address(batch, "_row", 2)))]

    for page in told:
        assert SCRIPT not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_lists_of_many_have_pages(bea: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = read(bea, *({**OPEN, "PlanId": f"12345OR{number:07}-01"} for number in range(60)))

    first, last = (text(bea.get(address(batch, "_review") + f"?decided=open&page={page}")) for page in ("1", "99"))

    assert "60 rows, 60 still wait." in first
    assert "Page 1 of 2" in first
    assert "decided=open&amp;page=2" in first
    assert "Line 61" in last


PAGES = ["_change", "_review"]
DOING = ["_throw-away", "_confirm"]


@pytest.mark.parametrize("name", ["", "sam-staff", "petra-publisher"])
def test_only_a_benefits_admin_may(bea: Client, name: str) -> None:
    batch = read(bea, OPEN)
    client = browser(name)
    wanted = 403 if name else 302

    for place in (BRING, *(address(batch, page) for page in PAGES)):
        assert client.get(place).status_code == wanted
    for page in DOING:
        assert client.post(address(batch, page), {"reason": "Mine."}).status_code == wanted
    assert client.post(address(batch, "_row", 2), {"decision": "accept"}).status_code == wanted
    assert ground.row(batch, 2).decision == RowDecision.OPEN
    assert ImportBatch.objects.get().job.state == JobState.READY


def test_methods_and_addresses_that_are_not_there(bea: Client) -> None:
    batch = read(bea, OPEN)

    assert bea.put(BRING).status_code == 405
    assert bea.post(address(batch, "_review")).status_code == 405
    assert {bea.get(address(batch, name)).status_code for name in DOING} == {405}
    assert bea.get(address(batch, "_row", 3)).status_code == 404
    assert bea.get(reverse("admin:benefits_importbatch_review", args=[uuid4()])).status_code == 404
