"""A row of a filing in our terms: what it says of its therapies, and where that stands."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from django.utils.text import slugify

from benefits.bounds import FILING_TEXT
from benefits.coverage.records import Citation
from benefits.coverage.vocabulary import CitedWords, NetworkTier
from benefits.importing.facts import cut
from benefits.importing.filings.mentions import sentences
from benefits.importing.filings.names import normalised
from benefits.importing.filings.plans import File
from benefits.importing.filings.proposals import FiledProposal
from benefits.importing.filings.reading import FiledRow
from benefits.importing.filings.texts import AUTHORIZATION, HARMLESS, TOGETHER
from benefits.importing.said import Said

DOCUMENT: Final = "filing"
SHORT: Final = 160
QUOTED: Final = ("IsCovered", "CopayInnTier1", "CoinsInnTier1", "LimitQty", "LimitUnit", "Explanation")
# Whether what is paid there counts to the out-of-pocket limit: the column says what does not.
EXCLUDED_BY: Final = {
    NetworkTier.KAISER: "IsExclFromInnMOOP",
    NetworkTier.CONTRACTED: "IsExclFromInnMOOP",
    NetworkTier.OUTSIDE: "IsExclFromOonMOOP",
}
COUNTS: Final = {"yes": False, "no": True}


def citation(row: FiledRow, plan: str, file: File) -> Citation:
    """The row as a place in its file."""
    name = normalised(row["BenefitName"])
    parts = [cut(row[column], SHORT) for column in QUOTED if row[column]]
    return Citation(
        slug=f"{plan}-{slugify(name)[:40].strip('-')}-{sha256(name.encode()).hexdigest()[:6]}",
        source=file.source().slug,
        locator=f"{row.file}, line {row.line}",
        quote=f"{cut(row['BenefitName'], SHORT)}: {'; '.join(parts)}",
        words=CitedWords.PARAPHRASED,
        checked_on=file.read_on,
    )


def said_of(found: FiledProposal, *, but: frozenset[str] = frozenset()) -> Said:
    """What the row says, without therapies that have a row of their own."""
    return Said(
        document=DOCUMENT,
        therapies=tuple(slug for slug in found.meaning.therapies if slug not in but),
        purpose=found.meaning.purpose,
        status=found.status,
        prices=found.cost,
        limits=found.limits,
        out_of_network=found.out_of_network,
        remark=found.meaning.note,
        explained=found.row["Explanation"],
        excluded=found.row["Exclusions"],
        authorization=tuple(_authorization(found.row)),
        counts_to_out_of_pocket=dict(_counting(found.row)),
        counts_purposes_together=TOGETHER in found.caveats,
    )


def _counting(row: FiledRow) -> Iterator[tuple[NetworkTier, bool]]:
    for tier, column in EXCLUDED_BY.items():
        counts = COUNTS.get(row[column].casefold())
        if counts is not None:
            yield tier, counts


def _authorization(row: FiledRow) -> Iterator[str]:
    for text in (row["Explanation"], row["Exclusions"]):
        if len(text) > FILING_TEXT.most:
            continue
        for sentence in sentences(text):
            if AUTHORIZATION.search(sentence) and not HARMLESS.match(sentence):
                yield sentence
