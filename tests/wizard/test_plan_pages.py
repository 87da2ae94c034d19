"""Finding the plan and comparing it, as a member meets the pages."""

import re
from urllib.parse import urlencode

import pytest

from benefits import editions
from tests import shipped
from tests.wizard.members import Member
from tests.wizard.test_bad_input import BAD, is_clear
from tests.wizard.test_views import embedded, heading, text, title

PEBB, CDHP = "wa-pebb-value-2024", "wa-pebb-cdhp-2024"
THERE = {"therapy": "physical-therapy", "plan": PEBB, "on": "2024-06-01", "referral": "pcp", "condition": "joint-pain"}
HMO = {"therapy": "physical-therapy", "plan": "hmo"}


@pytest.fixture
def member(member: Member, monkeypatch: pytest.MonkeyPatch) -> Member:
    """Someone who walks, with all that is shipped in force."""
    edition = shipped.edition()
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    return member


def asked_for_plan(member: Member, kind: str = "hmo") -> None:
    member.begin("?therapy=physical-therapy")
    member.say(plan=kind)


class TestFind:
    """The plan itself."""

    def test_it_works(self, member: Member) -> None:
        asked_for_plan(member)
        assert member.at == f"{member.walk}plan/find/"

        response = member.open(f"{member.at}?region=washington")

        assert heading(response) == "Which plan is yours?"
        assert title(response) == "Which plan is yours? – Therapy coverage check"
        assert "2 plans on file" in text(response)
        assert "Kaiser Permanente WA Value (PEBB) 2024 Plan year 2024, ended on Dec. 31, 2024" in text(response)
        assert "My plan is not listed We use the general guide for this kind of plan: HMO." in text(response)
        assert "Where do I find this?" in text(response)
        assert " checked" not in response.content.decode()

    def test_the_region_comes_first(self, member: Member) -> None:
        asked_for_plan(member)

        response = member.open(member.at)

        assert heading(response) == "Where is your plan from?"
        assert 'value="washington"' in response.content.decode()
        assert 'value="colorado"' not in response.content.decode()
        assert "csrfmiddlewaretoken" not in re.findall(r'<form class="question".*?</form>', response.content.decode())

    def test_a_pick_leads_on(self, member: Member) -> None:
        asked_for_plan(member)
        member.open(f"{member.at}?region=washington")

        response = member.say(plan=PEBB)

        assert member.at.endswith("/answer/")
        assert embedded(response)["facts"]["plan"] == PEBB
        assert "region" not in embedded(response)["facts"]

    def test_a_plan_that_is_not_listed_leads_on_with_its_kind_and_region(self, member: Member) -> None:
        asked_for_plan(member)
        member.open(f"{member.at}?region=washington")

        response = member.say(plan="hmo")

        assert heading(response) == "Do you have a referral?"
        assert "Plan HMO Change" in text(response)
        assert "Region Washington Change" in text(response)

    def test_a_region_told_before_is_not_asked_again(self, member: Member) -> None:
        member.has_told({**HMO, "region": "washington"})

        assert heading(member.open(f"{member.walk}plan/find/")) == "Which plan is yours?"

    def test_a_region_told_before_follows_the_plan(self, member: Member) -> None:
        member.has_told({**HMO, "region": "washington"})
        member.open(f"{member.walk}plan/find/?region=georgia")

        assert "Region Georgia Change" in text(member.say(plan="ga-hmo-2026"))

    def test_a_region_without_plans_is_asked_for_again(self, member: Member) -> None:
        member.has_told({**HMO, "region": "colorado"})

        assert heading(member.open(f"{member.walk}plan/find/")) == "Where is your plan from?"

    def test_who_is_in_a_region_without_plans_is_not_led_there(self, member: Member) -> None:
        member.has_told({"therapy": "physical-therapy", "region": "colorado"})
        member.open(f"{member.walk}plan/")

        assert heading(member.say(plan="hmo")) == "Do you have a referral?"

    def test_words_narrow_the_list(self, member: Member) -> None:
        asked_for_plan(member)

        response = member.open(f"{member.at}?region=unsure&q=89942ga0130002")

        assert response.content.decode().count('type="radio"') == 3
        assert 'value="89942ga0130002"' in response.content.decode()

    def test_words_that_fit_nothing_leave_a_way_on(self, member: Member) -> None:
        asked_for_plan(member)

        response = member.open(f"{member.at}?region=georgia&q=nowhere")

        assert "We have no plan on file that fits." in text(response)
        assert "My plan is not listed" in text(response)

    def test_nobody_is_trapped(self, member: Member) -> None:
        asked_for_plan(member)

        response = member.open(f"{member.walk}referral/")

        assert heading(response) == "Do you have a referral?"
        assert heading(member.open(member.walk)) == "Do you have a referral?"

    def test_changing_the_plan_keeps_the_other_answers(self, member: Member) -> None:
        member.has_told(THERE)
        member.open(f"{member.walk}plan/")
        member.say(plan="hdhp")
        member.open(f"{member.walk}plan/find/?region=washington")

        facts = embedded(member.say(plan=CDHP))["facts"]

        assert facts == {**THERE, "plan": CDHP}

    def test_telling_the_kind_of_the_plan_again_keeps_the_plan(self, member: Member) -> None:
        member.has_told(THERE)
        page = member.open(f"{member.walk}plan/").content.decode()
        assert re.findall(r'value="([\w-]+)"[^>]* checked', page) == ["hmo"]

        page = member.say(plan="hmo").content.decode()

        assert member.at.endswith("/plan/find/")
        assert re.findall(r'value="([\w-]+)"[^>]* checked', page) == [PEBB]
        assert embedded(member.say(plan="hmo"))["facts"]["plan"] == "hmo"

    @pytest.mark.parametrize("told", [{}, {"therapy": "physical-therapy"}])
    def test_it_is_not_reached_before_its_time(self, member: Member, told: dict[str, object]) -> None:
        member.has_told(told)

        assert heading(member.open(f"{member.walk}plan/find/")).startswith("Wh")
        assert not member.at.endswith("/find/")

    def test_without_what_was_told_there_is_a_new_start(self, member: Member) -> None:
        assert heading(member.open("/check/none/plan/find/")) == "Please start again"

    @pytest.mark.parametrize("region", ["washington", "unsure"])
    @pytest.mark.parametrize("value", BAD.values(), ids=BAD.keys())
    def test_a_bad_pick(self, member: Member, value: str, region: str) -> None:
        member.has_told(HMO)

        response = member.client.post(f"{member.walk}plan/find/?region={region}", {"plan": value})

        assert response.status_code in (400, 422)
        assert is_clear(response)
        if response.status_code == 422:
            assert title(response).startswith("Error: Which plan")
            assert response["HX-Push-Url"] == "false"

    @pytest.mark.parametrize("value", BAD.values(), ids=BAD.keys())
    def test_a_bad_region(self, member: Member, value: str) -> None:
        member.has_told(HMO)

        response = member.client.get(f"{member.walk}plan/find/", {"region": value})

        assert response.status_code in (400, 422)
        assert is_clear(response)

    @pytest.mark.parametrize("query", ["sent=1", "region=washington&region=georgia", "region=colorado&q=x"])
    def test_a_region_that_cannot_be_read_is_asked_again(self, member: Member, query: str) -> None:
        member.has_told(HMO)

        response = member.client.get(f"{member.walk}plan/find/?{query}")

        assert response.status_code == 422
        assert title(response) == "Error: Where is your plan from? – Therapy coverage check"

    @pytest.mark.parametrize("value", BAD.values(), ids=BAD.keys())
    def test_odd_words(self, member: Member, value: str) -> None:
        member.has_told(HMO)
        for query in ({"q": value}, {"q": [value, value]}, {"nonsense": value, "plan": value}):
            response = member.client.get(
                f"{member.walk}plan/find/?{urlencode({'region': 'washington', **query}, doseq=True)}"
            )

            assert response.status_code in (200, 400)
            assert is_clear(response)
            assert "<script>alert" not in response.content.decode()


