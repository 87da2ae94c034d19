"""Every word that an admin can choose has a label of its own, in the order of its vocabulary."""

from enum import StrEnum

import pytest

from benefits.words.choices import LABELS, choices


@pytest.mark.parametrize("vocabulary", LABELS, ids=lambda vocabulary: vocabulary.__name__)
def test_every_word_has_a_label_of_its_own(vocabulary: type[StrEnum]) -> None:
    labels = dict(choices(vocabulary))

    assert list(labels) == [word.value for word in vocabulary]
    assert all(str(label).strip() for label in labels.values())
    assert len({str(label) for label in labels.values()}) == len(labels)
