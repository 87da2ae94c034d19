"""What waits: counted, named, and a link away."""

from datetime import date

import pytest
from django.test import Client

from benefits.admin import worklist
from benefits.models import SourceRow

pytestmark = pytest.mark.usefixtures("draft")


def test_each_pile_counts_and_names_what_waits() -> None:
    sources, citations, disagreements = worklist.piles(date(2027, 11, 22))

    assert [(pile.count, pile.pieces[0].name) for pile in (sources, citations, disagreements)] == [
        (1, "The guide"),
        (1, "p-21 (P:21)"),
        (1, "Gold 2026: Massage therapy"),
    ]
    assert sources.pieces[0].about == "due on 21 Nov 2027"
    assert disagreements.pieces[0].about == "visit limit: 20 visits a year. / 30 visits a year."


def test_nothing_is_due_on_the_day_itself() -> None:
    assert worklist.piles(date(2027, 11, 21))[0].count == 0


def test_no_more_is_named_than_one_looks_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklist, "SHOWN", 0)

    pile = worklist.piles(date(2027, 11, 22))[0]

    assert (pile.count, pile.pieces) == (1, ())


def test_every_link_leads_to_a_page(admin_client: Client) -> None:
    SourceRow.objects.update(review_by=date(2020, 1, 1))

    for pile in worklist.piles(date(2026, 11, 22)):
        assert admin_client.get(pile.address).context["cl"].result_count == pile.count
        for piece in pile.pieces:
            assert admin_client.get(piece.address).status_code == 200
