"""What pages, print and copy show of an Answer beyond its own texts: words for its codes, the sources beside a part."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final

from django import template
from django.utils.translation import gettext
from django_stubs_ext import StrOrPromise

from benefits import answers
from benefits.answers import Answer, AnswerSource
from benefits.coverage.catalog import Catalog
from benefits.words.answers import LABELS

register = template.Library()
END_OF_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")


@register.filter
def in_words(word: StrEnum | None) -> StrOrPromise:
    """What members read for a status, a certainty, a basis, a gate or its state; nothing where there is none."""
    return "" if word is None else LABELS[type(word)][word].member


@register.filter
def lead(text: str) -> tuple[str, str]:
    """The first sentence of a text, which says what it is about, and the rest."""
    first, *rest = END_OF_SENTENCE.split(text, maxsplit=1)
    return first, "".join(rest)


@register.filter
def document(answer: Answer) -> dict[str, Any]:
    """The Answer as programs get it."""
    return answers.document(answer)


@register.filter
def therapy_name(slug: str, catalog: Catalog) -> str:
    """What a therapy is called."""
    return gettext(catalog.therapy_by_slug[slug].name)


@register.inclusion_tag("components/sources.html")
def sources(answer: Answer, cited: str | Iterable[str | None] | None) -> dict[str, object]:
    """A mark for each source of a part, which leads to it in the list: the ids that it cites, one or several."""
    return {"sources": _numbered(answer, cited)}


@register.filter
def marks(answer: Answer, cited: str | Iterable[str | None] | None) -> str:
    """“ [1] [3]”: the numbers of the sources that a part cites, for plain text."""
    return "".join(f" [{number}]" for number, _source in _numbered(answer, cited))


def _numbered(answer: Answer, cited: str | Iterable[str | None] | None) -> tuple[tuple[int, AnswerSource], ...]:
    return answer.numbered(cited) if isinstance(cited, str | None) else answer.numbered(*cited)
