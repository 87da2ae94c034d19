"""What is typed: a figure in a box, with a tick for not being sure; among other questions the empty box says so."""

import pytest
from django.http import QueryDict

from benefits import asking
from benefits.coverage.catalog import Catalog
from benefits.coverage.situation import FactError
from tests.coverage import builders
from tests.wizard import members

TOLD: dict[str, object] = {"therapy": "physical-therapy", "plan": "hmo", "on": "2026-11-21"}
PT, OT, ST = (f"visits_used.{name}-therapy" for name in ("physical", "occupational", "speech"))
LIMIT = "Type a whole number from 1 to 999, or leave it empty."


@pytest.fixture(scope="module")
def guides() -> Catalog:
    return members.guides()


@pytest.mark.parametrize(
    ("fact", "sent", "answer"),
    [
        pytest.param("visit_limit", "", None, id="an empty box"),
        pytest.param("visit_limit", "visit_limit=30", 30, id="a limit"),
        pytest.param("copay", "copay=unsure", "unsure", id="not being sure, in so many letters"),
        pytest.param("visits_used", "", None, id="no visits at all"),
        pytest.param("visits_used", f"{PT}=18&{OT}=", {"physical-therapy": 18}, id="visits of one therapy"),
        pytest.param("visits_used", "visits_used.acupuncture=3", None, id="visits that do not count here"),
        pytest.param("on", "", None, id="no day"),
    ],
)
def test_among_others_an_answer_is_taken(guides: Catalog, fact: str, sent: str, answer: object) -> None:
    asked = asking.form(guides, fact, TOLD, QueryDict(sent), among_others=True)

    assert asked.is_valid(), asked.errors
    assert asked.answer == answer


def test_among_others_there_are_no_ticks(guides: Catalog) -> None:
    assert [*asking.form(guides, "visits_used", TOLD, among_others=True).fields] == [PT, OT, ST]
    assert [*asking.form(guides, "visit_limit", TOLD, among_others=True).fields] == ["visit_limit"]


def test_among_others_a_mistake_is_said_without_the_tick(guides: Catalog) -> None:
    asked = asking.form(guides, "visit_limit", TOLD, QueryDict("visit_limit=0"), among_others=True)

    assert asked.errors == {"visit_limit": [LIMIT]}


def test_while_the_case_is_not_known_visits_that_were_sent_stay(guides: Catalog) -> None:
    sent = QueryDict(f"{PT}=18&visits_used.nothing=1")

    asked = asking.form(guides, "visits_used", {"therapy": "physical-therapy"}, sent, among_others=True)

    assert [*asked.fields] == [PT]


def test_where_no_limit_counts_the_visits_of_the_therapy_are_asked() -> None:
    unlimited = builders.catalog(builders.benefit())
    told = {**TOLD, "plan": "mine"}

    alone, among = (asking.form(unlimited, "visits_used", told, among_others=small) for small in (False, True))

    assert [*alone.fields] == [PT]
    assert [*among.fields] == []


def test_a_figure_is_refused_at_its_own_box(guides: Catalog) -> None:
    asked = asking.form(guides, "visits_used", TOLD)

    with pytest.raises(FactError) as refused:
        asked.accepted(PT, {"physical-therapy": "1,8"})

    assert refused.value.fact == PT
