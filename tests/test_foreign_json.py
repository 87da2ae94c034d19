"""JSON that somebody sends means one thing and is no pit, or it is refused."""

import re
from pathlib import Path
from typing import Final

import pytest

from benefits import foreign_json
from benefits.bounds import MEMBER_FORM, TooMuch
from benefits.foreign_json import Unreadable

ROOT: Final = Path(__file__).parent.parent


def test_an_object_is_read() -> None:
    body = '{"therapy": "massage-therapy", "visits_used": {"massage-therapy": 3}, "copay": 12.5, "on": "2026-11-21"}'

    assert foreign_json.read(body.encode(), MEMBER_FORM) == {
        "therapy": "massage-therapy",
        "visits_used": {"massage-therapy": 3},
        "copay": 12.5,
        "on": "2026-11-21",
    }


@pytest.mark.parametrize(
    ("body", "why"),
    [
        pytest.param(b"", "not JSON", id="nothing"),
        pytest.param(b"{", "not JSON", id="half an object"),
        pytest.param(b"{'a': 1}", "not JSON", id="other quotes"),
        pytest.param(b"[]", "object", id="a list"),
        pytest.param(b"null", "object", id="null"),
        pytest.param(b'"a"', "object", id="a text"),
        pytest.param(b'{"a": 1, "a": 2}', "twice", id="a name twice"),
        pytest.param(b'{"a": {"b": 1, "b": 1}}', "twice", id="a name twice within"),
        pytest.param(b'{"a": NaN}', "NaN is no number", id="not a number"),
        pytest.param(b'{"a": -Infinity}', "-Infinity is no number", id="no end"),
        pytest.param(b'{"a": 1e999}', "too large", id="a float without end"),
        pytest.param(b'{"a": ' + b"9" * 5000 + b"}", "too large", id="5,000 digits"),
        pytest.param(b'{"a": "\\ud800"}', "whole characters", id="half a pair"),
        pytest.param(b'{"\\udfff": 1}', "whole characters", id="half a pair in a name"),
        pytest.param(b'{"a": "\xff"}', "UTF-8", id="another charset"),
        pytest.param('{"a": 1}'.encode("utf-16"), "UTF-8", id="two bytes a letter"),
        pytest.param(b'\xef\xbb\xbf{"a": 1}', "not JSON", id="a mark before it"),
    ],
)
def test_what_is_not_plain_is_refused(body: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        foreign_json.read(body, MEMBER_FORM)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 60_000, id="a pit"),
        pytest.param('{"a":' * 10_000 + "1" + "}" * 10_000, id="objects all the way down"),
        pytest.param('{"a":' * 9 + "1" + "}" * 9, id="one level more than is read"),
        pytest.param('{"a": "\\"", "b": ' + "[" * 3999, id="behind a quote in a text"),
        pytest.param('"' + "[" * 10 + '"' + "{" * 9, id="behind brackets in a text"),
        pytest.param('{"a": 1}' * 20 + "[" * 9, id="behind objects that are whole"),
    ],
)
def test_what_is_nested_deep_is_refused_unread(text: str) -> None:
    with pytest.raises(TooMuch, match="deeper than 8 levels"):
        foreign_json.read(text, MEMBER_FORM)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"a":' * 8 + "1" + "}" * 8, id="eight levels"),
        pytest.param('{"a": [[], [], [], [], [], [], [], [], [], []]}', id="beside each other"),
        pytest.param('{"a": "[[[[[[[[[[ {{{{ \\" [[[["}', id="brackets in a text"),
    ],
)
def test_what_is_not_deep_is_read(text: str) -> None:
    assert set(foreign_json.read(text, MEMBER_FORM)) == {"a"}


def test_what_is_long_is_refused_unread() -> None:
    with pytest.raises(TooMuch, match="longer than 64 KB"):
        foreign_json.read(b" " * MEMBER_FORM.most + b"{}", MEMBER_FORM)


# Who reads JSON otherwise, and why that is none that somebody sends.
OURS: Final = {
    "benefits/answers.py": "an answer that was made here, as a document",
    "benefits/coverage/catalog.py": "catalogs: as large as an upload, read by their types",
    "benefits/coverage/unreadable.py": "catalogs, once more, to say what is wrong",
    "benefits/editions/disk.py": "the copy of an edition, on this server's own disk, held to its hash",
    "benefits/exports/making.py": "what a process of ours was asked for, in a folder of its own",
    "benefits/exports/typesetting.py": "a document that was made here, with other characters",
    "benefits/foreign_json.py": "the one reader",
    "benefits/importing/loading.py": "catalogs that are shipped",
}
READERS: Final = re.compile(r"\bjson\.(?:loads?|decode|Decoder|JSONDecoder)\b")


def test_whatever_somebody_sends_is_read_by_one_reader() -> None:
    paths = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("benefits/**/*.py") if _reads(path.read_text())}

    assert paths == set(OURS)


@pytest.mark.parametrize("line", ["json.loads(text)", "msgspec.json.decode(data)", "json.load(file)"])
def test_another_reader_is_found(line: str) -> None:
    assert _reads(f"import json\nread = {line}\n")


def _reads(source: str) -> bool:
    return READERS.search(source) is not None
