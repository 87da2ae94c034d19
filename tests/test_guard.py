"""What the door refuses, what it lets through, and how every reply leaves."""

import json
from io import BytesIO
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.test import Client, RequestFactory

from benefits import bounds, errors, guard
from benefits.bounds import Bound

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=B"
PAGE = "/no-such-page/"
TURNED_AWAY = (BadRequest, MultiPartParserError)  # Django answers each with 400
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}


def through(request: HttpRequest) -> int:
    """The status that a request gets at the door: 200 when it is let in."""
    door = guard.plausible_requests(lambda _: HttpResponse())
    return door(request).status_code


def part(headers: str = "", value: str = "1") -> bytes:
    """A form of one field, in parts."""
    disposition = f'Content-Disposition: form-data; name="a"{headers}'
    return f"--B\r\n{disposition}\r\n\r\n{value}\r\n--B--\r\n".encode()


WELCOME = [
    pytest.param("/check/é/?plan=hmo&a=b&a=c", id="accents and repeated keys"),
    pytest.param("/check/?plan=%F0%9F%A6%B5", id="a leg"),
    pytest.param("/check/?plan=%ED%A0%80", id="half a pair, which is read as U+FFFD"),
    pytest.param("/check/?" + "a" * 8192, id="a query of 8 KiB"),
    pytest.param("/%ED%A0%80/", id="a path that is no UTF-8"),
]


@pytest.mark.parametrize("address", WELCOME)
def test_a_plausible_address_is_let_in(address: str) -> None:
    assert through(RequestFactory().get(address)) == 200


REFUSED = [
    pytest.param("/check/%00/", id="NUL in the path"),
    pytest.param("/check/%0A/", id="a line break in the path"),
    pytest.param("/check/%7F/", id="DEL in the path"),
    pytest.param("/check/?plan=%00", id="NUL in the query"),
    pytest.param("/check/?plan=a%0D%0Ab", id="a line break in the query"),
    pytest.param("/check/?%1B=1", id="ESC in a key of the query"),
]


@pytest.mark.parametrize("address", REFUSED)
def test_an_implausible_address_is_refused(address: str) -> None:
    with pytest.raises(TURNED_AWAY):
        through(RequestFactory().get(address))


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(b"note=one%0D%0Atwo%09three", FORM, id="lines and tabs in a text"),
        pytest.param(b"note=%C2%85", FORM, id="a line break of other systems"),
        pytest.param(b"", FORM, id="nothing"),
        pytest.param(part(), PARTS, id="parts"),
        pytest.param(b'{"a": 1}', "application/json; charset=UTF-8", id="JSON"),
        pytest.param(b"a=" + b"a" * (64 * 1024 - 2), FORM, id="64 KiB"),
    ],
)
def test_a_plausible_form_is_let_in(body: bytes, kind: str) -> None:
    assert through(RequestFactory().generic("POST", "/check/", body, content_type=kind)) == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(b"note=%00", FORM, id="NUL in a value"),
        pytest.param(b"note=%0B", FORM, id="a vertical tab in a value"),
        pytest.param(b"no%0Ate=1", FORM, id="a line break in a key"),
        pytest.param(part(value="\x00"), PARTS, id="NUL in a part"),
        pytest.param(part("\r\nContent-Transfer-Encoding: base64", "AA=="), PARTS, id="NUL, coded"),
        pytest.param(part(value="\\ud800"), f"{PARTS}; charset=unicode_escape", id="half a pair"),
        pytest.param(part(), f"{PARTS}; charset=rot13", id="a charset that is none"),
        pytest.param(b"a=1", f"{FORM}; charset=latin-1", id="another charset"),
        pytest.param(b"a=1", "multipart/form-data", id="parts without a boundary"),
    ],
)
def test_an_implausible_form_is_refused(body: bytes, kind: str) -> None:
    with pytest.raises(TURNED_AWAY):
        through(RequestFactory().generic("POST", "/check/", body, content_type=kind))


@pytest.mark.parametrize("cookie", ["run=a\x00", 'run="\\000"', "ru\x1bn=1"])
def test_an_implausible_cookie_is_refused(cookie: str) -> None:
    with pytest.raises(BadRequest, match="cookies"):
        through(RequestFactory().get("/check/", headers={"Cookie": cookie}))


