"""What a program sends means one thing, or is refused."""

import pytest

from benefits.api import reading


def test_an_object_is_read() -> None:
    body = '{"therapy": "massage-therapy", "visits_used": {"massage-therapy": 3}, "copay": 12.5, "on": "2026-11-21"}'

    assert reading.facts(body.encode()) == {
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
        pytest.param(b'{"a": ' + b"9" * 5000 + b"}", "not JSON", id="5,000 digits"),
        pytest.param(b'{"a": "\\ud800"}', "whole characters", id="half a pair"),
        pytest.param(b'{"\\udfff": 1}', "whole characters", id="half a pair in a name"),
        pytest.param(b'{"a": "\xff"}', "UTF-8", id="another charset"),
        pytest.param('{"a": 1}'.encode("utf-16"), "UTF-8", id="two bytes a letter"),
        pytest.param(b'\xef\xbb\xbf{"a": 1}', "not JSON", id="a mark before it"),
        pytest.param(b"[" * 60_000, "deep", id="a pit"),
        pytest.param(b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "deep", id="objects all the way down"),
    ],
)
def test_what_is_not_plain_is_refused(body: bytes, why: str) -> None:
    with pytest.raises(reading.Unreadable, match=why):
        reading.facts(body)
