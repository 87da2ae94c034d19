"""Someone who lost the phone gets back in; nobody else is touched."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

pytestmark = pytest.mark.django_db


def owner(name: str) -> User:
    user = User.objects.create_superuser(name)
    TOTPDevice.objects.create(user=user, name="app", confirmed=True)
    return user


def test_a_reset_takes_the_app_of_that_login_alone(capsys: pytest.CaptureFixture[str], settings: Settings) -> None:
    settings.SECOND_FACTOR = True
    petra, ada = owner("petra"), owner("ada")
    browser = Client()
    browser.force_login(petra)
    session = browser.session
    session["otp_device_id"] = TOTPDevice.objects.get(user=petra).persistent_id
    session.save()
    assert browser.get("/admin/").status_code == 200

    call_command("second_factor", "--reset", "petra")

    assert "petra is taken away" in capsys.readouterr().out
    assert TOTPDevice.objects.get().user == ada
    assert browser.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/second-factor/enrol/")


def test_nothing_to_take_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    User.objects.create_user("sam")

    call_command("second_factor", "--reset", "sam")

    assert "was never set up" in capsys.readouterr().out


def test_an_unknown_login_is_an_error() -> None:
    with pytest.raises(CommandError, match="no login named nobody"):
        call_command("second_factor", "--reset", "nobody")
