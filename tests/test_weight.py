"""What a member's phone has to load, in bytes on the wire; and that what makes it small breaks nothing."""

import re
import zlib
from collections.abc import Iterator
from gzip import decompress
from pathlib import Path
from typing import Any, Final

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from benefits import editions
from benefits.coverage.catalog import sha256, to_json
from benefits.exports import files
from benefits.models import Edition
from tests import shipped
from tests.staff.conftest import browser
from tests.staff.test_exporting import at_once, finish, start  # noqa: F401
from tests.wizard.members import JOINT_PAIN, Member

KB: Final = 1024
FIRST_PAGE: Final = 20 * KB
STYLE: Final = 4 * KB
QUESTION: Final = 4 * KB
# The aim is 30 KB. htmx alone is 15, finding the plan 5.5, the answer with its style 10: this holds what was reached,
# with the up to 100 bytes of chance that Django adds to each page against guessing.
WALK: Final = 42 * KB

PHONE: Final = {"Accept-Encoding": "gzip, deflate, br"}
LOADED: Final = re.compile(r'<(?:link rel|script|img)\b[^>]*(?:src|href)="(/static/[^"]+)"')
LATER: Final = re.compile(r'<link data-rel="stylesheet" href="([^"]+)"')
ANSWERS: Final = {**JOINT_PAIN, "region": "unsure"}
FEW: Final = "on=2026-11-21&plan=hmo&plan=hdhp&therapy=physical-therapy"
TAGGED: Final = ("/guides/", "/guides/physical-therapy/", "/api/catalog", "/api/schema")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the static files are gathered, compressed as in the running product; without those of the admin."""
    return tmp_path_factory.mktemp("static")


@pytest.fixture
def phone(settings: Any, collected: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Someone's phone, which takes whatever is smallest."""
    backend = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STATIC_ROOT = collected
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": backend}}
    if not any(collected.iterdir()):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin", "simple_history"])
    edition = shipped.edition()
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    return Client(headers=PHONE)


@pytest.fixture
def sam(db: None) -> Client:
    """Staff, with what is shipped in force."""
    data = to_json(shipped.catalog())
    Edition.objects.create(number=1, sha256=sha256(data), packed=zlib.compress(data), published_at=timezone.now())
    return browser("sam-staff")


def weight(response: Any) -> int:
    """The bytes of the body as sent, without the headers."""
    return len(response.getvalue())


def text(response: Any) -> str:
    """The page that those bytes are."""
    assert response.headers["Content-Encoding"] == "gzip"
    return decompress(response.content).decode()


def loaded(phone: Client, page: str) -> dict[str, int]:
    """What the page loads, and the weight of each."""
    return {address: weight(phone.get(address)) for address in dict.fromkeys(LOADED.findall(page))}


def told(sizes: dict[str, int]) -> str:
    return ", ".join(f"{re.sub(r'[.][0-9a-f]{12}', '', name)} {size}" for name, size in sizes.items())


def test_the_first_page_is_light(phone: Client) -> None:
    response = phone.get("/")
    files = loaded(phone, text(response))

    everything = {"page": weight(response), **files}
    print(f"first page: {sum(everything.values())} bytes: {told(everything)}")
    assert len(files) >= 5, "style, script and icon"
    assert sum(everything.values()) <= FIRST_PAGE
    assert sum(size for name, size in files.items() if name.endswith(".css")) < STYLE


def walked(phone: Client) -> Iterator[tuple[str, int]]:
    """The pages after the first, and the weight of each: htmx is sent the same page as anyone."""
    member = Member(phone)
    page = member.begin("?therapy=physical-therapy")
    while not member.at.endswith("/answer/"):
        fact = member.at.partition("?")[0].rstrip("/").rpartition("/")[2]
        yield fact, weight(page)
        if fact == "find":
            listed = member.open(f"{member.at}?region=unsure&sent=1")
            yield "find, with its list", weight(listed)
            page = member.say(plan=ANSWERS["plan"])
        else:
            page = member.say(**{fact: ANSWERS[fact]})
    yield "answer", weight(page)


def test_a_question_is_light(phone: Client) -> None:
    pages = dict(walked(phone))

    print(f"after the first page: {told(pages)}")
    assert {"plan", "find", "referral", "condition", "answer"} <= pages.keys()
    assert {name: size for name, size in pages.items() if size > QUESTION and name != "answer"} == {}


def test_the_whole_walk_is_light(phone: Client) -> None:
    page = text(phone.get("/"))
    files = loaded(phone, page) | {name: weight(phone.get(name)) for name in LATER.findall(page)}
    walk = weight(phone.get("/")) + sum(files.values()) + sum(size for _name, size in walked(phone))

    print(f"the whole walk with htmx: {walk} bytes")
    assert walk <= WALK


def test_a_page_that_is_too_heavy_is_noticed(phone: Client) -> None:
    heavy = ("css/staff.css", "django_htmx/htmx-2.js")
    page = "".join(f'<link rel="stylesheet" href="/static/{name}">' for name in heavy)

    assert sum(loaded(phone, page).values()) > FIRST_PAGE


@pytest.mark.parametrize("address", ["/", "/check/?therapy=physical-therapy", *TAGGED])
def test_a_page_shrinks_for_whoever_can_unfold_it(phone: Client, address: str) -> None:
    small, whole = phone.get(address, follow=True), Client().get(address, follow=True)

    assert "Content-Encoding" not in whole.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small.headers["Vary"]
    assert int(small.headers["Content-Length"]) == weight(small) < weight(whole) / 2
    assert text(small).startswith(whole.content.decode()[:500])


@pytest.mark.parametrize("address", TAGGED)
def test_a_small_page_is_known_again_by_its_tag(phone: Client, address: str) -> None:
    first = phone.get(address)
    tag = first.headers["ETag"]

    for known in (tag, tag.removeprefix("W/"), f'"another", {tag}'):
        again = phone.get(address, headers=PHONE | {"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"].removeprefix("W/") == tag.removeprefix("W/")
    assert tag.startswith("W/"), "the same page, but not the same bytes"
    assert phone.get(address, headers=PHONE | {"If-None-Match": '"another"'}).status_code == 200


def arrives_whole(sam: Client, address: str) -> bool:
    """The same file with and without compression; whether it came as a stream."""
    plain, small = sam.get(address), sam.get(address, headers=PHONE)
    assert plain.status_code == small.status_code == 200
    sent, whole = small.getvalue(), plain.getvalue()
    assert (decompress(sent) if small.headers.get("Content-Encoding") == "gzip" else sent) == whole
    assert small.headers["Content-Disposition"] == plain.headers["Content-Disposition"]
    assert small.headers.get("Content-Length", str(len(sent))) == str(len(sent))
    return bool(small.streaming)


@pytest.mark.parametrize("form", ["csv", "xlsx", "pdf", "json"])
def test_a_download_arrives_whole(sam: Client, form: str) -> None:
    assert arrives_whole(sam, f"/staff/summary.{form}?{FEW}") == (not files.FORMATS[form].can_fail)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("form", ["csv", "xlsx", "pdf"])
def test_a_long_export_that_streams_arrives_whole(sam: Client, form: str, settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    address = start(sam, form, FEW)
    finish(sam, address)

    assert arrives_whole(sam, f"{address}file")
