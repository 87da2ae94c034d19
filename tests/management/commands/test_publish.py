"""Publishing from the command line."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from pytest_django import Settings

from benefits import editions
from benefits.importing import loading
from benefits.models import CostTierRow, Edition, GateRow
from tests import whole
from tests.editions import small

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(settings: Settings, tmp_path: Path) -> None:
    settings.EDITION_DIR = tmp_path / "editions"
    small.load()
    editions.publish(by=None, reason="The first.")


def raise_the_price() -> None:
    CostTierRow.objects.filter(plan="gold").update(low=30, high=30)


@pytest.mark.usefixtures("published")
def test_it_publishes_and_says_what_changes(capsys: pytest.CaptureFixture[str]) -> None:
    User.objects.create_user("petra-publisher")
    raise_the_price()

    call_command("publish", reason="The new price list.", by="petra-publisher")

    edition = Edition.objects.get(number=2)
    said = capsys.readouterr()
    assert "answers: Plan gold, physical therapy: price now: $20 per visit → $30 per visit" in said.out
    assert f"Edition 2  {edition.sha256}" in said.out
    assert "2 therapies" in said.out
    assert said.err == ""
    assert edition.published_by is not None
    assert (edition.reason, edition.published_by.username) == ("The new price list.", "petra-publisher")


@pytest.mark.usefixtures("published")
def test_a_dry_run_publishes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    raise_the_price()

    call_command("publish", "--dry-run", reason="To see.")

    assert "price now: $20 per visit → $30 per visit" in capsys.readouterr().out
    assert editions.newest_number() == 1


@pytest.mark.usefixtures("published")
def test_it_goes_back_to_an_earlier_edition() -> None:
    raise_the_price()
    call_command("publish", reason="The second.")

    call_command("publish", "--roll-back", "1", reason="The second was wrong.")

    assert Edition.objects.get(number=3).again_id == 1
    with pytest.raises(CommandError, match="there is no edition 9"):
        call_command("publish", "--roll-back", "9", reason="Back.")


@pytest.mark.usefixtures("published")
def test_two_people_publish_where_the_setting_asks_for_it(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.PUBLISHING_NEEDS_TWO = True
    User.objects.create_user("petra-publisher")
    User.objects.create_user("paul-publisher")
    raise_the_price()

    call_command("publish", reason="The new price list.", by="petra-publisher")
    assert "It waits for a second person" in capsys.readouterr().out
    assert editions.newest_number() == 1

    call_command("publish", reason="Looks right.", by="paul-publisher")
    assert Edition.objects.get(number=2).reason == "The new price list."


@pytest.mark.usefixtures("published")
def test_it_refuses_a_draft_with_gaps_and_lists_them(capsys: pytest.CaptureFixture[str]) -> None:
    GateRow.objects.filter(kind="network").delete()

    with pytest.raises(CommandError, match="1 finding must be mended"):
        call_command("publish", reason="Too early.")

    assert "no record says whether there is a network gate" in capsys.readouterr().out
    assert editions.newest_number() == 1


@pytest.mark.usefixtures("published")
def test_it_refuses_when_there_is_nothing_new() -> None:
    with pytest.raises(CommandError, match="edition 1 already says all of this"):
        call_command("publish", reason="Once more.")


def test_it_refuses_rows_that_make_no_sense() -> None:
    loading.load(whole.catalog(), reason="a test")
    GateRow.objects.filter(kind="referral").update(referrers=())

    with pytest.raises(CommandError, match="gold / massage / referral"):
        call_command("publish", reason="Too early.")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--by", "nobody", "--reason", "x"], id="an unknown user"),
        pytest.param([], id="no reason"),
    ],
)
def test_it_refuses(arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("publish", *arguments)

    assert not Edition.objects.exists()
