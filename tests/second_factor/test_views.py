"""Setting up the app once, and its code at every login."""

import re
from base64 import b32encode

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.second_factor.conftest import code, enrolled
from tests.wizard.test_views import heading, text

WRONG = "This code is not right."

pytestmark = pytest.mark.usefixtures("asked_for")


class TestEnrol:
    """The app, set up."""

    def test_it_works(self, laptop: Client, petra: User) -> None:
        page = laptop.get("/second-factor/", follow=True)
        assert heading(page) == "Set up your second factor"
        assert 'src="/second-factor/key.svg"' in page.content.decode()

        done = laptop.post("/second-factor/enrol/?next=/staff/", {"code": code(petra)})

        assert (done.status_code, done["Location"]) == (302, "/staff/")
        assert TOTPDevice.objects.get(user=petra).confirmed
        assert laptop.get("/admin/").status_code == 200

    def test_the_key_is_there_as_text_and_as_picture(self, laptop: Client, petra: User) -> None:
        page = laptop.get("/second-factor/enrol/").content.decode()
        picture = laptop.get("/second-factor/key.svg")

        shown = re.findall(r'class="key">([^<]+)<', page)[0]
        assert shown.replace(" ", "") == b32encode(TOTPDevice.objects.get().bin_key).decode()
        assert picture["Content-Type"] == "image/svg+xml"
        assert picture.content.startswith(b"<?xml")
        assert b"<script" not in picture.content

    @pytest.mark.parametrize("typed", ["", "000000", "not a code", "9" * 5000, "-1", "12 34", "\u0663" * 6])
    def test_a_wrong_code_is_refused_and_the_key_stays(self, laptop: Client, petra: User, typed: str) -> None:
        before = laptop.get("/second-factor/enrol/").content.decode()

        page = laptop.post("/second-factor/enrol/", {"code": typed})

        assert page.status_code == 422
        assert WRONG in text(page)
        assert re.findall(r'class="key">([^<]+)<', page.content.decode()) == re.findall(r'class="key">([^<]+)<', before)
        assert not TOTPDevice.objects.get(user=petra).confirmed
        assert laptop.get("/admin/").status_code == 302

    def test_a_key_is_shown_once(self, laptop: Client, petra: User) -> None:
        laptop.get("/second-factor/enrol/")
        first = TOTPDevice.objects.get().key
        laptop.get("/second-factor/enrol/")
        assert TOTPDevice.objects.get().key != first

        laptop.post("/second-factor/enrol/", {"code": code(petra)})

        assert laptop.get("/second-factor/key.svg").status_code == 404
        assert laptop.get("/second-factor/enrol/")["Location"] == "/second-factor/"

    def test_a_password_alone_sets_up_no_second_app(self, laptop: Client, petra: User) -> None:
        enrolled(petra)

        assert laptop.get("/second-factor/enrol/")["Location"] == "/second-factor/"
        assert laptop.post("/second-factor/enrol/", {"code": "000000"})["Location"] == "/second-factor/"
        assert TOTPDevice.objects.count() == 1

    def test_without_a_page_before_it_starts_from_the_page(self, laptop: Client) -> None:
        page = laptop.post("/second-factor/enrol/", {"code": "000000"})

        assert page.status_code == 200
        assert heading(page) == "Set up your second factor"

    def test_the_key_is_in_no_log(self, laptop: Client, petra: User, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level("DEBUG")
        laptop.get("/second-factor/enrol/")
        device = TOTPDevice.objects.get()
        laptop.post("/second-factor/enrol/", {"code": "000000"})

        said = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
        assert device.key not in said
        assert b32encode(device.bin_key).decode() not in said


class TestEnter:
    """The code."""

    def test_it_works(self, laptop: Client, petra: User) -> None:
        enrolled(petra)
        assert heading(laptop.get("/second-factor/")) == "Enter your code"
        before = laptop.session.session_key

        done = laptop.post("/second-factor/?next=/admin/benefits/edition/", {"code": code(petra)})

        assert done["Location"] == "/admin/benefits/edition/"
        assert laptop.get("/admin/benefits/edition/").status_code == 200
        assert laptop.session.session_key != before
        assert laptop.get("/second-factor/")["Location"] == "/admin/"

    @pytest.mark.parametrize(
        ("late", "right"),
        [
            pytest.param(0, True, id="now"),
            pytest.param(30, True, id="the one before, of a slow hand"),
            pytest.param(-30, True, id="the next one, of a fast clock"),
            pytest.param(90, False, id="an old one"),
            pytest.param(-90, False, id="one from the future"),
        ],
    )
    def test_a_code_lives_for_half_a_minute(self, laptop: Client, petra: User, late: int, right: bool) -> None:
        enrolled(petra)
        with time_machine.travel("2026-11-22T12:00:10Z", tick=False):
            page = laptop.post("/second-factor/", {"code": code(petra, late=late)})

        assert page.status_code == (302 if right else 422)

    def test_a_code_is_good_once(self, laptop: Client, petra: User) -> None:
        enrolled(petra)
        other = Client()
        other.force_login(petra)
        with time_machine.travel("2026-11-22T12:00:10Z", tick=False):
            typed = {"code": code(petra)}

            assert laptop.post("/second-factor/", typed).status_code == 302
            assert other.post("/second-factor/", typed).status_code == 422

    def test_spaces_do_not_matter(self, laptop: Client, petra: User) -> None:
        enrolled(petra)
        shown = code(petra)

        assert laptop.post("/second-factor/", {"code": f" {shown[:3]} {shown[3:]} "}).status_code == 302

    def test_guessing_is_slowed_and_says_no_more(self, laptop: Client, petra: User) -> None:
        enrolled(petra)
        with time_machine.travel("2026-11-22T12:00:10Z", tick=False) as clock:
            wrong = laptop.post("/second-factor/", {"code": "000000"})
            too_soon = laptop.post("/second-factor/", {"code": code(petra)})
            clock.shift(60)
            right = laptop.post("/second-factor/", {"code": code(petra)})

        assert [wrong.status_code, too_soon.status_code, right.status_code] == [422, 422, 302]
        assert text(wrong) == text(too_soon)
        assert WRONG in text(wrong)

    @pytest.mark.parametrize(
        "next_page", ["https://example.org/", "//example.org/", "javascript:alert(1)", "", "\\\\example.org"]
    )
    def test_it_leads_to_no_other_site(self, laptop: Client, petra: User, next_page: str) -> None:
        enrolled(petra)

        done = laptop.post("/second-factor/", {"code": code(petra)}, query_params={"next": next_page})

        assert done["Location"] == "/admin/"
