"""Every sentence that a member can meet, measured: a reader of grade 8 manages each, one of grade 6 most."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any, Final

import pytest
import textstat
from django.utils.translation.template import templatize

from benefits.coverage.catalog import TABLES
from benefits.coverage.vocabulary import Subject
from tests import shipped
from tests.cases.answers import answers_of
from tests.coverage import builders
from tests.documents import answer

ROOT: Final = Path(__file__).resolve().parent.parent
CAP: Final = 8
AIM: Final = 6
# Fewer words are a name or a label: the grade is made for sentences.
FEWEST_WORDS: Final = 4

# The terms of the field that a member needs to know, as they stand on the card, in the plan's papers and in the phone
# menu; each is put into the glossary or explained where it stands. They count as one short word. In their order:
TERMS: Final = (
    # therapies and who gives them: what the member came for
    *("american massage therapy association", "physical therapists?", "physical therapy", "occupational therapy"),
    *("speech therapy", "physical, occupational", "massage therapists?", "massage therapy", "massage", "acupuncture"),
    *("chiropractic care", "chiropractic", "spinal manipulation", "therapists?", "therapy", "therapies"),
    # names
    *("kaiser permanente", "kaiser foundation health plan", "kaiser’s", "kaiser", "senior advantage", "medicare"),
    *("southern california", "northern california", "california", "mid-atlantic states", "oregon", "washington"),
    *("colorado", "georgia", "hawaii", "northwest", "added choice", "department of insurance", "complementary choices"),
    # words of the card, the phone menu and the plan's papers
    *("evidence of coverage", "summary of benefits", "explanation of benefits", "member services", "out-of-network"),
    *("prior authorization", "preauthorization", "medical necessity", "medically necessary", "primary care doctor"),
    *("out-of-pocket limit", "out-of-pocket", "high-deductible", "deductibles?", "allowed amount", "coinsurance"),
    *("copayments?", "copays?", "referrals?", "diagnosis", "calendar year", "additional benefits", "hsa", "fsa"),
    # a diagnosis is called what the doctor called it
    "fibromyalgia",
    # the source's own hedge, which must come through to the screen
    *("more likely", "less likely", "unlikely", "generally", "typically", "usually"),
    # the notice, in the words that every page has
    "general information",
)
SHORT: Final = "plan"
PLANS: Final = tuple(re.escape(plan.name) for plan in shipped.catalog().plans)
FIELD: Final = re.compile(rf"\b({'|'.join((*PLANS, *TERMS))})(?!\w)", re.IGNORECASE)
HOLE: Final = re.compile(r"%\([^)]*\)s|\{\{[^}]*\}\}")

# Texts of a catalog that say something; the rest are names, codes, quotes and titles of documents. What is noted of
# a plan itself is for admins.
SAYING: Final = ("text", "title", "note", "hint", "scope", "qualifier")
NOT_MEASURED: Final = {"sources", "citations", "plans"}


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text that are long enough to be one."""
    plain = HOLE.sub(SHORT, re.sub(r"\s+", " ", text))
    for sentence in re.split(r"(?<=[.!?])[”’)]*\s+|\s+•\s+", plain):
        if len(sentence.split()) >= FEWEST_WORDS:
            yield sentence.strip()


def grade(sentence: str) -> float:
    """The school grade that a reader needs."""
    return float(textstat.textstat.flesch_kincaid_grade(FIELD.sub(SHORT, sentence)))


def hard(texts: Iterable[str]) -> list[str]:
    """The sentences over the cap, hardest first."""
    found = {sentence: grade(sentence) for text in texts for sentence in sentences(text)}
    return [f"{worst:.1f}: {name}" for name, worst in sorted(found.items(), key=lambda pair: -pair[1]) if worst > CAP]


@cache
def of_the_catalog() -> frozenset[str]:
    """What the shipped records say."""
    tables = [getattr(shipped.catalog(), table) for table in TABLES if table not in NOT_MEASURED]
    records = [record for table in tables for record in table]
    return frozenset(getattr(record, field) for record in records for field in SAYING if getattr(record, field, ""))


SILENT: Final = (
    *("sources", "edition", "facts", "answer_id", "pool", "source", "code", "status", "basis", "certainty"),
    *("to", "fact", "therapy"),
)
GUIDES: Final = ("hmo", "hdhp", "senior-advantage", "other", "unsure")
NO_FACTS: Final[dict[str, object]] = {}


def said(value: Any) -> Iterator[str]:
    """Every text of an answer that a person reads."""
    match value:
        case str():
            yield value
        case Mapping():
            for name, part in value.items():
                if name not in SILENT:
                    yield from said(part)
        case list():
            for part in value:
                yield from said(part)
        case _:
            pass


