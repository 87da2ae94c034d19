"""A member reads a word for everything that an answer is made of."""

from enum import StrEnum

import pytest

from benefits.coverage.vocabulary import Basis
from benefits.words.answers import LABELS, SPEAKER


@pytest.mark.parametrize("vocabulary", LABELS, ids=lambda vocabulary: vocabulary.__name__)
def test_a_member_reads_a_word_of_its_own(vocabulary: type[StrEnum]) -> None:
    words = {str(label.member) for label in LABELS[vocabulary].values()}

    assert len(words) == len(vocabulary)
    assert all(words)


def test_every_kind_of_source_can_speak() -> None:
    assert set(SPEAKER) == set(Basis)
