"""What is kept of a record is the record."""

import json

import pytest

from benefits.coverage.records import Plan
from benefits.coverage.vocabulary import Basis, Refused
from benefits.importing.packing import facts_of, packed, unpacked
from tests.importing.filings import ground


def test_records_come_back_as_they_were() -> None:
    records = (ground.plan(), ground.price(20, "document"), ground.source("document", Basis.PLAN_DOCUMENT))

    kept = json.loads(json.dumps(packed(records)))

    assert unpacked(kept) == records
    assert facts_of(kept) == (records[1],)


def test_nonsense_does_not_come_back() -> None:
    [[table, plain]] = packed([ground.plan()])

    with pytest.raises(Refused, match="hios_id"):
        unpacked([[table, {**plain, "hios_id": "x"}]])
    assert table == "plans"
    assert Plan.KEY == ("slug",)