class TestAnswerOfAPlan:
    """What the answer page says of the plan."""

    def test_an_ended_plan_has_the_guide_beside_it_and_ways_on(self, member: Member) -> None:
        response = member.begin(f"?therapy=physical-therapy&plan={PEBB}")

        page = response.content.decode()
        assert heading(response) == "We have no rules on file for this plan on that day."
        assert "The general guide, which is not your plan’s record, says:" in text(response)
        assert 'href="/check/?therapy=physical-therapy&amp;plan=hmo"' in page
        assert f'href="{member.walk}on/"' in page

    def test_another_day_brings_the_plan_into_force(self, member: Member) -> None:
        member.begin(f"?therapy=physical-therapy&plan={PEBB}")
        member.open(f"{member.walk}on/")

        response = member.say(on="2024-06-01")
        assert heading(response) == "Do you have a referral?"
        response = member.say(referral="pcp")

        assert embedded(response)["status"] == "covered"
        assert embedded(response)["cost"]["now"] == "$50 per visit"
        assert "For care on June 1, 2024" in text(response)

    def test_a_day_does_not_matter_to_a_guide(self, member: Member) -> None:
        told = {fact: value for fact, value in {**THERE, "plan": "hmo"}.items() if fact != "on"}
        member.has_told(told)

        response = member.open(member.at)

        assert "Pick another day" not in text(response)
        assert f'href="{member.walk}plan/find/"' in response.content.decode()
        assert "Find my plan" in text(response)

    def test_who_has_found_the_plan_is_not_sent_to_find_it(self, member: Member) -> None:
        member.has_told(THERE)

        assert "Find my plan" not in text(member.open(member.at))


