"""Rows by the keys of their records, also where a key's first part is empty."""

import pytest
from django.db import connection

from benefits.coverage import records as r
from benefits.coverage import vocabulary as v
from benefits.importing import loading, storing
from benefits.models import DeliveryRow, GateRow, TherapyRow
from tests import whole

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def draft() -> None:
    """One of everything."""
    loading.load(whole.catalog(), reason="a test")


def test_keys_are_spelled_as_records_spell_them() -> None:
    assert set(storing.keys(GateRow.objects.all())) == {gate.key for gate in whole.catalog().gates}
    assert set(storing.keys(GateRow.history.all())) == {gate.key for gate in whole.catalog().gates}
    assert storing.slugs(TherapyRow) == {therapy.slug for therapy in whole.catalog().therapies}


def test_what_is_held_where_records_belong() -> None:
    there = whole.catalog().deliveries[0]
    anywhere = r.Delivery(therapy="massage", mode=list(v.DeliveryMode)[-1], citation="p-21")
    storing.create(DeliveryRow, [anywhere], by=None, reason="a test")

    found = storing.held(DeliveryRow, [there, anywhere])

    assert {key: record for key, (_pk, record) in found.items()} == {there.key: there, anywhere.key: anywhere}
    assert storing.held(TherapyRow, [r.Therapy(slug="nothing", name="Nothing")]) == {}


def test_nobody_else_writes_meanwhile() -> None:
    storing.alone()

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE mode = 'ShareRowExclusiveLock' AND granted")
            assert cursor.fetchone()[0] >= 18
