"""What a member takes along from the answer."""

import pytest
import vobject
from django.test import Client

from benefits import editions
from tests import shipped
from tests.wizard.members import JOINT_PAIN, Member

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
