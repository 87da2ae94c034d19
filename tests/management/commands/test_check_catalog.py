"""What the draft, or the edition in force, leaves unsaid."""

import pytest
from django.core.management import CommandError, call_command

from benefits import editions
from benefits.models import CitationRow, DisagreementRow, GateRow
from tests.coverage import builders

pytestmark = pytest.mark.django_db


def test_what_the_shipped_documents_do_not_state_is_listed_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_guides")
    capsys.readouterr()

    call_command("check_catalog")
    call_command("check_catalog", edition="in-force")

    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith("silent: benefits: ") for line in lines)
    assert any("wa-pebb-value-2024 / acupuncture" in line and "state no price" in line for line in lines)


def test_where_all_is_said_nothing_is_listed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions, "draft", builders.guides)

    call_command("check_catalog")

    assert capsys.readouterr().out == "Nothing is left unsaid.\n"


def test_each_gap_of_the_draft_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_guides")
    GateRow.objects.filter(plan="unsure", therapy="physical-therapy", kind="network").delete()

    with pytest.raises(CommandError, match="gaps"):
        call_command("check_catalog")

    assert "physical-therapy" in capsys.readouterr().out
    call_command("check_catalog", edition="in-force")


def test_what_sources_differ_on_is_listed_and_fails_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_guides")
    first, second = CitationRow.objects.filter(source="guide-physical-therapy")[:2]
    DisagreementRow.objects.create(
        plan_id="hmo",
        therapy_id="physical-therapy",
        subject="visit_limit",
        says="20 visits",
        citation=first,
        other_says="30 visits",
        other_citation=second,
    )
    capsys.readouterr()

    call_command("check_catalog")

    line, *silent = capsys.readouterr().out.splitlines()
    assert line.startswith("to settle: disagreements: hmo / physical-therapy / visit_limit")
    assert all(line.startswith("silent: ") for line in silent)
    assert "“20 visits”" in line
    assert "“30 visits”" in line


def test_nothing_in_force_is_said() -> None:
    with pytest.raises(CommandError, match="no edition is in force"):
        call_command("check_catalog", edition="in-force")


def test_rows_that_make_no_sense_are_named() -> None:
    call_command("load_guides")
    GateRow.objects.filter(plan="unsure", therapy="physical-therapy", kind="referral").update(referrers=())

    with pytest.raises(CommandError, match="unsure / physical-therapy / referral"):
        call_command("check_catalog")
