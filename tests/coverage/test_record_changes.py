"""What differs between two catalogs, record by record."""

import re
from pathlib import Path
from typing import Final

import pytest
from msgspec.structs import replace

from benefits.coverage.catalog import TABLES, Catalog
from benefits.coverage.record_changes import ONLY_SHOWN, RecordChange, changed_records
from benefits.models import ROWS
from tests.coverage import builders
from tests.coverage.builders import MASSAGE, PT
from tests.coverage.edits import edits, world

CORE: Final = Path(__file__).resolve().parents[2] / "benefits/coverage"
DECIDING: Final = "laws guidance probes bands decision rules gates costs limits terms links situation universe"
# Read of something else by the same name, or only to say where a reason was read.
ALSO_READ: Final = {
    "sources": {"kind", "year"},
    "regions": {"citation"},
    "plans": {"citation"},
    "therapies": {"position"},
    "conditions": {"position"},
    "contents": {"position", "text"},
}


def by_brute_force(old: Catalog, new: Catalog) -> list[tuple[str, tuple[str, ...]]]:
    """Every record looked up by its key."""
    found = []
    for table in TABLES:
        before, after = ({record.key: record for record in getattr(one, table)} for one in (old, new))
        found += [(table, key) for key in sorted({*before, *after}) if before.get(key) != after.get(key)]
    return found


def test_nothing_differs_from_itself() -> None:
    assert changed_records(world(), replace(world())) == ()


def test_every_record_of_a_first_catalog_is_new() -> None:
    found = changed_records(None, world())

    assert len(found) == sum(len(getattr(world(), table)) for table in TABLES)
    assert all(change.before is None for change in found)


def test_every_single_edit_is_found_and_nothing_else() -> None:
    for name, new in edits(world()):
        found = [(change.table, change.key) for change in changed_records(world(), new)]

        assert found == by_brute_force(world(), new) != [], name


def test_several_edits_at_once() -> None:
    old = builders.catalog(builders.copay(20), builders.benefit(), builders.benefit(therapy=MASSAGE))
    new = builders.catalog(builders.copay(30), builders.benefit("varies"), builders.pool(6))

    found = changed_records(old, new)

    assert [(change.table, change.fields[0]) for change in found] == [
        ("benefits", "plan"),
        ("benefits", "status"),
        ("cost_tiers", "low"),
        ("visit_limits", "plan"),
    ]
    gone, changed, _price, limit = found
    assert (gone.after, limit.before) == (None, None)
    assert (changed.key, changed.fields) == (("mine", PT, "", "False"), ("status",))


def test_words_alone_turn_no_answer() -> None:
    (before, *_rest), after = builders.catalog().plans, "Another name"

    def change(**fields: object) -> RecordChange:
        return RecordChange(table="plans", key=before.key, before=before, after=replace(before, **fields))

    assert change(name=after).only_shown
    assert not change(name=after, plan_type="hdhp").only_shown
    assert not RecordChange(table="plans", key=before.key, before=None, after=before).only_shown


@pytest.mark.parametrize("table", ONLY_SHOWN)
def test_no_rule_reads_what_is_only_shown(table: str) -> None:
    texts = "".join((CORE / f"{name}.py").read_text() for name in DECIDING.split())
    code = re.sub(r"`[^`]*`", "", texts)  # a docstring may name a module
    fields = set(ROWS[table].RECORD.__struct_fields__)
    read = {name for name in fields if re.search(rf"\.{name}\b", code)}

    assert read & set(ONLY_SHOWN[table]) <= ALSO_READ.get(table, set())
    assert set(ONLY_SHOWN[table]) <= fields
    assert read, "the search finds what is read"
