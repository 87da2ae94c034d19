"""The admin login of the very first start."""

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from django.http import HttpRequest


@pytest.mark.django_db
def test_an_empty_database_gets_an_admin(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("first_admin")

    name, password = capsys.readouterr().out.split()[-2:]
    admin = authenticate(HttpRequest(), username=name, password=password)
    assert admin is not None
    assert admin.is_superuser


@pytest.mark.django_db
def test_a_second_start_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    get_user_model().objects.create_user("anyone")

    call_command("first_admin")

    assert capsys.readouterr().out == ""
    assert get_user_model().objects.count() == 1
