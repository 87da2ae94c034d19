"""Therapies and other services as free text names them, and the text cut into sentences."""

import re
from functools import lru_cache
from typing import Final

from msgspec import Struct

from benefits.importing.filings.names import (
    ACUPUNCTURE,
    CHIROPRACTIC,
    MASSAGE,
    OCCUPATIONAL,
    PHYSICAL,
    SPEECH,
)
from benefits.importing.said import REHABILITATION

# Abbreviations count in capitals only: "st" and "ot" are everywhere.
WORDS: Final = (
    (PHYSICAL, r"(?i:\bph(?:y|i)[cs]ic?i?al?\b(?! (?:fitness|exercise|exam|medicine|status|improvement))|\bphysio\w*)"),
    (PHYSICAL, r"(?<![A-Za-z])PT(?![A-Za-z])"),
    (OCCUPATIONAL, r"(?i:\boccupational\b|\bocc\b)|(?<![A-Za-z])OT(?![A-Za-z])"),
    (SPEECH, r"(?i:\bsp+e+ch\b)|(?<![A-Za-z])ST(?![A-Za-z])"),
    ("osteopathic manipulation", r"(?i:\bost?eopath\w*(?: manipulati\w*)?)"),
    (CHIROPRACTIC, r"(?i:\bchir[oa]\w*|\b(?:spinal |muscle |manual )?manipulat(?:ion|ive)\w*|\bmanual medical)"),
    (ACUPUNCTURE, r"(?i:\bac+u?puncture?\w*)"),
    (MASSAGE, r"(?i:\bmassage\w*)"),
    ("cardiac and pulmonary rehabilitation", r"(?i:\bcardiopul\w+)"),
    ("cardiac rehabilitation", r"(?i:\bcardiac\b)"),
    ("pulmonary rehabilitation", r"(?i:\bpulmonary\b)"),
    ("respiratory therapy", r"(?i:\brespiratory\b)"),
    ("cognitive therapy", r"(?i:\bcognitive\b)"),
    ("audiology", r"(?i:\baudiology\b)"),
    ("hearing therapy", r"(?i:\bhearing therapy\b)"),
    ("vision therapy", r"(?i:\bvisi?on therapy\b|\bvisual therapy\b)"),
    ("post-cochlear implant therapy", r"(?i:\bcochlear\b|\baural\b)"),
    ("applied behavior analysis", r"(?i:\bapplied behaviou?r\w*|\btherapeutic intervention\b)|\bABA\b"),
    ("mental health care", r"(?i:\bmental/behavioral health\b|\bmental health outpatient\b)"),
    ("home health care", r"(?i:\bhome health care services\b)"),
    ("skilled nursing", r"(?i:\bskilled nursing\b)|\bSNF\b"),
    ("naturopathy and alternative care", r"(?i:\bnaturopath\w*|\bcomplementary medicine\b|\bhomeopathy\b)"),
)
_MENTION: Final = re.compile("|".join(f"(?P<w{place}>{pattern})" for place, (_name, pattern) in enumerate(WORDS)))
_OURS: Final = frozenset({PHYSICAL, OCCUPATIONAL, SPEECH, CHIROPRACTIC, ACUPUNCTURE, MASSAGE})
REHAB: Final = re.compile(r"(?<!ha)(?<!habilitative or )\brehab\w*", re.IGNORECASE)
HABIL: Final = re.compile(r"\bhabili\w*", re.IGNORECASE)
_SERVICES: Final = re.compile(r"\brehabilitation\b", re.IGNORECASE)

_ABBREVIATIONS: Final = (
    (re.compile(r"\be\.g\.", re.IGNORECASE), "eg"),
    (re.compile(r"\bi\.e\.", re.IGNORECASE), "ie"),
    (re.compile(r"\bcal\.? yr\.?", re.IGNORECASE), "calendar year"),
    (re.compile(r"\byrs?\b\.?", re.IGNORECASE), "year"),
    (re.compile(r"[\s\u00a0\ufffd]+"), " "),
)
_ENDS: Final = re.compile(r"[.;](?=[\s?)]|$)\??|\.(?=[A-Z][a-z])|:(?= limited to)|\*")


class Mentions(Struct, frozen=True):
    """What a piece of text names: therapies of ours, other services, and the two purposes."""

    therapies: frozenset[str]
    others: tuple[str, ...]
    rehabilitation: bool
    habilitation: bool

    @property
    def both_purposes(self) -> bool:
        """Whether it names getting a skill back and gaining one."""
        return self.rehabilitation and self.habilitation

    @property
    def anything(self) -> bool:
        """Whether it names a service at all, of ours or not."""
        return bool(self.therapies or self.others)


def sentences(text: str) -> list[str]:
    """The sentences and the parts between semicolons, without the dots of abbreviations."""
    for abbreviation, plain in _ABBREVIATIONS:
        text = abbreviation.sub(plain, text)
    return [part for part in (piece.strip(" .;?*:)") for piece in _ENDS.split(text)) if len(part) > 1]


@lru_cache(maxsize=1024)
def mentions(text: str) -> Mentions:
    """What the text names. "Rehabilitation" beside chiropractic care stands for the therapies it is made of."""
    names = [WORDS[int(str(found.lastgroup)[1:])][0] for found in _MENTION.finditer(text)]
    therapies = frozenset(names) & _OURS
    if therapies and not therapies & set(REHABILITATION) and _SERVICES.search(_MENTION.sub("", text)):
        therapies |= set(REHABILITATION)
    others = tuple(dict.fromkeys(name for name in names if name not in _OURS))
    return Mentions(therapies, others, bool(REHAB.search(text)), bool(HABIL.search(text)))


def places(text: str) -> list[int]:
    """Where the text names a service."""
    return [found.start() for found in _MENTION.finditer(text)]
