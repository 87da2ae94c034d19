"""The free text of a row, sentence by sentence: what each says of limits, and which were not read."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from benefits.importing.filings.costs import FIRST_VISITS, STEPPED
from benefits.importing.filings.exemptions import UNLIMITED, exempt
from benefits.importing.filings.mentions import Mentions, mentions, sentences
from benefits.importing.filings.notes import Notes
from benefits.importing.filings.reading import FiledRow
from benefits.importing.filings.statements import APART, COMBINED, Statement, statements

ELSEWHERE: Final = re.compile(
    r"\(?quantitative limit units (?:may )?apply[,.]?\s*(?:(?:please )?(?:see|refer to) (?:the |your )?"
    r"(?:EHB benchmark|EHB|plan brochure|summary of benefits and coverage(?: for more detail)?))?[.]?",
    re.IGNORECASE,
)
# More visits for some: never the limit itself.
FURTHER_VISITS: Final = re.compile(
    r"(?:\bwith |\band )?(?:\bup to )?(?:\ban )?\badditional \d+ (?:visits?|days?|sessions?)"
    r" (?:per condition )?(?:for|per) (?!year for|(?:physical|occupational|speech)).+",
    re.IGNORECASE,
)
FOR_SOME: Final = re.compile(
    r"\bautis|\bchild|\bage[ds]?\b|\bdiagnos|developmental|certain conditions|neurologic|mental/behavioral",
    re.IGNORECASE,
)
AUTHORIZATION: Final = re.compile(
    r"\bPA (?:after|required)|\bprior[ -](?:authori[sz]ation|approval)|\bpre-?cert|\bpre-?auth|\bmust be authorized",
    re.IGNORECASE,
)
JOINS: Final = re.compile(
    r"\b(?:combined with|covered (?:under|at parity with)|included in|same (?:limits )?as|shared with|mirror|part of"
    r"|subject to the limits applicable to)\b.*\brehab\w*|^rehab\w* limits apply|^see outpatient rehab\w*",
    re.IGNORECASE,
)
HARMLESS: Final = re.compile(
    r"^(?:see (?:the )?(?:EHB|SBC)\b.*|see explanation|none|separate visit maximums apply|substantially equal"
    r"|this does not include .*|no prior authorization required.*"
    r"|spinal manipulations? only|coverage (?:is )?limited to spinal manipulations?"
    r"|(?:therapy services - |includes? )(?:(?:physical|occupational|speech|therapy|and|services|rehabilitation"
    r"|habilitation)[, ]*)+)$",
    re.IGNORECASE,
)
OFFICE_VISITS: Final = re.compile(r"\bfirst \d+ (?:office )?visits|\bsubsequent office visits", re.IGNORECASE)
VAGUE: Final = re.compile(r"\binpatient\b|\bIP\b|\bwill vary\b", re.IGNORECASE)
# Care inside and outside the network that shares a limit says nothing of therapies that do.
_NETWORKS: Final = r"(?:in[- ](?:network )?(?:and|&) out[- ]of[- ]network|network and non-?network)"
NETWORKS: Final = re.compile(
    rf"\bcombined (?:for |in |across )?(?:both )?{_NETWORKS}\b|[,(]? ?(?:\bfor )?(?:\bboth )?\b{_NETWORKS}\b"
    r"(?: (?:services|visits|providers|benefits))?(?:,? regardless of location)?(?: (?:are|is))? combined\b",
    re.IGNORECASE,
)
BOTH_NETWORKS: Final = "Visits inside and outside the network count together."
TOGETHER: Final = "Visits for rehabilitation and for habilitation count together."
LONGEST: Final = 1000  # no sentence that states a limit is longer; patterns stay quick on texts made to be slow
PER_CONDITION: Final = re.compile(
    r"^(?:(?:visit )?limits? (?:(?:is|are|applies|apply) )?)?per condition$", re.IGNORECASE
)
NOTHING: Final = mentions("")
_LIMITING: Final = re.compile(r"\b(?<!not )limit|\bmaximum|\bcombined|\bshared", re.IGNORECASE)
_FIGURE: Final = re.compile(r"\d")


@dataclass
class LimitsStated:
    """What a row's text says of limits."""

    statements: list[Statement] = field(default_factory=list)
    exempt: list[str] = field(default_factory=list)
    unlimited: set[str] = field(default_factory=set)
    boundless: str = ""  # the sentence that says so of everything
    joins: str = ""
    elsewhere: bool = False
    per_condition: bool = False


def told(row: FiledRow, *, habilitation: bool, notes: Notes) -> LimitsStated:
    """Everything that the text says of limits; what was not read asks for a look."""
    found, said = _told(row["Explanation"], row["Exclusions"], habilitation)
    notes.add(said)
    return found


