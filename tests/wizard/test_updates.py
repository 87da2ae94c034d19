"""A walk during which another edition is published: it says so once, keeps what was told, and never mixes editions."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from benefits import answering, editions
from benefits.coverage import records as r
from benefits.coverage import vocabulary as v
from benefits.coverage.catalog import Catalog
from tests import shipped
from tests.wizard.members import JOINT_PAIN, Member, guides
from tests.wizard.test_views import embedded, heading, text

UPDATED = "The plan information was updated while you were here."
KEPT = "We kept all your answers."

Publish = Callable[..., editions.InForce]


def with_plan() -> Catalog:
    """The guides, and one plan."""
    gold = r.Plan(
        slug="gold",
        name="Gold 2026",
        kind=v.PlanKind.PLAN,
        plan_type="hmo",
        based_on="hmo",
        effective_from=date(2026, 1, 1),
        effective_to=date(2099, 12, 31),
        citation=guides().citations[0].slug,
    )
    return msgspec.structs.replace(guides(), plans=(*guides().plans, gold))


def renamed() -> Catalog:
    """The guides, with other names for the therapies."""
    named = (msgspec.structs.replace(found, name=f"{found.name} (new)") for found in guides().therapies)
    return msgspec.structs.replace(guides(), therapies=tuple(named))


@pytest.fixture
def publish(member: Member, monkeypatch: pytest.MonkeyPatch) -> Publish:
    """Put another catalog in force, as the edition of that number."""

    def put(catalog: Catalog, number: int = 8) -> editions.InForce:
        edition = shipped.edition(catalog, number=number)
        monkeypatch.setattr(editions, "in_force", lambda: edition)
        return edition

    return put


class TestNotice:
    """The word that the rules are others now."""

    def test_the_next_question_says_it_once(self, member: Member, publish: Publish) -> None:
        member.begin("?therapy=physical-therapy&plan=hmo")
        publish(renamed())

        told = member.say(referral="pcp")
        again = member.open(member.at)

        assert heading(told) == "What do you need the care for?"
        assert f"{UPDATED} This page shows the new rules. {KEPT}" in text(told)
        assert told.content.count(b'class="note updated"') == 1
        assert "Physical therapy (new)" in text(told)
        assert UPDATED not in text(again)

    def test_the_answer_says_it_once(self, member: Member, publish: Publish) -> None:
        member.begin("?therapy=physical-therapy&plan=hmo")
        member.say(referral="pcp")
        edition = publish(renamed())

        told = member.say(condition="joint-pain")
        again = member.open(member.at)

        assert UPDATED in text(told)
        assert embedded(told)["edition"]["sha256"] == edition.sha256
        assert UPDATED not in text(again)

    def test_a_question_that_is_asked_again_for_an_error_says_it(self, member: Member, publish: Publish) -> None:
        member.begin("?therapy=physical-therapy&plan=hmo")
        publish(renamed())

        told = member.say(referral="")

        assert told.status_code == 422
        assert UPDATED in text(told)
        assert UPDATED not in text(member.say(referral=""))

    @pytest.mark.parametrize("page", ["answer/", "compare/", "plan/", "network/"])
    def test_every_page_of_the_walk_says_it(self, member: Member, publish: Publish, page: str) -> None:
        member.tell(JOINT_PAIN)
        publish(renamed())

        assert UPDATED in text(member.open(f"{member.walk}{page}"))
        assert UPDATED not in text(member.open(f"{member.walk}{page}"))

    def test_finding_the_plan_says_it(self, member: Member, publish: Publish) -> None:
        publish(with_plan())
        member.begin("?therapy=physical-therapy&plan=hmo")
        publish(renamed(), number=9)
        publish(with_plan(), number=10)
        assert UPDATED not in text(member.open(f"{member.walk}plan/find/?region=unsure&sent=1"))
        publish(msgspec.structs.replace(with_plan(), therapies=renamed().therapies), number=11)

        assert UPDATED in text(member.open(f"{member.walk}plan/find/?region=unsure&sent=1"))

    def test_without_a_publication_nothing_is_said(self, member: Member) -> None:
        told = [member.begin(), *(member.say(**{fact: value}) for fact, value in JOINT_PAIN.items())]

        assert member.at.endswith("/answer/")
        assert not any(UPDATED in text(page) or b'class="note updated"' in page.content for page in told)

    @pytest.mark.parametrize(
        ("numbers", "said"),
        [
            pytest.param([(8, "B")], True, id="another edition"),
            pytest.param([(8, "A")], False, id="the same catalog once more"),
            pytest.param([(8, "B"), (9, "A")], False, id="gone back before anyone looked"),
            pytest.param([(6, "B")], False, id="a server that is a few seconds behind"),
        ],
    )
    def test_what_counts_as_an_update(
        self, member: Member, publish: Publish, numbers: list[tuple[int, str]], said: bool
    ) -> None:
        catalogs = {"A": guides(), "B": renamed()}
        member.begin("?therapy=physical-therapy&plan=hmo")
        for number, name in numbers:
            publish(catalogs[name], number)

        assert (UPDATED in text(member.open(member.at))) == said

    def test_going_back_to_an_earlier_edition_is_an_update(self, member: Member, publish: Publish) -> None:
        member.begin("?therapy=physical-therapy&plan=hmo")
        publish(renamed(), 8)
        assert UPDATED in text(member.open(member.at))
        publish(guides(), 9)

        assert UPDATED in text(member.open(member.at))

    def test_two_servers_in_turn_say_it_once(self, member: Member, publish: Publish) -> None:
        member.begin("?therapy=physical-therapy&plan=hmo")
        told = []
        for number, catalog in ((8, renamed()), (7, guides()), (8, renamed()), (7, guides()), (8, renamed())):
            publish(catalog, number)
            told.append(UPDATED in text(member.open(member.at)))

        assert told == [True, False, False, False, False]

    def test_a_cookie_from_before_goes_on(self, member: Member, monkeypatch: pytest.MonkeyPatch) -> None:
        dumps = json.dumps
        old: Any = lambda content, **how: dumps({k: v for k, v in content.items() if k != "edition"}, **how)  # noqa: E731
        with monkeypatch.context() as patch:
            patch.setattr(json, "dumps", old)
            member.has_told(JOINT_PAIN)

        page = member.open(member.at)

        assert "cover" in heading(page)
        assert UPDATED not in text(page)


class TestPlanThatDisappeared:
    """What was told and is no longer there."""

    def test_it_is_asked_again_with_a_word_why(self, member: Member, publish: Publish) -> None:
        publish(with_plan())
        member.has_told({**JOINT_PAIN, "plan": "gold"})
        assert member.open(member.at).status_code == 200
        publish(guides(), number=9)

        page = member.open(member.at)

        assert heading(page) == "What kind of plan do you have?"
        assert f"{UPDATED} This page shows the new rules." in text(page)
        assert "We kept your answers, except what is no longer offered: Plan." in text(page)
        assert "Your earlier answer here is no longer offered, so we ask again." in text(page)
        assert "Referral Yes, from my primary care doctor" in text(page)

    def test_told_anew_it_leads_back_to_the_answer(self, member: Member, publish: Publish) -> None:
        publish(with_plan())
        member.has_told({**JOINT_PAIN, "plan": "gold"})
        member.open(member.at)
        publish(guides(), number=9)
        member.open(member.at)

        page = member.say(plan="hmo")

        assert embedded(page)["facts"]["plan"] == "hmo"
        assert UPDATED not in text(page)


class TestOnePageOneEdition:
    """Whatever is published while a page is made."""

    def test_what_a_further_fact_changed_is_told_under_one_edition(
        self, member: Member, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        member.tell(JOINT_PAIN)
        member.open(f"{member.walk}network/")
        member.say(network="kaiser")
        turns = iter([shipped.edition(guides()), *(shipped.edition(renamed(), number=8) for _ in range(9))])
        monkeypatch.setattr(editions, "in_force", lambda: next(turns))
        asked: list[str] = []
        monkeypatch.setattr(answering, "decided", noting(asked, answering.decided))

        member.open(f"{member.walk}answer/?with=network")

        assert len(asked) == 3
        assert len(set(asked)) == 1

    def test_a_copy_says_that_the_page_was_older(self, member: Member, publish: Publish) -> None:
        member.tell(JOINT_PAIN)
        before = member.open(f"{member.walk}copy.txt").content.decode()
        publish(renamed())

        copy = member.open(f"{member.walk}copy.txt").content.decode()
        page = member.open(f"{member.walk}answer/")
        after = member.open(f"{member.walk}copy.txt").content.decode()

        said = "The plan information was updated since you opened the page."
        assert [said in found for found in (before, copy, after)] == [False, True, False]
        assert embedded(page)["answer_id"] in copy
        assert UPDATED in text(page)


def noting(asked: list[str], answer: Any) -> Any:
    """The function, which notes the edition that it is asked under."""

    def noted(edition: editions.InForce, facts: Any) -> Any:
        asked.append(edition.sha256)
        return answer(edition, facts)

    return noted
