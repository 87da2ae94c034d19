"""Search boxes know the names of what is picked, for a few questions a page."""

from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benefits.admin.picking import Labels, PickedOne, PickedSeveral, labels
from benefits.models import BenefitRow, CitationRow, PlanRow, TechniqueRow, TherapyRow

pytestmark = pytest.mark.usefixtures("draft")


def test_names_known_from_the_start_ask_nothing() -> None:
    known = Labels(TherapyRow.objects.all(), "slug")

    with CaptureQueriesContext(connection) as asked:
        assert known["massage"] == "Massage therapy"
    assert len(asked) == 0


@pytest.mark.parametrize(
    ("key", "value", "name"),
    [
        pytest.param("slug", "hot-stone", "Hot stones", id="known later"),
        pytest.param("slug", "no-such", "no-such", id="no row"),
        pytest.param("pk", "many", "many", id="no number"),
        pytest.param("pk", "9" * 40, "9" * 40, id="no number of a row"),
    ],
)
def test_another_is_asked_for_once(key: str, value: str, name: str) -> None:
    known = Labels(TechniqueRow.objects.none(), key)

    with CaptureQueriesContext(connection) as asked:
        assert [known[value], known[value]] == [name, name]
    assert len(asked) == 1


def test_a_page_knows_the_citations_of_its_plan() -> None:
    request = SimpleNamespace()

    known = labels(request, PlanRow.objects.get(slug="gold"))

    assert known[CitationRow, "slug"] == {"p-21": "p-21 (P:21)", "p-26": "p-26 (P:26)"}
    assert labels(request, PlanRow.objects.get(slug="hmo")) is known


@pytest.mark.parametrize(
    ("kind", "name", "values", "shown"),
    [
        pytest.param(PickedOne, "therapy", ["massage"], [("", ""), ("massage", "Massage therapy")], id="one"),
        pytest.param(PickedOne, "therapy", [""], [("", "")], id="none"),
        pytest.param(PickedSeveral, "excluded_techniques", ["x"], [("x", "x")], id="several"),
    ],
)
def test_a_box_shows_what_is_picked(
    kind: type[PickedOne], name: str, values: list[str], shown: list[tuple[str, str]]
) -> None:
    box = kind(BenefitRow._meta.get_field(name), admin.site)
    box.labels = Labels(TherapyRow.objects.all(), "slug")

    [(_group, options, _index)] = box.optgroups("field", values)

    assert [(option["value"], option["label"]) for option in options] == shown
