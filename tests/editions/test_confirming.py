"""What was reviewed is what is published, and nothing that bars it gets past."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from pytest_django import Settings

from benefits import editions
from benefits.coverage.catalog import sha256
from benefits.coverage.vocabulary import Refused
from benefits.models import (
    BenefitRow,
    ContentRow,
    CostTierRow,
    Edition,
    FindingKind,
    GateRow,
    JobState,
    KeptCase,
    PlanAmountRow,
    PlanRow,
    PlanTypeRow,
    PoolMemberRow,
    Review,
    VisitLimitRow,
)
from benefits.words import refusals
from benefits.words.gaps import kept
from tests.coverage.builders import MASSAGE, PT, TODAY
from tests.editions import small
from tests.editions.test_advancing import finished, killed, on_sqlite, raise_the_price, reviewed, rows, worker
from tests.starts import copy_database

pytestmark = pytest.mark.django_db
published = pytest.mark.usefixtures("published")


def person(name: str) -> User:
    return User.objects.create_user(name)


@published
def test_it_publishes_what_was_reviewed() -> None:
    petra = person("petra-publisher")
    raise_the_price()
    review = reviewed()

    edition = editions.confirm(review, by=petra, reason=" The new price list. ")

    assert edition is not None
    assert (edition.number, edition.published_by, edition.reason) == (2, petra, "The new price list.")
    assert edition.sha256 == review.sha256 == sha256(edition.catalog_json)
    assert (review.job.state, review.published) == (JobState.CONFIRMED, edition)


@published
def test_it_goes_back() -> None:
    raise_the_price()
    editions.publish(by=None, reason="The second.")

    edition = editions.confirm(finished(editions.begin(by=None, again=1)), by=None, reason="The second was wrong.")

    assert edition is not None
    assert (edition.number, edition.again_id) == (3, 1)
    assert edition.sha256 == Edition.objects.get(number=1).sha256
    assert editions.draft().cost_tiers[0].low == 30, "the draft stays as it is"


def refused(review: Review, why: type[editions.NotPublished], says: str, **given: Any) -> None:
    """Not published, for that reason; what is in force stays."""
    before = editions.newest_number()
    with pytest.raises(why, match=says):
        editions.confirm(review, **{"by": None, "reason": "A reason.", **given})
    assert editions.newest_number() == before


@published
def test_it_refuses_a_review_that_is_not_through() -> None:
    raise_the_price()

    refused(editions.begin(by=None), editions.NotReady, "This review is running")


@published
def test_it_refuses_a_review_that_is_over() -> None:
    raise_the_price()
    review = reviewed()
    editions.confirm(review, by=None, reason="The first time.")

    refused(review, editions.NotReady, "This review is published")


@published
def test_it_refuses_without_a_reason() -> None:
    raise_the_price()

    refused(reviewed(), editions.NoReason, "Say why", reason="  ")


@published
def test_it_refuses_what_was_edited_since() -> None:
    raise_the_price()
    review = reviewed()
    raise_the_price()

    refused(review, editions.Overtaken, "edited or published since")


@published
def test_of_two_publishers_one_wins_and_the_other_is_told() -> None:
    raise_the_price()
    first, second = reviewed(), reviewed()
    editions.confirm(first, by=person("petra-publisher"), reason="The faster one.")

    refused(second, editions.Overtaken, "edited or published since")

    assert Edition.objects.get(number=2).reason == "The faster one."


@published
def test_of_two_publishers_at_the_same_moment_one_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second looked before the first had published: the number is taken."""
    raise_the_price()
    first, second = reviewed(), reviewed()
    monkeypatch.setattr("benefits.editions.confirming.is_overtaken", lambda _review: False)
    editions.confirm(first, by=None, reason="The faster one.")

    refused(second, editions.Overtaken, "edition 2 was published meanwhile")

    second.refresh_from_db()
    assert second.job.state == JobState.READY


