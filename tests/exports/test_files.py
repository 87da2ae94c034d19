"""A file is whole or not there, and the same wherever it is asked for."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benefits.coverage.catalog import from_json, to_json
from benefits.editions import InForce
from benefits.exports import files
from benefits.exports.choosing import Choice
from tests.exports.conftest import in_force


@pytest.mark.parametrize("form", files.FORMATS)
def test_the_same_choice_gives_the_same_bytes(edition: InForce, everything: Choice, form: str) -> None:
    first = b"".join(files.content(form, edition, everything))

    assert first == b"".join(files.content(form, edition, everything))
    assert len(first) > 1000


def test_json_is_the_catalog(edition: InForce, everything: Choice) -> None:
    data = b"".join(files.content("json", edition, everything))

    assert data == to_json(edition.catalog)
    assert from_json(data) == edition.catalog
    assert {plan["slug"] for plan in json.loads(data)["plans"]} == set(edition.catalog.plan_by_slug)


@pytest.mark.parametrize("form", files.FORMATS)
def test_names_are_plain(edition: InForce, everything: Choice, form: str) -> None:
    for found in (edition, in_force(edition.catalog, None)):
        name = files.name(form, found, everything)
        assert name.isascii()
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
        assert name.endswith(f".{form}")


def test_a_failed_export_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "summary.csv"
    path.write_bytes(b"before")

    def failing() -> Iterator[bytes]:
        yield b"half"
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        files.save(path, failing())

    assert path.read_bytes() == b"before"
    assert [found.name for found in tmp_path.iterdir()] == ["summary.csv"]


def test_a_whole_export_takes_its_place(tmp_path: Path) -> None:
    size = files.save(tmp_path / "a.csv", iter([b"a", b"bc"]))

    assert size == 3
    assert (tmp_path / "a.csv").read_bytes() == b"abc"
