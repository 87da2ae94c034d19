"""Plans are counted a few at a time, once for an edition, and kept."""

from msgspec.structs import replace

from benefits import editions
from benefits.models import CountedPlan
from benefits.staff import counting
from benefits.staff.worklist import wanting
from tests import whole
from tests.exports.conftest import TODAY, in_force
from tests.exports.test_summary import with_twin


def few() -> editions.InForce:
    """A small edition."""
    return in_force(whole.catalog())


def test_each_look_counts_at_least_one(db: None) -> None:
    edition = few()
    assert counting.counted(edition).since is None

    counting.advance(edition, seconds=0)
    first = counting.counted(edition)
    counting.advance(edition)
    second = counting.counted(edition)

    assert (len(first.plans), first.whole) == (1, False)
    assert (set(second.plans), second.whole) == (set(edition.catalog.plan_by_slug), True)
    assert second.since == first.since


def test_what_is_kept_is_what_is_counted(db: None) -> None:
    edition = few()
    counting.advance(edition)

    for slug, found in counting.counted(edition).plans.items():
        plan = edition.catalog.plan_by_slug[slug]
        assert list(found) == [
            wanting(edition.catalog, plan, therapy, TODAY) for therapy in edition.catalog.therapy_by_slug
        ]


def test_plans_that_differ_in_names_are_counted_once(published: None) -> None:
    edition = in_force(with_twin(editions.in_force().catalog))

    found = [counting._wanting(edition.catalog, edition.catalog.plan_by_slug[name]) for name in ("twin", "other-twin")]

    assert found[0] is found[1]


def test_another_edition_begins_anew(db: None) -> None:
    edition = few()
    counting.advance(edition)
    other = replace(edition, sha256="1" * 64)

    counting.advance(other, seconds=0)

    assert set(CountedPlan.objects.values_list("sha256", flat=True)) == {other.sha256}
    counting.forget(other)
    assert not CountedPlan.objects.exists()


def test_two_who_count_do_no_harm(db: None) -> None:
    edition = few()
    counting.advance(edition, seconds=0)
    CountedPlan.objects.update(plan="somebody else counted on")

    counting.advance(edition)

    assert CountedPlan.objects.count() == 1 + len(edition.catalog.plans)