@cache
def of_answers() -> frozenset[str]:
    """What answers say: of every guide in many cases, of every shipped plan in two."""
    guides = [text for plan in GUIDES for found in answers_of(plan) for text in said(found)]
    plans = [
        text
        for plan in shipped.catalog().plan_by_slug
        for therapy in shipped.catalog().therapy_by_slug
        for more in (NO_FACTS, {"referral": "pcp", "network": "outside", "visits_used": {therapy: 30}})
        for text in said(answer(shipped.edition(), {"therapy": therapy, "plan": plan, "on": "2026-11-21", **more}))
    ]
    return frozenset((*guides, *plans, *of_differing()))


def of_differing() -> Iterator[str]:
    """What answers say where sources differ, on whatever it is."""
    for subject in Subject:
        records = builders.benefit(), builders.copay(20), builders.pool(20), builders.differing(subject)
        in_force = shipped.edition(builders.catalog(*records))
        yield from said(answer(in_force, {"therapy": builders.PT, "plan": "mine", "on": "2026-11-21"}))


# Where the texts of a call begin: a context before them is not read by anyone.
TRANSLATING: Final = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"), 0),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), 1),
}
FOR_STAFF: Final = (
    *("benefits/admin", "benefits/models", "benefits/staff", "benefits/management", "benefits/exports"),
    *("benefits/importing", "benefits/checks", "benefits/words/refusals", "templates/admin", "templates/staff"),
)
FOR_MEMBERS_TOO: Final = ("benefits/exports/calendar",)
LITERAL: Final = re.compile(r"(?:gettext|_)\(u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")")


def of_code(source: str) -> Iterator[str]:
    """Every text that code has translated."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATING:
            for argument in node.args[TRANSLATING[node.func.id] :]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def of_template(source: str) -> Iterator[str]:
    """Every text that a template has translated."""
    for literal in LITERAL.findall(templatize(source)):
        yield ast.literal_eval(literal)


@cache
def of_pages() -> frozenset[str]:
    """What pages, forms and sentences are made of, whether or not an answer of ours has it."""
    found: set[str] = set()
    for folder, kinds, read in (("benefits", (".py",), of_code), ("templates", (".html", ".txt"), of_template)):
        for path in sorted((ROOT / folder).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.suffix in kinds and (name.startswith(FOR_MEMBERS_TOO) or not name.startswith(FOR_STAFF)):
                found.update(read(path.read_text(encoding="utf-8")))
    return frozenset(found)


MEASURED: Final = {"catalog": of_the_catalog, "answers": of_answers, "pages": of_pages}


@pytest.mark.parametrize("where", MEASURED)
def test_no_sentence_is_too_hard(where: str) -> None:
    assert hard(MEASURED[where]()) == []


@pytest.mark.parametrize("where", MEASURED)
def test_most_sentences_are_easy(where: str) -> None:
    grades = [grade(sentence) for text in MEASURED[where]() for sentence in sentences(text)]

    assert len(grades) > 100
    assert median(grades) <= AIM


PLANTED: Final = "Reimbursement necessitates documentation demonstrating the unavailability of comparable alternatives."


def test_a_hard_sentence_is_found_and_named() -> None:
    (found,) = hard(["An easy one is here.", f"You can go. {PLANTED}"])

    assert found.endswith(PLANTED)


@pytest.mark.parametrize(
    ("source", "read"),
    [
        pytest.param(f'x = _("{PLANTED}")', of_code, id="in code"),
        pytest.param(f'x = pgettext_lazy("price", "{PLANTED}")', of_code, id="in code, with a context"),
        pytest.param(f'x = ngettext("One.", "{PLANTED}", 2)', of_code, id="in code, of many"),
        pytest.param(f'{{% load i18n %}}{{% translate "{PLANTED}" %}}', of_template, id="in a template"),
        pytest.param(
            f"{{% load i18n %}}{{% blocktranslate %}}{PLANTED}{{% endblocktranslate %}}", of_template, id="in a block"
        ),
        pytest.param(f'{{% load i18n %}}{{% include "a.html" with a=_("{PLANTED}") %}}', of_template, id="in a tag"),
    ],
)
def test_a_hard_sentence_is_found_where_it_is_written(source: str, read: Any) -> None:
    assert hard(read(source))


def test_terms_of_the_field_count_as_one_short_word() -> None:
    assert grade("You need prior authorization for physical therapy.") == grade("You need plan for plan.")
    assert grade(PLANTED) > CAP


def test_texts_are_found_in_all_places() -> None:
    assert "Do you have a referral?" in of_pages()
    assert "Skip to the content" in of_pages()
    assert any("member services" in text for text in of_the_catalog())
    assert any("$20-$40" in text for text in of_answers())
    assert any("Our sources differ on prior authorization." in text for text in of_answers())
