"""The answer for the person on the phone is the member's answer, with its reasons; nothing is kept."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from benefits import answering, editions
from benefits.models import KeptCase

FACTS = {
    "therapy": "physical-therapy",
    "plan": "hmo",
    "referral": "pcp",
    "condition": "joint-pain",
    "on": "2026-11-21",
    "visits_used.physical-therapy": "18",
}


def test_before_anything_is_told_it_asks(sam: Client) -> None:
    page = sam.get("/staff/look-up/")

    assert page.status_code == 200
    assert "the answer stands here at once" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_it_is_the_members_answer(sam: Client) -> None:
    page = sam.post("/staff/look-up/", FACTS)

    told = {name: value for name, value in FACTS.items() if "." not in name}
    same = answering.answer(editions.in_force(), {**told, "visits_used": {"physical-therapy": 18}})
    assert page.context["answer"] == same
    assert same.answer_id in page.content.decode()
    assert "Why this answer" in page.content.decode()


def test_facts_in_an_address_are_not_read(sam: Client) -> None:
    page = sam.get("/staff/look-up/?therapy=physical-therapy&plan=hmo")

    assert "answer" not in page.context


def test_nothing_is_kept(sam: Client) -> None:
    before = list(Session.objects.values_list("session_data", flat=True))

    sam.post("/staff/look-up/", FACTS)

    assert list(Session.objects.values_list("session_data", flat=True)) == before
    assert not KeptCase.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"therapy": "nothing"},
        {**FACTS, "on": "soon"},
        {**FACTS, "copay": "free"},
        {**FACTS, "visits_used.physical-therapy": "1,8"},
        {**FACTS, "plan": "<script>alert(1)</script>"},
    ],
)
def test_what_cannot_be_is_said(sam: Client, sent: dict[str, str]) -> None:
    page = sam.post("/staff/look-up/", sent)

    assert page.status_code == 422
    assert "There is a problem" in page.content.decode()
    assert "<script>alert" not in page.content.decode()


def test_who_may_not_keep_a_case_is_not_offered_it(sam: Client) -> None:
    assert "Keep as a case" in sam.post("/staff/look-up/", FACTS).content.decode()


@pytest.mark.parametrize(
    ("therapy", "headers", "drawn"),
    [
        pytest.param("physical-therapy", {"HX-Request": "true"}, False, id="as they were sent: what is typed stays"),
        pytest.param("acupuncture", {"HX-Request": "true"}, True, id="another therapy has boxes of its own"),
        pytest.param("physical-therapy", {}, True, id="a whole page"),
    ],
)
def test_the_boxes_for_visits_are_drawn_when_they_change(
    sam: Client, therapy: str, headers: dict[str, str], drawn: bool
) -> None:
    pool = {f"visits_used.{name}-therapy": "" for name in ("physical", "occupational", "speech")}

    page = sam.post("/staff/look-up/", {**pool, **FACTS, "therapy": therapy}, headers=headers)

    assert page.status_code == 200
    assert ('id="pool"' in page.content.decode()) is drawn


@pytest.mark.parametrize(
    ("headers", "drawn"),
    [
        pytest.param({"HX-Request": "true"}, ["copay"], id="only what was emptied: what is typed elsewhere stays"),
        pytest.param({}, ["copay", "referral"], id="a whole page"),
    ],
)
def test_what_was_told_for_another_plan_is_emptied_with_a_word_why(
    sam: Client, headers: dict[str, str], drawn: list[str]
) -> None:
    before = {"filled_for.therapy": "physical-therapy", "filled_for.plan": "hmo"}

    page = sam.post("/staff/look-up/", {**FACTS, **before, "plan": "hdhp", "copay": "15"}, headers=headers)

    words = page.content.decode()
    assert "Ask again: Your copay. What stood there was told for another therapy or plan." in words
    assert [fact for fact in ("copay", "referral") if f'id="box-{fact}"' in words] == drawn
    assert 'name="filled_for.plan" value="hdhp"' in words
    assert "copay" not in page.context["answer"].facts
    assert page.context["answer"].facts["referral"] == "pcp"
