"""Who gets to see the draft: those with the permission, at every address, with every method."""

import pytest
from django.urls import get_resolver

from benefits.guides import urls as guides_urls
from benefits.preview import urls
from benefits.preview.views import FOR_PROGRAMS
from benefits.wizard import urls as wizard_urls
from tests.staff.conftest import browser

ROLES = ("", "nobody-special", "sam-staff", "bea-benefits", "petra-publisher")
# What is seen of each address by those who may: its status, without a walk.
TABLE = {
    "": 200,
    "check/": 302,
    "check/a-run/": 200,
    "check/a-run/answer/": 200,
    "check/a-run/copy.txt": 302,
    "check/a-run/visits.ics": 302,
    "check/a-run/papers/call/": 302,
    "check/a-run/papers/call.pdf": 302,
    "check/a-run/course/": 200,
    "check/a-run/compare/": 200,
    "check/a-run/plan/find/": 200,
    "check/a-run/referral/": 200,
    "guides/": 200,
    "guides/massage-therapy/": 200,
    "privacy/": 200,
    "accessibility/": 200,
    "readyz": 302,
    "admin/": 302,
    "staff/": 302,
    "nowhere/": 404,
}


@pytest.mark.usefixtures("drafted")
@pytest.mark.parametrize("rest", TABLE)
def test_who_may_see_it(rest: str) -> None:
    got = [browser(role).get(f"/draft/{rest}") for role in ROLES]

    assert [reply.status_code for reply in got] == [302, 403, 403, TABLE[rest], TABLE[rest]]
    assert got[0]["Location"].startswith("/admin/login/?next=/draft/")
    assert not any(b"Massage by hand" in reply.content for reply in got[:3])
    assert all("no-store" in reply["Cache-Control"] for reply in got)


@pytest.mark.usefixtures("drafted")
@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_refused(method: str) -> None:
    assert getattr(browser("bea-benefits"), method)("/draft/").status_code == 405


@pytest.mark.usefixtures("drafted")
def test_a_form_is_sent_by_those_who_may_alone() -> None:
    got = [browser(role).post("/draft/check/a-run/clear/").status_code for role in ROLES]

    assert got == [302, 403, 403, 302, 302]


def test_every_page_of_members_is_in_the_table() -> None:
    patterns = (*wizard_urls.urlpatterns, *guides_urls.urlpatterns)
    names = {str(pattern.name) for pattern in patterns} - set(FOR_PROGRAMS) - {"clear"}

    resolver = get_resolver()
    seen = {resolver.resolve(f"/{rest}").url_name for rest, status in TABLE.items() if status != 404}

    assert names <= seen
    assert {pattern.name for pattern in urls.urlpatterns} == {"start", "page"}
