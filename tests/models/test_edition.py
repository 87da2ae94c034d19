"""An edition stays as it was published."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from benefits.models import Edition, Unchangeable

pytestmark = pytest.mark.django_db


def edition(number: int = 1, **columns: Any) -> Edition:
    return Edition.objects.create(number=number, sha256="0" * 64, packed=b"", published_at=timezone.now(), **columns)


@pytest.mark.parametrize(
    "attempt",
    [
        pytest.param(lambda edition: edition.save(), id="saved again"),
        pytest.param(lambda edition: edition.delete(), id="deleted"),
        pytest.param(lambda _edition: Edition.objects.update(reason="Another."), id="changed in passing"),
        pytest.param(lambda _edition: Edition.objects.all().delete(), id="deleted in passing"),
    ],
)
def test_it_refuses_to_be(attempt: Any) -> None:
    published = edition(reason="The first.")

    with pytest.raises(Unchangeable):
        attempt(published)

    assert Edition.objects.get().reason == "The first."


def test_two_editions_never_share_a_number() -> None:
    edition(1)

    with pytest.raises(IntegrityError), transaction.atomic():
        edition(1)


def test_only_an_earlier_edition_is_published_again() -> None:
    first = edition(1)
    edition(2, again=first)

    with pytest.raises(IntegrityError), transaction.atomic():
        edition(3, again_id=3)


def test_whoever_published_stays_known() -> None:
    petra = User.objects.create_user("petra-publisher")
    edition(published_by=petra)

    with pytest.raises(ProtectedError):
        petra.delete()
