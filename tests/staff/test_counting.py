"""Plans are counted a few at a time, once for an edition, and kept."""

import pytest
from django.contrib.auth.models import User
from msgspec.structs import replace

from benefits import editions
from benefits.models import CountedPlan, Job, JobState, MissingCount
from benefits.staff import counting
from benefits.staff.worklist import wanting
from tests import whole
from tests.exports.conftest import TODAY, in_force
from tests.exports.test_summary import with_twin


def few() -> editions.InForce:
    """A small edition."""
    return in_force(whole.catalog())


@pytest.fixture
def sam(db: None) -> User:
    """Who counts."""
    return User.objects.create_user("sam-staff")


def begun(edition: editions.InForce) -> MissingCount:
    return counting.begin(edition, User.objects.get())


def test_each_look_counts_at_least_one(sam: User) -> None:
    edition = few()
    assert counting.counted(edition).since is None
    count = begun(edition)

    counting.advance(count, edition, seconds=0)
    first = counting.counted(edition)
    counting.advance(count, edition)
    second = counting.counted(edition)

    assert (len(first.plans), first.whole) == (1, False)
    assert (set(second.plans), second.whole) == (set(edition.catalog.plan_by_slug), True)
    assert second.since == first.since
    assert (count.job.state, count.job.done, count.job.who) == (JobState.READY, len(second.plans), sam)


@pytest.mark.usefixtures("sam")
def test_what_is_kept_is_what_is_counted() -> None:
    edition = few()
    counting.advance(begun(edition), edition)

    for slug, found in counting.counted(edition).plans.items():
        plan = edition.catalog.plan_by_slug[slug]
        assert list(found) == [
            wanting(edition.catalog, plan, therapy, TODAY) for therapy in edition.catalog.therapy_by_slug
        ]


def test_plans_that_differ_in_names_are_counted_once(published: None) -> None:
    edition = in_force(with_twin(editions.in_force().catalog))

    found = [counting._wanting(edition.catalog, edition.catalog.plan_by_slug[name]) for name in ("twin", "other-twin")]

    assert found[0] is found[1]


@pytest.mark.usefixtures("sam")
def test_another_edition_begins_anew() -> None:
    edition = few()
    counting.advance(begun(edition), edition)
    other = replace(edition, sha256="1" * 64)

    counting.advance(begun(other), other, seconds=0)

    assert set(CountedPlan.objects.values_list("count__sha256", flat=True)) == {other.sha256}
    counting.forget(other)
    assert not Job.objects.exists()


@pytest.mark.usefixtures("sam")
def test_two_who_count_do_no_harm() -> None:
    edition = few()
    first, second = begun(edition), begun(edition)
    assert first.job.claim()

    counting.advance(second, edition)

    assert (first.pk, CountedPlan.objects.count()) == (second.pk, 0)


@pytest.mark.usefixtures("sam")
def test_after_a_stop_it_goes_on_where_it_was() -> None:
    edition = few()
    count = begun(edition)
    counting.advance(count, edition, seconds=0)
    count.job.stop()

    counting.advance(count, edition)
    assert CountedPlan.objects.count() == 1

    count.job.go_on()
    counting.advance(count, edition)
    assert counting.counted(edition).whole
