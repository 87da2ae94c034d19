"""A small draft that may be published: a guide, a plan on it, two therapies; no gap, no law broken."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import CheckConstraint
from msgspec.structs import replace

from benefits.coverage.catalog import Catalog
from benefits.coverage.records import PlanType
from benefits.coverage.vocabulary import GateKind
from benefits.importing import loading
from benefits.models import Row
from tests.coverage import builders
from tests.coverage.builders import MASSAGE, PT

HIOS = "89942GA0130002"


def catalog() -> Catalog:
    """Physical therapy is covered with a referral, massage is not; a price, a limit, a way on where it ends."""
    found = builders.catalog(
        PlanType(slug="hmo", name="HMO"),
        builders.guide("hmo"),
        builders.plan("gold", based_on="hmo", hios_id=HIOS),
        builders.benefit(plan="hmo"),
        builders.benefit("not_covered", plan="hmo", therapy=MASSAGE),
        *(builders.gate(kind, _asked(kind), plan="hmo") for kind in GateKind),
        builders.copay(20, plan="gold"),
        builders.pool(6, plan="gold"),
        builders.content("ask", stage="verify"),
        builders.content("appeal", stage="appeal"),
        builders.content("at-home", "alternative"),
    )
    return replace(
        found,
        plan_types=_only(found.plan_types, "hmo"),
        plans=_only(found.plans, "hmo", "gold"),
        therapies=_only(found.therapies, PT, MASSAGE),
    )


def _asked(kind: GateKind) -> str:
    return "required" if kind is GateKind.REFERRAL else "not_stated"


def _only(records: tuple[Any, ...], *slugs: str) -> tuple[Any, ...]:
    return tuple(record for record in records if record.slug in slugs)


def load() -> None:
    """As the draft."""
    loading.load(catalog(), reason="a test")


def plant(row: type[Row], columns: dict[str, Any], **which: Any) -> None:
    """Nonsense in a row, past form, record and database constraints."""
    with _unconstrained(row):
        assert row.objects.filter(**which).update(**columns)


@contextmanager
def _unconstrained(row: type[Row]) -> Iterator[None]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what is pending bars a change of the table
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for one in row._meta.constraints:
                if isinstance(one, CheckConstraint):
                    cursor.execute(f'ALTER TABLE {row._meta.db_table} DROP CONSTRAINT "{one.name}"')
            yield
