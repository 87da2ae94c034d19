"""A review from a shell: a bar where somebody watches, a line for each finding."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from benefits import editions
from benefits.management import reviewing
from benefits.models import BenefitRow, ContentRow, CostTierRow, GateRow, KeptCase
from tests.coverage.builders import PT, TODAY
from tests.editions import small

pytestmark = pytest.mark.django_db


class Screen:
    """A terminal, or a file, that remembers what was drawn."""

    def __init__(self, *, watched: bool) -> None:
        self.watched = watched
        self.drawn = ""

    def isatty(self) -> bool:
        return self.watched

    def write(self, text: str, /, *, ending: str) -> None:
        self.drawn += text + ending


@pytest.fixture(autouse=True)
def published(db: None, settings: Settings, tmp_path: Path) -> None:
    settings.EDITION_DIR = tmp_path / "editions"
    small.load()
    editions.publish(by=None, reason="The first.")


def reviewed(**given: Any) -> Any:
    return reviewing.reviewed(**{"by": None, "again": None, "out": Screen(watched=False), **given})


@pytest.mark.parametrize("watched", [True, False])
def test_the_bar_is_drawn_where_somebody_watches(watched: bool) -> None:
    CostTierRow.objects.update(low=30, high=30)
    screen = Screen(watched=watched)

    review = reviewed(out=screen)

    full = f"\r[{'#' * reviewing.WIDTH}] {review.asked} situations, {review.changed} answers change\n"
    assert screen.drawn.endswith(full) if watched else screen.drawn == ""


def test_everything_found_has_a_line() -> None:
    facts = {"therapy": PT, "plan": "gold", "on": TODAY.isoformat(), "referral": "pcp"}
    case = KeptCase.objects.create(facts=facts, status="covered", source="a call")
    ContentRow.objects.all().delete()
    GateRow.objects.filter(kind="network").delete()
    BenefitRow.objects.filter(therapy=PT).update(status="varies")

    said = "\n".join(reviewing.told(reviewed()))

    assert "no record says whether there is a network gate" in said
    assert "no_dead_end: " in said
    assert f"case {case.pk}: the answer is may_be_covered, not covered" in said
    assert "covered → may be covered" in said
    assert "situations compared" in said


def test_one_that_is_stopped_is_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    CostTierRow.objects.update(low=30, high=30)
    monkeypatch.setattr(editions, "advance", lambda review: review.job.stop())

    with pytest.raises(editions.NotPublished, match="cancelled"):
        reviewed()


def test_one_that_waits_is_taken_up_by_somebody_else_only(settings: Settings) -> None:
    settings.PUBLISHING_NEEDS_TWO = True
    petra, paul = (User.objects.create_user(name) for name in ("petra-publisher", "paul-publisher"))
    CostTierRow.objects.update(low=30, high=30)
    waiting = reviewed(by=petra)
    assert "second person" in reviewing.published(waiting, by=petra, reason="The new price list.")

    assert reviewed(by=petra).pk != waiting.pk
    assert reviewed(by=paul).pk == waiting.pk
