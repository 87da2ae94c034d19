"""The pages of the check, as a member meets them."""

import html
import json
import re
from typing import Any

import msgspec
import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from benefits import answering, answers, editions
from benefits.coverage import interview
from benefits.coverage.catalog import Catalog
from benefits.words.facts import FACT_WORDS
from tests import shipped
from tests.wizard.members import JOINT_PAIN, ClientResponse, Member

MASSAGE = {**JOINT_PAIN, "therapy": "massage-therapy", "region": "unsure", "condition": "fibromyalgia"}
NOTICES = ("general information", "not a promise", "not a site of Kaiser Permanente", "check with member services")

# The facts of a walk named a-run, as release 0.1.0 sealed them with “the old secret” at noon of 2026-11-21.
SEALED_BY_0_1 = (
    "-hPVx9q-Syu0eAi0wKa2-YuC2dtE2l9fGCYSkc9mGWFscFCpIT7mz2nSZ0rNzOu4jJT5-Eh5JXsIVREQI7h_qBLsg4TnqN0oPECihdc6qoND8Pnt"
    "mu-r1zjbX-kgkvV3eQ7GBtc_Z7S9yoUgu7WcPeWnIkeeyDXczwSX7Syc3viKU9QcTmDVSdxDCXCdVGLqflxj3z5J6JHC_MkF9ucTIRQ4f7s="
)


