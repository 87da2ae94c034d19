"""Publishing from the command line."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from benefits import editions
from benefits.importing import catalogs
from benefits.models import Edition, GateRow, TherapyRow
from tests import whole

pytestmark = pytest.mark.django_db


def test_it_publishes_and_says_what(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_guides")
    User.objects.create_user("petra-publisher")
    TherapyRow.objects.filter(slug="massage-therapy").update(hint="By hand.")

    call_command("publish", reason="A better hint.", by="petra-publisher")

    edition = Edition.objects.get(number=2)
    said = capsys.readouterr().out
    assert f"Edition 2  {edition.sha256}" in said
    assert "6 therapies" in said
    assert edition.published_by is not None
    assert (edition.reason, edition.published_by.username) == ("A better hint.", "petra-publisher")


def test_it_refuses_a_draft_with_gaps_and_lists_them() -> None:
    call_command("load_guides")
    GateRow.objects.filter(plan="unsure", therapy="physical-therapy", kind="network").delete()

    with pytest.raises(CommandError, match="no record says whether there is a network gate"):
        call_command("publish", reason="Too early.")

    assert editions.newest_number() == 1


def test_it_refuses_when_there_is_nothing_new() -> None:
    call_command("load_guides")

    with pytest.raises(CommandError, match="edition 1 already says all of this"):
        call_command("publish", reason="Once more.")


def test_it_refuses_rows_that_make_no_sense() -> None:
    catalogs.load(whole.catalog(), reason="a test")
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
