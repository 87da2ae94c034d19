"""A member's walk in a real browser: with htmx, without JavaScript, by keyboard, and when things go wrong."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from benefits import editions
from benefits.wizard import state
from tests import shipped
from tests.browser.screens import looks_of
from tests.wizard import members

pytestmark = pytest.mark.django_db(transaction=True)

WALK = (
    ("What kind of plan do you have?", "HMO"),
    ("Do you have a referral?", "No, not yet"),
    ("What do you need the care for?", "Knee, hip or shoulder pain"),
)
FOCUSED = "document.activeElement.tagName"


@pytest.fixture
def site(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """The site, with the shipped guides in force."""
    edition = shipped.edition(members.guides())
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    return str(live_server.url)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def answer(page: Page, label: str) -> None:
    page.get_by_label(label, exact=True).check()
    page.get_by_role("button", name="Continue").click()


def walk(page: Page, site: str) -> dict[str, Any]:
    """From the start to the answer; the document embedded there."""
    page.goto(site)
    page.get_by_role("link", name="Physical therapy", exact=True).click()
    for question, label in WALK:
        heading(page, question)
        answer(page, label)
    heading(
        page,
        "Plans of this kind cover physical therapy. First, you need a referral from your primary care doctor (PCP).",
    )
    document: dict[str, Any] = json.loads(page.locator("#answer-json").text_content() or "")
    return document


def unfold(page: Page, words: str) -> None:
    """Open the fold of the answer page with these words."""
    page.locator(".answer summary", has_text=words).click()


def has_walked(page: Page, site: str) -> None:
    """At the answer of that walk, without the way there."""
    sealed = HttpResponse()
    state.keep(sealed, "a-run", {**members.JOINT_PAIN, "referral": "none"})
    cookie = sealed.cookies[state.cookie_name()]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "domain": "127.0.0.1", "path": cookie["path"]}]
    )
    page.goto(f"{site}/check/a-run/answer/")


def test_a_walk_with_htmx_loads_one_page_and_changes_what_is_in_it(page: Page, site: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url) if request.resource_type == "document" else None)

    page.goto(site)
    page.get_by_role("link", name="Physical therapy", exact=True).click()
    for question, label in WALK:
        heading(page, question)
        expect(page).to_have_title(f"{question} – Therapy coverage check")
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        answer(page, label)
    expect(page).to_have_title("Your answer – Therapy coverage check")

    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert page.url.endswith("/answer/")
    assert loaded == [f"{site}/"]


def test_the_next_page_can_be_used_as_soon_as_it_is_seen(page: Page, site: str) -> None:
    """Whoever is quicker than htmx would leave it, and land on a page without the focus on its heading."""
    page.goto(f"{site}/check/?therapy=physical-therapy&plan=hmo")
    page.evaluate(
        """document.addEventListener("htmx:afterSwap", () => queueMicrotask(() =>
            window.focused = document.activeElement.textContent))"""
    )

    answer(page, "No, not yet")
    heading(page, WALK[2][0])

    assert page.evaluate("window.focused") == WALK[2][0]


def test_the_same_walk_without_javascript_has_the_same_answer(page: Page, plain: Page, site: str) -> None:
    with_htmx, without = walk(page, site), walk(plain, site)

    assert without["status"] == "covered_conditional"
    assert without == with_htmx


@pytest.mark.racing
def test_a_walk_by_keyboard_alone(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for question, label in WALK:
        heading(page, question)
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        for _ in range(page.get_by_role("radio").count()):
            if page.get_by_label(label, exact=True).is_checked():
                break
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")

    expect(page.get_by_role("definition").first).to_contain_text("$20-$40")


@pytest.mark.racing
def test_back_forward_and_reload_keep_what_was_told(page: Page, site: str) -> None:
    walk(page, site)

    page.go_back()
    heading(page, WALK[2][0])
    page.go_back()
    heading(page, WALK[1][0])
    expect(page.get_by_label("No, not yet")).to_be_checked()
    page.reload()
    expect(page.get_by_label("No, not yet")).to_be_checked()
    page.go_forward()
    heading(page, WALK[2][0])


@pytest.mark.racing
def test_back_pressed_before_the_scripts_are_there_leads_to_the_page_of_the_address(page: Page, site: str) -> None:
    walk(page, site)
    page.go_back()
    heading(page, WALK[2][0])
    page.wait_for_load_state()
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    page.route("**/*.js", hold)
    page.go_back(wait_until="commit")
    heading(page, WALK[1][0])
    page.evaluate("history.back()")
    page.wait_for_url("**/plan/", wait_until="commit")
    heading(page, WALK[1][0])
    while late:
        late.pop().continue_()
    page.unroute("**/*.js", hold)

    heading(page, WALK[0][0])


@pytest.mark.racing
def test_an_error_takes_the_focus_and_costs_no_press_of_back(page: Page, site: str) -> None:
    page.goto(f"{site}/check/?therapy=physical-therapy&plan=hmo")
    page.get_by_role("link", name="Back").click()
    heading(page, WALK[0][0])
    page.get_by_role("link", name="Change").click()
    heading(page, "Which therapy do you want to check?")
    page.goto(f"{page.url.rsplit('/', 2)[0]}/referral/")

    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("region", name="There is a problem")).to_be_focused()
    expect(page).to_have_title("Error: Do you have a referral? – Therapy coverage check")
    page.get_by_role("link", name="Pick one of the answers.").click()
    expect(page.get_by_role("radio").first).to_be_focused()
    page.go_back()  # from the field that the summary led to
    page.go_back()
    heading(page, "Which therapy do you want to check?")


def test_without_javascript_an_error_takes_the_focus_too(plain: Page, site: str) -> None:
    plain.goto(f"{site}/check/")
    plain.get_by_role("button", name="Continue").click()

    expect(plain).to_have_title("Error: Which therapy do you want to check? – Therapy coverage check")
    expect(plain.get_by_role("region", name="There is a problem")).to_be_focused()


def test_a_further_fact_makes_the_answer_more_exact(page: Page, site: str) -> None:
    has_walked(page, site)

    unfold(page, "What we do not know yet")
    page.get_by_role("link", name="Your plan’s visit limit").click()
    heading(page, "How many visits does your plan allow?")
    page.get_by_label("Visits allowed").fill("30")
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_text("30 (it was: not known)")).to_be_visible()
    expect(page.get_by_role("button", name="Show what is left")).to_be_visible()
    assert json.loads(page.locator("#answer-json").text_content() or "")["visits_left"] == 30


def test_visits_are_counted_on_the_page_of_the_answer(page: Page, site: str) -> None:
    has_walked(page, site)

    page.get_by_role("textbox", name="Physical therapy").fill("58")
    page.get_by_role("button", name="Show what is left").click()

    expect(page.get_by_text("You told us – Visits used:")).to_be_visible()
    expect(page.get_by_text("58 used")).to_be_visible()
    page.locator("summary", has_text="Change the count").click()
    page.get_by_role("textbox", name="Physical therapy").fill("many")
    page.get_by_role("button", name="Show what is left").click()
    heading(page, "How many visits have you used?")
    expect(page.get_by_role("textbox", name="Physical therapy")).to_have_value("many")


def test_dollars_are_asked_of_whoever_knows_them(page: Page, site: str) -> None:
    has_walked(page, site)
    page.goto(page.url.replace("answer", "deductible"))

    expect(page.get_by_label("Dollars paid so far")).to_be_hidden()
    page.get_by_label("I know how much I have paid so far").check()
    page.get_by_label("Dollars paid so far").fill("$1,250")
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_text("You told us – Deductible: $1,250.")).to_be_visible()


def test_clearing_leaves_nothing(page: Page, site: str) -> None:
    has_walked(page, site)
    was = page.url

    unfold(page, "Your answers")
    page.get_by_role("button", name="Clear my answers").click()

    heading(page, "Is your therapy covered?")
    assert [cookie["name"] for cookie in page.context.cookies(was)] == ["csrf"]
    page.goto(was)
    heading(page, "Please start again")


def test_two_walks_never_mix(page: Page, site: str) -> None:
    has_walked(page, site)
    other = page.context.new_page()
    other.goto(f"{site}/check/?therapy=acupuncture&plan=hdhp")

    page.reload()
    expect(page.get_by_role("article")).to_contain_text("First, you need a referral")
    other.reload()
    expect(other.get_by_role("article")).to_contain_text("Acupuncture")


def test_the_browser_stores_no_answer(page: Page, site: str) -> None:
    walk(page, site)

    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.evaluate("JSON.stringify(sessionStorage)").replace(page.url.removeprefix(site), "…") == json.dumps(
        {"htmx-current-path-for-history": "…"}, separators=(",", ":"), ensure_ascii=False
    )
    assert page.evaluate("indexedDB.databases().then(all => all.length)") == 0
    assert page.evaluate("document.cookie") == ""


def test_an_error_page_is_seen_under_htmx(page: Page, site: str) -> None:
    page.goto(f"{site}/check/")
    page.evaluate("document.querySelector('[name=csrfmiddlewaretoken]').value = 'forged'")

    answer(page, "Acupuncture")

    heading(page, "We could not let that through")
    expect(page).to_have_title("We could not let that through – Therapy coverage check")


@pytest.mark.racing
def test_a_slow_answer_shows_that_it_is_under_way(page: Page, site: str) -> None:
    page.goto(f"{site}/check/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/therapy/", hold)

    answer(page, "Acupuncture")
    expect(page.locator("#progress.htmx-request")).to_be_attached()
    held[0].continue_()

    heading(page, WALK[0][0])
    expect(page.locator("#progress.htmx-request")).to_have_count(0)


@pytest.mark.racing
def test_a_stalled_answer_says_so_in_words(page: Page, site: str) -> None:
    page.clock.install()
    page.goto(f"{site}/check/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/therapy/", hold)
    answer(page, "Acupuncture")
    expect(page.locator("#progress.htmx-request")).to_be_attached()
    told = page.get_by_role("status").filter(has_text="This takes longer than usual.")
    expect(told).to_be_hidden()

    page.clock.run_for(3000)

    expect(told).to_be_visible()
    held[0].continue_()
    heading(page, WALK[0][0])
    expect(told).to_be_hidden()


@pytest.mark.racing
def test_being_offline_is_told_and_loses_nothing(page: Page, slips: list[str], site: str) -> None:
    page.goto(f"{site}/check/")
    page.context.set_offline(True)
    answer(page, "Acupuncture")
    expect(page.get_by_role("alert")).to_contain_text("We could not reach the site.")
    slips.clear()  # htmx tells the console what we tell the member

    page.context.set_offline(False)
    page.get_by_role("button", name="Continue").click()

    heading(page, WALK[0][0])
    expect(page.get_by_role("alert")).to_be_hidden()


def test_a_copy_is_a_file_and_print_is_a_button(page: Page, site: str) -> None:
    has_walked(page, site)

    with page.expect_download() as download:
        page.get_by_role("link", name="Save a copy").click()
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Print").click()

    assert download.value.suggested_filename == "coverage-answer.txt"
    assert page.evaluate("window.printed")


def test_without_javascript_there_is_no_button_that_does_nothing(plain: Page, site: str) -> None:
    has_walked(plain, site)

    expect(plain.get_by_role("button", name="Print")).to_be_hidden()


def test_everyone_can_use_every_page(page: Page, axe: Callable[..., None], site: str) -> None:
    for address in ("/", "/privacy/", "/accessibility/", "/check/none/answer/", "/check/?plan=none", "/nowhere"):
        page.goto(f"{site}{address}")
        fits(page, axe)
    page.goto(f"{site}/check/")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("region", name="There is a problem")).to_be_focused()
    fits(page, axe)
    has_walked(page, site)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    fits(page, axe)
    page.goto(page.url.replace("answer", "visits_used"))
    page.get_by_label("Physical therapy").fill("W" * 400)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("region", name="There is a problem")).to_be_focused()
    fits(page, axe)


def fits(page: Page, axe: Callable[..., None]) -> None:
    """In no look is there anything that axe finds, or wider than the window, or too small to press."""
    small = """elements => elements.filter(element => element.checkVisibility())
        .map(element => [element.outerHTML.slice(0, 90), element.getBoundingClientRect().height])
        .filter(([, height]) => height && height < 44)"""
    pressed = page.locator("a:not(.skip, .src, .cards a), .cards li, button, summary, .option, .box input")
    for look in looks_of(page):
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), look
        assert pressed.evaluate_all(small) == [], look


@pytest.mark.parametrize("script", [True, False], ids=["with htmx", "without JavaScript"])
def test_what_was_told_for_another_therapy_is_asked_again(page: Page, plain: Page, site: str, script: bool) -> None:
    here = page if script else plain
    here.set_viewport_size({"width": 390, "height": 844})
    has_walked(here, site)
    here.goto(f"{site}/check/a-run/copay/")
    here.get_by_label("Dollars for one visit").fill("15")
    here.get_by_role("button", name="Continue").click()
    expect(here.locator("main")).to_contain_text("$15")
    here.goto(f"{site}/check/a-run/therapy/")

    answer(here, "Massage therapy")

    heading(here, "Do you have a referral?")
    expect(here.locator("main .note")).to_contain_text("was for another therapy, so we ask again.")
    answer(here, "No, not yet")
    expect(here.locator("main .note[role=status]")).to_contain_text("does not count here: Your copay.")
    expect(here.locator("main")).not_to_contain_text("$15")


@pytest.mark.parametrize("script", [True, False], ids=["with htmx", "without JavaScript"])
def test_who_it_is_for_is_asked_before_the_answer(
    page: Page, plain: Page, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch, script: bool
) -> None:
    edition = shipped.edition()
    monkeypatch.setattr(editions, "in_force", lambda: edition)
    here = page if script else plain
    here.set_viewport_size({"width": 390, "height": 844})

    with time_machine.travel("2026-11-21T12:00:00Z"):
        here.goto(f"{live_server.url}/check/?therapy=speech-therapy&plan=ga-hmo-2026")
        heading(here, "Who is it for, and what is the aim?")
        answer(here, "I’m not sure")
        expect(here.locator("main")).to_contain_text("To learn a skill for the first time: may be covered")
        here.goto(here.url.partition("/answer/")[0] + "/visits_used/")
        expect(here.locator("#hint")).to_contain_text(
            "Count all visits for speech therapy since Jan. 1, 2026, for any health problem."
        )
        here.get_by_role("button", name="Continue").click()
        expect(here.locator("h1")).to_contain_text("Your plan covers speech therapy.")