@published
def test_it_refuses_a_broken_case_until_it_is_retired() -> None:
    facts = {"therapy": PT, "plan": "gold", "on": TODAY.isoformat(), "referral": "pcp"}
    case = KeptCase.objects.create(facts=facts, status="covered", cost_low=20, source="a call")
    raise_the_price()
    review = reviewed()

    refused(review, editions.Barred, "1 finding")

    case.delete()
    assert editions.confirm(review, by=None, reason="It was an old price.")


@published
def test_a_case_that_was_kept_since_bars_it() -> None:
    raise_the_price()
    review = reviewed()
    facts = {"therapy": PT, "plan": "gold", "on": TODAY.isoformat(), "referral": "pcp"}
    KeptCase.objects.create(facts=facts, status="covered", cost_low=20, source="a call")

    refused(review, editions.Barred, "1 finding")


@published
def test_it_refuses_a_broken_law() -> None:
    ContentRow.objects.all().delete()

    refused(reviewed(), editions.Barred, "findings must be mended")


@published
def test_two_people_confirm_where_the_setting_asks_for_it(settings: Settings) -> None:
    settings.PUBLISHING_NEEDS_TWO = True
    petra, paul = person("petra-publisher"), person("paul-publisher")
    raise_the_price()
    review = reviewed()

    assert editions.confirm(review, by=petra, reason="The new price list.") is None
    assert (review.job.state, review.confirmed_by, review.reason) == (JobState.READY, petra, "The new price list.")
    refused(review, editions.NeedsAnother, "Somebody else must confirm", by=petra)
    refused(review, editions.NeedsAnother, "say who you are")

    edition = editions.confirm(review, by=paul, reason="")

    assert edition is not None
    assert (edition.published_by, edition.reason) == (paul, "The new price list.")


def twin() -> None:
    PlanRow.objects.filter(slug="gold").update(effective_from=date(2026, 1, 1))
    PlanRow.objects.create(
        slug="gold-again", name="Gold", kind="plan", plan_type_id="hmo", hios_id=small.HIOS, based_on_id="hmo"
    )


def cycle() -> None:
    small.plant(PlanRow, {"based_on_id": "gold"}, slug="hmo")


def empty_deductible() -> None:
    PlanAmountRow.objects.create(plan_id="gold", kind="deductible", citation_id="papers", self_only=1)
    small.plant(PlanAmountRow, {"self_only": None}, plan="gold")


# What is planted, then what must be said of it: by the record that refuses, or by the gap that is found.
DEFECTS: Final = [
    pytest.param(twin, "gold", "overlaps in time with", id="overlapping dates"),
    pytest.param(
        lambda: small.plant(CostTierRow, {"low": 90}, plan="gold"),
        f"CostTier gold / {PT}",
        "is below the lower one",
        id="a price whose lower end is above its higher one",
    ),
    pytest.param(
        lambda: small.plant(VisitLimitRow, {"low": 9}, plan="gold"),
        "VisitLimit gold / visits",
        "is below the lower one",
        id="a limit whose lower end is above its higher one",
    ),
    pytest.param(
        lambda: PoolMemberRow.objects.all().delete(),
        "VisitLimit gold / visits",
        "missing required field `members`",
        id="a limit with no therapy",
    ),
    pytest.param(
        lambda: small.plant(CostTierRow, {"low": None, "high": None}, plan="gold"),
        f"CostTier gold / {PT}",
        "a copayment needs an amount",
        id="a copayment with no amount",
    ),
    pytest.param(
        lambda: small.plant(CostTierRow, {"kind": "coinsurance"}, plan="gold"),
        f"CostTier gold / {PT}",
        "only a copayment has one",
        id="coinsurance in dollars",
    ),
    pytest.param(
        lambda: small.plant(BenefitRow, {"citation_id": ""}, therapy=PT),
        f"Benefit hmo / {PT}",
        "citation",
        id="a missing source",
    ),
    pytest.param(
        lambda: GateRow.objects.filter(kind="network").delete(),
        f"hmo / {PT}",
        "no record says whether there is a network gate",
        id="a silent gate",
    ),
    pytest.param(
        lambda: small.plant(GateRow, {"referrers": ()}, kind="referral"),
        f"Gate hmo / {PT} / referral",
        "say who may refer",
        id="a referral by nobody",
    ),
    pytest.param(
        lambda: small.plant(PlanRow, {"based_on_id": "gold"}, slug="gold"),
        "Plan gold",
        "cannot be based on itself",
        id="a plan based on itself",
    ),
    pytest.param(cycle, "hmo", "is based on itself by way of", id="a plan based on itself by way of another"),
    pytest.param(
        lambda: small.plant(
            PlanRow, {"effective_from": date(2027, 1, 1), "effective_to": date(2026, 1, 1)}, slug="gold"
        ),
        "Plan gold",
        "is below the lower one",
        id="an end before the beginning",
    ),
    pytest.param(
        lambda: BenefitRow.objects.filter(therapy=MASSAGE).delete(),
        "hmo",
        f"says nothing of {MASSAGE}",
        id="a guide that is silent",
    ),
    pytest.param(
        lambda: PlanTypeRow.objects.create(slug="hdhp", name="HDHP"),
        "hdhp",
        "has no general guide",
        id="a plan type without a guide",
    ),
    pytest.param(
        empty_deductible,
        "PlanAmount gold / deductible",
        "at least one amount",
        id="a deductible without an amount",
    ),
]


