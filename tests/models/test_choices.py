"""Every word that an admin can choose has a label of its own."""

from enum import StrEnum

import pytest

from benefits.models.choices import LABELS


@pytest.mark.parametrize("vocabulary", LABELS, ids=lambda words: words.__name__)
def test_every_word_has_a_label(vocabulary: type[StrEnum]) -> None:
    labels = LABELS[vocabulary]

    assert list(labels) == [word.value for word in vocabulary]
    assert all(str(label).strip() for label in labels.values())
    assert len({str(label) for label in labels.values()}) == len(labels)
