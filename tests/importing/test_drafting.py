"""What a file would change is told before anything is written; then all of it goes in, or nothing."""

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError

from benefits import editions
from benefits.coverage import records as r
from benefits.coverage import vocabulary as v
from benefits.coverage.catalog import MOST_LINKS, TABLES, Catalog, to_json
from benefits.coverage.vocabulary import Refused
from benefits.importing import storing
from benefits.importing.drafting import DraftMoved, Written, compared, write
from benefits.models import ROWS, ContentRow, PlanRow, PoolMemberRow, TherapyRow, Verdict, VisitLimitRow
from tests import shipped, whole

pytestmark = pytest.mark.django_db


def records(catalog: Catalog) -> list[r.Record]:
    return list(chain.from_iterable(getattr(catalog, table) for table in TABLES))


def verdicts(found: list[r.Record]) -> Counter[Verdict]:
    return Counter(one.verdict for one in compared(found))


def altered(catalog: Catalog) -> list[r.Record]:
    """Every record with another value in one of its texts, amounts or lists."""
    replaced: dict[type[r.Record], dict[str, Any]] = {
        r.Source: {"title": "Another guide"},
        r.Citation: {"quote": "“21-60 visits”"},
        r.Region: {"tty": "713"},
        r.PlanType: {"hint": "You pick two doctors."},
        r.Plan: {"name": "Renamed"},
        r.PlanAmount: {"self_only": Decimal("1.25")},
        r.Therapy: {"aliases": ("rubbing",)},
        r.Technique: {"name": "Hot stones, warmed"},
        r.Condition: {"hint": "Other words."},
        r.Benefit: {"note": "Another note."},
        r.Gate: {"note": "Another note."},
        r.CostTier: {"note": "Another note."},
        r.VisitLimit: {"members": (r.PoolMember(),), "exempt_conditions": ()},
        r.ConditionRule: {"qualifier": "Another."},
        r.Disagreement: {"says": "Something else."},
        r.Delivery: {"note": "Another note."},
        r.Content: {"text": "Other words.", "plans": (), "when": ()},
    }
    return [msgspec.structs.replace(record, **replaced[type(record)]) for record in records(catalog)]


def test_into_an_empty_draft_all_is_new() -> None:
    ours = records(whole.catalog())

    assert verdicts(ours) == {Verdict.NEW: len(ours)}
    assert write(compared(ours), by=None, reason="a test") == Written(len(ours), 0, 0)
    assert editions.draft() == whole.catalog()


@pytest.mark.parametrize("catalog", [whole.catalog(), shipped.catalog()], ids=["whole", "shipped"])
def test_a_second_time_nothing_changes(catalog: Catalog) -> None:
    ours = records(catalog)
    write(compared(ours), by=None, reason="a test")
    entries = sum(row.history.count() for row in ROWS.values())

    assert verdicts(ours) == {Verdict.UNCHANGED: len(ours)}
    assert write(compared(ours), by=None, reason="again") == Written(0, 0, len(ours))
    assert sum(row.history.count() for row in ROWS.values()) == entries


def test_every_kind_of_record_can_change() -> None:
    write(compared(records(whole.catalog())), by=None, reason="a test")
    ours = altered(whole.catalog())
    ada = User.objects.create_user("ada-admin")

    assert verdicts(ours) == {Verdict.CHANGED: len(ours)}
    assert write(compared(ours), by=ada, reason="new papers") == Written(0, len(ours), 0)
    assert {type(record): record for record in records(editions.draft())} == {type(record): record for record in ours}
    for row in ROWS.values():
        latest = row.history.order_by("-history_id").first()
        assert (latest.history_type, latest.history_user, latest.history_change_reason) == ("~", ada, "new papers"), row


def test_only_what_changed_gets_an_entry() -> None:
    write(compared(records(whole.catalog())), by=None, reason="a test")
    massage = whole.catalog().therapies[0]

    write(compared([massage, *(whole.catalog().plans)]), by=None, reason="nothing")
    write(compared([msgspec.structs.replace(massage, hint="New."), *whole.catalog().plans]), by=None, reason="a hint")

    assert TherapyRow.history.filter(history_change_reason="a hint").count() == 1
    assert not PlanRow.history.exclude(history_change_reason="a test").exists()


def test_the_history_of_a_list_shows_what_it_held() -> None:
    write(compared(records(whole.catalog())), by=None, reason="a test")
    content = next(record for record in whole.catalog().contents if record.plans)

    write(compared([msgspec.structs.replace(content, plans=("gold",))]), by=None, reason="one plan")
    latest, first = ContentRow.objects.get(slug=content.slug).history.all()

    assert [scope.planrow.slug for scope in latest.plans.all()] == ["gold"]
    assert len(first.plans.all()) == len(content.plans) > 1


