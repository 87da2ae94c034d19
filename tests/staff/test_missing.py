"""The worklist: counted by the page that watches, ranked over all plans, taken away as CSV."""

import csv
import io

import pytest
from django.core.management import call_command
from django.db.models import F
from django.test import Client

from benefits import editions
from benefits.exports.choosing import in_order
from benefits.models import CountedPlan, Job, JobKind, JobState, MissingCount, PlanRow
from benefits.staff import counting
from tests.staff.conftest import browser

HTMX = {"HX-Request": "true"}


@pytest.fixture
def counted(published: None) -> None:
    """Every plan counted: the guide for HMO wants prices, all others nothing."""
    edition = editions.in_force()
    wants = [{"therapy": "physical-therapy", "of": 10, "fields": {"price": 4, "network": 3}}]
    plans = len(edition.catalog.plans)
    job = Job.objects.create(kind=JobKind.COUNT, state=JobState.READY, done=plans, total=plans)
    count = MissingCount.objects.create(job=job, sha256=edition.sha256)
    CountedPlan.objects.bulk_create(
        CountedPlan(count=count, plan=plan.slug, wanting=wants if plan.slug == "hmo" else [])
        for plan in edition.catalog.plans
    )


def test_nothing_is_counted_before_somebody_asks(sam: Client) -> None:
    page = sam.get("/staff/missing/")

    text = page.content.decode()
    assert page.status_code == 200
    assert "Which missing fact costs us most?" in text
    assert f"0 of {len(editions.in_force().catalog.plans)} plans are counted." in text
    assert "hx-trigger" not in text
    assert not CountedPlan.objects.exists()


def test_a_look_counts_some_and_the_page_goes_on(sam: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting.advance, "__defaults__", (0,))

    assert sam.post("/staff/missing/?field=price")["Location"] == "/staff/missing/?field=price"
    text = sam.post("/staff/missing/", headers=HTMX).content.decode()

    assert CountedPlan.objects.count() == 2
    assert "The list ranks only what is counted so far." in text
    assert 'hx-trigger="load' in text
    assert ">Stop</button>" in text


@pytest.mark.usefixtures("counted")
def test_the_last_look_shows_the_whole_list(sam: Client) -> None:
    last = in_order(editions.in_force().catalog)[-1]
    CountedPlan.objects.filter(plan=last.slug).delete()
    Job.objects.update(state=JobState.RUNNING, done=F("total") - 1)

    page = sam.post("/staff/missing/", headers=HTMX)

    assert b'hx-trigger="load" hx-target="#main"' in page.content
    assert "Count anew" in page.content.decode()


@pytest.mark.usefixtures("counted")
def test_the_list_says_of_which_edition_it_is(sam: Client) -> None:
    text = sam.get("/staff/missing/").content.decode()

    assert "Edition 1 (" in text
    assert "Counted on" in text
    assert text.index('data-head="Situations">4<') < text.index('data-head="Situations">3<')
    assert "Physical therapy: 4 / 10" in text
    assert 'aria-sort="descending"' in text


@pytest.mark.usefixtures("counted")
def test_counting_anew_forgets(sam: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting.advance, "__defaults__", (0,))

    sam.post("/staff/missing/", {"anew": "yes"})

    assert CountedPlan.objects.count() == 1


@pytest.mark.usefixtures("counted")
def test_a_line_leads_to_the_plan_for_those_who_may() -> None:
    call_command("load_guides", verbosity=0)
    link = f'href="/admin/benefits/planrow/{PlanRow.objects.get(slug="hmo").pk}/change/"'

    assert link in browser("bea-benefits").get("/staff/missing/").content.decode()
    assert "/admin/benefits/planrow/" not in browser("sam-staff").get("/staff/missing/").content.decode()


@pytest.mark.usefixtures("counted")
def test_the_file_holds_what_the_page_shows(sam: Client) -> None:
    page = sam.get("/staff/missing.csv?field=price")

    (line,) = csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"), newline=""))
    assert (line["plan"], line["therapy"], line["field"], line["situations"], line["of"]) == (
        "hmo", "Physical therapy", "price", "4", "10",
    )  # fmt: skip
    assert line["edition_sha256"] == editions.in_force().sha256
    assert page["Content-Disposition"] == 'attachment; filename="missing-edition-1.csv"'
    assert "no-store" in page["Cache-Control"]


def test_there_is_no_file_of_half_a_list(sam: Client) -> None:
    assert sam.get("/staff/missing.csv?field=price")["Location"] == "/staff/missing/?field=price"


NO_FILTERS = ("field=nothing", "sort=no", "now=no", "plan=no", "region=no")


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("query", ["page=999", "page=x", *NO_FILTERS])
def test_bad_filters_get_a_message(sam: Client, query: str) -> None:
    page = sam.get(f"/staff/missing/?{query}")

    assert page.status_code == 400
    assert "There is a problem" in page.content.decode()


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("query", NO_FILTERS)
def test_bad_filters_give_no_file(sam: Client, query: str) -> None:
    page = sam.get(f"/staff/missing.csv?{query}")

    assert page.status_code == 400
    assert "Content-Disposition" not in page


def test_stop_keeps_what_is_counted(sam: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting.advance, "__defaults__", (0,))
    sam.post("/staff/missing/")

    assert sam.post("/staff/missing/stop/?field=price")["Location"] == "/staff/missing/?field=price"
    assert "Go on counting" in sam.get("/staff/missing/").content.decode()
    assert Job.objects.get().state == JobState.STOPPED

    sam.post("/staff/missing/", {"go_on": "yes"})
    assert CountedPlan.objects.count() == 2


@pytest.mark.usefixtures("counted")
def test_stop_comes_too_late(sam: Client) -> None:
    page = sam.post("/staff/missing/stop/?field=price", follow=True)

    assert page.redirect_chain[0][0] == "/staff/missing/?too_late=yes&field=price"
    assert "It was done already when you pressed Stop." in page.content.decode()


def test_stop_where_nobody_counts_begins_nothing(sam: Client) -> None:
    assert sam.post("/staff/missing/stop/").status_code == 302
    assert not Job.objects.exists()
