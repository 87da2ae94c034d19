"""The rules of the house that can be counted on the code itself.

`python -m tests.house_rules` is a part of `make check`. It prints what it counts beside what is aimed at, names what
breaks a rule, and fails where a gate finds more than its ceiling. A ceiling only ever falls, as an exemption only ever
goes: neither is raised to let a change through.
"""

import ast
import io
import re
import sys
import tokenize
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parent.parent
PRODUCT: Final = ("benefits/", "kpcoverage/", "manage.py")
OURS: Final = (*PRODUCT, "tests/", "benchmarks/")

PythonFiles = Mapping[str, str]

# Django asks for classes of these names, each inside or beside another.
NAMED_BY_DJANGO: Final = frozenset({"Meta", "Media", "Command"})
TYPE_NAME: Final = re.compile(r"_?[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*")

LONGEST_FUNCTION: Final = 30
LONGEST_MODULE: Final = 250
# These are read from top to bottom as one list: cut in two, each half would send its reader to the other.
LISTS: Final = {
    "benefits/coverage/facts.py": "every fact, and what is known of it",
    "benefits/coverage/records.py": "every record of a catalog, one after the other",
    "benefits/coverage/vocabulary.py": "every word that the core knows",
    "benefits/words/facts.py": "the words of every question",
}

DOCUMENTED: Final = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
DICT_OF_ANYTHING: Final = re.compile(r"(dict|defaultdict|Mapping|MutableMapping)\[\w+, Any\]")
# Where JSON comes in or goes out, where a template takes what it shows, or where Django itself asks for a dictionary.
EDGES: Final = {
    "benefits/admin/bulk.py": "template",
    "benefits/admin/publishing/access.py": "template",
    "benefits/admin/publishing/examples.py": "template",
    "benefits/admin/publishing/findings.py": "template",
    "benefits/admin/rows.py": "template",
    "benefits/answer_parts.py": "JSON",
    "benefits/answers.py": "JSON",
    "benefits/api/parts.py": "JSON",
    "benefits/foreign_json.py": "JSON",
    "benefits/exports/pdf/detail.py": "JSON for the typesetter",
    "benefits/exports/sheet.py": "JSON for the typesetter",
    "benefits/exports/typesetting.py": "JSON for the typesetter",
    "benefits/guides/structured.py": "JSON-LD",
    "benefits/guides/views.py": "template",
    "benefits/importing/filings/proposals.py": "JSON of a row",
    "benefits/staff/look_up.py": "template",
    "benefits/staff/matrix.py": "template",
    "benefits/staff/missing.py": "template",
    "benefits/staff/summaries.py": "template",
    "benefits/templatetags/answers.py": "JSON",
    "benefits/wizard/plan_pages.py": "template",
    "benefits/wizard/views.py": "template",
    "kpcoverage/environment.py": "Django's DATABASES",
    "kpcoverage/logs.py": "JSON",
    "kpcoverage/postgresql/base.py": "Django's connection",
    "kpcoverage/settings.py": "Django's settings",
}


def sources(root: Path = ROOT) -> PythonFiles:
    """The text of every Python file that people write here, by its path from the root; migrations are generated."""
    found = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*.py"))}
    ours = {name: path for name, path in found.items() if name.startswith(OURS) and "/migrations/" not in name}
    return {name: path.read_text(encoding="utf-8") for name, path in ours.items()}


def product(files: PythonFiles) -> PythonFiles:
    """Those files that run in production."""
    return {path: text for path, text in files.items() if path.startswith(PRODUCT)}


def type_names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The name and the line of each class, and of each alias for a type that a module sets."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.name, node.lineno
    for statement in tree.body:
        for target in _targets(statement):
            if isinstance(target, ast.Name) and TYPE_NAME.fullmatch(target.id):
                yield target.id, target.lineno


def _targets(statement: ast.stmt) -> list[ast.expr]:
    match statement:
        case ast.Assign(targets=targets):
            return targets
        case ast.AnnAssign(target=target):
            return [target]
        case _:
            return []


def names_defined_twice(files: PythonFiles) -> Iterator[str]:
    """A name of a type means one thing in the whole house."""
    places: dict[str, list[str]] = defaultdict(list)
    for path, text in files.items():
        for name, line in type_names(ast.parse(text)):
            places[name].append(f"{path}:{line}")
    for name, found in sorted(places.items()):
        if len(found) > 1 and name not in NAMED_BY_DJANGO:
            yield f"{name}: {', '.join(found)}"


def long_functions(files: PythonFiles) -> Iterator[str]:
    """A function is read in one look."""
    for path, text in files.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = _lines(node)
                if lines > LONGEST_FUNCTION:
                    yield f"{path}:{node.lineno}: {node.name} has {lines} lines"


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def long_modules(files: PythonFiles) -> Iterator[str]:
    """A module of the product holds one thing. Tables of tests may be as long as they are."""
    for path, text in product(files).items():
        lines = len(text.splitlines())
        if lines > LONGEST_MODULE and path not in LISTS:
            yield f"{path}: {lines} lines"


