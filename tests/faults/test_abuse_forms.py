"""Forms, texts and JSON made to be slow are answered within two seconds and 64 MiB, in words; nothing is stored.

`make proof` prints what each of them costs, beside the files of `test_abuse_uploads.py`.
"""

import json
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import reverse

from benefits import bounds
from benefits.admin.parts import INLINES
from benefits.importing import loading
from benefits.models import ROWS, ContentRow, KeptCase, PlanRow, Row, SourceRow, TherapyRow, VisitLimitRow
from tests import whole
from tests.faults.abuse import Measured, TellMeasured, measured
from tests.staff.conftest import publish
from tests.wizard.members import JOINT_PAIN, Member, guides

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much memory was held"),
    pytest.mark.usefixtures("draft", "published"),
]

FORM: Final = "application/x-www-form-urlencoded"
PARTS: Final = "multipart/form-data; boundary=B"
JSON: Final = "application/json"
BILLION: Final = "1000000000"
MB: Final = 1024 * 1024
# What is in the way of each, as its words begin; nothing where the form itself says what is wrong.
ANY: Final = ""

Sent = Mapping[str, Any]


@pytest.fixture
def draft(db: None) -> None:
    """One of everything to edit."""
    loading.load(whole.catalog(), reason="a test")


@pytest.fixture
def published(db: None) -> None:
    """The guides in force."""
    publish(guides(), number=1)


def change(model: type[Row], **of: str) -> str:
    row = model.objects.filter(**of).first()
    assert row is not None
    return reverse(f"admin:benefits_{model._meta.model_name}_change", args=[row.pk])


def inlines(**claims: str) -> dict[str, str]:
    """The counts of every kind of row that a plan's page has, none but those claimed."""
    prefixes = [f"{inline.model._meta.model_name}_set" for inline in INLINES]
    counts = {f"{prefix}-{name}_FORMS": "0" for prefix in prefixes for name in ("TOTAL", "INITIAL")}
    return counts | {name.replace("__", "-"): claim for name, claim in claims.items()}


def texts(model: type[Row], text: str) -> dict[str, str]:
    """The text in every field of the form."""
    return dict.fromkeys(model.RECORD.__struct_fields__, text)


def tiny_parts(many: int) -> bytes:
    part = b'--B\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n1\r\n'
    return b"".join(part % number for number in range(many)) + b"--B--\r\n"


