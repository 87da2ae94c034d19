"""What a member would notice when one answer follows on another: after a further fact, or a publication.

Here the words themselves are compared: what differs and is told in the same words is no news on a page.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from benefits.answers import Answer
from benefits.words.answers import CERTAINTY, STATUS


class Noticed(NamedTuple):
    """One part of the answer that is another than before; None where it is not known."""

    name: str
    before: StrOrPromise | int | None
    after: StrOrPromise | int | None


def differences(before: Answer, after: Answer) -> list[Noticed]:
    """The parts that a member would notice, in the order of the page."""
    pairs = zip(_gist(before), _gist(after), strict=True)
    return [Noticed(name, was, now) for (name, was), (_name, now) in pairs if was != now]


def _gist(answer: Answer) -> Iterator[tuple[str, StrOrPromise | int | None]]:
    yield _("Answer"), STATUS[answer.status]
    yield _("How sure"), CERTAINTY.get(answer.certainty or "")
    yield _("Next visit"), answer.cost.now
    yield _("Visits left"), answer.visits_left
