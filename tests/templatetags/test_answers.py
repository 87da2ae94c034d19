"""What templates show of an Answer: words for its codes, and each source beside what it vouches for."""

import re

import pytest
from django.template import Context, Template
from msgspec.structs import replace

from benefits import answering
from benefits.answers import Answer, document
from benefits.coverage.vocabulary import Basis, Certainty, GateKind, GateState, Status
from benefits.templatetags.answers import lead
from tests import shipped

JOINT_PAIN = {"therapy": "physical-therapy", "plan": "hmo", "referral": "pcp", "condition": "joint-pain"}


@pytest.fixture(scope="module")
def answer() -> Answer:
    """An answer with several sources."""
    return answering.answer(shipped.edition(), {**JOINT_PAIN, "on": "2026-11-21"})


def drawn(text: str, **context: object) -> str:
    """What a template with this text shows."""
    return Template("{% load answers %}" + text).render(Context(context)).strip()


@pytest.mark.parametrize("word", [*Status, *Certainty, *Basis, *GateKind, *GateState])
def test_every_code_has_words(word: str) -> None:
    assert drawn("{{ word|in_words }}", word=word)


def test_nothing_has_no_words() -> None:
    assert drawn("{{ word|in_words }}", word=None) == ""


def test_what_a_part_cites_is_shown_with_its_number(answer: Answer) -> None:
    number, source = answer.numbered(answer.cost.source)[0]

    shown = drawn("{% sources answer answer.cost.source %}", answer=answer)

    assert shown == f'<a class="src" href="#source-{number}"><span class="unseen">Source </span>{number}</a>'
    assert answer.numbered_sources[number - 1] == (number, source)


def test_several_sources_are_shown_each_once(answer: Answer) -> None:
    cited = tuple(source.id for source in answer.sources[:2])

    assert drawn("{{ answer|marks:cited }}", answer=answer, cited=(*cited, None, *cited)) == "[1] [2]"
    shown = drawn("{% sources answer cited %}", answer=answer, cited=(*cited, None, *cited))
    assert re.findall(r'href="#source-(\d+)"', shown) == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("See your doctor. Ask for a referral.", ("See your doctor.", "Ask for a referral.")),
        ("Ask by Nov. 30 if you need more.", ("Ask by Nov. 30 if you need more.", "")),
        ("Still in pain? Call us. Today.", ("Still in pain?", "Call us. Today.")),
        ("", ("", "")),
    ],
)
def test_a_step_begins_with_what_to_do(text: str, parts: tuple[str, str]) -> None:
    assert lead(text) == parts


def test_what_has_no_source_shows_none(answer: Answer) -> None:
    silent = replace(answer, cost=replace(answer.cost, source=None))

    assert drawn("{% sources answer answer.cost.source %}", answer=silent) == ""
    assert drawn("{{ answer|marks:answer.cost.source }}", answer=silent) == ""


def test_another_therapy_is_named() -> None:
    shown = drawn("{{ slug|therapy_name:catalog }}", slug="acupuncture", catalog=shipped.catalog())

    assert shown == "Acupuncture"


def test_the_document_is_that_of_programs(answer: Answer) -> None:
    held = Template('{% load answers %}{{ answer|document|json_script:"here" }}').render(Context({"answer": answer}))

    assert document(answer)["answer_id"] in held
