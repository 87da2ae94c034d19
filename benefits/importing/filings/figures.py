"""Figures in free text: a number, what it counts, and over which time."""

import re
from typing import Final

from benefits.coverage.vocabulary import LimitPeriod, LimitUnit

_TEENS: Final = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_IN_WORDS: Final = {
    **{word: number for number, word in enumerate(_TEENS, 10)},
    **{word: number * 10 for number, word in enumerate(_TENS, 2)},
    **{f"{ten}-{one}": tens * 10 + ones for tens, ten in enumerate(_TENS, 2) for ones, one in enumerate(_ONES, 1)},
}
_WORDS: Final = "|".join(sorted(_IN_WORDS, key=len, reverse=True))
# The first visits, and what comes after some, are steps and not limits.
_NUMBER: Final = rf"(?<![\w$.,/-])(?<!\bfirst )(?<!\bafter )(?P<n>\d{{1,4}}|{_WORDS})(?!st\b|nd\b|rd\b|th\b|[\d,.]*\d)"
_LEAD: Final = r"(?:\b(?:combined|separate|shared|total|aggregate|maximum|limit|benefit|of|an?)\s{1,3}){0,6}"
_FILLER: Final = (
    r"(?:(?!(?:years?|months?|weeks?|age|percent|for|and|per)\b)[A-Za-z()&]+[\s/]+|and (?=\w+ visits)){0,5}?"
)
_UNIT: Final = (
    r"(?P<unit>visit\(s\)|visits?\b|vists?\b|sessions?\b|treatment days\b"
    r"|treatments?\b(?! (?:of|sessions?|visits?|days?)\b)|days?\b|hours?\b)"
    r"(?! (?:per|a|each) (?:day|visit)\b)"  # of one day: it says nothing of how many days
)
_COUNTED: Final = re.compile(
    rf"{_LEAD}{_NUMBER}(?: {{0,2}}\(\d{{1,9}}\))? {{0,2}}-? {{0,2}}{_FILLER}{_UNIT}", re.IGNORECASE
)
_ABBREVIATED: Final = re.compile(r"(?<![\w$.,])(?P<n>\d{1,3})\s?(?=(?:PT|OT|ST)\b)(?P<unit>)")
_LIMITED_TO: Final = re.compile(r"(?<=limited to )(?P<n>\d{1,3})(?= (?:per|each|a)\b)(?P<unit>)", re.IGNORECASE)
_DOLLARS: Final = re.compile(
    r"\$\s?(?P<n>\d[\d,]*)(?P<unit>)"
    r"(?= (?:annual |yearly |benefit )*(?:maximum|max|limit|per (?:calendar |plan )?year))",
    re.IGNORECASE,
)
# "20 visits for PT and 20 for OT": only beside a figure with its unit.
_FURTHER: Final = re.compile(
    r"(?<![\w$.,/-])(?P<n>\d{1,3})(?P<unit>) (?=for\b|each\b|physical|occupational|speech|cardiac|PT\b|OT\b|ST\b)",
    re.IGNORECASE,
)
CONSECUTIVE: Final = re.compile(r"\b(?P<n>\d{1,3}) consecutive (?P<unit>days?)\b", re.IGNORECASE)
_UNITS: Final = {"sessions": LimitUnit.VISITS, "treatment days": LimitUnit.DAYS, "vists": LimitUnit.VISITS}
_IN_TIME: Final = re.compile(r"\blimit|\bmaximum|\bup to\b|\bper (?!day)|\ballow", re.IGNORECASE)

_PER_CONDITION: Final = r"per (?:condition|disability|illness|injury|diagnosis)"
_PERIODS: Final = (
    (
        re.compile(rf"{_PER_CONDITION},? (?:each |per |a )?(?:calendar |benefit )?year", re.IGNORECASE),
        LimitPeriod.CONDITION_PER_YEAR,
    ),
    (re.compile(rf"{_PER_CONDITION}|per episode", re.IGNORECASE), LimitPeriod.CONDITION),
    (re.compile(r"calendar year", re.IGNORECASE), LimitPeriod.CALENDAR_YEAR),
    (re.compile(r"plan year", re.IGNORECASE), LimitPeriod.PLAN_YEAR),
    (re.compile(r"contract year", re.IGNORECASE), LimitPeriod.CONTRACT_YEAR),
    (re.compile(r"benefit period", re.IGNORECASE), LimitPeriod.BENEFIT_PERIOD),
    (re.compile(r"lifetime", re.IGNORECASE), LimitPeriod.LIFETIME),
    (re.compile(r"per (?:admission|stay|confinement)", re.IGNORECASE), LimitPeriod.ADMISSION),
    (re.compile(r"(?:per|a|each) month|monthly", re.IGNORECASE), LimitPeriod.MONTH),
    (re.compile(r"(?:per|a|each|benefit|in a|/) ?(?:\w{1,30} )?year|annual|/year", re.IGNORECASE), LimitPeriod.YEAR),
)


def figures(sentence: str) -> list[re.Match[str]]:
    """Every figure that may be a limit, in order. A time is one only where the sentence limits something."""
    found = [
        figure for pattern in (_COUNTED, _ABBREVIATED, _LIMITED_TO, _DOLLARS) for figure in pattern.finditer(sentence)
    ]
    if any(figure["unit"] for figure in found):
        found += _FURTHER.finditer(sentence)
    kept: list[re.Match[str]] = []
    for figure in sorted(found, key=lambda figure: (figure.start("n"), figure.re is _FURTHER)):
        time = figure["unit"].casefold().rstrip("s") in {"day", "hour"}
        if (not kept or figure.start("n") >= kept[-1].end()) and (not time or _IN_TIME.search(sentence)):
            kept.append(figure)
    return kept


def quantity(figure: re.Match[str]) -> int:
    """The number, also where it is a word."""
    number = figure["n"].casefold().replace(",", "")
    return _IN_WORDS[number] if number in _IN_WORDS else int(number)


def unit(figure: re.Match[str], sentence: str) -> LimitUnit | None:
    """What the figure counts; None when the sentence does not say."""
    if figure.re is _DOLLARS:
        return LimitUnit.DOLLARS
    word = figure["unit"].casefold().replace("(s)", "")
    if not word:
        return LimitUnit.VISITS if "visit" in sentence.casefold() or figure.re is _ABBREVIATED else None
    plural = word if word.endswith("s") else f"{word}s"
    return _UNITS.get(plural) or LimitUnit(plural)


def period(text: str) -> LimitPeriod | None:
    """Over which time it counts; None when the text does not say."""
    return next((period for pattern, period in _PERIODS if pattern.search(text)), None)
