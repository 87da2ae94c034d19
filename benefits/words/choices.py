"""Every word that an admin can choose, by its vocabulary."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from django_stubs_ext import StrOrPromise

from benefits.words import answers, records
from benefits.words.answers import Words

LABELS: Final[Mapping[type[StrEnum], Words]] = {
    vocabulary: {word: label.admin for word, label in labels.items()} for vocabulary, labels in answers.LABELS.items()
} | dict(records.LABELS)


def choices(vocabulary: type[StrEnum]) -> list[tuple[str, StrOrPromise]]:
    """Every word of a vocabulary, as a row holds it, with its label; in the order of its table."""
    return [(str(word), label) for word, label in LABELS[vocabulary].items()]
