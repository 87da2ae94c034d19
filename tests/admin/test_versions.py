"""A save after somebody else's save is refused once, in words; no edit is lost silently."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benefits.admin import versions
from benefits.models import CostTierRow, PlanRow, PoolMemberRow, Row, TherapyRow, VisitLimitRow
from tests.admin.test_rows import address, sent_again
from tests.groups import make_groups

pytestmark = pytest.mark.usefixtures("draft")


@pytest.fixture
def person(db: None) -> Callable[[str], Client]:
    """A benefits admin at their own desk, by name."""

    def at_a_desk(name: str) -> Client:
        make_groups()
        user = User.objects.create_user(name, is_staff=True)
        user.groups.add(Group.objects.get(name="Benefits admin"))
        client = Client()
        client.force_login(user)
        return client

    return at_a_desk


@pytest.fixture
def bea(person: Callable[[str], Client]) -> Client:
    """One of two."""
    return person("bea-benefits")


@pytest.fixture
def carl(person: Callable[[str], Client]) -> Client:
    """The other."""
    return person("carl-costs")


def price() -> CostTierRow:
    found: CostTierRow = CostTierRow.objects.get(kind="copayment")
    return found


def save(client: Client, row: Row, opened: dict[str, object], **typed: object) -> Any:
    return client.post(address(type(row), "change", row.pk), {**opened, **typed})


def test_the_second_save_is_refused_with_who_changed_what_and_what_was_typed(bea: Client, carl: Client) -> None:
    opened = sent_again(bea, price()), sent_again(carl, price())
    save(bea, price(), opened[0], high="40")

    page = save(carl, price(), opened[1], note="Seen at the counter.")

    assert page.status_code == 200
    errors = page.context["adminform"].form.non_field_errors()
    assert errors[0].startswith("bea-benefits changed to, in dollars: 30.5 → 40 on ")
    assert "Seen at the counter." in page.content.decode()
    assert price().note == "As the guide says."


def test_saving_once_more_knowing_it_goes_through(bea: Client, carl: Client) -> None:
    opened = sent_again(bea, price()), sent_again(carl, price())
    save(bea, price(), opened[0], high="40")
    refused = save(carl, price(), opened[1], low="20")
    now = refused.context["original"].opened_at

    assert f'name="opened_at" value="{now}"' in refused.content.decode()
    assert save(carl, price(), opened[1], low="20", opened_at=now).status_code == 302
    assert (price().low, str(price().high)) == (20, "30.50")


def test_a_third_save_in_between_is_told_too(bea: Client, carl: Client) -> None:
    opened = sent_again(bea, price()), sent_again(carl, price())
    save(bea, price(), opened[0], high="40")
    now = save(carl, price(), opened[1], low="20").context["original"].opened_at
    save(bea, price(), sent_again(bea, price()), high="50")

    page = save(carl, price(), opened[1], low="20", opened_at=now)

    assert "40 → 50" in page.context["adminform"].form.non_field_errors()[0]


@pytest.mark.parametrize("opened_at", ["", "0", "x", "1-2-3", "9" * 30, "²"])
def test_a_form_without_a_version_is_one_that_saw_nothing(bea: Client, opened_at: str) -> None:
    page = save(bea, price(), sent_again(bea, price()), opened_at=opened_at)

    assert page.status_code == 200
    assert page.context["adminform"].form.non_field_errors()[0].startswith("Somebody added cost tier")


def test_members_of_a_limit_belong_to_its_version() -> None:
    limit = VisitLimitRow.objects.get()
    before = versions.version(limit)

    PoolMemberRow.objects.filter(therapy=None).get().delete()

    assert versions.changes_since(limit, before)[0].startswith("Somebody deleted counted visits “*”")


def test_what_a_plan_says_belongs_to_its_version() -> None:
    gold = PlanRow.objects.get(slug="gold")
    before = versions.version(gold)
    changed = price()
    changed.high = 40
    changed.save()

    [told] = versions.changes_since(gold, before)

    assert told.startswith("Somebody changed cost tier “gold: massage")
    assert versions.changes_since(gold, versions.version(gold)) == []


def test_others_plans_do_not() -> None:
    guide = PlanRow.objects.get(slug="hmo")
    before = versions.version(guide)
    changed = price()
    changed.high = 40
    changed.save()

    assert versions.changes_since(guide, before) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite holds all of itself")
def test_a_save_waits_for_the_one_before_it() -> None:
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        versions.wait_for_others(price())

    waiting = [query["sql"] for query in asked.captured_queries if "FOR NO KEY UPDATE" in query["sql"]]
    assert [PlanRow._meta.db_table in sql for sql in waiting] == [True, False]


def test_what_was_deleted_meanwhile_is_said_with_what_was_typed(bea: Client, carl: Client) -> None:
    opened = sent_again(carl, price())
    row = price()
    bea.post(address(CostTierRow, "delete", row.pk), {"post": "yes"})

    page = save(carl, row, opened, note="Seen at the counter.")

    text = page.content.decode()
    assert page.status_code == 410
    assert "bea-benefits deleted cost tier" in text
    assert "Seen at the counter." in text
    assert "csrfmiddlewaretoken</dt>" not in text
    assert carl.get(address(CostTierRow, "change", row.pk)).status_code == 410


def test_what_never_was_leads_back(bea: Client) -> None:
    assert bea.get(address(CostTierRow, "change", 987654)).status_code == 302


def test_what_was_deleted_can_be_brought_back(bea: Client) -> None:
    row = price()
    bea.post(address(CostTierRow, "delete", row.pk), {"post": "yes"})
    entry = CostTierRow.history.latest("history_id")
    past = reverse("admin:benefits_costtierrow_simple_history", args=[row.pk, entry.pk])
    page = bea.get(past)
    form = page.context["adminform"].form
    data = {field.html_name: field.value() for field in form if field.value() not in (None, False)}

    assert bea.post(past, data | {"opened_at": page.context["opened_at"]}).status_code == 302
    assert price().pk == row.pk


def test_going_back_to_an_earlier_state_is_refused_when_it_is_stale(bea: Client, carl: Client) -> None:
    massage = TherapyRow.objects.get()
    past = address(TherapyRow, "simple_history", massage.pk, TherapyRow.history.latest("history_id").pk)
    page = bea.get(past)
    data = sent_again(bea, massage) | {"opened_at": page.context["opened_at"], "slug": massage.slug}
    save(carl, massage, sent_again(carl, massage), name="Massage by hand")

    refused = bea.post(past, data)

    assert "carl-costs changed name" in refused.content.decode()
    assert TherapyRow.objects.get().name == "Massage by hand"


def test_who_may_only_look_cannot_go_back() -> None:
    user = User.objects.create_user("lou-looks", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_therapyrow"))
    client = Client()
    client.force_login(user)
    massage = TherapyRow.objects.get()
    past = address(TherapyRow, "simple_history", massage.pk, TherapyRow.history.latest("history_id").pk)

    assert client.get(past).status_code == 200
    assert client.post(past, {"name": "Spa", "position": "1"}).status_code == 403


def test_what_was_saved_while_waiting_is_seen(bea: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = sent_again(bea, price())

    def somebody_is_quicker(row: Any) -> None:
        quicker = CostTierRow.objects.get(pk=row.pk)
        quicker.high = 41
        quicker.save()

    monkeypatch.setattr(versions, "wait_for_others", somebody_is_quicker)
    page = save(bea, price(), opened, high="50")

    assert "30.5 → 41" in page.context["adminform"].form.non_field_errors()[0]
    assert price().high == 41


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs connections that wait for each other")
@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_one_is_refused(person: Callable[[str], Client]) -> None:
    desks = [person("bea-benefits"), person("carl-costs")]
    row = price()
    opened = [sent_again(desk, row) for desk in desks]
    start = threading.Barrier(2)

    def save_at_once(number: int) -> int:
        start.wait()
        try:
            return int(save(desks[number], row, opened[number], high=str(40 + number)).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(save_at_once, range(2)))

    assert sorted(found) == [200, 302]
    assert price().high == 40 + found.index(302)