def untyped_dicts(files: PythonFiles) -> Iterator[str]:
    """A dictionary of anything crosses a module only at an edge, where JSON, a template or Django asks for it."""
    for path, text in product(files).items():
        if path not in EDGES:
            yield from (f"{path}:{line}" for line in _dicts_of_anything(text))


def _dicts_of_anything(text: str) -> Iterator[int]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Subscript) and DICT_OF_ANYTHING.fullmatch(ast.unparse(node)):
            yield node.lineno


class CountedRule(NamedTuple):
    """A rule, what finds that it is broken, and how often it may still be."""

    rule: str
    broken: Callable[[PythonFiles], Iterator[str]]
    ceiling: int


GATES: Final = (
    CountedRule("names of types defined twice", names_defined_twice, 0),
    CountedRule(f"functions of more than {LONGEST_FUNCTION} lines", long_functions, 11),
    CountedRule(f"modules of more than {LONGEST_MODULE} lines", long_modules, 0),
    CountedRule("dictionaries of anything away from an edge", untyped_dicts, 26),
)


def exemptions_without_need(files: PythonFiles) -> Iterator[str]:
    """An exemption goes with what it was for."""
    for path in LISTS:
        if len(files.get(path, "").splitlines()) <= LONGEST_MODULE:
            yield f"{path} is no longer than others"
    for path in EDGES:
        if not list(_dicts_of_anything(files.get(path, ""))):
            yield f"{path} has no dictionary of anything"


class CodeFigures(NamedTuple):
    """What is counted and not gated: how many of each, in so many lines of code and of comment."""

    code: int
    comments: int
    conditional_expressions: int
    boolean_chains: int
    anything: int

    def per_thousand(self, count: int) -> float:
        """So many in a thousand lines of code."""
        return 1000 * count / max(self.code, 1)

    @property
    def comment_share(self) -> float:
        """Lines that are a comment, in a hundred lines of code and comment."""
        return 100 * self.comments / max(self.code + self.comments, 1)


def figures(files: PythonFiles) -> CodeFigures:
    """The figures of these files together: blank lines and docstrings are neither code nor comment."""
    return CodeFigures(*map(sum, zip(*(_figures(text) for text in files.values()), strict=True)))


def _figures(text: str) -> CodeFigures:
    nodes = list(ast.walk(ast.parse(text)))
    comments = _comment_lines(text)
    written = {number for number, line in enumerate(text.splitlines(), start=1) if line.strip()}
    return CodeFigures(
        code=len(written - comments - _docstring_lines(nodes)),
        comments=len(comments),
        conditional_expressions=sum(isinstance(node, ast.IfExp) for node in nodes),
        boolean_chains=sum(isinstance(node, ast.BoolOp) for node in nodes),
        anything=sum(isinstance(node, ast.Name) and node.id == "Any" for node in nodes),
    )


def _comment_lines(text: str) -> set[int]:
    """Lines that hold nothing but a comment."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {
        token.start[0] for token in tokens if token.type == tokenize.COMMENT and token.line.lstrip().startswith("#")
    }


def _docstring_lines(nodes: list[ast.AST]) -> set[int]:
    found: set[int] = set()
    for node in nodes:
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node) is not None:
            docstring = node.body[0]
            found |= set(range(docstring.lineno, (docstring.end_lineno or docstring.lineno) + 1))
    return found


def told(counted: CodeFigures) -> Iterator[str]:
    """A line for each figure, with what is aimed at beside it."""
    rows = (
        ("conditional expressions", counted.conditional_expressions, "12"),
        ("boolean chains", counted.boolean_chains, "7 to 13"),
        ("uses of Any", counted.anything, "7"),
    )
    yield f"{counted.code} lines of code in the product; of each thousand:"
    for name, count, aim in rows:
        yield f"  {name:<24} {counted.per_thousand(count):5.1f}   aim {aim}"
    yield f"  {'comments':<24} {counted.comment_share:5.1f} %  aim 3 to 8 %"


def report(files: PythonFiles) -> tuple[list[str], bool]:
    """The lines to print, and whether every gate is kept."""
    lines = list(told(figures(product(files))))
    kept = True
    for gate in GATES:
        found = list(gate.broken(files))
        lines.append(f"{gate.rule}: {len(found)} (at most {gate.ceiling})")
        if len(found) > gate.ceiling:
            kept = False
            lines += (f"  {line}" for line in found)
    return lines, kept


def main() -> int:
    """Print the report; 1 where a gate is not kept."""
    lines, kept = report(sources())
    print("\n".join(lines))
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
