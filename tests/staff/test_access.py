"""Who may do what: every address of the staff face, for every role."""

import pytest
from django.test import Client

from benefits import editions
from tests.staff.conftest import browser

ROLES = ("", "nobody-special", "sam-staff", "bea-benefits", "petra-publisher")
UUID = "00000000-0000-0000-0000-000000000000"

# For each address: where it is, how it is asked, and what each role gets, in the order of ROLES.
TABLE: dict[str, tuple[str, str, tuple[int, ...]]] = {
    "summary": ("/staff/", "get", (302, 403, 200, 200, 200)),
    "download": ("/staff/summary.csv?plan=hmo", "get", (302, 403, 200, 200, 200)),
    "sheet": ("/staff/plans/hmo/sheet.pdf", "get", (302, 403, 200, 200, 200)),
    "answer": ("/staff/plans/hmo/massage-therapy/", "get", (302, 403, 200, 200, 200)),
    "export": ("/staff/exports/", "post", (302, 403, 400, 400, 400)),
    "watch": (f"/staff/exports/{UUID}/", "get", (302, 403, 404, 404, 404)),
    "cancel": (f"/staff/exports/{UUID}/cancel/", "post", (302, 403, 404, 404, 404)),
    "file": (f"/staff/exports/{UUID}/file", "get", (302, 403, 404, 404, 404)),
    "look-up": ("/staff/look-up/", "get", (302, 403, 200, 403, 200)),
    "cases": ("/staff/cases/", "get", (302, 403, 200, 200, 200)),
    "keep": ("/staff/cases/keep/", "post", (302, 403, 422, 403, 422)),
    "retire": ("/staff/cases/7/retire/", "post", (302, 403, 403, 403, 404)),
    "missing": ("/staff/missing/", "get", (302, 403, 200, 200, 200)),
    "missing-file": ("/staff/missing.csv", "get", (302, 403, 302, 302, 302)),
}


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("name", TABLE)
def test_who_may_do_what(name: str) -> None:
    address, method, expected = TABLE[name]

    got = tuple(getattr(browser(role), method)(address).status_code for role in ROLES)

    assert got == expected


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("name", TABLE)
def test_other_methods_are_refused(name: str) -> None:
    address, method, _expected = TABLE[name]
    client = browser("petra-publisher")

    assert client.delete(address).status_code == 405
    if method == "post":
        assert client.get(address).status_code == 405


@pytest.mark.django_db
def test_before_anything_is_published_it_says_so() -> None:
    assert browser("sam-staff").get("/staff/").status_code == 503


@pytest.mark.usefixtures("published")
def test_nothing_is_kept_by_a_cache(sam: Client) -> None:
    assert editions.in_force().number == 1
    assert "no-store" in sam.get("/staff/")["Cache-Control"]
