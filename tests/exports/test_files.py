"""A file is whole or not there, and the same wherever it is asked for."""

import io
import json
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from benefits.coverage.catalog import from_json, to_json
from benefits.editions import InForce
from benefits.exports import files, pdf
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


@pytest.mark.parametrize("number", [1, None])
def test_a_long_pdf_is_a_zip(
    edition: InForce, everything: Choice, monkeypatch: pytest.MonkeyPatch, number: int | None
) -> None:
    monkeypatch.setattr(pdf, "MOST_ROWS", 6)
    found = in_force(edition.catalog, number)
    chosen = replace(everything, plans=everything.plans[:2], on=everything.on.replace(year=1950))

    data = b"".join(files.content("pdf", found, chosen))

    name = files.name("pdf", found, chosen)
    assert (files.kind("pdf", chosen), name.rpartition(".")[2]) == ("zip", "zip")
    with ZipFile(io.BytesIO(data)) as archive:
        stem = name.removesuffix(".zip")
        assert archive.namelist() == [f"{stem}-part-001.pdf", f"{stem}-part-002.pdf"]
        assert all(archive.read(one).startswith(b"%PDF") for one in archive.namelist())
    assert data == b"".join(files.content("pdf", found, chosen))


@pytest.mark.parametrize("form", files.FORMATS)
def test_names_are_plain(edition: InForce, everything: Choice, form: str) -> None:
    for found in (edition, in_force(edition.catalog, None)):
        name = files.name(form, found, everything)
        assert name.isascii()
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
        assert name.endswith(f".{form}")
