"""The Answer as a value, and as JSON."""

from datetime import UTC, datetime

import msgspec
import pytest
from msgspec.structs import replace

from benefits import answering
from benefits.answer_parts import AnswerPart
from benefits.answers import Answer, AnswerEdition, document
from benefits.coverage.vocabulary import GateKind
from tests import shipped

FACTS = {"therapy": "massage-therapy", "plan": "hmo", "referral": "none", "condition": "stress", "on": "2026-11-21"}


@pytest.fixture(scope="module")
def answer() -> Answer:
    """An answer with sources, and an alternative of each kind."""
    return answering.answer(shipped.edition(), FACTS)


def test_it_reads_back_as_the_same_value(answer: Answer) -> None:
    assert msgspec.convert(document(answer), Answer) == answer


def test_every_field_is_a_key_in_its_order(answer: Answer) -> None:
    told = document(answer)

    assert tuple(told) == Answer.__struct_fields__
    assert tuple(told["gates"]) == tuple(kind.value for kind in GateKind)


def test_no_part_leaves_a_key_out() -> None:
    for part in AnswerPart.__subclasses__():
        assert not part.__struct_config__.omit_defaults
        assert part.__struct_defaults__ == ()


def test_an_instant_keeps_its_spelling(answer: Answer) -> None:
    at = datetime(2026, 11, 20, 12, 0, 0, 123456, tzinfo=UTC)
    published = replace(answer, edition=AnswerEdition(number=7, sha256="0" * 64, published_at=at))
    unpublished = replace(answer, edition=AnswerEdition(number=None, sha256="0" * 64, published_at=None))

    assert document(published)["edition"]["published_at"] == "2026-11-20T12:00:00.123456+00:00"
    assert document(unpublished)["edition"]["published_at"] is None


def test_gates_are_gone_through_with_their_kind(answer: Answer) -> None:
    assert [kind for kind, _gate in answer.gates.items()] == list(GateKind)
    assert dict(answer.gates.items())[GateKind.NETWORK] is answer.gates.network


def test_sources_are_numbered_as_they_are_listed(answer: Answer) -> None:
    first, second, *_others = answer.sources

    assert answer.numbered(second.id, None, first.id, second.id) == ((2, second), (1, first))
    assert answer.numbered(None) == ()
    assert [number for number, _source in answer.numbered_sources] == [*range(1, len(answer.sources) + 1)]
    assert {reason.source for reason in answer.reasons} <= {*(source.id for source in answer.sources), None}
