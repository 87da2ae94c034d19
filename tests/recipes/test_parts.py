"""A part of the product goes out by deleting its files and one or two lines, and nobody else misses it."""

import os
import re
from pathlib import Path
from typing import Final

import pytest

from tests.recipes.copies import ROOT, TreeCopy
from tests.recipes.parts import PARTS, THE_WHOLE, Part

MOST_LINES: Final = 2

in_proof: Final = pytest.mark.skipif("EVERY_RECIPE" not in os.environ, reason="not run: EVERY_RECIPE unset")
each_part: Final = pytest.mark.parametrize("part", [pytest.param(part, id=part.name) for part in PARTS])


def take_out(part: Part, copy: TreeCopy) -> None:
    for path in (*part.files, *part.tests):
        copy.take_out(path)
    for lines in (*part.lines, *part.other_lines):
        copy.take_out_lines(lines.path, lines.naming)


def failures_of_others(parts: tuple[Part, ...], copy: TreeCopy) -> list[str]:
    """The tests that fail although they do not name any of the parts."""
    done = copy.python("-m", "pytest", "--quiet", "-p", "no:cacheprovider", "--numprocesses", "2", *parts[0].around)
    assert re.search(r"\d+ passed", done.stdout), done.stdout[-5000:] + done.stderr[-5000:]
    failed = re.findall(r"^(?:FAILED|ERROR) (tests/\S+?\.py)(.*)$", done.stdout, re.MULTILINE)
    named = "|".join(part.concerned for part in parts)
    return [f"{path}{case}" for path, case in failed if not _names(copy.path / path, named)]


def _names(file: Path, named: str) -> bool:
    return re.search(named, file.read_text(encoding="utf-8")) is not None


@each_part
def test_few_lines_name_a_part(part: Part) -> None:
    texts = [(ROOT / lines.path).read_text(encoding="utf-8").splitlines() for lines in part.lines]
    naming = [
        line for lines, text in zip(part.lines, texts, strict=True) for line in text if re.search(lines.naming, line)
    ]

    assert 1 <= len(naming) <= MOST_LINES
    assert all((ROOT / path).exists() for path in (*part.files, *part.tests))


@in_proof
@each_part
def test_the_product_stands_without_it(part: Part, tmp_path: Path) -> None:
    copy = TreeCopy(tmp_path / "copy")
    take_out(part, copy)

    checked = copy.python("manage.py", "check", "--fail-level", "WARNING")
    migrated = copy.python("manage.py", "makemigrations", "--check", "--dry-run")
    linted = copy.python("-m", "ruff", "check", "--quiet", "--no-cache", "benefits", "kpcoverage")

    for done in (checked, migrated, linted):
        assert done.returncode == 0, done.stdout + done.stderr


@in_proof
@pytest.mark.parametrize("part", [pytest.param(part, id=part.name) for part in PARTS if part.around != THE_WHOLE])
def test_nobody_around_misses_it(part: Part, tmp_path: Path) -> None:
    copy = TreeCopy(tmp_path / "copy")
    take_out(part, copy)

    assert failures_of_others((part,), copy) == []


@in_proof
def test_nobody_misses_what_stands_alone(tmp_path: Path) -> None:
    """The parts that the whole suite is asked about are taken out together: it is long."""
    parts = tuple(part for part in PARTS if part.around == THE_WHOLE)
    copy = TreeCopy(tmp_path / "copy")
    for part in parts:
        take_out(part, copy)

    assert failures_of_others(parts, copy) == []


@in_proof
def test_somebody_who_misses_it_is_found(tmp_path: Path) -> None:
    """The control: a test that asks for a part without naming it."""
    part = next(part for part in PARTS if part.name == "the format JSON")
    copy = TreeCopy(tmp_path / "copy")
    take_out(part, copy)
    copy.write(
        "tests/exports/test_planted.py",
        "from benefits.exports import files\n\n\ndef test_planted() -> None:\n    assert len(files.FORMATS) == 4\n",
    )

    assert any("test_planted" in failure for failure in failures_of_others((part,), copy))
