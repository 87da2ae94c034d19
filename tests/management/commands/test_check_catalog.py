"""What the draft, or the edition in force, leaves unsaid."""

import pytest
from django.core.management import CommandError, call_command

from benefits.models import GateRow

pytestmark = pytest.mark.django_db


def test_the_shipped_data_leaves_nothing_silent(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_guides")
    capsys.readouterr()

    call_command("check_catalog")
    call_command("check_catalog", edition="in-force")

    assert capsys.readouterr().out == "Nothing is left unsaid.\n" * 2


def test_each_gap_of_the_draft_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_guides")
    GateRow.objects.filter(plan="unsure", therapy="physical-therapy", kind="network").delete()

    with pytest.raises(CommandError, match="gaps"):
        call_command("check_catalog")

    assert "physical-therapy" in capsys.readouterr().out
    call_command("check_catalog", edition="in-force")


def test_nothing_in_force_is_said() -> None:
    with pytest.raises(CommandError, match="no edition is in force"):
        call_command("check_catalog", edition="in-force")


def test_rows_that_make_no_sense_are_named() -> None:
    call_command("load_guides")
    GateRow.objects.filter(plan="unsure", therapy="physical-therapy", kind="referral").update(referrers=())

    with pytest.raises(CommandError, match="unsure / physical-therapy / referral"):
        call_command("check_catalog")
