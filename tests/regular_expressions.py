"""Every regular expression of the product: found in its source, attacked with strings made from the pattern itself.

A pattern is found by the call that makes it, so that a new one cannot be forgotten. What it is attacked with is read
off its own parts: whatever it repeats, again and again behind what leads there, then something that it does not take.
"""

import ast
import importlib
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

parser: Any = importlib.import_module("re._parser")
constants: Any = importlib.import_module("re._constants")

FUNCTIONS: Final = frozenset({"compile", "match", "search", "fullmatch", "split", "sub", "subn", "findall", "finditer"})
CLASSES: Final = frozenset({"RegexField", "RegexValidator", "re_path"})
ANCHORED: Final = frozenset({"match", "fullmatch"})
# What every pattern meets besides what is made from it, and what ends each attack: no pattern takes it.
EVERYWHERE: Final = (" ", "\n", "a", "A", "1", ",", ".", "(", "-", "/", "$", "a ", "1 ", "a-", "\u00e9")
END: Final = "\ue000\ue001"
REPEATS: Final = frozenset({constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT})
CANDIDATES: Final = "a A1-_./:,;$%'\"<>()&\n\u00a0"
MANY: Final = 10  # what is repeated more often than that can be made long

LONGEST: Final = 6_000
# A pattern that is linear takes a few milliseconds; one that is not takes far more, or never ends.
LIMIT_SECONDS: Final = 0.05
SEEN_SECONDS: Final = 0.001
# Four times the text takes four times as long, or sixteen times where the pattern looks at each letter from each other:
# what else runs on the machine makes it two thirds or three halves of that, and never one the other.
LONGER: Final = 4
FAST_GROWTH: Final = 8


class Expressions(NamedTuple):
    """A pattern of the product: where it stands, the pattern, and whether it is only ever tried at one place."""

    place: str
    pattern: re.Pattern[Any]
    anchored: bool


def found(sources: Mapping[str, str], modules: Mapping[str, object]) -> Iterator[Expressions]:
    """Every pattern in these sources, by path. `modules` are the same files, imported.

    Raises AssertionError for a pattern that is put together where it is used: nobody could time it.
    """
    uses = _uses(sources)
    for path, source in sources.items():
        for call, name in _calls(ast.parse(source)):
            methods = uses[module(path), name] if name else {_function(call)}
            anchored = bool(methods) and methods <= ANCHORED
            yield Expressions(f"{path} {name or call.lineno}", _evaluated(path, call, vars(modules[path])), anchored)


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Each call that makes a pattern, with the name that it is given at the top of its module, if it is given one."""
    named: dict[ast.expr | None, str] = {}
    for statement in tree.body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                named[statement.value] = name
            case _:
                pass
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _function(node) in FUNCTIONS | CLASSES and _is_of_patterns(node):
            yield node, named.get(node, "")


def _function(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return str(name)
        case _:
            return ""


def _is_of_patterns(call: ast.Call) -> bool:
    """Whether it is a function of `re`, or a class that takes a pattern."""
    match call.func:
        case ast.Attribute(value=ast.Name(id="re")):
            return True
        case _:
            return _function(call) in CLASSES


def _evaluated(path: str, call: ast.Call, names: dict[str, Any]) -> re.Pattern[Any]:
    """The pattern that the call makes, from what its module knows."""
    expression = ast.unparse(call.args[0])
    try:
        text = eval(expression, dict(names))
    except NameError as problem:
        raise AssertionError(
            f"{path}:{call.lineno}: compile the pattern at the top of the module ({problem})"
        ) from None
    flags = next((word.value for word in call.keywords if word.arg == "flags"), None)
    if flags is None and _function(call) == "compile" and len(call.args) > 1:
        flags = call.args[1]
    return re.compile(text, eval(ast.unparse(flags), dict(names)) if flags else 0)


def module(path: str) -> str:
    """The name that the module of a file is imported by."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _uses(sources: Mapping[str, str]) -> dict[tuple[str, str], set[str]]:
    """How each pattern is tried anywhere, by the module and the name that it has there."""
    uses: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path, source in sources.items():
        tree = ast.parse(source)
        imported = _imported(tree)
        for node in ast.walk(tree):
            match node:
                case ast.Attribute(value=ast.Name(id=name), attr=method) if method in FUNCTIONS:
                    uses[imported.get(name, (module(path), name))].add(method)
                case ast.Attribute(value=ast.Attribute(value=ast.Name(id=where), attr=name), attr=method):
                    uses[".".join(imported.get(where, ("", where))), name].update({method} & FUNCTIONS)
                case _:
                    pass
    return uses


