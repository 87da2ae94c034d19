"""Whom a limit does not bind: a condition, a setting, a therapy without a limit."""

import re
from typing import Final

_NOT_BOUND: Final = (
    re.compile(
        r"\b(?:limits?|limitations?|maximums?)\b[^.;]*?\b(?:(?:do|does|are|is) not|not|don't|doesn't)"
        r" (?:apply|applied|applicable|be applied)(?: (?:to|toward|towards|if|when|in|for|against))?"
        r"(?: (?:the )?(?:treatments? of|therapies for))? (?P<who>.+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bno (?:visit |coverage |service |benefit )?limit(?:s|ations)? (?:applies |apply )?(?:for|to|on) (?P<who>.+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<who>.+?) (?:(?:are|is) not subject to|(?:do|does) not count (?:toward|towards|against|to))"
        r" (?:the |any )?(?:\w+ )?(?:limit|limitation|maximum)s?\b",
        re.IGNORECASE,
    ),
    re.compile(r"^(?P<who>.+?) (?:are |is )?(?:covered )?with(?:out| no) (?:\w+ )?(?:limit|limits)$", re.IGNORECASE),
)
UNLIMITED: Final = re.compile(r"\bno (?:visit )?limits?\b|\bunlimited\b", re.IGNORECASE)
_KNOWN: Final = (
    (re.compile(r"home health", re.IGNORECASE), "home health"),
    (re.compile(r"autis", re.IGNORECASE), "autism spectrum disorder"),
    (re.compile(r"developmental delay", re.IGNORECASE), "developmental delay"),
    (re.compile(r"mental health", re.IGNORECASE), "mental health"),
    (re.compile(r"substance (?:abuse|use)", re.IGNORECASE), "substance abuse"),
)
_NARROWER: Final = re.compile(r"\b(?:under|through|up to|ages?|aged|until)\b", re.IGNORECASE)


def exempt(sentence: str) -> tuple[str, ...]:
    """Conditions and settings that the sentence frees from the limit.

    In our own words where we know them; as the filing puts it when it adds a condition of its own, such as an age.
    """
    found = next((match for pattern in _NOT_BOUND if (match := pattern.search(sentence))), None)
    if not found:
        return ()
    who = found["who"].strip(" .,()")
    known = tuple(word for pattern, word in _KNOWN if pattern.search(who))
    return known if known and not _NARROWER.search(who) else (who,)