class TestCompared:
    """The answer beside that of other plans."""

    def test_it_works(self, member: Member) -> None:
        member.has_told(THERE)
        page = member.open(member.at).content.decode()
        assert f'href="{member.walk}compare/"' in page

        response = member.open(f"{member.walk}compare/?with={CDHP}")

        assert heading(response) == "Compare with another plan"
        assert title(response) == "Compare with another plan – Therapy coverage check"
        assert "Kaiser Permanente WA CDHP (PEBB) 2024" in text(response)
        assert "Next visit Kaiser Permanente WA Value (PEBB) 2024 $50 per visit" in text(response)

    def test_without_a_plan_it_offers_some(self, member: Member) -> None:
        member.has_told(THERE)

        response = member.open(f"{member.walk}compare/")

        assert "<table" not in response.content.decode()
        assert "Pick one or two plans" in text(response)
        assert f'value="{CDHP}"' in response.content.decode()

    def test_it_says_plainly_that_nothing_differs(self, member: Member) -> None:
        member.has_told({**THERE, "plan": "ga-silver-3000-30-2017", "on": "2026-11-21"})

        said = text(member.open(f"{member.walk}compare/?with=ga-gold-0-20-2016-01"))

        assert (
            "For your answers, there is no difference between these plans: "
            "KP GA Silver 3000/30 (2017) and KP GA Gold 0/20 (2016)." in said
        )

    def test_the_own_plan_alone_is_compared_with_nothing(self, member: Member) -> None:
        member.has_told(THERE)

        assert "<table" not in member.open(f"{member.walk}compare/?with={PEBB}").content.decode()

    def test_it_is_not_reached_before_its_time(self, member: Member) -> None:
        member.has_told(HMO)

        assert heading(member.open(f"{member.walk}compare/")) == "Do you have a referral?"

    def test_without_what_was_told_there_is_a_new_start(self, member: Member) -> None:
        assert heading(member.open("/check/none/compare/")) == "Please start again"

    @pytest.mark.parametrize("value", BAD.values(), ids=BAD.keys())
    def test_a_bad_plan(self, member: Member, value: str) -> None:
        member.has_told(THERE)

        response = member.client.get(f"{member.walk}compare/", {"with": value, "q": value})

        assert response.status_code in (400, 422)
        assert is_clear(response)
        assert "<script>alert" not in response.content.decode()

    @pytest.mark.parametrize("query", ["with=hmo&with=hdhp&with=other", "with=gold", "with="])
    def test_what_cannot_be_compared_is_said_with_the_list(self, member: Member, query: str) -> None:
        member.has_told(THERE)

        response = member.client.get(f"{member.walk}compare/?{query}")

        assert response.status_code == 422
        assert title(response).startswith("Error: Compare")
        assert response["HX-Push-Url"] == "false"
        assert "Pick one or two plans from the list." in text(response)


@pytest.mark.parametrize("place", ["plan/find/", "plan/find/?region=washington", f"compare/?with={CDHP}"])
def test_every_page_is_kept_by_no_cache_and_can_be_cleared(member: Member, place: str) -> None:
    member.has_told(THERE)

    response = member.open(f"{member.walk}{place}")

    assert "no-store" in response["Cache-Control"]
    assert f'action="{member.walk}clear/"' in response.content.decode()


def test_no_address_tells_about_health(member: Member) -> None:
    asked_for_plan(member)
    member.open(f"{member.at}?region=washington&q=pebb")
    member.say(plan=PEBB)
    member.open(f"{member.walk}on/")
    member.say(on="2024-06-01")
    member.say(referral="pcp")
    member.open(f"{member.walk}compare/?with={CDHP}")

    assert not [address for address in member.seen[1:] if re.search("pcp|physical|2024-06", address)]
