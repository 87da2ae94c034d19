"""What a member takes along from the answer."""

from collections.abc import Mapping
from io import BytesIO

import pytest
import vobject
from django.test import Client
from pypdf import PdfReader

from benefits import editions
from benefits.exports import papers
from benefits.wording.papers import PAPERS, WHOLE
from tests import shipped
from tests.wizard.members import JOINT_PAIN, Member
from tests.wizard.test_views import heading, text

VISITS = {"visits_used": {"physical-therapy": 30, "occupational-therapy": 4}}
AIM = {"purpose": "rehabilitation"}
GEORGIA = {**JOINT_PAIN, "plan": "ga-hmo-2026", "purpose": "rehabilitation", "on": "2026-03-02", **AIM, **VISITS}


@pytest.fixture
def everything(client: Client, monkeypatch: pytest.MonkeyPatch) -> Member:
    """Someone who walks, with all that is shipped in force."""
    edition = shipped.edition()
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    return Member(client)


def test_the_dates_are_a_file_that_names_nothing(everything: Member) -> None:
    everything.has_told(GEORGIA)

    response = everything.open(f"{everything.walk}visits.ics")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="visits.ics"'
    assert "no-store" in response["Cache-Control"]
    titles = [event.summary.value for event in vobject.readOne(response.content.decode()).vevent_list]
    assert titles[0] == "Ask for more visits"
    assert b"therapy" not in response.content.lower().replace(b"therapy coverage check", b"")


def test_the_therapy_is_named_for_whoever_ticks_the_box(everything: Member) -> None:
    everything.has_told(GEORGIA)

    content = everything.open(f"{everything.walk}visits.ics?named=on").content

    assert b"Ask for more visits: physical therapy" in content


def test_an_answer_without_dates_offers_none(member: Member) -> None:
    page = member.tell(JOINT_PAIN)
    assert "Dates for my calendar" not in page.content.decode()

    member.open(f"{member.walk}visits.ics")

    assert member.at.endswith("/answer/")


def test_it_is_not_reached_before_its_time(member: Member) -> None:
    member.begin()

    member.open(f"{member.walk}visits.ics")

    assert member.at.endswith("/therapy/")


SITUATIONS: Mapping[str, Mapping[str, object]] = {
    "a guide": {**JOINT_PAIN, "region": "unsure", "referral": "none", "network": "outside"},
    "few visits left": GEORGIA,
    "money back": {
        **JOINT_PAIN,
        "plan": "hi-added-choice-2017",
        "on": "2017-06-01",
        "network": "outside",
        "purpose": "rehabilitation",
    },
    "an HSA": {**JOINT_PAIN, "plan": "hdhp", "region": "unsure", "payment": "hsa-fsa"},
}


@pytest.mark.parametrize("name", [name for name in PAPERS if name != WHOLE])
@pytest.mark.parametrize("facts", SITUATIONS.values(), ids=SITUATIONS)
def test_a_paper_is_a_page_to_print_and_one_page_to_save(
    everything: Member, facts: Mapping[str, object], name: str
) -> None:
    everything.has_told(facts)
    page = everything.open(f"{everything.walk}papers/{name}/")
    saved = everything.open(f"{everything.walk}papers/{name}.pdf")
    if page.status_code == 404:
        assert saved.status_code == 404
        return

    assert heading(page) == str(PAPERS[name].title)
    assert saved["Content-Type"] == "application/pdf"
    assert "no-store" in saved["Cache-Control"]
    pdf = PdfReader(BytesIO(saved.content))
    assert len(pdf.pages) == 1
    assert "Always check with member services" in " ".join(pdf.pages[0].extract_text().split())


def test_each_paper_is_tried_somewhere(everything: Member) -> None:
    found = set()
    for facts in SITUATIONS.values():
        everything.has_told(facts)
        found |= {name for name in PAPERS if everything.open(f"{everything.walk}papers/{name}/").status_code == 200}

    assert found == set(PAPERS)


def test_the_whole_answer_is_saved(everything: Member) -> None:
    everything.has_told(GEORGIA)
    page = text(everything.open(f"{everything.walk}papers/answer/"))

    pdf = PdfReader(BytesIO(everything.open(f"{everything.walk}papers/answer.pdf").content))

    said = " ".join(" ".join(each.extract_text() for each in pdf.pages).split())
    for words in ("Your plan covers physical therapy.", "34 of 40 used"):
        assert words in page
        assert words in said
    assert len(pdf.pages) <= 3


def test_a_paper_that_nobody_needs_is_not_there(everything: Member) -> None:
    everything.has_told(GEORGIA)

    for name in ("claim", "nonsense"):
        assert everything.open(f"{everything.walk}papers/{name}/").status_code == 404


def test_whoever_would_wait_too_long_is_told_to_come_back(everything: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    everything.has_told(GEORGIA)
    monkeypatch.setattr(papers, "PATIENCE", 0.01)

    with papers._turn():
        response = everything.open(f"{everything.walk}papers/call.pdf")

    assert response.status_code == 503
    assert "Others save their papers just now." in text(response)
    assert response["Retry-After"]
