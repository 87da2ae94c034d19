"""The counted rules of the house: the code keeps them, and each finds a planted fault."""

import pytest

from tests.house_rules import (
    EDGES,
    GATES,
    LISTS,
    CodeFigures,
    CountedRule,
    PythonFiles,
    exemptions_without_need,
    figures,
    long_functions,
    long_modules,
    names_defined_twice,
    report,
    sources,
    untyped_dicts,
)

LONG_FUNCTION = "def long():\n" + "    pass\n" * 30
SHORT_FUNCTION = "def short():\n" + "    pass\n" * 29
LIST = next(iter(LISTS))
EDGE = next(iter(EDGES))


@pytest.mark.parametrize("gate", [pytest.param(gate, id=gate.rule) for gate in GATES])
def test_a_gate_is_kept(gate: CountedRule) -> None:
    assert len(list(gate.broken(sources()))) <= gate.ceiling


def test_no_exemption_outlives_its_need() -> None:
    assert list(exemptions_without_need(sources())) == []


TWICE = [
    pytest.param({"benefits/a.py": "class Row: ...", "benefits/b.py": "class Row: ..."}, id="two classes"),
    pytest.param({"benefits/a.py": "class Row: ...", "tests/b.py": "Row = dict[str, str]"}, id="a class and an alias"),
    pytest.param({"benefits/a.py": "Row: TypeAlias = int\nclass A:\n    class Row: ..."}, id="a class inside another"),
]


@pytest.mark.parametrize("files", TWICE)
def test_a_name_with_two_meanings_is_found(files: PythonFiles) -> None:
    assert [found.partition(":")[0] for found in names_defined_twice(files)] == ["Row"]


ONCE = [
    pytest.param({"benefits/a.py": "class Row: ...", "benefits/b.py": "from benefits.a import Row"}, id="imported"),
    pytest.param({"benefits/a.py": "class Meta: ...", "benefits/b.py": "class Meta: ..."}, id="named by Django"),
    pytest.param({"benefits/a.py": "ROW = 1", "benefits/b.py": "ROW = 2"}, id="a constant"),
    pytest.param({"benefits/a.py": "def a():\n    Row = 1", "benefits/b.py": "class Row: ..."}, id="a local name"),
]


@pytest.mark.parametrize("files", ONCE)
def test_a_name_with_one_meaning_is_left_alone(files: PythonFiles) -> None:
    assert list(names_defined_twice(files)) == []


def test_a_long_function_is_found() -> None:
    files = {"benefits/a.py": LONG_FUNCTION, "tests/b.py": SHORT_FUNCTION, "tests/c.py": f"async {LONG_FUNCTION}"}

    found = list(long_functions(files))

    assert found == ["benefits/a.py:1: long has 31 lines", "tests/c.py:1: long has 31 lines"]


def test_a_long_module_is_found() -> None:
    files = {"benefits/a.py": "\n" * 251, "benefits/b.py": "\n" * 250, LIST: "\n" * 999, "tests/c.py": "\n" * 999}

    assert list(long_modules(files)) == ["benefits/a.py: 251 lines"]


ANYTHING = [
    pytest.param("x: dict[str, Any]", 1, id="a dictionary"),
    pytest.param("def x(y: Mapping[str, Any]) -> None: ...", 1, id="a mapping that is handed over"),
    pytest.param("x: dict[str, dict[str, Any]]", 1, id="a dictionary in a dictionary"),
    pytest.param("x: list[tuple[str, Any]]", 0, id="no dictionary"),
    pytest.param("x: dict[str, str]", 0, id="a dictionary of one type"),
]


@pytest.mark.parametrize(("text", "count"), ANYTHING)
def test_dictionaries_of_anything_are_found(text: str, count: int) -> None:
    assert len(list(untyped_dicts({"benefits/a.py": text}))) == count
    assert not list(untyped_dicts({EDGE: text}))


def test_an_exemption_without_need_is_found() -> None:
    files = dict.fromkeys(sources(), "x: dict[str, Any]\n" * 251)
    assert list(exemptions_without_need(files)) == []

    files[LIST] = "x: dict[str, Any]\n"
    files[EDGE] = "x: dict[str, str]\n"

    assert len(list(exemptions_without_need(files))) == 2


FIGURES = [
    pytest.param('"""What\n\nfor."""\n\n\nx = 1\n', CodeFigures(1, 0, 0, 0, 0), id="docstrings and blanks are no code"),
    pytest.param("# why\nx = 1  # and so on\n", CodeFigures(1, 1, 0, 0, 0), id="a comment line is a comment"),
    pytest.param("x = '''\n# text\n'''\n", CodeFigures(3, 0, 0, 0, 0), id="text is code"),
    pytest.param("x = 1 if y else 2 if z else 3\n", CodeFigures(1, 0, 2, 0, 0), id="each condition counts"),
    pytest.param("x = a and b and c or d\n", CodeFigures(1, 0, 0, 2, 0), id="each chain counts"),
    pytest.param("from typing import Any\nx: Any\n", CodeFigures(2, 0, 0, 0, 1), id="Any counts where it is used"),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_it_counts(text: str, expected: CodeFigures) -> None:
    assert figures({"benefits/a.py": text}) == expected
    assert figures({"benefits/a.py": text, "benefits/b.py": ""}) == expected


def test_the_report_says_each_figure_and_its_aim() -> None:
    lines, kept = report({"benefits/a.py": "# why\nx = 1 if y else 2\n"})

    assert kept
    assert lines[0] == "1 lines of code in the product; of each thousand:"
    assert lines[1].split() == ["conditional", "expressions", "1000.0", "aim", "12"]
    assert lines[4].split() == ["comments", "50.0", "%", "aim", "3", "to", "8", "%"]


def test_the_report_names_what_breaks_a_gate() -> None:
    files = {f"benefits/{number}.py": "\n" * 251 for number in range(60)}

    lines, kept = report(files)

    assert not kept
    assert "  benefits/7.py: 251 lines" in lines
