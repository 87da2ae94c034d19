"""The reviewed cases of the two guides, walked through the pages."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.test import Client

from benefits import editions
from benefits.answering import answer
from benefits.coverage import interview
from benefits.coverage.catalog import sha256, to_json
from tests.cases.reading import Case, catalog_with, each_case, failures
from tests.wizard.members import Member, Reply

Told = Mapping[str, Any]


def in_force(case: Case) -> editions.InForce:
    """The guides and what an admin entered for the case, as edition 1."""
    catalog = catalog_with(case.get("add", {}))
    return editions.InForce(number=1, sha256=sha256(to_json(catalog)), published_at=None, catalog=catalog)


def walked(member: Member, edition: editions.InForce, facts: Told) -> Reply:
    """The answer page after the walk, and after the further questions that the case answers.

    Therapy and plan come with the link, as a plan that is no guide is reached that way.
    """
    response = member.begin(f"?therapy={facts['therapy']}&plan={facts['plan']}")
    while not member.at.endswith("/answer/"):
        fact = member.at.rstrip("/").rpartition("/")[2]
        response = member.say(**{fact: facts.get(fact, "unsure")})
    for fact in interview.REFINEMENTS:
        if fact in facts and (fact != "visits_used" or any(facts[fact].values())):
            member.open(f"{member.walk}{fact}/")
            response = member.say(**dict(typed(edition, fact, facts)))
    return response


def typed(edition: editions.InForce, fact: str, facts: Told) -> Iterator[tuple[str, str]]:
    """What goes into the fields of a question; who is not asked about a visit count by the case is not sure of it."""
    if fact != "visits_used":
        yield fact, str(facts[fact])
        return
    for key in interview.pool(edition.catalog, {**facts, "visits_used": {}}):
        used = facts[fact].get(key)
        yield (f"{fact}.{key}.unsure", "on") if used is None else (f"{fact}.{key}", str(used))


def document(response: Reply) -> dict[str, Any]:
    """The answer as the page holds it for programs."""
    found = re.search(r'<script id="answer-json" type="application/json">(.*?)</script>', response.content.decode())
    assert found is not None
    held: dict[str, Any] = json.loads(found[1])
    return held


@each_case
def test_page_answers_as_reviewed(case: Case, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = in_force(case)
    monkeypatch.setattr(editions, "in_force", lambda: edition)

    shown = document(walked(Member(client), edition, case["facts"]))

    assert failures(case, shown) == []
    assert shown == answer(edition, shown["facts"])
