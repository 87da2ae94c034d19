"""What is not all there, or larger than is taken from whoever sends it, is refused in words before it is read."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from benefits.whole_bodies import UNFINISHED, Unfinished, whole_bodies

FILES = "/admin/benefits/importbatch/add/"
ADMIN = "/admin/benefits/planrow/add/"


def through(request: HttpRequest) -> int:
    """The status that a request gets at this door: 200 when it is let in."""
    return whole_bodies(lambda _: HttpResponse())(request).status_code


def sized(path: str, size: int | str, cookies: dict[str, str]) -> HttpRequest:
    """A request that says how large it is."""
    request = RequestFactory().get(path, CONTENT_LENGTH=str(size))
    request.COOKIES = cookies
    return request


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/check/", "65536", 200),
        ("/check/", "65537", 413),
        ("/check/", "9" * 40, 413),
        ("/admin/", "65536", 200),
        ("/admin/login/", "65537", 413),
        ("/check/", "many", 200),
        ("/check/", "²", 200),
    ],
)
def test_a_form_may_not_be_larger_than_any_we_have(path: str, size: str, status: int) -> None:
    assert through(sized(path, size, {})) == status


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        pytest.param(ADMIN, 2560 * 1024, 200, id="a long form"),
        pytest.param(FILES, 32 * 1024 * 1024, 200, id="a file where files are brought"),
        pytest.param(f"{FILES}filing/", 32 * 1024 * 1024, 200, id="a filing"),
        pytest.param(FILES, 32 * 1024 * 1024 + 1, 413, id="too large a file"),
        pytest.param(ADMIN, 2560 * 1024 + 1, 413, id="a file elsewhere"),
        pytest.param("/check/", 65537, 413, id="a file on a member's page"),
    ],
)
def test_more_is_taken_from_who_is_logged_in(admin_client: Client, path: str, size: int, status: int) -> None:
    cookies = {name: morsel.value for name, morsel in admin_client.cookies.items()}

    assert through(sized(path, size, cookies)) == status


@pytest.mark.django_db
@pytest.mark.parametrize("session", ["", "a" * 32, "../../etc", "a\x00b"])
@pytest.mark.parametrize("path", [FILES, "/admin/", "/staff/cases/keep/"])
def test_no_more_than_a_form_is_taken_from_a_stranger_who_is_asked_to_log_in(path: str, session: str) -> None:
    assert through(sized(path, 64 * 1024 + 1, {"session": session})) == 302


@pytest.mark.parametrize(
    ("path", "why", "status"),
    [
        pytest.param("/check/", Unfinished.LATE, 408, id="late"),
        pytest.param("/admin/login/", Unfinished.LATE, 408, id="late, for an admin"),
        pytest.param("/check/", Unfinished.TOO_LARGE, 413, id="too large without saying so"),
    ],
)
def test_a_body_that_is_not_all_there_is_refused(path: str, why: Unfinished, status: int) -> None:
    request = RequestFactory().post(path)
    request.META[UNFINISHED] = why

    assert through(request) == status


def test_a_body_that_found_no_room_is_a_full_disk() -> None:
    request = RequestFactory().post("/check/")
    request.META[UNFINISHED] = Unfinished.NO_ROOM

    with pytest.raises(OSError, match="No space left"):
        through(request)
