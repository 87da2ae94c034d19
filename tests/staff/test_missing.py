"""The worklist, a few plans at a time."""

from django.test import Client

from benefits.coverage.vocabulary import GateKind
from benefits.staff.missing import FIELDS
from benefits.staff.worklist import WANTED


def test_it_lists_what_is_missing(sam: Client) -> None:
    text = sam.get("/staff/missing/").content.decode()

    assert "Which missing fact costs us most?" in text
    assert '<th scope="row">Price</th>' in text
    assert "Page 1 of" in text


def test_there_is_no_such_page(sam: Client) -> None:
    page = sam.get("/staff/missing/?page=999")

    assert page.status_code == 400
    assert "There is no such page." in page.content.decode()


def test_every_field_has_its_name() -> None:
    assert set(WANTED.values()) | {"price", "visit_limit"} | {kind.value for kind in GateKind} <= set(FIELDS)
