"""What a record names, and where it has to be."""

import pytest

from benefits.coverage import records as r
from benefits.coverage.catalog import TABLES
from benefits.importing.checking import Checks, named, targets
from benefits.models import ROWS
from tests import whole


def test_every_reference_is_known_with_its_table() -> None:
    assert dict(targets(ROWS["regions"])) == {"part_of": "regions", "guide": "plans", "citation": "citations"}
    assert targets(ROWS["visit_limits"])["members"] == "therapies"


def test_what_a_record_names() -> None:
    catalog = whole.catalog()
    names = {name for table in TABLES for record in getattr(catalog, table) for name in named(record)}

    assert ("members", "therapies", "massage") in names
    assert all(slug in {record.key[0] for record in getattr(catalog, table)} for _field, table, slug in names)


@pytest.mark.django_db
def test_what_the_draft_knows_as_it_is_can_only_be_there_twice() -> None:
    stray = r.Technique(slug="cups", therapy="nothing", name="Cups")
    checks = Checks([stray])

    assert checks.problems(stray, known=True) == ()
    assert checks.problems(stray, known=True) == ("slug: the same record is there twice.",)
    assert Checks([stray]).problems(stray, known=False) == ("therapy: “nothing” is not there.",)
