"""An import names itself, goes in with a reason only, and is the benefits admin's."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils import timezone

from benefits.models import ImportBatch, ImportRow, Verdict
from tests.groups import make_groups
from tests.importing.ours import imported


def test_they_have_names() -> None:
    assert str(ImportBatch(file_name="gates.csv")) == "gates.csv"
    assert str(ImportRow(place="gates, row 12")) == "gates, row 12"


@pytest.mark.django_db
def test_an_import_is_confirmed_with_a_reason_only() -> None:
    batch = imported(file_name="gates.csv")
    batch.confirmed_at = timezone.now()

    with pytest.raises(IntegrityError), transaction.atomic():
        batch.save()

    batch.reason = "The 2027 documents."
    batch.save()


@pytest.mark.django_db
def test_a_place_in_a_file_is_read_once() -> None:
    batch = imported(file_name="gates.csv")
    ImportRow.objects.create(batch=batch, position=1, verdict=Verdict.NEW)

    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRow.objects.create(batch=batch, position=1, verdict=Verdict.NEW)


@pytest.mark.django_db
@pytest.mark.parametrize(("group", "may"), [("Benefits admin", True), ("Staff", False), ("Publisher", False)])
def test_imports_are_the_benefits_admins(group: str, *, may: bool) -> None:
    make_groups()
    held = Group.objects.get(name=group).permissions

    wanted = [
        f"{action}_{row}" for action in ("add", "change", "delete", "view") for row in ("importbatch", "importrow")
    ]

    assert held.filter(codename__in=wanted).count() == (len(wanted) if may else 0)
