"""The edition in force: held in memory, kept new, and there when the database is not."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from django.db import OperationalError, connection
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from benefits import editions
from benefits.editions import disk, serving
from benefits.models import TherapyRow
from tests import whole


def publish(name: str = "Massage therapy") -> int:
    TherapyRow.objects.filter(slug="massage").update(name=name)
    return editions.publish(by=None, reason="A test.").number


def soon(what: Callable[[], bool], seconds: float = 5) -> bool:
    """Whether it becomes true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.01)
    return False


def refuse(_held: object) -> None:
    """What a database that is away does."""
    raise OperationalError("the database is away")


@pytest.mark.usefixtures("loaded")
def test_nothing_published_is_said() -> None:
    with pytest.raises(editions.NothingPublished):
        editions.in_force()


@pytest.mark.usefixtures("loaded")
def test_the_newest_edition_is_in_force() -> None:
    publish()
    number = publish("Massage by hand")

    held = editions.in_force()

    assert (held.number, held.stale) == (number, False)
    assert held.catalog.therapies[0].name == "Massage by hand"


@pytest.mark.usefixtures("loaded")
def test_only_the_first_call_asks_the_database(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    publish()
    first = editions.in_force()

    with django_assert_num_queries(0):
        assert editions.in_force() is first


@pytest.mark.usefixtures("loaded")
def test_a_look_without_news_keeps_the_very_catalog() -> None:
    publish()
    held = editions.in_force()

    serving.look_again()

    assert editions.in_force() is held


@pytest.mark.usefixtures("loaded")
def test_what_is_published_here_is_taken_in_at_once(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    publish()
    editions.in_force()

    with django_capture_on_commit_callbacks(execute=True):
        number = publish("Massage by hand")

    assert editions.in_force().number == number


@pytest.mark.usefixtures("loaded")
def test_a_look_that_began_before_a_publication_has_not_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    publish()
    old = editions.in_force()
    new = msgspec.structs.replace(old, number=2)
    asked, has_published = threading.Event(), threading.Event()

    def slowly(_held: object) -> editions.InForce:
        asked.set()
        has_published.wait(0.5)
        return old

    with ThreadPoolExecutor(1) as thread:
        monkeypatch.setattr(serving, "_newest", slowly)
        before = thread.submit(serving.look_again)
        assert asked.wait(10)
        monkeypatch.setattr(serving, "_newest", lambda _held: new)
        serving.look_again()
        has_published.set()
        before.result()

    assert editions.in_force().number == 2


@pytest.mark.usefixtures("loaded")
def test_a_database_that_goes_away_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    publish()
    held = editions.in_force()

    with monkeypatch.context() as patch:
        patch.setattr(serving, "_newest", refuse)
        serving.look_again()
        serving.look_again()
        away = editions.in_force()
    serving.look_again()

    assert (away.number, away.stale, away.published_at) == (held.number, True, held.published_at)
    assert away.catalog is held.catalog
    assert not editions.in_force().stale


@pytest.mark.usefixtures("loaded")
def test_down_at_the_start_the_copy_on_disk_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    number = publish()
    editions.in_force()
    editions.forget()
    monkeypatch.setattr(serving, "_newest", refuse)

    held = editions.in_force()

    assert (held.number, held.stale) == (number, True)
    assert held.catalog == whole.catalog()


@pytest.mark.usefixtures("loaded")
def test_down_at_the_start_and_no_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_newest", refuse)

    with pytest.raises(editions.NothingPublished):
        editions.in_force()


@pytest.mark.usefixtures("loaded")
def test_an_edition_that_was_tampered_with_is_not_served() -> None:
    number = publish()
    editions.in_force()
    editions.forget()
    publish("Massage by hand")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE benefits_edition SET sha256 = %s WHERE number = 2", ["0" * 64])

    held = editions.in_force()

    assert (held.number, held.stale) == (number, True)


@pytest.mark.usefixtures("loaded")
def test_a_database_without_an_edition_is_believed() -> None:
    publish()
    editions.in_force()
    editions.forget()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM benefits_edition")

    with pytest.raises(editions.NothingPublished):
        editions.in_force()


@pytest.mark.usefixtures("loaded")
def test_a_full_disk_does_not_stop_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_copy: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "keep", full)
    publish()

    assert editions.in_force().number == 1


@pytest.mark.usefixtures("loaded")
def test_a_child_process_has_the_catalog_but_watches_by_itself() -> None:
    publish()
    held = editions.in_force()

    serving._after_fork()

    assert serving._watch.held is held
    assert not serving._watch.begun


@pytest.fixture
def watching(
    transactional_db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[None]:
    """A published edition, and a thread that looks for the next one."""
    request.getfixturevalue("loaded")
    settings.EDITION_WATCH_SECONDS = 0.05
    publish()
    yield
    editions.forget()
    for thread in threading.enumerate():
        if thread.name == "edition-watch":
            thread.join(10)
            assert not thread.is_alive()


@pytest.mark.racing
@pytest.mark.usefixtures("watching")
def test_the_thread_finds_what_another_process_publishes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert editions.in_force().number == 1
    monkeypatch.setattr(serving, "look_again", lambda: None)

    publish("Massage by hand")

    assert soon(lambda: editions.in_force().number == 2)


@pytest.mark.racing
@pytest.mark.usefixtures("watching")
def test_the_thread_survives_every_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    editions.in_force()
    met = threading.Event()

    def fall_over(_held: object) -> None:
        met.set()
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(serving, "_newest", refuse)
        assert soon(lambda: editions.in_force().stale)
        patch.setattr(serving, "_newest", fall_over)
        assert met.wait(10)

    assert soon(lambda: not editions.in_force().stale)


@pytest.mark.racing
@pytest.mark.usefixtures("watching")
def test_a_database_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    editions.in_force()
    release = threading.Event()
    monkeypatch.setattr(serving, "PATIENCE_SECONDS", 0.1)
    newest = serving._newest
    monkeypatch.setattr(serving, "_newest", lambda held: release.wait(10) and newest(held))

    assert soon(lambda: editions.in_force().stale)
    release.set()

    assert soon(lambda: not editions.in_force().stale)


@pytest.mark.racing
@pytest.mark.usefixtures("watching")
def test_a_database_that_hangs_at_the_start_gives_way_to_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    editions.in_force()
    editions.forget()
    release = threading.Event()
    monkeypatch.setattr(serving, "PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(serving, "_newest", lambda _held: release.wait(10) and None)

    try:
        assert editions.in_force().stale
    finally:
        release.set()
