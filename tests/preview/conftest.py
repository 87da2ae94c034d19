"""The shipped records as draft and as edition 1, then one edit in the draft; people of the house."""

import zlib

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from benefits.coverage.catalog import Catalog, sha256, to_json
from benefits.importing import loading
from benefits.models import Edition, TherapyRow
from benefits.preview import views
from tests.wizard.members import guides

NEW = "Massage by hand"


def go_live(catalog: Catalog) -> None:
    """The catalog as edition 1."""
    data = to_json(catalog)
    Edition.objects.create(number=1, sha256=sha256(data), packed=zlib.compress(data), published_at=timezone.now())


def rename(name: str) -> None:
    """An edit of the draft, as an admin makes it."""
    therapy = TherapyRow.objects.get(slug="massage-therapy")
    therapy.name = name
    therapy.save()


@pytest.fixture(autouse=True)
def nothing_compiled() -> None:
    """No test sees the draft of another."""
    views._compiled.cache_clear()


@pytest.fixture
def drafted(db: None) -> None:
    """The guides in force, and in the draft another name for massage."""
    loading.load(guides(), reason="a test")
    go_live(guides())
    rename(NEW)


@pytest.fixture
def ada(drafted: None) -> Client:
    """Someone who may see the draft."""
    client = Client()
    client.force_login(User.objects.create_superuser("ada-admin"))
    return client
