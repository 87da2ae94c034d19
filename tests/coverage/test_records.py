"""A record that makes no sense cannot be built, and says which field is wrong."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pytest
from msgspec.structs import fields, replace

from benefits.coverage.catalog import TABLES
from benefits.coverage.records import Citation, Record, Region, Text, Texts, VisitLimit, by_key
from benefits.coverage.vocabulary import (
    LimitPeriod,
    LimitRule,
    NetworkTier,
    PlanKind,
    Referral,
    Refusal,
    Refused,
)
from benefits.words import refusals
from tests import whole
from tests.coverage.builders import (
    TODAY,
    WORLD,
    amount,
    benefit,
    condition,
    content,
    copay,
    gate,
    guide,
    plan,
    pool,
    price,
    therapy,
)


@pytest.mark.parametrize(
    ("build", "field"),
    [
        pytest.param(lambda: therapy("Physical Therapy"), "slug", id="a slug with capitals and a space"),
        pytest.param(lambda: therapy("a--b"), "slug", id="a slug with two hyphens in a row"),
        pytest.param(lambda: replace(therapy("pt"), name=" "), "name", id="a name of spaces"),
        pytest.param(lambda: condition("a b"), "slug", id="a condition with a space in its slug"),
        pytest.param(lambda: content("step", text="  "), "text", id="a text of spaces"),
        pytest.param(lambda: content("step", topic="No Slug"), "topic", id="a topic that is no slug"),
        pytest.param(lambda: content("offer", percent_off=101), "percent_off", id="more than all off"),
        pytest.param(lambda: replace(WORLD[0], reliability=5), "reliability", id="a reliability of 5"),
        pytest.param(
            lambda: Citation(slug="c", source="s", locator="", quote="q", checked_on=TODAY),
            "locator",
            id="a citation of no place",
        ),
        pytest.param(
            lambda: Citation(slug="c", source="s", locator="l", quote="", checked_on=TODAY),
            "quote",
            id="a citation of no words",
        ),
        pytest.param(lambda: Region(slug="r", name="R", time_zone=""), "time_zone", id="a region without a zone"),
        *(
            pytest.param(lambda zone=zone: Region(slug="r", name="R", time_zone=zone), "time_zone", id=f"zone {zone}")
            for zone in ("Pacific Time", "America", "/etc/passwd", "../UTC", "Ünknown")
        ),
        pytest.param(
            lambda: Region(slug="r", name="R", starts_on=date(2025, 1, 2), ends_on=date(2025, 1, 1)),
            "ends_on",
            id="a region that ends before it starts",
        ),
        pytest.param(lambda: plan(hios_id="89942GA013"), "hios_id", id="a short HIOS id"),
        pytest.param(lambda: plan(accumulation_starts="13-01"), "accumulation_starts", id="a thirteenth month"),
        pytest.param(lambda: plan(based_on="mine"), "based_on", id="a plan based on itself"),
        pytest.param(
            lambda: plan(effective_from=date(2025, 1, 2), effective_to=date(2025, 1, 1)),
            "effective_to",
            id="a plan that ends before it starts",
        ),
        pytest.param(lambda: guide(effective_from=TODAY), "effective_from", id="a guide with a date"),
        pytest.param(lambda: plan(plan_type=None), "plan_type", id="a plan of no type"),
        pytest.param(lambda: amount("deductible", None), "self_only", id="a deductible of no amount"),
        pytest.param(lambda: amount("deductible", 500, 400), "family", id="a family below one person"),
        pytest.param(lambda: amount("deductible", -1), "self_only", id="a negative deductible"),
        pytest.param(
            lambda: benefit("not_covered", excluded_techniques=("dry-needling",)),
            "excluded_techniques",
            id="an exclusion from nothing",
        ),
        pytest.param(lambda: gate("referral", referrers=()), "referrers", id="a referral from nobody"),
        pytest.param(lambda: gate("referral", referrers=(Referral.NONE,)), "referrers", id="a referral from none"),
        pytest.param(
            lambda: gate("referral", referrers=(Referral.PCP, Referral.UNSURE)),
            "referrers",
            id="a referral from who knows",
        ),
        pytest.param(
            lambda: gate("medical_necessity", referrers=(Referral.PCP,)), "referrers", id="a necessity with referrers"
        ),
        pytest.param(lambda: gate("network", tiers=()), "tiers", id="a network of nothing"),
        pytest.param(lambda: gate("referral", tiers=(NetworkTier.KAISER,)), "tiers", id="a referral with tiers"),
        pytest.param(lambda: gate("prior_authorization", from_visit=0), "from_visit", id="an approval from visit 0 on"),
        pytest.param(lambda: copay(30, 20), "high", id="a copay that ends below its start"),
        pytest.param(lambda: price("copayment"), "low", id="a copay of no amount"),
        pytest.param(lambda: price("copayment", low=Decimal(1)), "high", id="a copay with one end"),
        pytest.param(lambda: price("no_charge", low=Decimal(1), high=Decimal(1)), "low", id="no charge of a dollar"),
        pytest.param(lambda: price("coinsurance"), "percent", id="a coinsurance of no percent"),
        pytest.param(lambda: price("coinsurance", percent=Decimal(101)), "percent", id="a coinsurance of 101 percent"),
        pytest.param(lambda: price("full_cost", percent=Decimal(50)), "percent", id="a full cost of half"),
        pytest.param(
            lambda: gate("prior_authorization", counted_with=("massage-therapy",)),
            "counted_with",
            id="an approval counted together that begins at no visit",
        ),
        pytest.param(
            lambda: copay(1, counted_with=("massage-therapy",)),
            "counted_with",
            id="a price of any visit",
        ),
        pytest.param(lambda: copay(1, from_visit=3, to_visit=2), "to_visit", id="visits that end before they begin"),
        pytest.param(lambda: pool(20, high=10), "high", id="a limit that ends below its start"),
        pytest.param(lambda: pool(20, members=()), "members", id="a limit of no therapy"),
        pytest.param(lambda: pool(0), "low", id="a limit of nothing"),
        pytest.param(lambda: pool(20, rule=LimitRule.VARIES), "low", id="a limit that varies and is stated"),
        pytest.param(lambda: pool(None, rule=LimitRule.STATED), "low", id="a stated limit with no figure"),
        pytest.param(lambda: pool(20, exempt_below_age=0), "exempt_below_age", id="a limit that holds from no age on"),
        pytest.param(lambda: pool(20, exempt_below_age=121), "exempt_below_age", id="an age that nobody has"),
        pytest.param(lambda: pool(20, absolute_max=19), "absolute_max", id="an utmost below the limit"),
        pytest.param(lambda: pool(20, period=LimitPeriod.ROLLING_DAYS), "period_days", id="rolling over no days"),
        pytest.param(lambda: pool(20, period_days=90), "period_days", id="days that do not roll"),
    ],
)
def test_nonsense_cannot_be_built(build: Callable[[], object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        build()

    assert refused.value.field == field
    assert isinstance(refused.value.why, Refusal)
    assert "%(" not in refusals.why(refused.value)


@pytest.mark.parametrize(
    "build",
    [
        pytest.param(lambda: copay(20, 20), id="a range of one figure"),
        pytest.param(lambda: pool(20, exempt_below_age=1), id="a limit for all but babies"),
        pytest.param(lambda: pool(20, absolute_max=20), id="an utmost that is the limit"),
        pytest.param(lambda: amount("deductible", 500, 500), id="a family that pays as one"),
        pytest.param(lambda: price("coinsurance", percent=Decimal(100)), id="all of it"),
        pytest.param(lambda: price("coinsurance", percent=Decimal(0)), id="none of it"),
        pytest.param(lambda: plan(hios_id="89942GA0130002-03"), id="a HIOS id with its variant"),
        pytest.param(lambda: plan(accumulation_starts="02-29"), id="a year from leap day on"),
        pytest.param(lambda: plan(effective_from=TODAY, effective_to=TODAY), id="a plan of one day"),
        pytest.param(lambda: gate("network", "varies"), id="a network that varies names no tier"),
        pytest.param(lambda: gate("referral", "not_stated"), id="silence names no doctor"),
    ],
)
def test_what_only_just_makes_sense_is_built(build: Callable[[], object]) -> None:
    assert build()


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (plan("mine"), ("mine",)),
        (benefit(), ("mine", "physical-therapy", "", "False")),
        (
            gate("network", tiers=(NetworkTier.KAISER, NetworkTier.CONTRACTED)),
            ("mine", "physical-therapy", "network", "", "", "kaiser+contracted"),
        ),
        (copay(20), ("mine", "physical-therapy", "", "", "kaiser", "not_subject", "1")),
    ],
)
def test_a_key_is_text(record: Any, key: tuple[str, ...]) -> None:
    assert record.key == key


def test_the_same_key_twice_is_refused() -> None:
    with pytest.raises(Refused, match="mine / physical-therapy"):
        by_key([benefit(), benefit("not_covered")])


@pytest.mark.parametrize(
    ("start", "end", "day", "speaks"),
    [
        pytest.param(TODAY, None, date(2026, 11, 20), False, id="the day before it starts"),
        pytest.param(TODAY, None, TODAY, True, id="the first day"),
        pytest.param(None, TODAY, TODAY, True, id="the last day"),
        pytest.param(None, TODAY, date(2026, 11, 22), False, id="the day after it ends"),
        pytest.param(None, None, date(1900, 1, 1), True, id="no dates at all"),
    ],
)
def test_a_plan_speaks_within_its_dates(start: date | None, end: date | None, day: date, speaks: bool) -> None:
    assert plan(effective_from=start, effective_to=end).in_force(day) is speaks


def test_a_guide_may_leave_out_its_type() -> None:
    assert guide().kind is PlanKind.GUIDE
    assert guide().plan_type is None


def test_a_limit_keeps_its_members_in_order() -> None:
    limit = pool(20, "speech-therapy", "physical-therapy")

    assert isinstance(limit, VisitLimit)
    assert [member.therapy for member in limit.members] == ["speech-therapy", "physical-therapy"]


TEXTS: Final = [
    pytest.param(record, field.name, id=f"{type(record).__name__}, {field.name}")
    for record in {type(record): record for table in TABLES for record in getattr(whole.catalog(), table)}.values()
    for field in fields(type(record))
    if field.type in (Text, Texts)
]


@pytest.mark.parametrize(("record", "name"), TEXTS)
def test_no_text_of_any_record_holds_what_nobody_sees(record: Record, name: str) -> None:
    text = "https://kp.org/\u202eevil"
    listed = isinstance(getattr(record, name), tuple)

    with pytest.raises(Refused) as refused:
        replace(record, **{name: (text,) if listed else text})

    assert (refused.value.field, refused.value.why) == (name, Refusal.INVISIBLE)
    assert refused.value.parts == {"code": "U+202E"}


@pytest.mark.parametrize(
    "sign",
    [
        pytest.param("\u200b", id="a space without width"),
        pytest.param("\ufeff", id="a byte order mark"),
        pytest.param("\u200e", id="a mark of direction"),
        pytest.param("\u2066", id="an isolate"),
        pytest.param("\u3164", id="a filler of Hangul"),
        pytest.param("\u2800", id="an empty pattern of Braille"),
        pytest.param("\U000e0041", id="a tag"),
    ],
)
def test_a_sign_that_nobody_sees_is_refused_in_a_name(sign: str) -> None:
    with pytest.raises(Refused, match="invisible"):
        replace(therapy("pt"), name=f"PT{sign}")


@pytest.mark.parametrize("name", [" ", "\u00a0", "\u3000\n", "\u00ad", "\u200d \u200c"])
def test_a_name_of_nothing_is_no_name(name: str) -> None:
    with pytest.raises(Refused, match="name: empty"):
        replace(therapy("pt"), name=name)


@pytest.mark.parametrize("name", ["Fisioterapia", "Sprach­therapie", "کتاب‌ها", "言語療法", "Kaiser’s – 2026"])
def test_a_name_of_any_script_is_one(name: str) -> None:
    assert replace(therapy("pt"), name=name).name == name


SITES: Final = [
    pytest.param(lambda url: replace(WORLD[0], url=url), id="a source"),
    pytest.param(lambda url: Region(slug="r", name="R", portal_url=url), id="a region"),
    pytest.param(lambda url: content("offer", url=url), id="a piece of content"),
]


@pytest.mark.parametrize("build", SITES)
@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://kp.org",
        "http://kp.org/a?b=c#d",
        "HTTPS://KP.ORG:443/",
        "https://kp.org/é",
        "https://example.org/%22",
    ],
)
def test_the_address_of_a_page_is_taken(build: Callable[[str], Record], url: str) -> None:
    build(url)


@pytest.mark.parametrize("build", SITES)
@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:,x"),
        *("vbscript:x", "file:///etc/passwd", "ftp://kp.org", "//kp.org", "kp.org", "mailto:a@kp.org", "https:"),
        *("https://", "https:///kp.org", "https://kp.org@example.org/", "https://kp.org/a b", "https://kp.org/<b>"),
        *('https://kp.org/"onclick="x', "https://kp.org\\@example.org", "https://kp.org/\n", "blob:https://kp.org/"),
    ],
)
def test_any_other_address_is_refused(build: Callable[[str], Record], url: str) -> None:
    with pytest.raises(Refused, match="url: not_an_address"):
        build(url)