def text(response: ClientResponse) -> str:
    """What the page says, without its markup."""
    page = re.sub(r"<(script|title)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def heading(response: ClientResponse) -> str:
    found = re.findall(r"<h1\b[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)
    assert len(found) == 1
    return html.unescape(found[0]).strip()


def title(response: ClientResponse) -> str:
    return html.unescape(re.findall(r"<title>(.*?)</title>", response.content.decode())[0])


def embedded(response: ClientResponse) -> dict[str, Any]:
    found = re.findall(r'<script id="answer-json" type="application/json">(.*?)</script>', response.content.decode())
    document: dict[str, Any] = json.loads(found[0])
    return document


class TestStart:
    """The start page."""

    def test_it_works(self, member: Member, guides: Catalog) -> None:
        response = member.open("/")

        assert heading(response) == "Is your therapy covered?"
        for therapy in guides.therapies:
            assert f'href="/check/?therapy={therapy.slug}"' in response.content.decode()
        assert "member card" in text(response)

    def test_it_sets_no_cookie(self, member: Member) -> None:
        assert not member.open("/").cookies


class TestBegin:
    """A new walk."""

    def test_it_works(self, member: Member) -> None:
        response = member.begin()

        assert heading(response) == "Which therapy do you want to check?"
        assert member.at.endswith("/therapy/")

    @pytest.mark.parametrize(
        ("link", "question"),
        [
            pytest.param("?therapy=acupuncture", "plan", id="with a therapy"),
            pytest.param("?plan=hmo", "therapy", id="with a plan"),
            pytest.param("?therapy=physical-therapy&plan=hmo", "referral", id="with both"),
            pytest.param("?therapy=acupuncture&condition=stress&on=1999-01-01", "plan", id="with nothing else"),
        ],
    )
    def test_a_link_brings_therapy_and_plan_along(self, member: Member, link: str, question: str) -> None:
        response = member.begin(link)

        assert member.at.endswith(f"/{question}/")
        assert "Stress" not in text(response)

    @pytest.mark.parametrize("link", ["?therapy=yoga", "?plan=gold", "?therapy=", "?plan=hmo&plan=hdhp"])
    def test_it_refuses_a_link_that_it_does_not_know(self, member: Member, link: str) -> None:
        response = member.begin(link)

        assert response.status_code == 404
        assert heading(response) == "We do not know this link"
        assert "Physical therapy" in text(response)
        assert "HMO" in text(response)

    def test_every_walk_has_its_own_name(self, member: Member) -> None:
        member.begin()
        first = member.walk
        member.begin()

        assert member.walk != first


class TestQuestion:
    """One question a page."""

    def test_it_works(self, member: Member) -> None:
        response = member.begin("?therapy=physical-therapy&plan=hmo")

        assert heading(response) == "Do you have a referral?"
        assert title(response) == "Do you have a referral? – Therapy coverage check"
        assert "Question 3, 1 more after this" in text(response)
        assert "I’m not sure Look under referrals" in text(response)
        assert "checked" not in response.content.decode()

    def test_an_answer_leads_on(self, member: Member) -> None:
        member.begin("?therapy=physical-therapy&plan=hmo")

        response = member.say(referral="none")

        assert heading(response) == "What do you need the care for?"
        assert "Referral No, not yet Change : Referral" in text(response)

    def test_back_leads_to_the_question_before(self, member: Member) -> None:
        member.begin("?therapy=physical-therapy&plan=hmo")

        back = re.findall(r'class="back" href="([^"]+)"', member.open(member.at).content.decode())

        assert back == [f"{member.walk}plan/"]

    def test_back_from_the_first_leads_to_the_start(self, member: Member) -> None:
        assert 'class="back" href="/"' in member.begin().content.decode()

    def test_back_from_a_further_question_leads_to_the_answer(self, member: Member) -> None:
        member.tell(JOINT_PAIN)
        page = member.open(f"{member.walk}network/").content.decode()

        assert f'class="back" href="{member.walk}answer/"' in page

    def test_going_back_shows_the_answer_given(self, member: Member) -> None:
        member.tell(JOINT_PAIN)

        page = member.open(f"{member.walk}referral/").content.decode()

        assert re.findall(r'value="(\w+)"[^>]* checked', page) == ["pcp"]

    def test_changing_an_answer_leads_straight_to_the_new_answer(self, member: Member) -> None:
        member.tell(JOINT_PAIN)
        member.open(f"{member.walk}referral/")

        response = member.say(referral="none")

        assert member.at.endswith("/answer/")
        assert embedded(response)["status"] == "covered_conditional"
        assert embedded(response)["facts"]["condition"] == "joint-pain"

    def test_a_question_out_of_turn_leads_to_the_open_one(self, member: Member) -> None:
        member.begin()

        response = member.open(f"{member.walk}condition/")

        assert heading(response) == "Which therapy do you want to check?"

    def test_an_answer_that_is_no_longer_offered_is_asked_again_with_a_word_why(self, member: Member) -> None:
        member.has_told({**JOINT_PAIN, "condition": "gone"})

        response = member.open(member.at)

        assert heading(response) == "What do you need the care for?"
        assert "no longer offered" in text(response)

    @pytest.mark.parametrize(
        ("changed", "value", "question", "words"),
        [
            pytest.param("therapy", "massage-therapy", "referral", "was for another therapy, so we ask", id="therapy"),
            pytest.param("plan", "hdhp", "copay", "was for another plan, so we ask", id="plan"),
        ],
    )
    def test_what_was_told_for_another_is_asked_again_with_a_word_why(
        self, member: Member, changed: str, value: str, question: str, words: str
    ) -> None:
        member.has_told({**JOINT_PAIN, "copay": 15})
        member.client.post(f"{member.walk}{changed}/", {changed: value})

        response = member.open(f"{member.walk}{question}/")

        assert words in text(response)
        assert "Your copay $15" not in text(response)

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            pytest.param("3", {"speech-therapy": 3}, id="a number is taken"),
            pytest.param("", None, id="an empty box tells nothing"),
        ],
    )
    def test_visits_of_a_plan_with_no_record_in_force(
        self, member: Member, monkeypatch: pytest.MonkeyPatch, typed: str, told: dict[str, int] | None
    ) -> None:
        edition = shipped.edition()
        monkeypatch.setattr(editions, "in_force", lambda: edition)
        member.has_told({"therapy": "speech-therapy", "plan": "ga-hmo-2026", "on": "1999-01-01"})
        asked = member.open(f"{member.walk}visits_used/")

        response = member.say(**{"visits_used.speech-therapy": typed})

        assert heading(asked) == "How many visits have you used?"
        assert member.at.partition("?")[0].endswith("/answer/")
        assert embedded(response)["facts"].get("visits_used") == told

    def test_it_refuses_nothing_at_all_and_says_so(self, member: Member) -> None:
        member.begin("?therapy=physical-therapy&plan=hmo")

        response = member.say()

        assert response.status_code == 422
        assert title(response).startswith("Error: ")
        assert '<li><a href="#id_referral_0">Pick one of the answers.</a></li>' in response.content.decode()
        assert response["HX-Push-Url"] == "false"

    def test_what_was_typed_is_still_there(self, member: Member) -> None:
        member.tell(JOINT_PAIN)
        member.open(f"{member.walk}visits_used/")

        response = member.say(**{"visits_used.physical-therapy": "eighteen & <more>"})

        assert response.status_code == 422
        assert 'value="eighteen &amp; &lt;more&gt;"' in response.content.decode()

    @pytest.mark.parametrize("fact", ["gender", "answers", "edition"])
    def test_it_refuses_a_question_that_nobody_asks(self, member: Member, fact: str) -> None:
        member.begin()

        assert member.open(f"{member.walk}{fact}/").status_code == 404

    @pytest.mark.parametrize("fact", interview.REFINEMENTS)
    def test_every_further_question_can_be_opened(self, member: Member, fact: str) -> None:
        member.has_told({**JOINT_PAIN, "payment": "hsa-fsa"})

        assert heading(member.open(f"{member.walk}{fact}/")) == FACT_WORDS[fact].heading

    def test_it_refuses_a_form_that_another_site_made(self, published: editions.InForce) -> None:
        stranger = Member(Client(enforce_csrf_checks=True))
        stranger.begin()

        response = stranger.say(therapy="acupuncture")

        assert response.status_code == 403
        assert heading(response) == "We could not let that through"


