"""Why JSON is no catalog that this release can read."""

import msgspec
import pytest

from benefits.coverage.catalog import Catalog, from_json, to_json
from benefits.coverage.unreadable import FORMAT, other_format
from benefits.coverage.vocabulary import Refusal, Refused
from tests import whole

REFUSED = [
    pytest.param(b'{"format": 2}', Refusal.OTHER_FORMAT, {"theirs": 2, "ours": FORMAT}, id="another format"),
    pytest.param(
        b'{"format": 3, "planets": []}', Refusal.OTHER_FORMAT, {"theirs": 3, "ours": FORMAT}, id="and unknown records"
    ),
    pytest.param(b'{"planets": []}', Refusal.NOT_KNOWN_HERE, {"name": "planets", "place": "$"}, id="unknown records"),
    pytest.param(
        b'{"plans": [{"slug": "a", "name": "A", "kind": "plan\'s"}]}',
        Refusal.NOT_KNOWN_HERE,
        {"name": "plan's", "place": "$.plans[0].kind"},
        id="an unknown word",
    ),
    pytest.param(
        b'{"therapies": [{"slug": "a", "name": "A", "the `orbit`": 3}]}',
        Refusal.NOT_KNOWN_HERE,
        {"name": "the `orbit`", "place": "$.therapies[0]"},
        id="an unknown field",
    ),
]


@pytest.mark.parametrize(("data", "why", "parts"), REFUSED)
def test_it_is_refused_for(data: bytes, why: Refusal, parts: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        from_json(data)

    assert (refused.value.why, refused.value.parts) == (why, parts)


@pytest.mark.parametrize("data", [b"", b"[]", b'{"format": "1"}', b'{"plans": [{"slug": "a"}]}'])
def test_what_no_release_wrote_is_told_as_the_reader_tells_it(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        from_json(data)

    assert refused.value.why is Refusal.UNREADABLE
    assert isinstance(refused.value.parts["problem"], msgspec.MsgspecError)


def test_a_catalog_of_another_format_cannot_be_built() -> None:
    with pytest.raises(Refused) as refused:
        Catalog(format=2)

    assert (refused.value.why, refused.value.parts) == (Refusal.OTHER_FORMAT, other_format(2).parts)


def test_a_field_that_is_not_used_is_not_written() -> None:
    """So that an earlier release can read what a later one wrote, as long as nothing in it is new."""
    assert b"family_rule" not in to_json(Catalog(plans=whole.catalog().plans[:0]))
    assert from_json(b"{}") == Catalog()
