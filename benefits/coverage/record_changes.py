"""What differs between two catalogs, record by record."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from benefits.coverage.catalog import TABLES, Catalog
from benefits.coverage.records import Record

# Shown beside an answer, or only to admins: no decision and no law looks at them.
ONLY_SHOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "sources": ("title", "publisher", "url", "year", "reliability", "retrieved_on", "review_by", "kind"),
    "citations": ("locator", "quote", "checked_on", "to_confirm"),
    "regions": (
        *("name", "legal_entity", "states", "time_zone", "member_services_phone", "tty", "portal_url"),
        *("regulator_name", "regulator_phone", "starts_on", "ends_on", "citation"),
    ),
    "plans": (
        *("name", "market", "metal_level", "employer", "hios_id", "hsa_eligible", "accumulation", "note"),
        "citation",
    ),
    "therapies": ("name", "plain_name", "hint", "position", "needs_license", "x12_code", "cpt_codes", "aliases"),
    "conditions": ("name", "hint", "is_diagnosis", "position"),
    "benefits": ("scope", "note"),
    "gates": ("network_name", "note"),
    "cost_tiers": ("of_allowed_amount", "note"),
    "visit_limits": ("extension_quantity", "absolute_max", "note"),
    "condition_rules": ("qualifier",),
    "deliveries": ("network_name", "partial", "note"),
    "contents": ("title", "text", "position", "percent_off", "phone", "url"),
}


RecordKey = tuple[str, ...]


class RecordChange(Struct, frozen=True, kw_only=True):
    """A record that is new (nothing before), gone (nothing after) or says something else."""

    table: str
    key: RecordKey
    before: Record | None
    after: Record | None

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ; all of them where the record is new or gone."""
        record = self.after or self.before
        names = record.__struct_fields__ if record else ()
        return tuple(name for name in names if getattr(self.before, name, None) != getattr(self.after, name, None))

    @property
    def only_shown(self) -> bool:
        """Whether nothing differs that an answer could turn on."""
        return (
            self.before is not None and self.after is not None and set(self.fields) <= {*ONLY_SHOWN.get(self.table, ())}
        )


def changed_records(old: Catalog | None, new: Catalog) -> tuple[RecordChange, ...]:
    """What differs, record by record, by table and key. What is alike is passed over without a look into it."""
    return tuple(
        change
        for table in TABLES
        for change in _changed(table, getattr(old, table) if old is not None else (), getattr(new, table))
    )


def _changed(table: str, old: tuple[Record, ...], new: tuple[Record, ...]) -> Iterator[RecordChange]:
    """Both are sorted by key: only what lies between their like beginnings and like ends is compared by key."""
    begin = _alike(zip(old, new, strict=False))
    end = _alike(zip(reversed(old[begin:]), reversed(new[begin:]), strict=False))
    before = {record.key: record for record in old[begin : len(old) - end]}
    after = {record.key: record for record in new[begin : len(new) - end]}
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            yield RecordChange(table=table, key=key, before=before.get(key), after=after.get(key))


def _alike(pairs: Iterable[tuple[Record, Record]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            return count
        count += 1
    return count
