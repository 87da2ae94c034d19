"""The shipped data is there after the first start, and no later start touches it."""

from collections.abc import Callable

import pytest
from django.core.management import call_command

from benefits import editions
from benefits.models import TherapyRow


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """Runs the command and gives what it said."""

    def run() -> str:
        call_command("load_guides")
        return capsys.readouterr().out

    return run


@pytest.mark.django_db
def test_it_publishes_the_first_edition_and_says_so_in_one_line(said: Callable[[], str]) -> None:
    line = said()

    assert line.endswith("shipped records are published as edition 1.\n")
    assert line.count("\n") == 1
    assert editions.in_force().number == 1


@pytest.mark.django_db
def test_a_second_start_changes_nothing(said: Callable[[], str]) -> None:
    said()

    assert said() == "Edition 1 is in force.\n"


@pytest.mark.django_db
def test_newly_shipped_records_wait_in_the_draft(said: Callable[[], str]) -> None:
    said()
    TherapyRow.history.all().delete()
    row = TherapyRow.objects.get(slug="acupuncture")
    TherapyRow.objects.filter(pk=row.pk).update(slug="another")

    assert "new shipped records wait in the draft" in said()
    assert editions.newest_number() == 1
