"""The matrix and what it leads to: filters in the address, a message for what cannot be, never an error of ours."""

import csv
import gzip
import io

import pytest
from django.core.management import call_command
from django.test import Client

from benefits import editions
from benefits.coverage.catalog import sha256, to_json
from benefits.exports import files
from benefits.exports.choosing import choice
from tests.exports.conftest import TODAY, in_force
from tests.exports.impatience import wait_for_no_more_than
from tests.floors import times_the_floor
from tests.staff.big import big_catalog


def test_it_shows_plans_and_therapies(sam: Client) -> None:
    page = sam.get("/staff/?plan=hmo&plan=hdhp&on=2026-11-21")

    text = page.content.decode()
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert text.count('role="row"') == 3
    assert "Typically $20-$40" in text or "$20-$40 per visit" in text
    assert "Edition 1" in text


@pytest.mark.parametrize(
    "query",
    [
        "on=soon", "on=2026-02-30", "region=atlantis", "plan_type=%3D1", "plan=nothing", "therapy=nothing",
        "referral=me", "condition=%00x"[:14], "edition=9", "edition=draft", "edition=%F0%9F%99%82", "page=0",
        "page=99", "page=x", "sort=nothing", "sort=-", "on=2026-01-01&on=2026-01-02",
    ],
)  # fmt: skip
def test_bad_filters_get_a_message(sam: Client, query: str) -> None:
    page = sam.get(f"/staff/?{query}")

    assert page.status_code == 400
    assert "no-store" in page["Cache-Control"]


def test_a_bad_filter_keeps_the_others(sam: Client) -> None:
    page = sam.get("/staff/?on=soon&region=georgia&referral=pcp&plan=hmo&plan=gold-plated&page=77&edition=9")

    text = page.content.decode()
    for kept in ("georgia", "pcp", "hmo"):
        assert f'<option value="{kept}" selected>' in text
    assert 'value="soon"' in text
    told = [(field, str(label)) for field, label, _words in page.context["problems"]]
    assert told == [("edition", "Edition"), ("on", "Day of care"), ("plan", "Plans"), ("", "Page")]


def test_what_is_taken_for_granted_is_said(sam: Client) -> None:
    page = sam.get("/staff/?referral=pcp&condition=low-back-pain")

    text = page.content.decode()
    assert "Taken for granted: referral from the primary care doctor (PCP); condition Low back pain;" in text
    assert "Plans 1 to 20 of 39." in text


@pytest.mark.parametrize("sort", ["plan", "-plan", "physical-therapy", "-massage-therapy"])
def test_it_can_be_sorted(sam: Client, sort: str) -> None:
    page = sam.get(f"/staff/?sort={sort}")

    ways = {True: 'aria-sort="descending"', False: 'aria-sort="ascending"'}
    assert ways[sort.startswith("-")] in page.content.decode()


def test_an_earlier_edition_and_the_draft(petra: Client, sam: Client) -> None:
    call_command("load_guides", verbosity=0)
    assert petra.get("/staff/?edition=1").status_code == 200
    assert "The draft, not published" in petra.get("/staff/?edition=draft").content.decode()
    assert sam.get("/staff/?edition=draft").status_code == 400


@pytest.mark.parametrize("form", files.FORMATS)
def test_a_download_is_what_the_shell_writes(sam: Client, form: str) -> None:
    page = sam.get(f"/staff/summary.{form}?plan=hmo&on=2026-11-21&referral=pcp")

    edition = editions.in_force()
    chosen = choice(edition.catalog, {"plan": ["hmo"], "referral": ["pcp"]}, TODAY)
    assert page.getvalue() == b"".join(files.content(form, edition, chosen))
    assert "no-store" in page["Cache-Control"]
    assert page["Content-Disposition"] == f'attachment; filename="{files.name(form, edition, chosen)}"'


@pytest.mark.parametrize("address", ["/staff/summary.exe", "/staff/plans/no/sheet.pdf", "/staff/plans/hmo/no/"])
def test_what_is_not_there(sam: Client, address: str) -> None:
    assert sam.get(address).status_code == 404


def test_bad_filters_give_no_file(sam: Client) -> None:
    page = sam.get("/staff/summary.csv?plan=nothing")

    assert page.status_code == 400
    assert "Content-Disposition" not in page


def test_too_much_for_one_go_gives_no_file(sam: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    wait_for_no_more_than(5, monkeypatch)

    assert sam.get("/staff/summary.csv").status_code == 400
    assert b"This takes a while." in sam.get("/staff/").content
    assert sam.get("/staff/summary.json").getvalue().startswith(b"{")


def test_a_plans_sheet(sam: Client) -> None:
    page = sam.get("/staff/plans/hmo/sheet.pdf?on=2026-11-21")

    assert page.getvalue().startswith(b"%PDF")
    assert page["Content-Disposition"] == 'attachment; filename="hmo-2026-11-21.pdf"'


def test_the_answer_behind_a_cell(sam: Client) -> None:
    page = sam.get("/staff/plans/hmo/physical-therapy/?referral=pcp&condition=joint-pain&on=2026-11-21")

    text = page.content.decode()
    assert page.status_code == 200
    assert "Plans of this kind cover physical therapy." in text
    assert page.context["answer"].answer_id in text


def test_the_page_of_500_plans_is_as_quick_as_that_of_50(sam: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = editions.in_force().catalog
    many, few = (in_force(big_catalog(shipped, plans)) for plans in (500, 50))

    def page(edition: editions.InForce) -> bytes:
        monkeypatch.setattr(editions, "in_force", lambda: edition)
        monkeypatch.setattr(editions, "named", lambda _name: edition)
        return bytes(sam.get("/staff/").content)

    content = page(many)
    times = times_the_floor(lambda: page(many), lambda: page(few), turns=5)
    print(f"500 plans: {times:.2f} of 50, {len(content)} bytes, {len(gzip.compress(content))} on the wire")
    assert times < 1.5
    assert len(content) < 500_000
    assert "Page 1 of" in content.decode()
    assert many.sha256 == sha256(to_json(many.catalog))


def test_the_file_holds_what_the_page_shows(sam: Client) -> None:
    page = sam.get("/staff/?plan=hmo&on=2026-11-21")
    data = sam.get("/staff/summary.csv?plan=hmo&on=2026-11-21").getvalue()

    told = {row["therapy_name"]: row for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))}
    (line,) = page.context["lines"]
    assert [cell["therapy"] for cell in line["cells"]] == list(told)
    for cell in line["cells"]:
        assert cell["status"]["code"] == told[cell["therapy"]]["status"]
        assert cell["cost"].startswith(told[cell["therapy"]]["cost"])
        assert cell["limit"].startswith(told[cell["therapy"]]["limit"])
