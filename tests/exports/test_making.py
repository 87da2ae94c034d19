"""A file made by a process of its own: the same bytes, a sign of how far it is, a word on what was in the way."""

import os
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from benefits.editions import InForce
from benefits.exports import files, formats, making
from benefits.exports.choosing import Choice, choice
from benefits.exports.typesetting import MOST_LACKING
from tests.exports.conftest import TODAY, in_force


@pytest.fixture
def some(edition: InForce) -> Choice:
    """Two plans."""
    return choice(edition.catalog, {"plan": ["hmo", "hdhp"], "referral": ["pcp"]}, TODAY)


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
@pytest.mark.parametrize("number", [1, None])
def test_it_makes_the_same_bytes(tmp_path: Path, edition: InForce, some: Choice, form: str, number: int | None) -> None:
    found = in_force(edition.catalog, number)

    assert making.begin(tmp_path / "a", form, found, some).wait(60) == 0
    assert making.done(tmp_path / "a") == some.total
    making.tidy(tmp_path / "a")

    assert [path.name for path in (tmp_path / "a").iterdir()] == [f"summary.{form}"]
    assert (tmp_path / "a" / f"summary.{form}").read_bytes() == b"".join(files.content(form, found, some))


def test_what_is_in_the_way_is_said(tmp_path: Path, edition: InForce, some: Choice) -> None:
    strange = "".join(map(chr, range(0x4E00, 0x4E00 + MOST_LACKING + 1)))
    plan = replace(edition.catalog.plan_by_slug["hmo"], name=strange)
    plans = tuple(plan if found.slug == plan.slug else found for found in edition.catalog.plans)
    unreadable = in_force(replace(edition.catalog, plans=plans))

    assert making.begin(tmp_path, "pdf", unreadable, some).wait(60) == 1

    assert "too many characters that our fonts do not have" in making.why(tmp_path)
    assert not (tmp_path / "summary.pdf").exists()


def test_it_leaves_signs(tmp_path: Path, edition: InForce, some: Choice, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (making.done(tmp_path), making.why(tmp_path)) == (0, "")
    signs: list[int] = []
    monkeypatch.setattr(formats, "ROWS_A_SIGN", 5)

    b"".join(files.content("csv", edition, some, signs.append))
    making._sign(tmp_path, os.getppid(), 7)

    assert signs == [5, 10, 12]
    assert making.done(tmp_path) == 7


def test_it_gives_up_when_nobody_waits(tmp_path: Path, edition: InForce, some: Choice) -> None:
    with pytest.raises(InterruptedError):
        b"".join(files.content("csv", edition, some, partial(making._sign, tmp_path, -1)))

    assert making.done(tmp_path) == 0


def test_a_folder_without_an_order_is_said(tmp_path: Path) -> None:
    assert making.main(tmp_path) == 1
    assert "No such file" in making.why(tmp_path)
    assert making.main(tmp_path / "nowhere") == 1
