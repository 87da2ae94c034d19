"""What holds across files. Every rule is shown a planted fault, which it must find."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PRUNED = {".git", ".hypothesis", ".venv", "var", "__pycache__", "node_modules", "test-results"}
BINARY = {".ico", ".jpg", ".mo", ".pdf", ".png", ".webp", ".woff2", ".xlsx", ".zip"}

HouseRule = Callable[[Mapping[str, str]], Iterator[str]]

# Modules that say nothing worth a test of their own, or that are tested through another.
UNMIRRORED = {"benefits/apps.py"}


def _tree(folder: Path = ROOT) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.iterdir()):
        if path.name in PRUNED or path.name.endswith("_cache") or path.suffix in BINARY:
            continue
        if path.is_dir():
            yield from _tree(path)
        elif path.is_file():
            yield path.relative_to(ROOT).as_posix(), path.read_bytes().decode()


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """Every file of the project, by its path."""
    return dict(_tree())


def _found(pattern: str, files: Mapping[str, str], *kinds: str) -> Iterator[str]:
    """Lines that match, in files of these kinds."""
    for path, text in files.items():
        if path.endswith(kinds) and path != "tests/test_house.py":
            for line in re.finditer(pattern, text, re.IGNORECASE | re.MULTILINE):
                yield f"{path}: {line.group(0)}"


def modules_without_a_word(files: Mapping[str, str]) -> Iterator[str]:
    """A module says what it is for."""
    for path, text in files.items():
        written = path.endswith(".py") and "/migrations/" not in path
        if written and not ast.get_docstring(ast.parse(text)):
            yield path


def names_that_say_nothing(files: Mapping[str, str]) -> Iterator[str]:
    """A module is named for what it holds."""
    for path in files:
        if re.search(r"(^|/)(utils?|helpers?|services?|managers?|common|misc)(/|\.py$)", path):
            yield path


def modules_without_tests(files: Mapping[str, str]) -> Iterator[str]:
    """tests/ mirrors benefits/."""
    for path in files:
        folder, _, name = path.rpartition("/")
        mirror = f"tests{folder.removeprefix('benefits')}/test_{name}"
        ours = path.startswith("benefits/") and path.endswith(".py") and path not in UNMIRRORED
        plain = name == "__init__.py" or "/migrations/" in path
        if ours and not plain and mirror not in files:
            yield f"{path}: no {mirror}"


def markup_in_the_wrong_place(files: Mapping[str, str]) -> Iterator[str]:
    """The policy forbids inline script and style; escaping is never switched off."""
    inline = r"<style\b|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=[\"']|javascript:"
    unescaped = r"\|\s*(safe|safeseq)\b|\{%\s*autoescape\s+off"
    templates = {path: text for path, text in files.items() if path.startswith("templates/")}
    yield from _found(f"{inline}|{unescaped}", templates, ".html")
    code = {path: text for path, text in files.items() if path.startswith("benefits/")}
    yield from _found(r"mark_safe|SafeString\(|SafeText", code, ".py")


def boosted_downloads(files: Mapping[str, str]) -> Iterator[str]:
    """htmx would show a file as a blank page."""
    for tag in _found(r"<a\b[^>]*\sdownload\b[^>]*>", files, ".html"):
        if 'hx-boost="false"' not in tag:
            yield tag


def foreign_loads(files: Mapping[str, str]) -> Iterator[str]:
    """Nothing is ever loaded from another host."""
    loads = r"<(script|link|img|iframe|source)\b[^>]*(src|href)=[\"'](https?:)?//"
    yield from _found(rf"{loads}|url\([\"']?(https?:)?//|@import", files, ".html", ".css", ".js")
    yield from _found(r"\b(unpkg|jsdelivr|cdnjs|googleapis|gstatic|typekit)\.", files, "")


def traces_of_a_machine(files: Mapping[str, str]) -> Iterator[str]:
    """No file names the place where it was written, or where packages came from."""
    places = r"(?<![\w.])/(root|home|Users|work|workspace)/\w+|C:\\\\?Users"
    yield from _found(rf"{places}|pythonhosted|pypi\.org|--(extra-)?index-url", files, "")


def blanket_silence(files: Mapping[str, str]) -> Iterator[str]:
    """A silenced finding names which."""
    yield from _found(r"#\s*type:\s*ignore(?!\[).*|#\s*(ruff:\s*)?noqa(?!:\s*[A-Z]).*", files, ".py")


def untidy_files(files: Mapping[str, str]) -> Iterator[str]:
    """Every file is as `.editorconfig` asks: lines end with no space, the last one ends, tabs are for make alone.

    A CSV is as the office that sent it writes it.
    """
    for path, text in files.items():
        if path.endswith(".csv"):
            continue
        if text and not text.endswith("\n"):
            yield f"{path}: the last line does not end"
        if path != "Makefile" and "\t" in text:
            yield f"{path}: a tab"
        yield from (f"{path}:{number}" for number, line in enumerate(text.split("\n"), 1) if line != line.rstrip())


def hopes_to_be_first(files: Mapping[str, str]) -> Iterator[str]:
    """A test waits for what must come, looking again and again; a while that is fixed is too short on some machine."""
    for path, text in files.items():
        if path.startswith("tests/") and path.endswith(".py"):
            tree = ast.parse(text)
            loops = [node for node in ast.walk(tree) if isinstance(node, ast.While | ast.For)]
            looking = {id(node) for loop in loops for node in ast.walk(loop)}
            waits = (node for node in ast.walk(tree) if id(node) not in looking and _is_a_fixed_wait(node))
            yield from (f"{path}:{node.lineno}" for node in waits if isinstance(node, ast.expr))


def _is_a_fixed_wait(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr="sleep" | "wait_for_timeout"), args=[ast.Constant()]):
            return True
        case ast.Call(func=ast.Attribute(attr="wait_for_load_state"), args=[ast.Constant(value="networkidle")]):
            return True
        case _:
            return False


def tables_without_order(files: Mapping[str, str]) -> Iterator[str]:
    """Workers that share the tests must count them alike: a set has another order in each process."""
    for path, text in files.items():
        if path.startswith("tests/") and path.endswith(".py"):
            for node in ast.walk(ast.parse(text)):
                match node:
                    case ast.Call(func=ast.Attribute(attr="parametrize"), args=[_, table, *_]) if _is_a_set(table):
                        yield f"{path}:{node.lineno}"


def _is_a_set(table: ast.expr) -> bool:
    match table:
        case ast.Set() | ast.SetComp() | ast.Call(func=ast.Name(id="set" | "frozenset")):
            return True
        case ast.BinOp(left=left):
            return _is_a_set(left)
        case _:
            return False


def prose_in_the_core(files: Mapping[str, str]) -> Iterator[str]:
    """The core has codes and values; sentences are made above it, where they can be translated."""
    for path, text in files.items():
        if path.startswith("benefits/coverage/") and path.endswith(".py"):
            tree = ast.parse(text)
            docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                    yield from (f"{path}:{node.lineno}: {words}" for words in re.findall(r"[a-z]+ +[a-z]+", node.value))


def codes_shown_to_people(files: Mapping[str, str]) -> Iterator[str]:
    """A refusal of the core is a code: whoever catches it words it by `benefits.words.refusals`."""
    for path, text in files.items():
        if path.startswith("benefits/") and path.endswith(".py"):
            handlers = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ExceptHandler)]
            yield from (f"{path}:{line}" for handler in handlers for line in _shown_as_it_is(handler))


def _shown_as_it_is(handler: ast.ExceptHandler) -> Iterator[int]:
    """Where a handler of a refusal puts what it caught into a text."""
    caught = ast.unparse(handler.type) if handler.type else ""
    if not re.search("Refused|FactError|faults", caught, re.IGNORECASE):
        return
    for node in ast.walk(handler):
        match node:
            case (
                ast.FormattedValue(value=ast.Name(id=handler.name))
                | ast.Call(func=ast.Name(id="str"), args=[ast.Name(id=handler.name)])
            ):
                yield node.lineno
            case ast.Dict(values=values) if any(isinstance(v, ast.Name) and v.id == handler.name for v in values):
                yield node.lineno


def commands_nobody_told(files: Mapping[str, str]) -> Iterator[str]:
    """README, CI and Makefile speak of the same two commands."""
    wanted = {".ci/run": ["make test"], "README.md": ["make run", "make test"]}
    for path, commands in wanted.items():
        yield from (f"{path}: {c}" for c in commands if c not in files.get(path, ""))
    if "README.md" in files:
        told = re.findall(r"`make ([a-z-]+)", files["README.md"])
        targets = re.findall(r"^([a-z-]+):", files.get("Makefile", ""), re.MULTILINE)
        yield from (f"Makefile: {target}" for target in told if target not in targets)


RULES: list[tuple[HouseRule, dict[str, str]]] = [
    (modules_without_a_word, {"benefits/a.py": "x = 1\n"}),
    (names_that_say_nothing, {"benefits/utils.py": ""}),
    (names_that_say_nothing, {"benefits/helpers/dates.py": ""}),
    (modules_without_tests, {"benefits/wizard/a.py": "", "tests/test_a.py": ""}),
    (markup_in_the_wrong_place, {"templates/a.html": "<p style='color: red'>"}),
    (markup_in_the_wrong_place, {"templates/a.html": "<script>alert(1)</script>"}),
    (markup_in_the_wrong_place, {"templates/a.html": '<a onclick="go()">'}),
    (markup_in_the_wrong_place, {"templates/a.html": "{{ name|safe }}"}),
    (markup_in_the_wrong_place, {"benefits/a.py": "mark_safe(name)"}),
    (boosted_downloads, {"templates/a.html": "<a href='x' download>"}),
    (foreign_loads, {"templates/a.html": '<script src="//example.org/a.js"></script>'}),
    (foreign_loads, {"static/css/a.css": "src: url(https://example.org/font)"}),
    (foreign_loads, {"README.md": "https://unpkg.com/htmx"}),
    (traces_of_a_machine, {"README.md": "cd /home/me/project"}),
    (traces_of_a_machine, {"requirements.txt": "--index-url https://example.org"}),
    (blanket_silence, {"benefits/a.py": "x = y  # type: ignore"}),
    (blanket_silence, {"benefits/a.py": "x = y  # noqa"}),
    (untidy_files, {"README.md": "no end"}),
    (untidy_files, {"README.md": "a space \n"}),
    (untidy_files, {"README.md": "a return\r\n"}),
    (untidy_files, {"README.md": "a\ttab\n"}),
    (hopes_to_be_first, {"tests/test_a.py": "time.sleep(0.2)"}),
    (hopes_to_be_first, {"tests/test_a.py": "page.wait_for_timeout(300)"}),
    (hopes_to_be_first, {"tests/test_a.py": "page.wait_for_load_state('networkidle')"}),
    (tables_without_order, {"tests/test_a.py": "@pytest.mark.parametrize('a', set(A) - {1})\ndef test(a): ..."}),
    (tables_without_order, {"tests/test_a.py": "@pytest.mark.parametrize('a', {1, 2})\ndef test(a): ..."}),
    (prose_in_the_core, {"benefits/coverage/a.py": "raise Refused('low', 'must be paid.')"}),
    (prose_in_the_core, {"benefits/coverage/a.py": "raise Refused('low', f'must be {paid} at once.')"}),
    (codes_shown_to_people, {"benefits/a.py": "try: a()\nexcept Refused as why: print(f'{why}')"}),
    (codes_shown_to_people, {"benefits/a.py": "try: a()\nexcept (Refused, OSError) as why: print(str(why))"}),
    (codes_shown_to_people, {"benefits/a.py": "try: a()\nexcept FAULTS as why: print('%(why)s' % {'why': why})"}),
    (commands_nobody_told, {".ci/run": "pytest", "README.md": "`make run` and `make test`"}),
    (commands_nobody_told, {".ci/run": "make test", "README.md": "make run"}),
    (
        commands_nobody_told,
        {".ci/run": "make test", "README.md": "`make run`, `make test`", "Makefile": "run:"},
    ),
]


@pytest.mark.parametrize("rule", dict.fromkeys(rule for rule, _ in RULES))
def test_the_house_keeps_its_rules(rule: HouseRule, files: dict[str, str]) -> None:
    assert list(rule(files)) == []


@pytest.mark.parametrize(("rule", "planted"), RULES)
def test_a_rule_finds_a_planted_fault(rule: HouseRule, planted: dict[str, str]) -> None:
    assert list(rule(planted))


def test_ci_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


FLOORS = [
    pytest.param("", "", id="kept"),
    pytest.param("coverage/planted.py", "The floors of the core", id="a module without a floor"),
    pytest.param("planted/__init__.py", "The floors of the house", id="a package without a floor"),
    pytest.param("coverage/vocabulary.py", "The core knows neither", id="a core that knows Django"),
    pytest.param("errors.py", "The product does not know", id="a product that knows its project"),
]
PLANTED = {
    "coverage/vocabulary.py": "import django.conf\n",
    "errors.py": "import kpcoverage.settings\n",
}


@pytest.mark.parametrize(("path", "broken"), FLOORS)
def test_the_floors_hold(tmp_path: Path, path: str, broken: str) -> None:
    for name in ("pyproject.toml", "benefits", "kpcoverage"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    if path:
        planted = tmp_path / "benefits" / path
        planted.parent.mkdir(exist_ok=True)
        with planted.open("a") as file:
            file.write(PLANTED.get(path, ""))

    lint = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    done = subprocess.run(lint, cwd=tmp_path, capture_output=True, text=True, check=False)

    failing = [line for line in done.stdout.splitlines() if line.rstrip().endswith("BROKEN")]
    assert bool(failing) == bool(broken), done.stdout + done.stderr
    assert all(line.startswith(broken) for line in failing)
