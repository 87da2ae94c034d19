"""Limits as free text states them: a figure, what it counts, over which time, for which therapies."""

import re
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from benefits.coverage.vocabulary import LimitPeriod, LimitUnit
from benefits.importing.filings import figures
from benefits.importing.filings.mentions import Mentions, mentions, places
from benefits.importing.said import REHABILITATION

COMBINED: Final = re.compile(r"\bcombin|\bshared?\b|\baggregate|\baccumulat|\btotal\b|\btogether\b", re.IGNORECASE)
THERAPIES_COMBINED: Final = re.compile(r"(?:\btherap(?:y|ies)|\b[POS]T|\bchiro\w*) combined", re.IGNORECASE)
WITH_ROW: Final = re.compile(
    r"\b(?:combined|shared|combination)(?: limit)? with\b|\bcombined visit limit with\b", re.IGNORECASE
)
_DIGIT: Final = re.compile(r"\d")
APART: Final = re.compile(r"\bnot combined\b|\bseparate from\b", re.IGNORECASE)
# "30 visits each for PT/OT (combined), speech and chiropractic": a pool among limits of their own.
_POOLED: Final = re.compile(r"(?<![^,;])[^,;]*\(combined\)", re.IGNORECASE)
_ASIDE: Final = re.compile(r"\([^()]*\)")
ALL: Final = re.compile(r"\ball (?:\w+ )?therap(?:ies|y types|y)\b.{0,20}\bcombined", re.IGNORECASE)
EACH: Final = re.compile(r"\beach\b|\bper therapy\b|\bseparate(?! visit maximums)\b|\bper service\b", re.IGNORECASE)


class Statement(Struct, frozen=True):
    """A limit as one sentence puts it. No quantity: only who shares. No therapies: whatever the row is about."""

    sentence: str
    named: Mentions
    quantity: int | None = None
    unit: LimitUnit | None = None
    period: LimitPeriod | None = None
    each: bool = False
    combined: bool = False
    with_row: bool = False

    @property
    def unclear(self) -> str:
        """What the words leave open about who shares; empty when they are plain."""
        if ALL.search(self.sentence):
            return 'Which therapies "all" are is not said'
        several = len(self.named.therapies) > 1
        purposes = self.named.both_purposes and "(combined)" not in self.sentence
        if several and self.each and self.combined and not purposes:
            return "The text says both shared and each"
        if several and not self.each and not self.combined:
            return "The text does not say whether the therapies share the limit"
        plain = not self.named.both_purposes or THERAPIES_COMBINED.search(self.sentence)
        if several and self.combined and not self.each and not plain:
            return "The text may mean that the purposes share the limit, or that the therapies do"
        return ""


@lru_cache(maxsize=1024)
def statements(sentence: str) -> tuple[Statement, ...]:
    """The limits that a sentence states, figure by figure; else who shares; else nothing."""
    if time := figures.CONSECUTIVE.search(sentence):
        rest = figures.CONSECUTIVE.sub("", sentence)
        more = statements(rest) if figures.figures(rest) else ()
        return (_statement(sentence, sentence, time, LimitPeriod.ROLLING_DAYS), *more)
    found = figures.figures(sentence)
    if not found:
        return _pool(sentence)
    pieces = [sentence] if len(found) == 1 else _pieces(sentence, found)
    whole = figures.period(sentence)
    return tuple(
        _statement(part, sentence, figure, figures.period(piece) or whole)
        for piece, figure in zip(pieces, found, strict=True)
        for part in _parts(piece)
    )


def _pieces(sentence: str, found: list[re.Match[str]]) -> list[str]:
    """The words that belong to each figure: those before it ("PT: 20 visits, OT: 30"), or those after it."""
    named = places(sentence)
    before = bool(named) and named[0] < found[0].start() and named[-1] < found[-1].start()
    if not before:
        ends = [figure.start() for figure in found[1:]] + [len(sentence)]
        return [sentence[figure.start() : end] for figure, end in zip(found, ends, strict=True)]
    pieces, start = [], 0
    for figure in found:
        stop = re.compile(r"[,;)]| and ").search(sentence, figure.end())
        end = stop.start() if stop else len(sentence)
        pieces.append(sentence[start:end])
        start = end
    return pieces


def _parts(piece: str) -> list[str]:
    """The piece; or, where it gives each its own and some share, the pool by itself and then the others."""
    pool = _POOLED.search(piece)
    if not pool or not EACH.search(piece) or len(mentions(pool[0]).therapies) < 2:
        return [piece]
    others = _ASIDE.sub("", piece[: pool.start()] + piece[pool.end() :])
    return [EACH.sub("", pool[0]), *([f"each {others}"] if mentions(others).anything else [])]


def _statement(piece: str, sentence: str, figure: re.Match[str], period: LimitPeriod | None) -> Statement:
    apart = APART.search(piece)
    return Statement(
        sentence,
        _named(piece[: apart.start()] if apart else piece),
        figures.quantity(figure),
        figures.unit(figure, sentence),
        period,
        bool(EACH.search(piece)),
        bool(COMBINED.search(piece)) and not apart,
        bool(WITH_ROW.search(piece)) and not apart,
    )


def _named(text: str) -> Mentions:
    """What the text names; all therapies are those that the outpatient rows of a filing are made of."""
    named = mentions(text)
    if not named.anything and ALL.search(text):
        return replace(named, therapies=frozenset(REHABILITATION))
    return named


def _pool(sentence: str) -> tuple[Statement, ...]:
    """A sentence without a figure may still say who shares, or that each has its own."""
    named = _named(sentence)
    if APART.search(sentence) or not COMBINED.search(sentence) or not named.therapies or _DIGIT.search(sentence):
        return ()
    return (
        Statement(
            sentence,
            named,
            period=figures.period(sentence),
            combined=True,
            with_row=bool(WITH_ROW.search(sentence)),
        ),
    )