def _imported(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """For each name that a module imports: where from, and what it is called there."""
    statements = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {
        alias.asname or alias.name: (str(statement.module), alias.name)
        for statement in statements
        for alias in statement.names
    }


def attacks(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """What to begin with, and what to repeat behind it."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else 0)
    seen = {("", text) for text in EVERYWHERE} | set(_of(tree, ""))
    yield from sorted(seen)


def _of(nodes: Iterable[Any], before: str) -> Iterator[tuple[str, str]]:
    """The attacks on a sequence of nodes, each behind what leads to it."""
    lead = before
    for operator, argument in nodes:
        if operator in REPEATS:
            _least, most, inner = argument
            if most == constants.MAXREPEAT or most > MANY:
                yield from ((start, text) for text in _texts(inner) if text for start in {lead, before, ""})
        for inner in _inside(operator, argument):
            yield from _of(inner, lead)
        lead += _text(operator, argument)
        if lead:
            yield "", lead


def _inside(operator: Any, argument: Any) -> list[Any]:
    if operator in REPEATS:
        return [argument[2]]
    if operator is constants.SUBPATTERN:
        return [argument[3]]
    if operator is constants.BRANCH:
        return list(argument[1])
    if operator is constants.ATOMIC_GROUP:
        return [argument]
    return [argument[1]] if operator in (constants.ASSERT, constants.ASSERT_NOT) else []


def _texts(nodes: Any) -> list[str]:
    """Some texts that the nodes take: one for each word of a choice, several letters of a class."""
    if len(nodes) == 1 and nodes[0][0] is constants.BRANCH:
        return ["".join(_text(*node) for node in choice) for choice in nodes[0][1][1]]
    if len(nodes) == 1 and nodes[0][0] in (constants.IN, constants.ANY, constants.NOT_LITERAL):
        return [letter for letter in CANDIDATES if _takes(nodes[0], letter)] + [_text(*nodes[0])]
    if len(nodes) == 1 and nodes[0][0] is constants.SUBPATTERN:
        return _texts(nodes[0][1][3])
    return ["".join(_text(*node) for node in nodes)]


def _text(operator: Any, argument: Any) -> str:
    """A text that the node takes; nothing for what takes none."""
    if operator is constants.LITERAL:
        return chr(argument)
    if operator in (constants.IN, constants.ANY, constants.NOT_LITERAL):
        taken = (letter for letter in CANDIDATES if _takes((operator, argument), letter))
        return next(taken, "") or _first(argument)
    if operator in REPEATS:
        least, most, inner = argument
        times: int = max(least, min(1, most))
        return "".join(_text(*node) for node in inner) * times
    inside = _inside(operator, argument)
    if operator in (constants.ASSERT, constants.ASSERT_NOT) or not inside:
        return ""
    return "".join(_text(*node) for node in inside[0])


def _first(members: Any) -> str:
    for operator, argument in members:
        if operator is constants.LITERAL:
            return chr(argument)
        if operator is constants.RANGE:
            return chr(argument[0])
    return ""


CATEGORIES: Final = {
    constants.CATEGORY_DIGIT: r"\d", constants.CATEGORY_NOT_DIGIT: r"\D", constants.CATEGORY_SPACE: r"\s",
    constants.CATEGORY_NOT_SPACE: r"\S", constants.CATEGORY_WORD: r"\w", constants.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _takes(node: tuple[Any, Any], letter: str) -> bool:
    operator, argument = node
    if operator is constants.ANY:
        return letter != "\n"
    if operator is constants.NOT_LITERAL:
        return bool(ord(letter) != argument)
    negated: bool = argument[0][0] is constants.NEGATE
    return negated != any(_is_member(member, letter) for member in argument)


def _is_member(member: tuple[Any, Any], letter: str) -> bool:
    operator, argument = member
    if operator is constants.LITERAL:
        return bool(ord(letter) == argument)
    if operator is constants.RANGE:
        return bool(argument[0] <= ord(letter) <= argument[1])
    return operator is constants.CATEGORY and re.match(CATEGORIES[argument], letter) is not None


def fault(each: Expressions, longest: int | None) -> str:
    """The first attack that makes the pattern slow; empty when none does.

    A pattern whose texts are no longer than `longest` must be quick on those. One that meets any text must besides
    take about four times as long for a text of four times the length.
    """
    for start, text in attacks(each.pattern):
        told = f"{start!r}, then {text!r} again and again"
        for length in _lengths(longest or LONGEST):
            seconds = _seconds(each, _made(start, text, length))
            if seconds > LIMIT_SECONDS:
                return f"{told}: {seconds:.3f} s for {length:,} characters"
        if longest is None and seconds > SEEN_SECONDS:
            growth = _seconds(each, _made(start, text, LONGEST * LONGER)) / seconds
            if growth > FAST_GROWTH:
                return f"{told}: {growth:.1f} times as long for {LONGER} times the characters"
    return ""


def _made(start: str, text: str, length: int) -> str:
    return (start + text * (length // len(text) + 1))[:length] + END


def _lengths(longest: int) -> Iterator[int]:
    """Short ones first: what doubles with each character would never end with more."""
    yield from range(16, 32, 2)
    yield from (length for length in (250, 1_000, 4_000) if length < longest)
    yield longest


def _seconds(each: Expressions, text: str) -> float:
    """The shortest of some tries: something else may have had the processor."""
    first = _once(each, text)
    return first if first < SEEN_SECONDS else min(first, _once(each, text), _once(each, text))


def _once(each: Expressions, text: Any) -> float:
    if isinstance(each.pattern.pattern, bytes):
        text = text.encode("latin-1", "replace")
    begun = time.thread_time()
    if each.anchored:
        each.pattern.fullmatch(text)
        each.pattern.match(text)
    else:
        sum(1 for _match in each.pattern.finditer(text))
    return time.thread_time() - begun
