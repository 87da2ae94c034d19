"""Which of our therapies a filing's benefit name stands for. A name that is not written down here stands for none."""

import re
from functools import lru_cache
from typing import Final

from msgspec import Struct

from benefits.coverage.vocabulary import Purpose
from benefits.importing.said import REHABILITATION

PHYSICAL: Final = "physical-therapy"
OCCUPATIONAL: Final = "occupational-therapy"
SPEECH: Final = "speech-therapy"
CHIROPRACTIC: Final = "chiropractic"
ACUPUNCTURE: Final = "acupuncture"
MASSAGE: Final = "massage-therapy"
# The order in which a proposal lists therapies.
THERAPIES: Final = (PHYSICAL, OCCUPATIONAL, SPEECH, CHIROPRACTIC, ACUPUNCTURE, MASSAGE)


class Meaning(Struct, frozen=True):
    """What a benefit name stands for; `umbrella` when the filing has rows of their own for the same therapies."""

    therapies: tuple[str, ...]
    purpose: Purpose | None = None
    umbrella: bool = False
    note: str = ""


_REHAB: Final = Purpose.REHABILITATION
_HABIL: Final = Purpose.HABILITATION
_NOT_AUTISM: Final = "The filing names this benefit for needs that are not related to autism."
_PT_OT: Final = (PHYSICAL, OCCUPATIONAL)

UNMAPPED: Final = Meaning(())
MEANINGS: Final = {
    "rehabilitative occupational and rehabilitative physical therapy": Meaning(_PT_OT, _REHAB),
    "rehabilitative physical and occupational therapy": Meaning(_PT_OT, _REHAB),
    "rehabilitative physical therapy": Meaning((PHYSICAL,), _REHAB),
    "rehabilitative occupational therapy": Meaning((OCCUPATIONAL,), _REHAB),
    "rehabilitative speech therapy": Meaning((SPEECH,), _REHAB),
    "physical therapy": Meaning((PHYSICAL,)),
    "occupational therapy": Meaning((OCCUPATIONAL,)),
    "speech therapy": Meaning((SPEECH,)),
    "habilitative physical and occupational therapy": Meaning(_PT_OT, _HABIL),
    "habilitative outpatient physical and occupational therapy (non-autism related)": Meaning(
        _PT_OT, _HABIL, note=_NOT_AUTISM
    ),
    "habilitative speech therapy": Meaning((SPEECH,), _HABIL),
    "habilitative speech therapy (non-autism related)": Meaning((SPEECH,), _HABIL, note=_NOT_AUTISM),
    "outpatient rehabilitation services": Meaning(REHABILITATION, _REHAB, umbrella=True),
    "habilitation services": Meaning(REHABILITATION, _HABIL, umbrella=True),
    "massage therapy": Meaning((MASSAGE,)),
    "medical massage": Meaning((MASSAGE,)),
    "therapeutic massage": Meaning((MASSAGE,)),
    "acupuncture": Meaning((ACUPUNCTURE,)),
    "chiropractic care": Meaning((CHIROPRACTIC,)),
    "chiropractic services": Meaning((CHIROPRACTIC,)),
    "spinal manipulation": Meaning((CHIROPRACTIC,)),
    "spinal manipulations": Meaning((CHIROPRACTIC,)),
}
# Slips of the pen seen in filings, so that one entry above serves every spelling.
_SLIPS: Final = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"rehabil?i?[lt]?i?ati?[ao]n\b"), "rehabilitation"),
    (re.compile(r"\bhabiliation\b"), "habilitation"),
    (re.compile(r"^habilitation outpatient\b"), "habilitative outpatient"),
    (re.compile(r"\bphysica\b"), "physical"),
    (re.compile(r" ?& ?"), " and "),
    (re.compile(r" ?/ ?"), " and "),
    (re.compile(r"\(non-autism related$"), "(non-autism related)"),
)


@lru_cache(maxsize=1024)
def normalised(name: str) -> str:
    """The name without differences of case, spacing and known slips."""
    text = name.casefold().strip(" .")
    for slip, right in _SLIPS:
        text = slip.sub(right, text)
    return text


def meaning(name: str) -> Meaning:
    """What the name stands for; `UNMAPPED` when nobody has said."""
    return MEANINGS.get(normalised(name), UNMAPPED)


def ordered(therapies: frozenset[str]) -> tuple[str, ...]:
    """As a proposal lists them."""
    return tuple(slug for slug in THERAPIES if slug in therapies)
