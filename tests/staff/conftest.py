"""People of the house, each in their group, and the shipped data in force."""

import zlib
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from benefits.coverage.catalog import Catalog, sha256, to_json
from benefits.importing import loading
from benefits.models import Edition
from tests.groups import make_groups

ROOT = Path(__file__).parent.parent.parent

PEOPLE = {"sam-staff": "Staff", "bea-benefits": "Benefits admin", "petra-publisher": "Publisher"}


@pytest.fixture
def published(db: None) -> None:
    """The shipped guides and plans as edition 1; the draft is empty."""
    publish(loading.shipped(ROOT / "fixtures"), number=1)


def publish(catalog: Catalog, *, number: int) -> None:
    """The catalog as the edition of that number, in force where it is the last."""
    data = to_json(catalog)
    Edition.objects.create(number=number, sha256=sha256(data), packed=zlib.compress(data), published_at=timezone.now())


def _groups() -> None:
    """The groups of the migration, once more where a test with real transactions has emptied all tables."""
    if not Group.objects.exists():
        make_groups()


def person(name: str) -> User:
    """Someone of the house."""
    user = User.objects.create_user(name, is_staff=True)
    if name in PEOPLE:
        _groups()
        user.groups.add(Group.objects.get(name=PEOPLE[name]))
    return user


def browser(name: str) -> Client:
    """The browser of someone who is logged in; of no one, where there is no name."""
    client = Client()
    if name:
        client.force_login(person(name))
    return client


@pytest.fixture
def sam(published: None) -> Client:
    """Staff."""
    return browser("sam-staff")


@pytest.fixture
def petra(published: None) -> Client:
    """A publisher."""
    return browser("petra-publisher")