@published
@pytest.mark.parametrize(("plant", "record", "rule"), DEFECTS)
def test_bad_plan_data_is_refused_by_record_and_rule(plant: Callable[[], object], record: str, rule: str) -> None:
    plant()

    said = why_not_published()

    assert record in said
    assert rule in said
    assert editions.newest_number() == 1
    transaction.set_rollback(True)  # what is planted breaks references too, which is checked at the end


def why_not_published() -> str:
    """All that is said while somebody tries."""
    try:
        review = reviewed()
        with pytest.raises(editions.Barred):
            editions.confirm(review, by=None, reason="Now or never.")
    except Refused as problem:
        return refusals.told(problem)
    gaps = editions.findings(review, FindingKind.GAP)
    return "\n".join(f"{' / '.join(gap.what['key'])}: {kept(gap.what)}" for gap in gaps)


@published
def test_without_a_defect_it_is_published() -> None:
    """The other side of the table above."""
    raise_the_price()

    assert editions.confirm(reviewed(), by=None, reason="Now.")


CONFIRMS: Final = """
import django
django.setup()
from benefits import editions
from benefits.models import Review
review = Review.objects.get()
print("begun", flush=True)
editions.confirm(review, by=None, reason="In a hurry.")
"""


@pytest.mark.racing
@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_killed_at_any_moment_it_is_published_wholly_or_not_at_all(tmp_path: Path, settings: Settings) -> None:
    settings.EDITION_DIR = tmp_path / "editions"
    small.load()
    editions.publish(by=None, reason="The first.")
    raise_the_price()
    review, seen = reviewed(), set()

    for number, after in enumerate((0, 0.03, 0.15, 1.5)):
        (tmp_path / str(number)).mkdir()
        path = tmp_path / str(number) / "copy.sqlite3"
        copy_database(path)
        killed(worker(path, CONFIRMS), after)
        newest = rows(path, "SELECT number, sha256 FROM benefits_edition")[-1]
        state = rows(
            path,
            "SELECT state, published_id IS NOT NULL, reason FROM benefits_review JOIN benefits_job ON key = job_id",
        )
        seen.add(newest[0])
        assert (newest[0], *state) in ((1, ("ready", 0, "")), (2, ("confirmed", 1, "In a hurry.")))
        assert newest[0] == 1 or newest[1] == review.sha256

    print(f"editions found after a kill: {sorted(seen)}")
