"""Someone is on the phone: keyboard first, the answer beside the questions as facts come in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import held
from tests.browser.test_staff import shot, staff  # noqa: F401
from tests.staff.conftest import published  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def caller(staff: Page, live_server: LiveServer) -> Page:  # noqa: F811
    """The look-up, with therapy and plan told."""
    staff.goto(f"{live_server.url}/staff/look-up/")
    staff.locator("#id_therapy").select_option("physical-therapy")
    staff.locator("#id_plan").select_option("hmo")
    staff.locator("article.answer").wait_for()
    return staff


@pytest.mark.racing
def test_the_answer_comes_as_facts_come_in(caller: Page, axe: Callable[..., None]) -> None:
    before = caller.locator(".read-out strong").inner_text()

    caller.locator("#id_referral").select_option("pcp")
    expect(caller.locator(".read-out strong")).not_to_have_text(before)
    caller.locator("#id_condition").focus()
    caller.locator("#id_condition").select_option("joint-pain")
    expect(caller.locator("#headline")).to_contain_text("Plans of this kind cover physical therapy.")

    assert caller.url.endswith("/staff/look-up/")
    assert caller.locator("#id_condition").evaluate("field => field === document.activeElement")
    axe(caller)
    shot(caller, "look-up")


@pytest.mark.racing
def test_a_call_by_keyboard_alone(staff: Page, axe: Callable[..., None], live_server: LiveServer) -> None:  # noqa: F811
    staff.goto(f"{live_server.url}/staff/look-up/")
    keys = staff.keyboard
    expect(staff.locator("#id_therapy")).to_be_focused()

    for key in ("P", "Tab", "H", "Tab", "Tab", "Y", "Tab", "K", "Tab"):
        keys.press(key)

    expect(staff.locator("#headline")).to_contain_text("Plans of this kind cover physical therapy.")
    expect(staff.locator(".reasoning")).to_contain_text("(decides)")
    expect(staff.locator(".reasoning")).to_contain_text("Visit limit: unsure / physical-therapy")
    assert staff.evaluate("document.activeElement.id") == "id_purpose"
    axe(staff)
    shot(staff, "look-up-keyboard")


@pytest.mark.racing
def test_visits_by_keyboard(caller: Page) -> None:
    box = caller.locator("[id='id_visits_used.physical-therapy']")
    box.focus()
    caller.keyboard.type("18")
    caller.keyboard.press("Tab")

    expect(caller.locator(".answer")).to_contain_text("18 used")
    expect(box).to_have_value("18")


@pytest.mark.racing
def test_what_is_typed_while_an_answer_is_on_its_way_stays(caller: Page) -> None:
    with held(caller, "**/look-up/"):
        caller.locator("[id='id_visits_used.physical-therapy']").focus()
        caller.keyboard.type("18")
        with caller.expect_request("**/look-up/"):
            caller.keyboard.press("Tab")
        caller.keyboard.type("5")

    expect(caller.locator(".answer")).to_contain_text("18 used")
    expect(caller.locator("[id='id_visits_used.occupational-therapy']")).to_have_value("5")
    expect(caller.locator("[id='id_visits_used.occupational-therapy']")).to_be_focused()


@pytest.mark.racing
def test_what_was_told_for_another_therapy_is_emptied_and_the_focus_stays(
    caller: Page, axe: Callable[..., None]
) -> None:
    caller.locator("#id_referral").select_option("pcp")
    caller.locator("#id_improving").select_option("yes")
    caller.locator("#id_copay").fill("15")
    caller.locator("#id_copay").press("Tab")
    expect(caller.locator(".answer")).to_contain_text("$15")

    caller.locator("#id_therapy").focus()
    caller.locator("#id_therapy").select_option("massage-therapy")

    expect(caller.locator("#found .note").first).to_contain_text("Ask again: Referral, Your copay.")
    expect(caller.locator("#id_copay")).to_have_value("")
    expect(caller.locator("#id_referral")).to_have_value("")
    expect(caller.locator("#id_improving")).to_have_value("yes")
    expect(caller.locator("#id_therapy")).to_be_focused()
    shot(caller, "look-up-another-therapy")
    caller.locator("#id_copay").fill("20")
    caller.locator("#id_copay").press("Tab")
    expect(caller.locator(".answer")).to_contain_text("$20")
    expect(caller.locator("#id_copay")).to_have_value("20")
    axe(caller)


@pytest.mark.racing
def test_a_box_that_is_being_filled_in_keeps_the_focus_when_others_are_emptied(caller: Page) -> None:
    caller.locator("#id_copay").fill("15")
    caller.locator("#id_copay").press("Tab")
    expect(caller.locator(".answer")).to_contain_text("$15")

    with held(caller, "**/look-up/"):
        with caller.expect_request("**/look-up/"):
            caller.locator("#id_plan").select_option("hdhp")
        caller.locator("#id_visit_limit").focus()
        caller.keyboard.type("20")

    expect(caller.locator("#id_copay")).to_have_value("")
    expect(caller.locator("#id_visit_limit")).to_have_value("20")
    expect(caller.locator("#id_visit_limit")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_narrow_screen(caller: Page, axe: Callable[..., None], scheme: str) -> None:
    caller.set_viewport_size({"width": 320, "height": 800})
    caller.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    caller.locator(".keep summary").click()

    axe(caller)
    shot(caller, f"look-up-320-{scheme}")
    assert caller.evaluate("document.documentElement.scrollWidth") <= 320


def test_only_the_members_part_is_printed(caller: Page) -> None:
    caller.emulate_media(media="print")

    assert caller.locator("#headline").is_visible()
    assert not caller.locator(".questions").is_visible()
    assert not caller.locator(".reasoning").is_visible()
    shot(caller, "look-up-print")


def test_a_mistake_is_said_beside(caller: Page, axe: Callable[..., None]) -> None:
    caller.locator("#id_copay").fill("free")
    caller.locator("#id_copay").press("Tab")

    expect(caller.locator("#found .alert")).to_contain_text("Your copay: Type dollars")
    axe(caller)


def test_a_case_is_kept_and_listed(caller: Page, axe: Callable[..., None]) -> None:
    caller.locator(".keep summary").click()
    caller.locator("#keep_source").fill("A call.")
    caller.get_by_role("button", name="Keep this case").click()

    caller.locator(".case").wait_for()
    axe(caller)
    shot(caller, "cases")
    assert caller.url.endswith("/staff/cases/")

    caller.locator("input[name=reason]").fill("The plan changed.")
    caller.get_by_role("button", name="Retire case").click()
    expect(caller.locator(".case")).to_contain_text("Retired by petra-publisher")
