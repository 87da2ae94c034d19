"""The draft as a member would see it: marked, apart from the public pages, and compiled once for each state."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import get_script_prefix
from pytest_django import DjangoAssertNumQueries

from benefits import editions
from benefits.models import ROWS, GateRow, PlanRow
from benefits.preview import views
from tests.preview.conftest import NEW, rename
from tests.wizard.members import JOINT_PAIN, Member, guides
from tests.wizard.test_views import embedded, heading, text, title

MARK = "DRAFT Not published: members do not see this."
PAGES = ("", "check/?therapy=massage-therapy&plan=hmo", "guides/", "guides/massage-therapy/", "privacy/")


class Admin(Member):
    """Someone who walks through the draft."""

    def begin(self, link: str = "") -> Any:
        """Begin a walk there."""
        return self.open(f"/draft/check/{link}")

    @property
    def walk(self) -> str:
        """The address that the walk lives under."""
        return "/".join(self.at.split("/")[:4]) + "/"


@pytest.fixture
def admin(ada: Client) -> Admin:
    """Someone who may see the draft, and walks."""
    return Admin(ada)


class TestPage:
    """Any page of members, from the draft."""

    @pytest.mark.parametrize("rest", PAGES)
    def test_every_page_is_marked(self, admin: Admin, rest: str) -> None:
        page = admin.open(f"/draft/{rest}")

        assert page.status_code == 200
        assert MARK in text(page)
        assert title(page).startswith("DRAFT: ")
        assert "no-store" in page["Cache-Control"]
        assert "public" not in page["Cache-Control"]

    @pytest.mark.parametrize("rest", PAGES)
    def test_the_public_page_is_not(self, ada: Client, rest: str) -> None:
        ada.get(f"/draft/{rest}", follow=True)

        page = ada.get(f"/{rest}", follow=True)

        assert page.status_code == 200
        assert b"DRAFT" not in page.content
        assert b"/draft/" not in page.content
        assert NEW.encode() not in page.content

    def test_it_shows_the_draft(self, admin: Admin) -> None:
        assert NEW in text(admin.open("/draft/"))
        assert NEW.encode() in admin.open("/draft/guides/massage-therapy/").content
        assert NEW in text(admin.begin("?therapy=massage-therapy&plan=hmo"))

    def test_a_walk_stays_in_it(self, admin: Admin) -> None:
        page = admin.tell(JOINT_PAIN)

        assert all(address.startswith("/draft/") for address in admin.seen)
        assert embedded(page)["edition"]["number"] is None
        assert "Rules the draft" in text(page)
        assert "None" not in text(page)
        links = [part.split('"')[0] for part in page.content.decode().split('href="')[1:]]
        inside = [link for link in links if link.startswith("/") and not link.startswith("/static/")]
        assert inside
        assert all(link.startswith("/draft/") for link in inside)

    def test_its_cookie_is_its_own(self, admin: Admin) -> None:
        page = admin.begin("?therapy=massage-therapy&plan=hmo")

        assert page.cookies["check"]["path"] == admin.walk
        assert admin.walk.startswith("/draft/check/")

    def test_a_copy_is_marked(self, admin: Admin) -> None:
        admin.tell(JOINT_PAIN)

        copy = admin.open(f"{admin.walk}copy.txt").content.decode()

        assert copy.startswith("DRAFT. Not published: members do not see this.")
        assert "Rules: the draft." in copy

    def test_an_edit_on_the_way_is_told(self, admin: Admin) -> None:
        admin.begin("?therapy=massage-therapy&plan=hmo")
        rename("Massage by foot")

        page = admin.open(admin.at)

        assert "The plan information was updated while you were here." in text(page)
        assert "Massage by foot" in text(page)

    @pytest.mark.parametrize(
        ("rest", "out"),
        [
            ("admin/", "/admin/"),
            ("staff/cases/", "/staff/cases/"),
            ("readyz", "/readyz"),
            ("draft/check/", "/draft/check/"),
        ],
    )
    def test_other_addresses_lead_out(self, ada: Client, rest: str, out: str) -> None:
        assert ada.get(f"/draft/{rest}")["Location"] == out

    @pytest.mark.parametrize("rest", ["nowhere/", "/example.org/", "check/a/b/c/d/", "guides/yoga/"])
    def test_an_unknown_address_is_said_to_be_one(self, ada: Client, rest: str) -> None:
        assert ada.get(f"/draft/{rest}").status_code == 404
        assert get_script_prefix() == "/"
        assert not editions.is_preview()


class TestAnyDay:
    """The date of care may be any, and comes first."""

    def test_the_start_offers_it(self, admin: Admin) -> None:
        page = admin.open("/draft/").content.decode()

        assert 'type="date" name="on"' in page
        assert 'action="/draft/check/"' in page
        assert 'name="on"' not in admin.client.get("/").content.decode()

    def test_a_link_brings_it_along(self, admin: Admin) -> None:
        page = admin.begin("?therapy=physical-therapy&plan=hmo&on=2031-01-01")
        assert "Day of care Jan. 1, 2031 Change" in text(page)

        admin.say(referral="pcp")
        page = admin.say(condition="joint-pain")

        assert embedded(page)["on"] == "2031-01-01"

    def test_it_can_be_changed_on_the_way(self, admin: Admin) -> None:
        admin.begin("?therapy=physical-therapy&plan=hmo&on=2031-01-01")
        admin.open(f"{admin.walk}on/")

        page = admin.say(on="2032-02-29")

        assert heading(page) == "Do you have a referral?"
        assert "Feb. 29, 2032" in text(page)

    @pytest.mark.parametrize("on", ["", "tomorrow", "2031-02-30", "2031-01-01&on=2031-01-02"])
    def test_a_day_that_is_none_is_refused(self, admin: Admin, on: str) -> None:
        assert admin.begin(f"?therapy=physical-therapy&on={on}").status_code == 404

    def test_the_public_walk_takes_none(self, ada: Client) -> None:
        page = ada.get("/check/?therapy=physical-therapy&plan=hmo&on=2031-01-01", follow=True)

        assert b"2031" not in page.content


def lead_back() -> None:
    """Two plans, each based on the other."""
    for slug, other in (("hmo", "hdhp"), ("hdhp", "hmo")):
        plan = PlanRow.objects.get(slug=slug)
        plan.based_on = PlanRow.objects.get(slug=other)
        plan.save()


class TestNoAnswer:
    """A draft that nothing can be answered from."""

    def test_a_row_that_makes_no_sense_is_named_and_linked(self, ada: Client) -> None:
        gate = GateRow.objects.filter(kind="referral").exclude(referrers=[]).first()
        assert gate is not None
        GateRow.objects.filter(pk=gate.pk).update(referrers=())
        views._compiled.cache_clear()

        page = ada.get("/draft/check/")

        assert page.status_code == 409
        assert "say who may refer" in text(page)
        assert f'href="/admin/benefits/gaterow/{gate.pk}/change/"' in page.content.decode()
        assert ada.get("/").status_code == 200

    def test_rows_that_make_no_sense_together_are_told(self, ada: Client) -> None:
        lead_back()

        page = ada.get("/draft/")

        assert page.status_code == 409
        assert "hdhp is based on itself" in text(page)

    def test_mended_it_answers(self, ada: Client) -> None:
        lead_back()
        assert ada.get("/draft/").status_code == 409

        for plan in PlanRow.objects.filter(slug__in=("hmo", "hdhp")):
            plan.based_on = None
            plan.save()

        assert ada.get("/draft/").status_code == 200

    def test_an_empty_draft_says_so(self, db: None) -> None:
        client = Client()
        client.force_login(User.objects.create_superuser("ada-admin"))

        page = client.get("/draft/check/")

        assert page.status_code == 409
        assert "no therapy or no plan yet" in text(page)


@pytest.mark.parametrize("table", ROWS)
def test_a_draft_without_a_table_is_no_error(admin: Admin, table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def bare() -> editions.InForce:
        catalog = msgspec.structs.replace(guides(), **{table: ()})
        return editions.InForce(number=None, sha256="0" * 64, published_at=None, catalog=catalog)

    monkeypatch.setattr(editions, "draft_in_memory", bare)

    page = admin.begin("?therapy=physical-therapy")
    for _ in range(9):
        fact = admin.at.partition("?")[0].rstrip("/").rpartition("/")[2]
        if page.status_code != 200 or fact == "answer":
            break
        page = admin.say(**{fact: {**JOINT_PAIN, "condition": "unsure", "region": "unsure"}[fact]})

    assert page.status_code in (200, 404, 409)
    assert ("DRAFT" in text(page)) == (page.status_code != 409)
    assert admin.client.get("/draft/guides/physical-therapy/").status_code in (200, 409)


class TestCompiled:
    """A draft is compiled once for each state."""

    def test_it_is_compiled_once(self, ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        compiled: list[editions.InForce] = []
        draft_in_memory = editions.draft_in_memory

        def counted() -> editions.InForce:
            compiled.append(draft_in_memory())
            return compiled[-1]

        monkeypatch.setattr(editions, "draft_in_memory", counted)

        for _ in range(3):
            ada.get("/draft/")
        rename("Massage by foot")
        ada.get("/draft/")

        assert len(compiled) == 2

    def test_looking_again_costs_a_query(
        self, ada: Client, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        ada.get("/draft/")

        with django_assert_max_num_queries(3):
            ada.get("/draft/")


@pytest.mark.django_db(transaction=True)
def test_draft_and_public_never_mix(ada: Client, request: pytest.FixtureRequest) -> None:
    """Two threads, one after another and at once: neither sees anything of the other."""
    anyone = Client()
    paths = ("", "guides/", "guides/massage-therapy/", "check/?therapy=massage-therapy")
    alone = {
        prefix: [client.get(f"{prefix}{path}", follow=True).content for path in paths]
        for prefix, client in (("/", anyone), ("/draft/", ada))
    }

    def seen(prefix: str, client: Client) -> list[bytes]:
        try:
            pages = [client.get(f"{prefix}{path}", follow=True).content for _ in range(6) for path in paths]
        finally:
            connection.close()
        return pages

    with ThreadPoolExecutor(max_workers=2) as threads:
        runs = [threads.submit(seen, *who) for _ in range(2) for who in (("/draft/", ada), ("/", anyone))]
        found = [run.result() for run in runs]

    assert all(b"DRAFT" in page and NEW.encode() in page for run in found[::2] for page in run)
    assert not any(
        b"DRAFT" in page or NEW.encode() in page or b"/draft/" in page for run in found[1::2] for page in run
    )
    for pages, prefix in zip(found, ("/draft/", "/", "/draft/", "/"), strict=True):
        assert pages[0] == alone[prefix][0]
        assert pages[2] == alone[prefix][2]
