"""The reviewed cases, walked through the pages: of the guides, of sources that differ, and of real plans."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pytest
from django.test import Client

from benefits import asking, editions
from benefits.coverage import interview
from tests import shipped
from tests.cases.reading import CASES, REAL_PLANS, ReviewedCase, catalog_with, every_case, failures
from tests.documents import answer
from tests.wizard.members import ClientResponse, Member

CaseFacts = Mapping[str, Any]

# The longest case has eight facts; a walk that does not end is found at once.
MOST_STEPS: Final = 25
# The day of care comes first: on another day than the plan's nothing else matters. What visits to count turns on the
# other facts, so that they come last.
FURTHER: Final = (
    "on",
    *(fact for fact in interview.REFINEMENTS if fact not in ("on", "visits_used", "visits_outside")),
    "visits_outside",
    "visits_used",
)
# What a fact that the walk does not ask for must leave as it is.
DECIDED: Final = ("status", "certainty", "basis", "headline", "conditions_open", "cost", "limits", "visits_left")


def walked(member: Member, edition: editions.InForce, facts: CaseFacts) -> ClientResponse:
    """The answer page after the walk, and after the further questions that the case answers."""
    response = begun(member, facts)
    further = [fact for fact in FURTHER if facts.get(fact) and list(typed(edition, fact, facts))]
    for _step in range(MOST_STEPS):
        if "/answer/" not in member.at:
            fact = member.at.rstrip("/").rpartition("/")[2]
        elif further:
            fact = further.pop(0)
            member.open(f"{member.walk}{fact}/")
        else:
            return response
        response = member.say(**dict(typed(edition, fact, facts)))
        assert response.status_code == 200, f"{member.at} does not take {dict(typed(edition, fact, facts))}"
    pytest.fail(f"the walk does not end: {member.seen[-4:]}")


def begun(member: Member, facts: CaseFacts) -> ClientResponse:
    """Therapy and plan come with the link; who tells a region with plans on file looks there, and finds none."""
    if "region" in facts:
        member.begin(f"?therapy={facts['therapy']}")
        member.say(plan=facts["plan"])
        response = member.open(f"{member.walk}plan/find/?region={facts['region']}")
        if response.status_code == 200:
            return member.say(plan=facts["plan"])
    return member.begin(f"?therapy={facts['therapy']}&plan={facts['plan']}")


def typed(edition: editions.InForce, fact: str, facts: CaseFacts) -> Iterator[tuple[str, str]]:
    """What goes into the fields of a question."""
    if fact != "visits_used":
        yield from dollars(fact, facts) if isinstance(facts.get(fact), int) else [(fact, facts.get(fact, "unsure"))]
        return
    boxes = asking.form(edition.catalog, fact, {**facts, fact: {}}).fields
    keys = tuple(name.removeprefix(f"{fact}.") for name in boxes)
    for key in keys:
        used = counted(key, keys, facts[fact])
        yield f"{fact}.{key}", "" if used is None else str(used)


def counted(key: str, keys: Sequence[str], told: CaseFacts) -> int | None:
    """The visits for a field: with those for habilitation where these have no field of their own, and as many in the
    last days as in the year where the case does not tell them apart. Who is not told of is not sure.
    """
    own: int | None = told.get(key, told.get(key.partition("@")[0]))
    more: int | None = None if f"{key}/habilitation" in keys else told.get(f"{key}/habilitation")
    known = [used for used in (own, more) if used is not None]
    return sum(known) if known else None


def dollars(fact: str, facts: CaseFacts) -> Iterator[tuple[str, str]]:
    """A figure goes into the box; where there are answers to pick from too, the one for dollars is picked."""
    picked = fact in ("deductible", "out_of_pocket", "family_deductible", "family_out_of_pocket")
    yield from [(fact, "dollars"), (f"{fact}_dollars", str(facts[fact]))] if picked else [(fact, str(facts[fact]))]


def document(response: ClientResponse) -> dict[str, Any]:
    """The answer as the page holds it for programs."""
    found = re.search(r'<script id="answer-json" type="application/json">(.*?)</script>', response.content.decode())
    assert found is not None
    held: dict[str, Any] = json.loads(found[1])
    return held


@every_case
def test_page_answers_as_reviewed(case: ReviewedCase, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = shipped.edition(catalog_with(case.get("add", {})))
    monkeypatch.setattr(editions, "in_force", lambda: edition)

    shown = document(walked(Member(client), edition, case["facts"]))

    assert failures(case, shown) == []
    assert shown == answer(edition, shown["facts"])
    asked = {fact: value for fact, value in case["facts"].items() if fact in shown["facts"]}
    assert decided(edition, case["facts"]) == decided(edition, asked)


def decided(edition: editions.InForce, facts: CaseFacts) -> dict[str, Any]:
    """What of the answer a question is asked for. Another source alone makes no other price."""
    found = answer(edition, facts)
    found["cost"].pop("source")
    return {part: found[part] for part in DECIDED}


def test_page_and_copy_name_both_sources_that_differ(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    (case,) = [case for case in CASES if case["id"] == "X01"]
    edition = shipped.edition(catalog_with(case["add"]))
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    member = Member(client)

    page = walked(member, edition, case["facts"])
    told = document(page)
    conflict, *_with_the_guide = told["conflicts"]
    numbers = [place for place, source in enumerate(told["sources"], start=1) if source["id"] in conflict["sources"]]
    told_of = page.content.decode().partition("Where our sources differ")[2].partition("</details>")[0]
    listed = [re.search(rf'<li id="source-{number}">(.*?)</li>', page.content.decode()) for number in numbers]
    copy = client.get(f"{member.walk}copy.txt").content.decode()

    assert conflict["text"] in told_of
    assert [f'href="#source-{number}"' in told_of for number in numbers] == [True, True]
    found = " ".join(source[1] for source in listed if source)
    assert all(words in found for words in ("Summary of Benefits", "page 4", "Evidence of Coverage", "page 9"))
    assert f"- {conflict['text']} [{numbers[0]}] [{numbers[1]}]" in copy
    assert "1. Ask member services which is right" in copy


def test_every_real_plan_is_walked_to() -> None:
    assert len({case["facts"]["plan"] for case in REAL_PLANS}) > 20


def test_a_walk_that_does_not_end_is_found(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = shipped.edition()
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    monkeypatch.setattr(Member, "at", "/check/a-run/referral/")
    monkeypatch.setattr(Member, "say", lambda self, **typed: client.get("/"))

    with pytest.raises(pytest.fail.Exception, match="does not end"):
        walked(Member(client), edition, {"therapy": "physical-therapy", "plan": "hmo"})