def test_the_pool_of_a_limit_is_changed_in_place() -> None:
    write(compared(records(whole.catalog())), by=None, reason="a test")
    limit = whole.catalog().visit_limits[0]
    fewer = msgspec.structs.replace(limit, members=(limit.members[0],))
    more = msgspec.structs.replace(limit, members=(limit.members[0], r.PoolMember(tier=v.NetworkTier.OUTSIDE)))
    ada = User.objects.create_user("ada-admin")

    for wanted in (fewer, more):
        write(compared([wanted]), by=ada, reason="another pool")
        assert wanted in editions.draft().visit_limits

    changes = PoolMemberRow.history.filter(history_change_reason="another pool", history_user=ada)
    assert changes.filter(history_type="-").count() == len(limit.members) - 1
    assert changes.filter(history_type="+").count() == 1
    assert not changes.filter(history_type="~").exists()
    assert VisitLimitRow.history.filter(history_change_reason="another pool").count() == 2


def therapy(**values: Any) -> r.Therapy:
    return r.Therapy(**{"slug": "reiki", "name": "Reiki", **values})


def condition(slug: str, part_of: str | None = None) -> r.Condition:
    return r.Condition(slug=slug, name=slug, part_of=part_of)


REFUSED = [
    pytest.param([therapy(), therapy(hint="x")], "slug: the same record is there twice.", id="one key twice"),
    pytest.param(
        [r.Technique(slug="a", therapy="reiki", name="A")], "therapy: “reiki” is not there.", id="a name of nothing"
    ),
    pytest.param(
        [condition("a", "b"), condition("b", "a")], "part_of: it leads back to the record itself.", id="a circle"
    ),
    pytest.param(
        [condition("c0"), *(condition(f"c{number}", f"c{number - 1}") for number in range(1, MOST_LINKS + 2))],
        "part_of: it leads on by way of more than 20 others.",
        id="a chain without end",
    ),
    pytest.param([condition("a", "a")], "part_of: it leads back to the record itself.", id="part of itself"),
    pytest.param([therapy(name="a\0b")], "name: it holds characters that cannot be kept.", id="NUL"),
    pytest.param(
        [therapy(aliases=("a\nb",))], "aliases: it holds characters that cannot be kept.", id="two lines in one"
    ),
    pytest.param([therapy(aliases=(" ",))], "aliases: it holds characters that cannot be kept.", id="an empty line"),
    pytest.param(
        [therapy(position=10**30)], "position: Ensure this value is less than or equal to", id="a number too large"
    ),
]


@pytest.mark.parametrize(("ours", "why"), REFUSED)
def test_what_cannot_go_in_says_why(ours: list[r.Record], why: str) -> None:
    found = list(compared([*ours, therapy(slug="fine")]))

    assert next(one.why[0] for one in found if one.why).startswith(why)
    with pytest.raises(Refused):
        write(found, by=None, reason="a test")
    assert not TherapyRow.objects.exists()


def test_a_circle_through_the_draft_is_seen() -> None:
    write(compared([condition("pain"), condition("ache", "pain")]), by=None, reason="a test")

    assert [one.verdict for one in compared([condition("pain", "ache")])] == [Verdict.REFUSED]


def test_records_may_name_each_other_whatever_their_order() -> None:
    ours = [condition("ache", "pain"), condition("pain"), *records(whole.catalog())[::-1]]

    assert write(compared(ours), by=None, reason="a test").new == len(ours)


@pytest.mark.parametrize("moved", ["changed", "gone", "there"])
def test_a_draft_that_moved_on_is_left_alone(moved: str) -> None:
    write(compared([therapy(), therapy(slug="cupping", name="Cupping")]), by=None, reason="a test")
    ours = [therapy(hint="Ours."), therapy(slug="yoga", name="Yoga")]
    seen = list(compared(ours))
    if moved == "changed":
        TherapyRow.objects.filter(slug="reiki").update(hint="Somebody else's.")
    elif moved == "gone":
        TherapyRow.objects.get(slug="reiki").delete()
    else:
        TherapyRow.objects.create(slug="yoga", name="Yoga")

    with pytest.raises(DraftMoved):
        write(seen, by=None, reason="a test")

    assert not TherapyRow.objects.filter(hint="Ours.").exists()


def test_a_fault_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    create = storing.create

    def fail_late(row: type, *rest: Any, **told: Any) -> None:
        if row is ContentRow:
            raise IntegrityError("a fault")
        create(row, *rest, **told)

    monkeypatch.setattr(storing, "create", fail_late)

    with pytest.raises(Refused, match="a fault"):
        write(compared(records(whole.catalog())), by=None, reason="a test")

    assert not any(row.objects.exists() or row.history.exists() for row in ROWS.values())


def test_the_draft_is_the_very_bytes_after_a_detour() -> None:
    write(compared(altered(whole.catalog())), by=None, reason="a test")
    write(compared(records(whole.catalog())), by=None, reason="back")

    assert to_json(editions.draft()) == to_json(whole.catalog())
    assert date(2026, 11, 21) == editions.draft().citations[0].checked_on
