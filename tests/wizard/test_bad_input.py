"""Whatever is sent to an address of the walk gets a clear page, and never a 5xx."""

import re
from typing import Final

import pytest

from benefits.coverage.facts import FACT
from benefits.wizard import state
from tests.wizard.members import JOINT_PAIN, ClientResponse, Member

BAD = {
    "nothing": "",
    "unknown": "x",
    "another language": "病気",
    "a control character": "a\x00b",
    "an escape": "\x1b[31m",
    "a line break": "pcp\r\nSet-Cookie: a=b",
    "script": "<script>alert(1)</script>",
    "a template": "{{ settings.SECRET_KEY }}{% debug %}",
    "a path": "../../etc/passwd",
    "SQL": "' OR 1=1 --",
    "a negative number": "-1",
    "a fraction": "1.5",
    "infinity": "Infinity",
    "not a number": "NaN",
    "a huge number": "9" * 4000,
    "an Arabic number": "١٨",
    "long": "x" * 15_000,
    "JSON": '{"therapy": "acupuncture"}',
}
FACT_WORDS = ("therapy", "referral", "condition", "visits_used", "visit_limit", "deductible", "network")


def is_clear(response: ClientResponse) -> bool:
    """A page with one heading in our own words, and not an error of ours."""
    return response.status_code < 500 and len(re.findall(r"<h1\b", response.content.decode())) == 1


@pytest.fixture
def answered(member: Member) -> Member:
    member.has_told(JOINT_PAIN)
    return member


@pytest.mark.parametrize("value", BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("fact", FACT_WORDS)
def test_a_bad_answer(answered: Member, fact: str, value: str) -> None:
    names = [fact, f"{fact}.physical-therapy", f"{fact}_dollars", "csrfmiddlewaretoken"]
    sent = dict.fromkeys(names, value)

    response = answered.client.post(f"{answered.walk}{fact}/", sent)

    if (fact, value) == ("visits_used", ""):
        # Whoever knows no number of visits goes on.
        assert response.status_code == 302
        return
    assert response.status_code in (400, 422)
    assert is_clear(response)
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("fact", FACT_WORDS)
def test_the_same_key_many_times(answered: Member, fact: str) -> None:
    sent = dict.fromkeys((fact, f"{fact}.physical-therapy"), ["pcp"] * 90)

    response = answered.client.post(f"{answered.walk}{fact}/", sent)

    assert response.status_code == 422
    assert is_clear(response)


def test_facts_that_were_not_asked_are_not_taken(answered: Member) -> None:
    answered.client.post(f"{answered.walk}referral/", {"referral": "none", "condition": "stress", "is_admin": "1"})

    assert "Knee, hip or shoulder pain" in answered.open(f"{answered.walk}answer/").content.decode()


@pytest.mark.parametrize("value", BAD.values(), ids=BAD.keys())
def test_a_bad_link(member: Member, value: str) -> None:
    response = member.client.get("/check/", {"therapy": value, "plan": value})

    assert response.status_code in (400, 404)
    assert is_clear(response)


@pytest.mark.parametrize("value", list(BAD.values())[1:], ids=list(BAD)[1:])
@pytest.mark.parametrize("where", ["/check/{}/answer/", "/check/a-run/{}/", "/check/{}/{}/"])
def test_a_bad_address(answered: Member, where: str, value: str) -> None:
    response = answered.client.get(where.format(value, value))

    assert response.status_code in (200, 302, 400, 404)
    assert response.status_code == 302 or is_clear(response)


@pytest.mark.parametrize("value", BAD.values(), ids=BAD.keys())
def test_a_bad_cookie(member: Member, value: str) -> None:
    member.client.cookies["check"] = value.encode().decode("latin-1")  # as a server hands it over

    response = member.client.get("/check/a-run/answer/")

    assert response.status_code in (200, 400)
    assert is_clear(response)


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"HX-Request": "true", "HX-Target": "<main>", "HX-Current-URL": "%00%ff"}, id="of htmx"),
        pytest.param({"HX-Boosted": "x" * 5000, "HX-History-Restore-Request": "true"}, id="more of htmx"),
        pytest.param({"Accept-Language": "../../x, *;q=9"}, id="of language"),
        pytest.param({"Referer": "https://example.org/<script>"}, id="of referer"),
        pytest.param({"Host": "example.org"}, id="of host"),
        pytest.param({"Host": "a\x00b"}, id="of a host that is none"),
    ],
)
def test_forged_headers(answered: Member, headers: dict[str, str]) -> None:
    response = answered.client.get(f"{answered.walk}answer/", headers=headers)

    assert response.status_code in (200, 400)
    assert is_clear(response)