def test_a_sender_who_hangs_up_is_no_error_of_ours() -> None:
    class HungUp(BytesIO):
        def read(self, *_: object) -> bytes:
            raise OSError

    request = WSGIRequest(RequestFactory().post("/check/").environ | {"wsgi.input": HungUp()})

    with pytest.raises(BadRequest, match="cannot be read"):
        through(request)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/login/", PAGE, "/check/%00/"])
def test_every_reply_has_closed_policies(client: Client, path: str) -> None:
    found = client.get(path).headers

    assert set(found["Content-Security-Policy"].split("; ")) == POLICY
    assert "camera=(), " in found["Permissions-Policy"]
    assert found["Cross-Origin-Resource-Policy"] == "same-origin"
    assert found["Cross-Origin-Opener-Policy"] == "same-origin"
    assert found["Referrer-Policy"] == "same-origin"
    assert found["X-Content-Type-Options"] == "nosniff"
    assert found["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        pytest.param("/check/%00/", 0, 400, id="nonsense"),
        pytest.param(PAGE, 70_000, 413, id="too much for a member's page"),
        pytest.param("/admin/login/", 3_000_000, 413, id="too much for a form of an admin"),
    ],
)
def test_a_refusal_is_a_page(client: Client, path: str, size: int, status: int) -> None:
    response = client.post(path, b"a=" + b"a" * size, content_type=FORM)

    assert response.status_code == status
    assert f"errors/{status}.html" in [template.name for template in response.templates]
    assert "no-store" in response.headers["Cache-Control"]


def rows(**claims: str) -> bytes:
    """A form that says how many rows it has."""
    return urlencode({f"{prefix}-TOTAL_FORMS": claim for prefix, claim in claims.items()}).encode()


THREE_FILES = b"".join(
    b'--B\r\nContent-Disposition: form-data; name="%d"; filename="a"\r\n\r\n\r\n' % number for number in range(3)
)
PAST = [
    pytest.param("/?" + "a" * 8193, b"", FORM, bounds.QUERY, id="a query of more than 8 KB"),
    pytest.param("/?" + "a=b&" * 250_000, b"", FORM, bounds.QUERY, id="a query of 1 MB"),
    pytest.param("/?" + "&a" * 4000, b"&a" * 5001, FORM, bounds.FORM_FIELDS, id="5,001 fields"),
    pytest.param("/", b"a=1&" * 1001, FORM, bounds.SELECTED, id="one field 1,001 times"),
    pytest.param("/", THREE_FILES + b"--B--", PARTS, bounds.FORM_FILES, id="three files"),
    pytest.param("/", rows(a="1000000000"), FORM, bounds.FORM_ROWS, id="a thousand million rows"),
    pytest.param("/", rows(a="201"), FORM, bounds.FORM_ROWS, id="201 rows"),
    pytest.param("/", rows(a="101", b="100"), FORM, bounds.FORM_ROWS, id="201 rows of two kinds"),
    pytest.param("/", rows(**{f"a{number}": "1" for number in range(201)}), FORM, bounds.FORM_ROWS, id="201 kinds"),
    pytest.param("/", rows(a=" 1000000.0 "), FORM, bounds.FORM_ROWS, id="rows with a point and spaces"),
    pytest.param("/", rows(a="\uff19" * 7), FORM, bounds.FORM_ROWS, id="rows in wide digits"),
    pytest.param("/", rows(a="9" * 5000), FORM, bounds.FORM_ROWS, id="rows of 5,000 digits"),
    pytest.param("/", rows(a="999") + b"&a-TOTAL_FORMS=1", FORM, bounds.FORM_ROWS, id="rows that are said twice"),
    pytest.param("/", b"a-INITIAL_FORMS=201&a-TOTAL_FORMS=1", FORM, bounds.FORM_ROWS, id="rows that were there"),
    pytest.param("/", b"TOTAL_FORMS=201", FORM, bounds.FORM_ROWS, id="rows without a name"),
]