class TestAnswer:
    """The answer."""

    SECTIONS = (
        "Do this next",
        "What to say on the phone",
        "More reasons",
        "Price and visit limits in full",
        "What could change this",
        "What you need",
        "What we do not know yet",
        "Other ways",
        "If the plan says no",
        "Good to know",
        "Where this comes from",
        "Your answers",
        "Take it with you",
    )

    def test_it_works(self, member: Member, edition: editions.InForce) -> None:
        response = member.tell(JOINT_PAIN)

        document = embedded(response)
        assert heading(response) == document["headline"]
        assert "✓" not in text(response)
        assert document["answer_id"] in text(response)
        assert "edition 7 of Nov. 20, 2026" in text(response)
        assert document == answers.document(answering.answer(edition, document["facts"]))

    def test_what_was_told_for_another_plan_is_left_out_with_a_word_once(self, member: Member) -> None:
        member.has_told({**JOINT_PAIN, "copay": 15, "visit_limit": 12})
        member.open(f"{member.walk}plan/")

        told = member.say(plan="hdhp")
        again = member.open(member.at)

        said = "for another therapy or plan does not count here: Your plan’s visit limit, Your copay."
        assert said in text(told)
        assert said not in text(again)
        assert {"copay", "visit_limit"}.isdisjoint(embedded(told)["facts"])

    def test_the_sections_are_in_order(self, member: Member) -> None:
        response = member.tell(MASSAGE)

        heads = re.findall(r"<(?:h2|summary)[^>]*>([^<]*)<", response.content.decode())
        headings = [head.strip() for head in heads]
        assert [h for h in headings if h in self.SECTIONS] == list(self.SECTIONS)

    def test_it_says_all_that_the_document_says(self, member: Member) -> None:
        response = member.tell(JOINT_PAIN)

        document, said = embedded(response), text(response)
        wanted = [document["headline"], document["cost"]["now"], document["cost"]["text"]]
        wanted += [part["text"] for part in (*document["reasons"], *document["limits"], *document["gates"].values())]
        wanted += [part["text"] for key in ("unknowns", "would_change", "alternatives") for part in document[key]]
        wanted += document["next_steps"] + document["if_denied"] + document["caveats"]
        wanted += [source["quote"] for source in document["sources"]]
        assert [words for words in wanted if " ".join(words.split()) not in said] == []

    def test_the_title_tells_nothing(self, member: Member) -> None:
        assert title(member.tell(JOINT_PAIN)) == "Your answer – Therapy coverage check"

    def test_a_further_fact_makes_it_more_exact(self, member: Member) -> None:
        before = embedded(member.tell(JOINT_PAIN))
        member.open(f"{member.walk}visit_limit/")

        after = embedded(member.say(visit_limit="30"))

        assert member.at == f"{member.walk}answer/?with=visit_limit"
        assert before["visits_left"] is None
        assert after["visits_left"] == 30

    def test_a_word_tells_what_a_further_fact_changed(self, member: Member) -> None:
        member.tell(JOINT_PAIN)
        member.open(f"{member.walk}visit_limit/")

        said = text(member.say(visit_limit="30"))

        assert "You told us – Your plan’s visit limit: 30." in said
        assert "Visits left 30 (it was: not known)" in said

    def test_a_word_tells_that_nothing_changed(self, member: Member) -> None:
        member.tell(JOINT_PAIN)
        member.open(f"{member.walk}visit_limit/")

        assert "That leaves the answer as it was." in text(member.say(**{"visit_limit.unsure": "on"}))

    @pytest.mark.parametrize("latest", ["referral", "network", "nonsense", "%00"])
    def test_news_of_what_was_not_just_told_is_no_news(self, member: Member, latest: str) -> None:
        member.has_told(JOINT_PAIN)

        response = member.open(f"{member.walk}answer/?with={latest}")

        assert "You told us" not in text(response)

    def test_it_is_not_reached_before_its_time(self, member: Member) -> None:
        member.begin()

        assert heading(member.open(f"{member.walk}answer/")) == "Which therapy do you want to check?"

    def test_an_old_edition_is_labelled(
        self, member: Member, edition: editions.InForce, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        old = editions.InForce(
            number=6, sha256="6f" * 32, published_at=edition.published_at, catalog=edition.catalog, stale=True
        )
        monkeypatch.setattr(editions, "in_force", lambda: old)

        assert "This answer uses the rules of Nov. 20, 2026" in text(member.tell(JOINT_PAIN))

    def test_script_in_a_text_is_shown_as_text(
        self, member: Member, edition: editions.InForce, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = answering.answer(edition, {**JOINT_PAIN, "on": "2026-11-21"})
        evil = "</script><script>alert(1)</script>"
        document = json.loads(json.dumps(answers.document(found)).replace("guide", json.dumps(evil)[1:-1]))
        document["basis"] = "general_guide"
        for source in document["sources"]:
            source["basis"] = "general_guide"
        monkeypatch.setattr(answering, "in_words", lambda _: msgspec.convert(document, answers.Answer))

        page = member.tell(JOINT_PAIN).content.decode()

        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("plan", sorted(shipped.catalog().plan_by_slug))
@pytest.mark.parametrize("therapy", ["physical-therapy", "massage-therapy"])
def test_every_shipped_plan_has_its_page(
    member: Member, monkeypatch: pytest.MonkeyPatch, plan: str, therapy: str
) -> None:
    edition = shipped.edition()
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    response = member.begin(f"?therapy={therapy}&plan={plan}")
    while not member.at.endswith("/answer/"):
        fact = member.at.rstrip("/").rpartition("/")[2]
        response = member.say(**{fact: {**MASSAGE, "region": "unsure", "purpose": "unsure"}[fact]})

    document = embedded(response)
    assert document["facts"]["plan"] == plan
    assert heading(response) == document["headline"]
    assert member.open(f"{member.walk}copy.txt").status_code == 200


class TestCopy:
    """The answer as plain text."""

    def test_it_works(self, member: Member) -> None:
        document = embedded(member.tell(JOINT_PAIN))

        response = member.open(f"{member.walk}copy.txt")

        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert response["Content-Disposition"] == 'attachment; filename="coverage-answer.txt"'
        said = response.content.decode()
        for words in (document["headline"], document["answer_id"], *document["next_steps"], "Kaiser’s own sites"):
            assert words in said
        assert "\n\n\n" not in said

    def test_it_is_not_escaped_as_markup(
        self, member: Member, edition: editions.InForce, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = answering.answer(edition, {**JOINT_PAIN, "on": "2026-11-21"})
        monkeypatch.setattr(answering, "answer", lambda *_: msgspec.structs.replace(found, headline='Q & A\'s < "all"'))
        member.has_told(JOINT_PAIN)

        assert 'Q & A\'s < "all"' in member.open(f"{member.walk}copy.txt").content.decode()

    def test_it_is_not_reached_before_its_time(self, member: Member) -> None:
        member.begin()

        assert heading(member.open(f"{member.walk}copy.txt")) == "Which therapy do you want to check?"


class TestClear:
    """Clear my answers."""

    def test_it_works(self, member: Member) -> None:
        member.tell(JOINT_PAIN)

        response = member.client.post(f"{member.walk}clear/")

        assert response["Location"] == "/"
        assert response.cookies["check"]["max-age"] == 0
        assert response.cookies["check"]["path"] == member.walk
        assert heading(member.open(f"{member.walk}answer/")) == "Please start again"

    def test_it_is_on_every_page_of_a_walk(self, member: Member) -> None:
        member.tell(JOINT_PAIN)
        for place in ("therapy", "plan", "referral", "condition", "network", "answer"):
            page = member.open(f"{member.walk}{place}/").content.decode()
            assert f'action="{member.walk}clear/"' in page

    def test_it_works_when_nothing_is_left(self, member: Member) -> None:
        assert member.client.post("/check/gone/clear/")["Location"] == "/"


class TestStartAgain:
    """Without what was told, a word why, and a way on."""

    @pytest.mark.parametrize("place", ["", "therapy/", "condition/", "answer/", "copy.txt"])
    def test_it_works(self, member: Member, place: str) -> None:
        response = member.open(f"/check/never-begun/{place}")

        assert response.status_code == 200
        assert heading(response) == "Please start again"
        assert not response.cookies

    def test_an_answer_sent_too_late_is_not_an_error(self, member: Member) -> None:
        with time_machine.travel("2026-11-21T12:00:00Z", tick=False) as clock:
            member.begin()
            clock.shift(31 * 60)

            response = member.say(therapy="acupuncture")

        assert response.status_code == 200
        assert heading(response) == "Please start again"

    def test_every_page_gives_another_30_minutes(self, member: Member) -> None:
        with time_machine.travel("2026-11-21T12:00:00Z", tick=False) as clock:
            member.tell(JOINT_PAIN)
            for _ in range(5):
                clock.shift(29 * 60)
                response = member.open(f"{member.walk}answer/")

        assert embedded(response)["facts"]["plan"] == "hmo"

    def test_a_walk_outlives_a_new_secret(self, member: Member, settings: Settings) -> None:
        settings.SECRET_KEY, old = "new", settings.SECRET_KEY
        settings.SECRET_KEY_FALLBACKS = [old]
        settings.SECRET_KEY = old
        member.tell(JOINT_PAIN)
        settings.SECRET_KEY = "new"

        assert "status" in embedded(member.open(f"{member.walk}answer/"))

    def test_a_cookie_of_an_earlier_release_is_not_an_error(self, member: Member, settings: Settings) -> None:
        settings.SECRET_KEY = "the old secret"
        member.client.cookies["check"] = SEALED_BY_0_1

        with time_machine.travel("2026-11-21T12:00:00Z"):
            response = member.open("/check/a-run/answer/")

        assert response.status_code == 200
        assert heading(response) == "Please start again"

    def test_two_walks_never_mix(self, member: Member) -> None:
        member.tell(JOINT_PAIN)
        cookie = member.client.cookies["check"].value
        member.begin()
        member.client.cookies["check"] = cookie

        assert heading(member.open(member.at)) == "Please start again"


@pytest.mark.parametrize("address", ["/", "/privacy/", "/accessibility/", "/check/", "/check/none/answer/", "/nowhere"])
def test_every_page_carries_the_notices(member: Member, address: str) -> None:
    said = text(member.open(address))

    assert [notice for notice in NOTICES if notice not in said] == []


def test_no_address_and_no_title_tells_what_was_told(member: Member) -> None:
    response = member.tell(MASSAGE)
    member.open(f"{member.walk}visits_used/")
    response = member.say(**{"visits_used.massage-therapy": "876"})

    for slip in ("fibromyalgia", "pcp", "876", "massage"):
        assert not [address for address in member.seen if slip in address]
        assert slip not in title(response).lower()


def test_an_answer_carries_the_notices(member: Member) -> None:
    said = text(member.tell(JOINT_PAIN))

    assert [notice for notice in NOTICES if notice not in said] == []


def test_a_wrong_answer_is_reported_by_its_number_alone(member: Member, settings: Settings) -> None:
    settings.REPORT_TO = "help@example.org"

    page = member.tell(JOINT_PAIN)
    link = re.search(r'href="(mailto:[^"]+)"', page.content.decode())

    assert link
    assert re.fullmatch(r"mailto:help@example\.org\?subject=Answer%20[0-9A-Z]{10}%20looks%20wrong", link[1])


def test_without_an_address_there_is_no_report(member: Member) -> None:
    assert b"mailto:" not in member.tell(JOINT_PAIN).content


class TestTwoTabs:
    """The same walk in two tabs."""

    def test_a_page_that_was_drawn_for_another_plan_is_not_taken(self, member: Member) -> None:
        member.begin("?therapy=physical-therapy&plan=hmo")
        member.say(region="unsure")
        before = member.at
        member.open(f"{member.walk}plan/")
        member.say(plan="hdhp")
        member.seen.append(before)

        page = member.say(referral="pcp", about="physical-therapy/hmo")

        assert page.status_code == 422
        assert "In another tab you picked another therapy or plan: Physical therapy, High-deductible plan" in text(page)
        assert heading(page) == FACT_WORDS["referral"].heading

    def test_a_page_of_this_plan_is_taken(self, member: Member) -> None:
        member.begin("?therapy=physical-therapy&plan=hmo")
        member.say(region="unsure")

        page = member.say(referral="pcp", about="physical-therapy/hmo")

        assert heading(page) == FACT_WORDS["condition"].heading