FORMS: Final[dict[str, Callable[[], tuple[str, Sent | bytes, str, bounds.Bound | None]]]] = {
    "a plan of a thousand million gates": lambda: (
        change(PlanRow), inlines(gaterow_set__TOTAL_FORMS=BILLION), FORM, bounds.FORM_ROWS,
    ),
    "a plan of 200 million gates that were there": lambda: (
        change(PlanRow), inlines(gaterow_set__INITIAL_FORMS="2" * 9), FORM, bounds.FORM_ROWS,
    ),
    "a correction of a thousand million prices": lambda: (
        f"/admin/benefits/importbatch/{'0' * 8}-0000-0000-0000-{'0' * 12}/review/2/",
        {"prices-TOTAL_FORMS": BILLION}, FORM, bounds.FORM_ROWS,
    ),
    "a list of a thousand million rows": lambda: (
        "/admin/benefits/planrow/", {"form-TOTAL_FORMS": BILLION}, FORM, bounds.FORM_ROWS,
    ),
    "5,001 fields": lambda: ("/admin/benefits/planrow/add/", b"&a" * 5001, FORM, bounds.FORM_FIELDS),
    "30,000 parts": lambda: ("/admin/benefits/planrow/add/", tiny_parts(30_000), PARTS, bounds.FORM_FIELDS),
    "one part with a head of 2 MB": lambda: (
        "/admin/benefits/planrow/add/", b"--B\r\n" + b"A: b\r\n" * (2 * MB // 6) + b"\r\n1\r\n--B--", PARTS, None,
    ),
    "4,999 plans for one text": lambda: (
        change(ContentRow), {"plans": [*map(str, range(4999))]}, FORM, bounds.SELECTED,
    ),
    "1,000 plans for one text": lambda: (change(ContentRow), {"plans": [*map(str, range(1000))]}, FORM, None),
    "4,999 rows to delete": lambda: (
        "/admin/benefits/planrow/",
        {"action": "delete_selected", "_selected_action": ["1"] * 4999}, FORM, bounds.SELECTED,
    ),
    "a form of 3 MB": lambda: (change(ContentRow), b"a=" + b"a" * 3 * MB, FORM, bounds.ADMIN_FORM),
    "a text of 2 MB": lambda: (change(ContentRow), {"text": "x" * 2 * MB}, FORM, None),
    "facts of 2 MB": lambda: (change(ContentRow), {"when": "a: b\n" * (2 * MB // 5)}, FORM, bounds.FACT_LINES),
    "2 MB of what counts toward a limit": lambda: (
        change(VisitLimitRow), {"members": "physical-therapy\n" * (2 * MB // 17)}, FORM, None,
    ),
    "2 MB of other names": lambda: (change(TherapyRow), {"aliases": "a\n" * MB}, FORM, None),
    "2 MB of spaces in an address": lambda: (change(SourceRow), {"url": "https://a" + " " * 2 * MB}, FORM, None),
    "a password of 2 MB": lambda: ("/admin/login/", {"username": "a" * MB, "password": "a" * MB}, FORM, None),
    "facts 3,999 deep": lambda: ("/staff/cases/keep/", {"facts": "[" * 3999}, FORM, bounds.JSON_DEPTH),
    "facts of 2 MB to keep": lambda: ("/staff/cases/keep/", {"facts": '{"a":1}' * 300_000}, FORM, bounds.CASE_FACTS),
    "a look-up of 2 MB": lambda: (
        "/staff/look-up/", {**JOINT_PAIN, "copay": "9" * MB, "condition": "a" * MB}, FORM, None,
    ),
    "an export of 5,000 plans": lambda: (
        "/staff/exports/", {"format": "csv", "query": "plan=x&" * 20_000}, FORM, None,
    ),
    "an answer 30,000 deep": lambda: ("/api/answer", b'{"a":' * 12_000, JSON, bounds.JSON_DEPTH),
    "an answer of 70 KB": lambda: ("/api/answer", b" " * 70_000, JSON, bounds.MEMBER_FORM),
    "an answer of 60 KB of visits": lambda: (
        "/api/answer",
        json.dumps({**JOINT_PAIN, "visits_used": {f"t{n}": 1 for n in range(5000)}}).encode()[:60_000], JSON, None,
    ),
    "an answer with a long number": lambda: ("/api/answer", b'{"copay": ' + b"9" * 60_000 + b"}", JSON, None),
    "an answer with a number without end": lambda: (
        "/api/answer", json.dumps({**JOINT_PAIN, "copay": 0}).replace(" 0", " 1e308").encode(), JSON, None,
    ),
    "a member's form of 70 KB": lambda: ("/check/run/therapy/", b"a=" + b"a" * 70_000, FORM, bounds.MEMBER_FORM),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_a_form_made_to_be_slow_is_answered_soon(admin_client: Client, name: str, tell: TellMeasured) -> None:
    address, sent, kind, bound = FORMS[name]()
    before = {row: row.history.count() for row in ROWS.values()}
    post = partial(_post, admin_client, address, sent, kind)

    found, reply = _answered(post)

    tell(name, found)
    assert found.bearable, found
    assert reply.status_code in (200, 302, 400, 404, 413, 422)
    assert bound is None or bound.told() in reply.content.decode()
    assert {row: row.history.count() for row in ROWS.values()} == before
    assert not KeptCase.objects.exists()


def _post(client: Client, address: str, sent: Sent | bytes, kind: str) -> Any:
    """The form as a browser sends it; bytes as they are."""
    if isinstance(sent, bytes):
        return client.generic("POST", address, sent, content_type=kind)
    return client.post(address, sent)


def _answered(ask: Callable[[], Any]) -> tuple[Measured, Any]:
    """What it cost, and the reply itself."""
    replies: list[Any] = []

    def work() -> str:
        replies.append(ask())
        return str(replies[0].status_code)

    return measured(work), replies[0]


QUERIES: Final = {
    "an address of 9 KB": ("/check/?" + "a" * 9000, bounds.QUERY),
    "4,000 plans to compare": ("/check/a-run/compare/?" + "with=a&" * 1100, None),
    "words of 8 KB to find a plan": ("/check/a-run/plan/find/?region=unsure&q=" + "a+" * 4000, None),
    "letters that are many letters": ("/check/a-run/plan/find/?region=unsure&q=" + "%EF%B7%BA" * 800, None),
    "a summary of 1,000 plans": ("/staff/?" + "plan=a&" * 1100, None),
    "a summary on no day": ("/staff/?on=" + "9" * 8000, None),
    "a search of 4,000 words": ("/admin/benefits/planrow/?q=" + "a+" * 4000, bounds.SEARCH_WORDS),
    "a search of 12 long words": ("/admin/benefits/planrow/?q=" + ("a" * 600 + "+") * 12, None),
    "a page far away": ("/admin/benefits/planrow/?p=" + "9" * 8000, None),
    "a date of 8 KB": ("/admin/benefits/planrow/?effective_from__gte=" + "2" * 8000, None),
}


@pytest.mark.parametrize("name", QUERIES)
def test_an_address_made_to_be_slow_is_answered_soon(admin_client: Client, name: str, tell: TellMeasured) -> None:
    address, bound = QUERIES[name]
    Member(admin_client).has_told(JOINT_PAIN)

    found, reply = _answered(partial(admin_client.get, address))

    tell(name, found)
    assert found.bearable, found
    assert reply.status_code in (200, 302, 400, 404, 422)
    assert bound is None or bound.told() in reply.content.decode()


HEADERS: Final = {
    "languages of 8 KB": {"Accept-Language": "a-" * 4000},
    "many languages": {"Accept-Language": "en;q=0.1," * 900},
    "tags of 8 KB": {"If-None-Match": '"a",' * 2000},
    "half tags of 8 KB": {"If-None-Match": 'W/"' * 2700},
    "a day of 8 KB": {"If-Modified-Since": "Sun, 06 " * 1000},
    "cookies of 8 KB": {"Cookie": "a=b; " * 1600},
    "a cookie of quotes": {"Cookie": 'a="' + "\\" * 8000},
    "an encoding of 8 KB": {"Accept-Encoding": "gzip;q=0," * 900},
    "a type of 8 KB": {"Content-Type": "application/json;" * 480},
    "a page of 8 KB": {"HX-Current-URL": "http://a/" + "%" * 8000},
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_header_made_to_be_slow_is_answered_soon(client: Client, name: str, tell: TellMeasured) -> None:
    for address in ("/api/catalog", "/check/", "/admin/"):
        found, reply = _answered(partial(client.get, address, headers=HEADERS[name]))

        tell(f"{name}, {address}", found)
        assert found.bearable, found
        assert reply.status_code < 500


def test_a_form_that_is_not_bounded_costs_much_more(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A planted fault: the door lets many rows through, for each of which Django makes and draws a form."""
    post = partial(admin_client.post, change(PlanRow), inlines(gaterow_set__TOTAL_FORMS="300"))
    held, refused = _answered(post)
    monkeypatch.setattr("benefits.guard._refuse_crowds", lambda _form: None)

    passed, drawn = _answered(post)

    assert (refused.status_code, drawn.status_code) == (413, 200)
    assert passed.seconds > 10 * held.seconds
