"""Publishers, in a place where the setting asks for a second factor; and the app on their phone."""

import time

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from benefits.models import Edition
from tests.staff.conftest import person


@pytest.fixture
def asked_for(settings: Settings) -> None:
    """The setting is on."""
    settings.SECOND_FACTOR = True


@pytest.fixture
def petra(db: None) -> User:
    """A publisher."""
    user = person("petra-publisher")
    kind = ContentType.objects.get_for_model(Edition)
    may_publish, _new = Permission.objects.get_or_create(
        content_type=kind, codename="publish_edition", defaults={"name": "Can publish"}
    )
    user.user_permissions.add(may_publish)
    return user


@pytest.fixture
def laptop(petra: User) -> Client:
    """Hers, with the password given."""
    client = Client()
    client.force_login(petra)
    return client


def code(user: User, *, late: int = 0) -> str:
    """What the app on the phone shows; or showed so many seconds ago."""
    device = TOTPDevice.objects.get(user=user)
    shown = TOTP(device.bin_key)
    shown.time = time.time() - late
    return f"{shown.token():06d}"


def enrolled(user: User) -> TOTPDevice:
    """The app, set up earlier."""
    device: TOTPDevice = TOTPDevice.objects.create(user=user, name="app", confirmed=True)
    return device