@pytest.mark.parametrize(
    "kind",
    [
        "application/json",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/x-www-form-urlencoded; charset=utf-7",
        "application/x-www-form-urlencoded; charset=none",
    ],
)
def test_a_body_that_is_no_form(answered: Member, kind: str) -> None:
    response = answered.client.generic("POST", f"{answered.walk}referral/", b"\xff\xfe{]--x", content_type=kind)

    assert response.status_code in (400, 422)
    assert is_clear(response)


def test_too_much_is_413(answered: Member) -> None:
    response = answered.client.post(f"{answered.walk}referral/", {"referral": "x" * 1_000_000})

    assert response.status_code == 413
    assert is_clear(response)


def test_a_megabyte_of_query(answered: Member) -> None:
    response = answered.client.get(f"{answered.walk}answer/?{'x' * 1_000_000}")

    assert response.status_code == 400
    assert is_clear(response)


CHANGED = "This site was changed while you were here."
SHAPES: Final[dict[str, object]] = {
    "null": None,
    "true": True,
    "a number": 10**30,
    "a fraction": 1.5,
    "no text": "",
    "another text": "\u202e",
    "a list": ["pcp"],
    "a list in a list": [[[]]],
    "an object": {"physical-therapy": {"a": 1}},
    "an object of nothing": {},
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_a_cookie_of_another_release_holds_a_fact_otherwise(member: Member, shape: object) -> None:
    for fact in FACT:
        member.has_told({**JOINT_PAIN, fact: shape})

        page = member.open(member.at)

        assert page.status_code == 200, fact
        assert is_clear(page), fact


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
@pytest.mark.parametrize("page", ["answer/", "referral/", "compare/"])
def test_a_fact_that_this_release_does_not_know_is_left_out_with_a_word(
    member: Member, shape: object, page: str
) -> None:
    member.has_told({**JOINT_PAIN, "shoe_size": shape})

    first, second = (member.client.get(f"{member.walk}{page}").content.decode() for _time in range(2))

    assert CHANGED in first
    assert CHANGED not in second


def test_the_word_waits_for_a_page(member: Member) -> None:
    """A redirect shows nothing."""
    member.has_told({"therapy": "physical-therapy", "shoe_size": 42})

    assert CHANGED in member.open(member.at).content.decode()


def test_a_day_that_is_none_costs_no_other_answer(member: Member) -> None:
    member.has_told({**JOINT_PAIN, "on": "2026-02-30"})

    page = member.open(member.at)

    assert member.at.endswith("/answer/")
    assert CHANGED in page.content.decode()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"[" * 3000, id="a pit"),
        pytest.param(b'{"run": "a-run", "facts": []}', id="a list of facts"),
        pytest.param(b'{"run": "a-run"}', id="no facts"),
        pytest.param(b'{"run": "a-run", "facts": {}, "seen": [1, 2, 3]}', id="rules of another shape"),
        pytest.param(b'{"run": 1, "facts": {}}', id="a walk that is a number"),
        pytest.param(b"\xff", id="no text"),
        pytest.param(b"{}" + b" " * 4096, id="too long"),
    ],
)
def test_a_cookie_of_another_shape_begins_anew(member: Member, content: bytes) -> None:
    member.has_told(JOINT_PAIN)
    member.client.cookies[state.cookie_name()] = state._seal().encrypt(content).decode()

    page = member.open(member.at)

    assert page.status_code == 200
    assert "start" in page.content.decode().lower()
    assert "covered" not in heading(page)


def heading(page: ClientResponse) -> str:
    return str(re.findall(r"<h1[^>]*>([^<]*)", page.content.decode())[0])
