"""A copy of the tree to try things on: edited, checked and asked, and thrown away."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parent.parent.parent
LEFT_OUT: Final = shutil.ignore_patterns(
    ".git", ".venv", "var", "__pycache__", ".hypothesis", "test-results", "node_modules", "*_cache"
)
PRODUCT: Final = ("benefits/", "kpcoverage/", "templates/", "static/", "fixtures/")
PROOF: Final = "tests/test_of_this_recipe.py"


class FileEdit(NamedTuple):
    """A file that is new, or lines that come after or before others in a file that is there."""

    path: str
    text: str
    after: str = ""
    before: str = ""

    @property
    def is_new(self) -> bool:
        """Whether it makes a file."""
        return not (self.after or self.before)


class Recipe(NamedTuple):
    """Something to add: its heading in `docs/recipes.md`, its edits, a test of what the faces then show.

    `commands` are what Python is then told to do. `words` is the file that says it in words: without that edit the
    checks must fail, and name what has none.
    """

    heading: str
    edits: tuple[FileEdit, ...]
    proof: str
    commands: tuple[tuple[str, ...], ...]
    tests: tuple[str, ...]
    words: str
    unnamed: str

    @property
    def product_files(self) -> list[str]:
        """The files of the product that are touched, each once, in order."""
        return list(dict.fromkeys(edit.path for edit in self.edits if edit.path.startswith(PRODUCT)))


def read(path: Path) -> Recipe:
    """The recipe that a TOML file holds."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return Recipe(
        heading=told["heading"],
        edits=tuple(FileEdit(**edit) for edit in told["edits"]),
        proof=told["proof"],
        commands=tuple(map(tuple, told.get("commands", ()))),
        tests=tuple(told.get("tests", ())),
        words=told.get("words", ""),
        unnamed=told.get("unnamed", ""),
    )


class TreeCopy:
    """A copy of the tree in a folder of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        shutil.copytree(ROOT, path, ignore=LEFT_OUT)

    def apply(self, edit: FileEdit) -> None:
        """Make the edit. Fails where the file or the lines that it goes by are not there, or there twice."""
        file = self.path / edit.path
        if edit.is_new:
            assert not file.exists(), f"{edit.path} is there already"
            self.write(edit.path, edit.text)
            return
        text, place = file.read_text(encoding="utf-8"), edit.after or edit.before
        assert text.count(place) == 1, f"{edit.path} has {text.count(place)} times:\n{place}"
        file.write_text(text.replace(place, edit.after + edit.text + edit.before), encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """A file with this text."""
        file = self.path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def take_out(self, path: str) -> None:
        """A file or folder is gone. Fails where it was not there."""
        gone = self.path / path
        if gone.is_dir():
            shutil.rmtree(gone)
        else:
            gone.unlink()

    def take_out_lines(self, path: str, naming: str) -> int:
        """The lines of a file that name something are gone; returns how many."""
        file = self.path / path
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not re.search(naming, line)]
        file.write_text("".join(kept), encoding="utf-8")
        return len(lines) - len(kept)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """What a command of the copy says, run in the copy."""
        told = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "EVERY_"))}
        environment = {**told, "VAR_DIR": str(self.path / "var"), "PYTHONDONTWRITEBYTECODE": "1"}
        environment.pop("DATABASE_URL", None)
        return subprocess.run(
            command, cwd=self.path, env=environment, capture_output=True, text=True, check=False, timeout=3600
        )

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What Python says to these arguments."""
        return self.run(sys.executable, *arguments)

    def checked(self, cache: Path) -> str:
        """What `make check` would complain of; nothing where all is well.

        The cache keeps what was read of the types, for the next copy.
        """
        floors = str(Path(sys.executable).with_name("lint-imports"))
        for command in (
            (sys.executable, "-m", "ruff", "check", "--quiet", "--no-cache", "."),
            (sys.executable, "-m", "ruff", "format", "--quiet", "--check", "--no-cache", "."),
            (sys.executable, "-m", "mypy", "--no-error-summary", "--cache-dir", str(cache)),
            (floors, "--no-cache", "--no-logo"),
            (sys.executable, "manage.py", "check", "--fail-level", "WARNING"),
            (sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"),
            (sys.executable, "-m", "tests.house_rules"),
        ):
            done = self.run(*command)
            if done.returncode:
                return f"{' '.join(command)}\n{done.stdout}{done.stderr}"
        return ""

    def tested(self, *tests: str) -> str:
        """What pytest says where one of these tests fails; nothing where all are well."""
        done = self.python("-m", "pytest", "--quiet", "-p", "no:cacheprovider", *tests)
        return "" if done.returncode == 0 else done.stdout[-20_000:] + done.stderr[-5_000:]
