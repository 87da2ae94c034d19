"""Two editions side by side, field by field."""

from decimal import Decimal

import pytest

from benefits import editions
from benefits.models import ConditionRow, CostTierRow
from tests.coverage.builders import PT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]


def test_what_differs_between_two_editions() -> None:
    CostTierRow.objects.update(low=30, high=30, note="Since July.")
    ConditionRow.objects.create(slug="vertigo", name="Vertigo")
    ConditionRow.objects.filter(slug="stress").delete()
    editions.publish(by=None, reason="The second.")

    gone, new, price = editions.changes_between(1, 2)

    assert (gone.key, gone.is_gone, gone.is_new) == (("stress",), True, False)
    assert (new.key, new.is_gone, new.is_new) == (("vertigo",), False, True)
    assert [(one.field, one.before, one.after) for one in new.fields] == [
        ("slug", None, "vertigo"),
        ("name", None, "Vertigo"),
        ("is_diagnosis", None, True),
    ]
    assert (price.table, price.key[:2], price.citation) == ("cost_tiers", ("gold", PT), "papers")
    assert [(one.field, one.before, one.after) for one in price.fields] == [
        ("low", Decimal(20), Decimal(30)),
        ("high", Decimal(20), Decimal(30)),
        ("note", "", "Since July."),
    ]
    assert [change.is_new for change in editions.changes_between(2, 1)] == [True, False, False]


def test_an_emptied_field_is_a_change() -> None:
    CostTierRow.objects.update(note="Since July.")
    editions.publish(by=None, reason="The second.")
    CostTierRow.objects.update(note="")
    editions.publish(by=None, reason="The third.")

    (price,) = editions.changes_between(2, 3)

    assert [(one.field, one.before, one.after) for one in price.fields] == [("note", "Since July.", "")]


def test_the_same_edition_has_no_differences() -> None:
    assert editions.changes_between(1, 1) == ()


def test_an_edition_that_never_was_is_refused() -> None:
    with pytest.raises(editions.NoSuchEdition):
        editions.changes_between(1, 7)
