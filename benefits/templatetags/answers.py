"""What pages, print and copy show of an Answer beyond its own texts: words for its codes, the sources beside a part."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django import template
from django.utils.translation import gettext
from django_stubs_ext import StrOrPromise

from benefits import answers
from benefits.answers import Answer, AnswerSource
from benefits.coverage.catalog import Catalog
from benefits.words.answers import LABELS

register = template.Library()


@register.filter
def in_words(word: StrEnum | None) -> StrOrPromise:
    """What members read for a status, a certainty, a basis, a gate or its state; nothing where there is none."""
    return "" if word is None else LABELS[type(word)][word].member


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
    """The sources of a part, folded: the ids that it cites, one or several."""
    return {"sources": _numbered(answer, cited)}


@register.filter
def marks(answer: Answer, cited: str | Iterable[str | None] | None) -> str:
    """“ [1] [3]”: the numbers of the sources that a part cites, for plain text."""
    return "".join(f" [{number}]" for number, _source in _numbered(answer, cited))


def _numbered(answer: Answer, cited: str | Iterable[str | None] | None) -> tuple[tuple[int, AnswerSource], ...]:
    return answer.numbered(cited) if isinstance(cited, str | None) else answer.numbered(*cited)
