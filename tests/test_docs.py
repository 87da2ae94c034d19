"""What the documents say of the house is so: names, places, links and words. Each check finds a planted fault."""

import inspect
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

from benefits.coverage import records
from benefits.coverage.records import PoolMember, Record

ROOT: Final = Path(__file__).parent.parent
DECISIONS: Final = "docs/decisions/"
DECISION_HEADINGS: Final = ["Context", "Decision", "What was given up", "How it is held"]
GLOSSARY: Final = "docs/glossary.md"
ARCHITECTURE: Final = "docs/architecture.md"

Pages = Mapping[str, str]
DocumentRule = Callable[[Pages], Iterator[str]]


def pages() -> Pages:
    """Every document, by its path."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(found)}


def _in_code_font(text: str) -> Iterator[str]:
    """What stands in code font, but in blocks of code, and but for what a recipe calls new."""
    without_blocks = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    yield from re.findall(r"`([^`\n]+)`(?! \(new\))", without_blocks)


def places_that_are_not_there(documents: Pages) -> Iterator[str]:
    """A file or folder that a document names is there."""
    for page, text in documents.items():
        for name in _in_code_font(text):
            is_place = re.fullmatch(
                r"(benefits|kpcoverage|tests|templates|static|fixtures|benchmarks|docs)/[\w./-]*", name
            )
            if is_place and not (ROOT / name).exists():
                yield f"{page}: {name}"


def names_that_are_not_there(documents: Pages) -> Iterator[str]:
    """A module, function or class that a document names is there."""
    for page, text in documents.items():
        for name in _in_code_font(text):
            is_name = re.fullmatch(r"(benefits|kpcoverage)(\.\w+)+", name)
            if is_name and not _is_there(name):
                yield f"{page}: {name}"


def _is_there(name: str) -> bool:
    """Whether some beginning of the dotted name is a module, and the rest of it is found from there on."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            held: object = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            held = getattr(held, part, None)
        return held is not None
    return False


def links_that_lead_nowhere(documents: Pages) -> Iterator[str]:
    """A link inside the repository leads to a file."""
    for page, text in documents.items():
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
            is_ours = not target.startswith(("http:", "https:", "mailto:"))
            if is_ours and not (ROOT / page).parent.joinpath(target).exists():
                yield f"{page}: {target}"


def decisions_that_lack_a_part(documents: Pages) -> Iterator[str]:
    """A decision says why it came up, what was chosen, what was given up and what holds it."""
    index = documents.get(f"{DECISIONS}README.md", "")
    for page, text in documents.items():
        if page.startswith(DECISIONS) and not page.endswith("README.md"):
            if re.findall(r"^## (.*)$", text, re.MULTILINE) != DECISION_HEADINGS:
                yield f"{page}: not {', '.join(DECISION_HEADINGS)}"
            held_by = text.partition("## How it is held")[2]
            if not re.search(r"`(tests/|pyproject)", held_by):
                yield f"{page}: nothing holds it"
            if f"({page.removeprefix(DECISIONS)})" not in index:
                yield f"{page}: not in the list"


def words_that_are_not_told_apart(documents: Pages) -> Iterator[str]:
    """A word has one meaning, stands where the alphabet has it, and every record has a word."""
    if GLOSSARY not in documents:
        return
    lists = [re.findall(r"^\| ([A-Z][^|]*?) \|", part, re.MULTILINE) for part in documents[GLOSSARY].split("\n## ")]
    words = [word for listed in lists for word in listed]
    yield from (f"twice: {word}" for word in sorted(set(words)) if words.count(word) > 1)
    for listed in lists:
        if listed != sorted(listed, key=str.lower):
            yield f"out of order: {', '.join(listed)}"
    known = {word.lower().replace(" ", "") for word in words}
    yield from (f"no word for {name}" for name in _record_names() if name.lower() not in known)


def _record_names() -> list[str]:
    kinds = [kind for _name, kind in inspect.getmembers(records, inspect.isclass)]
    return [kind.__name__ for kind in kinds if issubclass(kind, (Record, PoolMember))]


def pictures_unlike_the_floors(documents: Pages) -> Iterator[str]:
    """The picture of the floors shows what import-linter holds, floor by floor."""
    if ARCHITECTURE not in documents:
        return
    drawn = _drawn_floors(documents[ARCHITECTURE])
    for house, floors in _held_floors().items():
        if drawn.get(house) != floors:
            yield f"{house}: {drawn.get(house)} is drawn, {floors} is held"


def _drawn_floors(text: str) -> dict[str, list[set[str]]]:
    """By what each picture is of: the names on each floor, from the top."""
    pictures = re.findall(r"^```text\n(benefits[\w.]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return {house: list(map(_names_on, re.split(r"(?m)^├.*\n", picture))) for house, picture in pictures}


def _names_on(floor: str) -> set[str]:
    return {name for line in re.findall(r"^│([^│]*)│", floor, re.MULTILINE) for name in line.split()}


def _held_floors() -> dict[str, list[set[str]]]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layered = [contract for contract in contracts if contract["type"] == "layers"]
    return {
        contract["containers"][0]: [set(re.findall(r"\w+", layer)) for layer in contract["layers"]]
        for contract in layered
    }


RULES: Final[list[tuple[DocumentRule, Pages]]] = [
    (places_that_are_not_there, {"docs/a.md": "See `tests/test_nothing.py`."}),
    (places_that_are_not_there, {"docs/a.md": "See `benefits/nothing/`."}),
    (names_that_are_not_there, {"docs/a.md": "See `benefits.coverage.rules.NOTHING`."}),
    (names_that_are_not_there, {"docs/a.md": "See `benefits.nothing`."}),
    (links_that_lead_nowhere, {"docs/a.md": "[this](nothing.md)"}),
    (decisions_that_lack_a_part, {f"{DECISIONS}a.md": "## Context\n## Decision\n", f"{DECISIONS}README.md": "(a.md)"}),
    (
        decisions_that_lack_a_part,
        {f"{DECISIONS}a.md": "\n".join(f"## {heading}\n`tests/a.py`" for heading in DECISION_HEADINGS)},
    ),
    (words_that_are_not_told_apart, {GLOSSARY: "| Plan | one |\n\n## Of the house\n| Plan | another |"}),
    (words_that_are_not_told_apart, {GLOSSARY: "| Region | b |\n| Plan | a |"}),
    (words_that_are_not_told_apart, {GLOSSARY: ""}),
    (pictures_unlike_the_floors, {ARCHITECTURE: ""}),
    (
        pictures_unlike_the_floors,
        {ARCHITECTURE: "```text\nbenefits\n┌──┐\n│ apps  coverage │ all on one floor │\n└──┘\n```\n"},
    ),
]


@pytest.mark.parametrize("rule", dict.fromkeys(rule for rule, _ in RULES))
def test_the_documents_are_right(rule: DocumentRule) -> None:
    assert list(rule(pages())) == []


@pytest.mark.parametrize(("rule", "planted"), RULES)
def test_a_wrong_document_is_found(rule: DocumentRule, planted: Pages) -> None:
    assert list(rule(planted))
