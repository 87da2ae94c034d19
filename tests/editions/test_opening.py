"""What a later release stored is refused in words by an earlier one, wherever it is met; members are answered on."""

import json
import zlib
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from benefits import editions
from benefits.coverage.catalog import sha256, to_json
from benefits.editions import serving
from benefits.editions.opening import CannotOpen, opened
from benefits.models import BenefitRow, Edition
from benefits.words import refusals
from tests.editions import small

LATER: list[Any] = [
    pytest.param({"planets": [{"slug": "mars"}]}, "“planets” (at `$`) is not known here", id="a kind of record"),
    pytest.param(
        {"therapies": [{"slug": "pt", "name": "PT", "orbit": 3}]},
        "“orbit” (at `$.therapies[0]`) is not known here",
        id="a field",
    ),
    pytest.param(
        {"plans": [{"slug": "hmo", "name": "HMO", "kind": "orbital"}]},
        "“orbital” (at `$.plans[0].kind`) is not known here",
        id="a word of a list",
    ),
    pytest.param({"format": 2}, "it is of format 2; this version reads format 1", id="a format"),
    pytest.param({"format": 2, "planets": []}, "it is of format 2", id="a format, and what only it knows"),
]


@pytest.mark.parametrize(("added", "said"), LATER)
def test_what_is_not_known_is_named(added: dict[str, Any], said: str) -> None:
    with pytest.raises(CannotOpen) as refused:
        opened(json.dumps(added).encode())

    assert said in refusals.told(refused.value)
    assert "release of this site" in refusals.told(refused.value)


def test_what_this_release_wrote_is_opened() -> None:
    assert opened(to_json(small.catalog())) == small.catalog()


@pytest.fixture
def overtaken(published: None) -> None:
    """Edition 1 is held, and a later release published edition 2."""
    assert editions.in_force().number == 1
    later = {**json.loads(to_json(small.catalog())), "planets": [{"slug": "mars"}]}
    data = json.dumps(later).encode()
    packed = zlib.compress(data)
    Edition(number=2, sha256=sha256(data), packed=packed, published_at=timezone.now()).save()


@pytest.fixture
def admin(overtaken: None) -> Client:
    """Somebody who may do everything."""
    client = Client()
    client.force_login(User.objects.create_superuser("ada-admin"))
    return client


@pytest.mark.usefixtures("overtaken")
def test_members_are_answered_from_the_edition_that_was_held(caplog: pytest.LogCaptureFixture) -> None:
    serving.look_again()

    assert (editions.in_force().number, editions.in_force().stale) == (1, True)
    assert "“planets” (at `$`) is not known here" in caplog.text


def test_a_worker_that_holds_none_says_that_there_is_no_answer(overtaken: None, settings: Settings) -> None:
    settings.EDITION_DIR = settings.EDITION_DIR.with_name("another")
    editions.forget()

    with pytest.raises(editions.NothingPublished):
        editions.in_force()


PAGES = [
    pytest.param("/admin/publishing/", 200, "a later release of this site published", id="what is unpublished"),
    pytest.param("/admin/publishing/editions/2/", 501, "This server is too old for this", id="what it changed"),
    pytest.param("/staff/?edition=2", 400, "Edition 2 cannot be read here", id="a summary"),
    pytest.param("/staff/summary.csv?edition=2", 400, "Edition 2 cannot be read here", id="a download"),
    pytest.param("/admin/benefits/importbatch/offers/2/sheets.xlsx", 302, "", id="its sheets"),
]


@pytest.mark.parametrize(("address", "status", "said"), PAGES)
def test_a_page_about_it_says_so(admin: Client, address: str, status: int, said: str) -> None:
    page = admin.get(address)

    assert page.status_code == status
    assert said in page.content.decode()
    if said:
        assert "“planets” (at `$`) is not known here" in page.content.decode()


def test_nothing_is_published_over_it(admin: Client) -> None:
    BenefitRow.objects.update(note="Another note.")

    page = admin.post("/admin/publishing/reviews/")

    assert page.status_code == 409
    assert "Nothing can be published from this server" in page.content.decode()
    with pytest.raises(CannotOpen):
        editions.publish(by=None, reason="From an earlier release.")
    assert editions.newest_number() == 2


@pytest.mark.usefixtures("overtaken")
@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("publish", "--reason", "Early."), id="publish"),
        pytest.param(("export_summary", "--edition", "2", "--format", "csv", "-o", "never.csv"), id="export_summary"),
    ],
)
def test_a_command_says_so(command: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="is not known here"):
        call_command(*command)
