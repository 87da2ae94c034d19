"""The members of a visit limit's pool as one text, a member a line, for a form and for a cell of a sheet.

A line is spelled `physical-therapy/rehabilitation/outpatient@kaiser`: a therapy, or `*` for any; after slashes a
purpose and a setting; after an @ a network tier. All but the therapy may be left out, and then any will do.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, TypeVar

from django.utils.translation import gettext as _

from benefits.coverage.records import SLUG, PoolMember
from benefits.coverage.vocabulary import NetworkTier, Purpose, Refused, Setting

ANY: Final = "*"
EXAMPLE: Final = "physical-therapy/rehabilitation/outpatient@kaiser"

W = TypeVar("W", bound=StrEnum)


def spelled(members: Iterable[PoolMember]) -> str:
    """The members, one a line."""
    return "\n".join(map(_line, members))


def _line(member: PoolMember) -> str:
    parts = (member.therapy or ANY, member.purpose, member.setting)
    tier = f"@{member.tier}" if member.tier else ""
    return "/".join(part for part in parts if part) + tier


def read(text: str) -> tuple[PoolMember, ...]:
    """The members that a text names, each once. Raises Refused, which names the line, when one cannot be read."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(dict.fromkeys(_member(line) for line in lines if line))


def _member(line: str) -> PoolMember:
    case, at, tier = line.partition("@")
    therapy, *words = case.split("/")
    if therapy != ANY and not SLUG.fullmatch(therapy):
        raise _refused(
            line,
            _("“%(line)s”: begin with a therapy, or with %(any)s for any: “%(example)s”."),
            any=ANY,
            example=EXAMPLE,
        )
    purpose, words = _taken(Purpose, words)
    setting, words = _taken(Setting, words)
    if words:
        raise _refused(
            line,
            _("“%(line)s”: “%(word)s” is none of %(words)s, or is there twice."),
            word=words[0],
            words=_among(Purpose, Setting),
        )
    if at and tier not in tuple(NetworkTier):
        raise _refused(line, _("“%(line)s”: after @ comes one of %(words)s."), words=_among(NetworkTier))
    named = None if therapy == ANY else therapy
    return PoolMember(therapy=named, purpose=purpose, setting=setting, tier=NetworkTier(tier) if at else None)


def _taken(vocabulary: type[W], words: list[str]) -> tuple[W | None, list[str]]:
    """The first of the words that is of the vocabulary, if any, and the other words."""
    word = next((word for word in words if word in tuple(vocabulary)), None)
    if word is None:
        return None, words
    place = words.index(word)
    return vocabulary(word), words[:place] + words[place + 1 :]


def _among(*vocabularies: type[StrEnum]) -> str:
    return ", ".join(word for vocabulary in vocabularies for word in vocabulary)


def _refused(line: str, sentence: str, **parts: str) -> Refused:
    return Refused("members", sentence % {"line": line, **parts})