@pytest.mark.parametrize("prefix", ["/admin/benefits/planrow/1/change", "/staff/cases/keep", "/no-such-page"])
@pytest.mark.parametrize(("path", "body", "kind", "bound"), PAST)
def test_what_is_past_a_bound_is_told_so_before_any_view_is_asked(
    prefix: str, path: str, body: bytes, kind: str, bound: Bound
) -> None:
    request = RequestFactory().generic("POST", prefix + path, body, content_type=kind)
    door = guard.plausible_requests(lambda _: pytest.fail("a view was asked"))

    response = door(request)

    assert isinstance(response, HttpResponse)
    assert response.status_code == bound.status
    assert bound.told() in response.content.decode()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(rows(a="200"), id="200 rows"),
        pytest.param(rows(a="100", b="100") + b"&a-INITIAL_FORMS=100&b-INITIAL_FORMS=100", id="200 that were there"),
        pytest.param(rows(a="x") + b"&b-TOTAL_FORMS=-5&c-TOTAL_FORMS=", id="no numbers, which Django refuses"),
        pytest.param(b"a-MAX_NUM_FORMS=1000&a-MIN_NUM_FORMS=0&a=1&a=2", id="what Django says itself"),
        pytest.param(b"a=1&" * 1000, id="a field 1,000 times"),
    ],
)
def test_what_is_within_the_bounds_is_let_in(body: bytes) -> None:
    assert through(RequestFactory().generic("POST", "/admin/", body, content_type=FORM)) == 200


def test_a_program_is_told_in_json() -> None:
    request = RequestFactory().get("/api/answer?" + "a" * 8193)

    response = guard.plausible_requests(lambda _: HttpResponse())(request)

    assert isinstance(response, HttpResponse)
    assert json.loads(response.content)["error"]["message"] == bounds.QUERY.told()


def test_what_a_view_finds_too_much_is_a_page_as_well() -> None:
    door = guard.WordedRefusals(lambda _: HttpResponse())

    response = door.process_exception(RequestFactory().get("/"), bounds.JSON_DEPTH.passed())

    assert isinstance(response, HttpResponse)
    assert response.status_code == 400
    assert bounds.JSON_DEPTH.told() in response.content.decode()


def test_the_settings_let_django_read_what_the_bounds_say() -> None:
    assert bounds.ADMIN_FORM.most == settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert bounds.FORM_FIELDS.most == settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert bounds.FORM_FILES.most == settings.DATA_UPLOAD_MAX_NUMBER_FILES


LOGIN = HttpResponseRedirect("/admin/login/?next=/admin/publishing/")
HERE = "http://testserver/admin/publishing/"


@pytest.mark.parametrize(
    ("shown", "reply", "sent_to"),
    [
        pytest.param(HERE, LOGIN, f"/admin/login/?next={quote(HERE, safe='')}", id="part of a page"),
        pytest.param(None, LOGIN, None, id="a whole page"),
        pytest.param(HERE, HttpResponseRedirect(HERE), None, id="on to another page"),
        pytest.param(HERE, HttpResponse(), None, id="no redirect"),
    ],
)
def test_a_login_is_never_part_of_a_page(shown: str | None, reply: HttpResponse, sent_to: str | None) -> None:
    request = RequestFactory().post("/admin/publishing/", headers={"HX-Current-URL": shown} if shown else {})

    found = guard.whole_logins(lambda _: reply)(request)

    assert found.get("HX-Redirect") == sent_to
    assert (found is reply) == (sent_to is None)


@pytest.mark.django_db
@pytest.mark.parametrize("shown", ["http://[", "//evil.example/", "javascript:alert(1)", "é\x80"])
def test_a_forged_page_leads_nowhere_else(admin_client: Client, shown: str) -> None:
    asked = Client().post("/admin/publishing/reviews/", headers={"HX-Current-URL": shown})

    after = admin_client.get(asked["HX-Redirect"])

    assert (asked.status_code, after.status_code, after["Location"]) == (200, 302, "/admin/")


# Each face has an address here that asks for the edition in force.
ASKING = [
    pytest.param("GET", "/", id="the start"),
    pytest.param("GET", "/check/", id="a new walk"),
    pytest.param("GET", "/guides/", id="the guides"),
    pytest.param("GET", "/sitemap.xml", id="the map of the site"),
    pytest.param("GET", "/api/catalog", id="the catalog for programs"),
    pytest.param("POST", "/api/answer", id="an answer for programs"),
    pytest.param("GET", "/staff/", id="the summary of staff"),
    pytest.param("GET", "/admin/benefits/importbatch/offers/in-force/sheets.xlsx", id="sheets of the edition"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path"), ASKING)
def test_before_anything_is_published_every_face_says_so(admin_client: Client, method: str, path: str) -> None:
    response = admin_client.generic(method, path, b"{}", content_type="application/json")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == errors.BUSY_SECONDS
    assert "no-store" in response.headers["Cache-Control"]
    assert b"database" not in response.content


def test_another_exception_is_left_to_whom_it_concerns() -> None:
    door = guard.WordedRefusals(lambda _: HttpResponse())

    assert door.process_exception(RequestFactory().get("/"), LookupError()) is None
