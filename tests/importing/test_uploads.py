"""A file is kept whole or not at all, and not for long."""

import hashlib
import os
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from benefits.importing import uploads
from benefits.models import ImportBatch


def test_a_file_is_kept_and_known_by_its_hash() -> None:
    batch = ImportBatch()

    assert uploads.keep(batch, [b"slug,", b"name"]) == hashlib.sha256(b"slug,name").hexdigest()
    assert uploads.path(batch).read_bytes() == b"slug,name"

    uploads.throw_away(batch)
    uploads.throw_away(batch)
    assert not uploads.path(batch).exists()


def test_half_a_file_is_not_kept() -> None:
    def breaking() -> Iterator[bytes]:
        yield b"half"
        raise OSError("No space left on device")

    batch = ImportBatch()

    with pytest.raises(OSError, match="No space"):
        uploads.keep(batch, breaking())

    assert not uploads.path(batch).exists()


def test_what_nobody_came_back_for_goes_after_a_day() -> None:
    young, old, now = ImportBatch(), ImportBatch(), timezone.now()
    for batch, at in ((young, now), (old, now - uploads.KEPT - timedelta(minutes=1))):
        uploads.keep(batch, [b"a"])
        os.utime(uploads.path(batch), (at.timestamp(), at.timestamp()))

    uploads.throw_away_old()

    assert not uploads.path(old).exists()
    assert uploads.path(young).exists()