@lru_cache(maxsize=2048)  # an insurer says the same of hundreds of plans
def _told(explanation: str, exclusions: str, habilitation: bool) -> tuple[LimitsStated, Notes]:
    found, notes = LimitsStated(), Notes()
    for text, excluded in ((explanation, False), (exclusions, True)):
        plain, before = _without_steps(text), NOTHING
        found.elsewhere |= bool(ELSEWHERE.search(plain))
        for sentence in sentences(ELSEWHERE.sub(". ", plain)):
            # Exclusions are shown whole, as a caveat; only what limits is read in them.
            if excluded and not _LIMITING.search(sentence) and not AUTHORIZATION.search(sentence):
                continue
            known = len(found.statements)
            read = len(sentence) <= LONGEST and _read(sentence, habilitation, found, notes)
            found.statements[known:] = [_of_those(each, before) for each in found.statements[known:]]
            before = mentions(sentence)
            if not read and (not excluded or _FIGURE.search(sentence)):
                notes.review(f'Not read: "{sentence}".')
    return found, notes


def _of_those(statement: Statement, before: Mentions) -> Statement:
    """A limit that several share, but the sentence before says who: "... or acupuncturist. 15 visits combined"."""
    named, several = statement.named, len(before.therapies) > 1
    if not statement.combined or named.anything or named.rehabilitation or named.habilitation or not several:
        return statement
    return replace(statement, named=before)


def _without_steps(text: str) -> str:
    """The text without what the prices have read: copayments that change with the visits."""
    return STEPPED.sub("", text if "office visit" in text else FIRST_VISITS.sub("", text))


def _read(sentence: str, habilitation: bool, found: LimitsStated, notes: Notes) -> bool:
    """Whether the sentence was understood to its end."""
    if AUTHORIZATION.search(sentence):
        if not HARMLESS.match(sentence):
            notes.review(f'Speaks of prior authorization: "{sentence}".')
        return True
    if NETWORKS.search(sentence):
        notes.caveat(BOTH_NETWORKS)
        sentence = NETWORKS.sub("", sentence).strip(" ,(")
        if not _FIGURE.search(sentence) and not COMBINED.search(sentence):
            return True
    if further := FURTHER_VISITS.search(sentence):
        notes.review(f'More visits for some: "{further[0].strip()}".')
        sentence = sentence[: further.start()].strip(" ,")
    if PER_CONDITION.match(sentence):
        found.per_condition = True
        return True
    if freed := exempt(sentence):
        return _exempt(sentence, freed, found)
    if not sentence or HARMLESS.match(sentence):
        return True
    if OFFICE_VISITS.search(sentence) or FOR_SOME.search(re.sub(r"non-autism", "", sentence, flags=re.IGNORECASE)):
        return False
    return _purposes(sentence, habilitation, found, notes) or _limits(sentence, found)


def _exempt(sentence: str, freed: tuple[str, ...], found: LimitsStated) -> bool:
    """A therapy without a limit, or a condition or setting that the limit leaves alone."""
    named = mentions(sentence)
    if UNLIMITED.search(sentence) and named.anything and not FOR_SOME.search(sentence):
        found.unlimited |= named.therapies
    else:
        found.exempt += [text for text in freed if text not in found.exempt]
    return True


def _purposes(sentence: str, habilitation: bool, found: LimitsStated, notes: Notes) -> bool:
    """Whether the sentence is about rehabilitation and habilitation sharing, or about another row's limit."""
    named = mentions(sentence)
    if any(statement.quantity for statement in statements(sentence)):
        if named.both_purposes and COMBINED.search(sentence):
            notes.caveat(TOGETHER)
        return False
    if named.others or VAGUE.search(sentence):
        return False
    other = JOINS.search(sentence)
    if other and not mentions(sentence[other.start() :]).therapies and (habilitation or not named.habilitation):
        found.joins = sentence
        return True
    if APART.search(sentence) and not named.therapies:
        notes.caveat("Rehabilitation and habilitation have limits of their own.")
        return named.rehabilitation or named.habilitation
    if other and named.both_purposes and not named.therapies:
        notes.review(f'Do the purposes share the limit, or does it share another row\'s: "{sentence}"?')
    if not COMBINED.search(sentence) or not (named.rehabilitation or named.habilitation):
        return False
    if named.therapies and not (named.both_purposes and "limits for" in sentence):
        return False
    notes.caveat(TOGETHER)
    return True


def _limits(sentence: str, found: LimitsStated) -> bool:
    """Limits that the sentence states."""
    if UNLIMITED.search(sentence):
        named = mentions(sentence)
        found.unlimited |= named.therapies
        found.boundless = found.boundless or ("" if named.anything else sentence)
        return True
    stated = statements(sentence)
    found.statements += stated
    return bool(stated)
