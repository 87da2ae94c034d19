"""The records of a catalog: one immutable value for each thing that is published.

A record that makes no sense cannot be built: its constructor raises Refused, which names the field.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, ClassVar, Final, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Meta, Struct
from msgspec.structs import fields, force_setattr

from benefits.coverage.vocabulary import (
    AmountKind,
    Basis,
    Certainty,
    CitedWords,
    ConditionOutcome,
    ContentKind,
    CostKind,
    CostUnit,
    CoverageStatus,
    DeductibleRule,
    DeliveryMode,
    Extension,
    FamilyRule,
    GateKind,
    LimitPeriod,
    LimitRule,
    LimitUnit,
    NetworkTier,
    PlanKind,
    Purpose,
    Referral,
    Refusal,
    Refused,
    Requirement,
    Setting,
    SourceKind,
    Stage,
    Status,
    Subject,
    dollars,
)

SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# A page that a browser opens for anybody, and nothing else: no script, no file, no name and password before the host.
ADDRESS: Final = re.compile(r"https?://[^\s/?#@:<>\"'\\]+(:[0-9]{1,5})?([/?#][^\s<>\"\\]*)?", re.IGNORECASE)
# Nobody sees these: what turns the direction of a line, what has no width, what fills a letter's place with nothing.
# The soft hyphen and the joiners of letters are left: scripts and documents need them.
INVISIBLE: Final = re.compile(
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
BLANK: Final = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u00ad\u200c\u200d"
HIOS: Final = re.compile(r"[0-9]{5}[A-Z]{2}[0-9]{7}(-[0-9]{2})?")
PACIFIC: Final = "America/Los_Angeles"
RELAY: Final = "711"
MONTH_DAY: Final = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")

Slug = Annotated[str, Meta(min_length=1, max_length=80)]
Text = Annotated[str, Meta(max_length=2000)]
# What one record lists: more than that is a mistake, or made to be slow.
MOST_YEARS: Final = 120
MOST_LISTED: Final = Meta(max_length=1000)
Slugs = Annotated[tuple[Slug, ...], MOST_LISTED]
Texts = Annotated[tuple[Text, ...], MOST_LISTED]


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Anything a catalog holds; KEY names the fields that tell one record from another."""

    KEY: ClassVar[tuple[str, ...]] = ("slug",)

    def __post_init__(self) -> None:
        """Refuse what no text of any record may hold: characters that nobody sees."""
        texts = _texts(type(self))
        # All texts in one step: a catalog is made of a hundred thousand records.
        together = "".join(texts.of(self))
        for name in texts.lists:
            together += "".join(getattr(self, name))
        if not together.isascii() and INVISIBLE.search(together):
            _refuse_invisible(self, texts)

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this record from others of its kind, as text."""
        return tuple([key_part(getattr(self, name)) for name in self.KEY])


class TextFields(NamedTuple):
    """The fields of a kind of record that hold a text, those that hold a list of texts, and what reads the first."""

    names: tuple[str, ...]
    lists: tuple[str, ...]
    of: Callable[[Record], Iterable[str]]


@cache
def _texts(kind: type[Record]) -> TextFields:
    names = tuple(field.name for field in fields(kind) if field.type is Text)
    lists = tuple(field.name for field in fields(kind) if field.type is Texts)
    return TextFields(names, lists, attrgetter(*names) if names else _nothing)


def _nothing(_record: Record) -> tuple[str, ...]:
    return ()


def _refuse_invisible(record: Record, texts: TextFields) -> None:
    """Refuse the first text of the record that holds what nobody sees."""
    for name in (*texts.names, *texts.lists):
        if found := INVISIBLE.search("".join(getattr(record, name))):
            raise Refused(name, Refusal.INVISIBLE, code=f"U+{ord(found[0]):04X}")


def key_part(value: Any) -> str:
    """The value of one field as a key spells it: nothing is empty, several words are joined by “+”."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "+".join(map(str, value))
    return str(value)


def _slug(record: Record, *names: str) -> None:
    for name in names:
        value = getattr(record, name)
        if value is not None and not SLUG.fullmatch(value):
            raise Refused(name, Refusal.NOT_A_SLUG, value=value)


def _address(record: Record, name: str) -> None:
    value = getattr(record, name)
    if value and not ADDRESS.fullmatch(value):
        raise Refused(name, Refusal.NOT_AN_ADDRESS)


def _required(record: Record, *names: str) -> None:
    for name in names:
        if not getattr(record, name).strip(BLANK):
            raise Refused(name, Refusal.EMPTY)


def _time_zone(record: Record, name: str) -> None:
    """Refuse a time zone that nobody knows: with it, no member of the region would get a page."""
    value = getattr(record, name)
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as problem:
        raise Refused(name, Refusal.NOT_A_TIME_ZONE, value=value, example=PACIFIC) from problem


def _ordered(low: Any, high: Any, field: str) -> None:
    if low is not None and high is not None and low > high:
        raise Refused(field, Refusal.HIGH_BELOW_LOW, high=high, low=low)


def _once_spelled(record: Record, **defaults: str) -> None:
    """Hold the default itself where a text equals it.

    msgspec leaves a field out of the JSON where the value is the default object, not only one that equals it.
    """
    for name, default in defaults.items():
        if getattr(record, name) == default:
            force_setattr(record, name, default)


def _in_order(record: Record, *names: str) -> None:
    """Sort slugs whose order means nothing, so that a catalog has one spelling."""
    for name in names:
        force_setattr(record, name, tuple(sorted(set(getattr(record, name)))))


def _whole(record: Record, *names: str, least: int = 1, most: int = 9999) -> None:
    for name in names:
        value = getattr(record, name)
        if value is not None and not least <= value <= most:
            raise Refused(name, Refusal.NOT_WHOLE, least=least, most=most)


class Source(Record, frozen=True, kw_only=True):
    """A document or page that statements stand on.

    `reliability` is 1 for an official source, 2 for a real plan document that was seen elsewhere, 3 for a secondary
    source and 4 for one that nobody has looked up.
    """

    slug: Slug
    title: Text
    kind: SourceKind
    basis: Basis
    publisher: Text = ""
    url: Text = ""
    year: Text = ""
    reliability: int
    retrieved_on: date
    review_by: date | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _slug(self, "slug")
        _required(self, "title")
        _address(self, "url")
        _whole(self, "reliability", most=4)


class Citation(Record, frozen=True, kw_only=True):
    """One place in a source, with a short phrase to recognise it by.

    `to_confirm` marks a citation that was carried over to another plan year and is not looked up there yet.
    """

    slug: Slug
    source: Slug
    locator: Text
    quote: Text
    words: CitedWords = CitedWords.QUOTED
    checked_on: date
    to_confirm: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        _slug(self, "slug", "source")
        _required(self, "locator", "quote")


class Region(Record, frozen=True, kw_only=True):
    """A Kaiser regional health plan.

    It exists from `starts_on` to `ends_on`. Its days begin at midnight in `time_zone`.
    """

    slug: Slug
    name: Text
    part_of: Slug | None = None
    legal_entity: Text = ""
    states: Texts = ()
    time_zone: Text = PACIFIC
    member_services_phone: Text = ""
    tty: Text = RELAY
    portal_url: Text = ""
    regulator_name: Text = ""
    regulator_phone: Text = ""
    guide: Slug | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    citation: Slug | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _slug(self, "slug", "part_of", "guide")
        _required(self, "name", "time_zone")
        _address(self, "portal_url")
        _time_zone(self, "time_zone")
        _once_spelled(self, time_zone=PACIFIC, tty=RELAY)
        _ordered(self.starts_on, self.ends_on, "ends_on")


class PlanType(Record, frozen=True, kw_only=True):
    """A kind of plan as a member knows it. Its general guide is the plan that has the same slug."""

    slug: Slug
    name: Text
    hint: Text = ""
    position: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        _slug(self, "slug")
        _required(self, "name")


class Plan(Record, frozen=True, kw_only=True):
    """One marketed plan in one variant for one plan year, or a general guide. A guide has no dates of its own."""

    slug: Slug
    name: Text
    kind: PlanKind
    plan_type: Slug | None = None
    region: Slug | None = None
    based_on: Slug | None = None
    market: Text = ""
    metal_level: Text = ""
    employer: Text = ""
    hios_id: Text = ""
    hsa_eligible: bool | None = None
    out_of_network_benefits: bool | None = None
    rich_benefits: bool = False
    effective_from: date | None = None
    effective_to: date | None = None
    accumulation: LimitPeriod | None = None
    accumulation_starts: Text = ""
    note: Text = ""
    citation: Slug | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _slug(self, "slug", "plan_type", "region", "based_on")
        _required(self, "name")
        if self.hios_id and not HIOS.fullmatch(self.hios_id):
            raise Refused("hios_id", Refusal.NOT_A_HIOS_ID)
        if self.accumulation_starts and not MONTH_DAY.fullmatch(self.accumulation_starts):
            raise Refused("accumulation_starts", Refusal.NOT_A_MONTH_AND_DAY)
        if self.based_on == self.slug:
            raise Refused("based_on", Refusal.BASED_ON_ITSELF)
        _ordered(self.effective_from, self.effective_to, "effective_to")
        if self.kind is PlanKind.GUIDE and (self.effective_from or self.effective_to):
            raise Refused("effective_from", Refusal.GUIDE_WITH_DATES)
        if self.kind is PlanKind.PLAN and self.plan_type is None:
            raise Refused("plan_type", Refusal.PLAN_WITHOUT_A_TYPE)

    @property
    def is_dated(self) -> bool:
        """Whether the record says for which time it holds."""
        return self.effective_from is not None or self.effective_to is not None

    def in_force(self, on: date) -> bool:
        """Whether the record speaks on that day; a missing end or start is open."""
        return (self.effective_from is None or self.effective_from <= on) and (
            self.effective_to is None or on <= self.effective_to
        )


class PlanAmount(Record, frozen=True, kw_only=True):
    """A deductible or an out-of-pocket limit of a plan, in dollars a year.

    `self_only` is also each person's own amount in a family whose rule is embedded. A `family_rule` of None is not
    stated.
    """

    KEY = ("plan", "kind", "tier")
    plan: Slug
    kind: AmountKind
    tier: NetworkTier = NetworkTier.KAISER
    self_only: Decimal | None = None
    family: Decimal | None = None
    family_rule: FamilyRule | None = None
    citation: Slug

    def __post_init__(self) -> None:
        super().__post_init__()
        _dollar_fields(self, "self_only", "family")
        _ordered(self.self_only, self.family, "family")
        if self.self_only is None and self.family is None:
            raise Refused("self_only", Refusal.NO_AMOUNT)
        if self.family_rule is not None and self.family is None:
            raise Refused("family_rule", Refusal.RULE_WITHOUT_FAMILY)


def _dollar_fields(record: Record, *names: str) -> None:
    for name in names:
        value = getattr(record, name)
        if value is not None:
            force_setattr(record, name, dollars(value, name))


class Therapy(Record, frozen=True, kw_only=True):
    """A kind of care that a member picks."""

    slug: Slug
    name: Text
    plain_name: Text = ""
    hint: Text = ""
    group: Text = ""
    position: int = 0
    needs_license: bool = False
    x12_code: Text = ""
    cpt_codes: Texts = ()
    aliases: Texts = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        _slug(self, "slug")
        _required(self, "name")


class Technique(Record, frozen=True, kw_only=True):
    """A way of giving a therapy that some plans leave out."""

    slug: Slug
    therapy: Slug
    name: Text

    def __post_init__(self) -> None:
        super().__post_init__()
        _slug(self, "slug", "therapy")
        _required(self, "name")


class Condition(Record, frozen=True, kw_only=True):
    """Why care is wanted, in a member's words.

    What a record says of a condition also holds for the conditions that are part of it.
    """

    slug: Slug
    name: Text
    hint: Text = ""
    part_of: Slug | None = None
    is_diagnosis: bool = True
    position: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        _slug(self, "slug", "part_of")
        _required(self, "name")


class Benefit(Record, frozen=True, kw_only=True):
    """Whether a plan covers a therapy.

    A record `for_rich_benefits` speaks only of plans that have rich benefits. With `listed_conditions_only`, a
    condition that no rule names is not covered.
    """

    KEY = ("plan", "therapy", "purpose", "for_rich_benefits")
    plan: Slug
    therapy: Slug
    purpose: Purpose | None = None
    for_rich_benefits: bool = False
    status: CoverageStatus
    certainty: Certainty | None = None
    excluded_techniques: Slugs = ()
    listed_conditions_only: bool = False
    stops_without_improvement: bool = False
    scope: Text = ""
    note: Text = ""
    citation: Slug

    def __post_init__(self) -> None:
        super().__post_init__()
        _in_order(self, "excluded_techniques")
        if self.status is CoverageStatus.NOT_COVERED and self.excluded_techniques:
            raise Refused("excluded_techniques", Refusal.NOTHING_LEFT_TO_EXCLUDE)


class Gate(Record, frozen=True, kw_only=True):
    """One thing that coverage waits for.

    `tiers` are the network tiers that a network gate lets through. An authorization is needed from the visit
    `from_visit` on; visits for the therapies of `counted_with` count toward that visit too.
    """

    KEY = ("plan", "therapy", "kind", "purpose", "setting", "tiers")
    plan: Slug
    therapy: Slug
    kind: GateKind
    purpose: Purpose | None = None
    setting: Setting | None = None
    requirement: Requirement
    certainty: Certainty | None = None
    referrers: Annotated[tuple[Referral, ...], MOST_LISTED] = ()
    tiers: Annotated[tuple[NetworkTier, ...], MOST_LISTED] = ()
    network_name: Text = ""
    from_visit: int | None = None
    counted_with: Slugs = ()
    note: Text = ""
    citation: Slug

    def __post_init__(self) -> None:
        super().__post_init__()
        _whole(self, "from_visit")
        _in_order(self, "counted_with")
        if self.counted_with and self.from_visit is None:
            raise Refused("counted_with", Refusal.COUNTED_TO_NO_VISIT)
        if self.referrers and self.kind is not GateKind.REFERRAL:
            raise Refused("referrers", Refusal.REFERRERS_WITHOUT_A_REFERRAL)
        if {Referral.NONE, Referral.UNSURE} & set(self.referrers):
            raise Refused("referrers", Refusal.REFERRER_IS_NO_DOCTOR)
        if self.requirement is Requirement.REQUIRED and self.kind is GateKind.REFERRAL and not self.referrers:
            raise Refused("referrers", Refusal.REFERRAL_WITHOUT_REFERRERS)
        if self.tiers and self.kind is not GateKind.NETWORK:
            raise Refused("tiers", Refusal.TIERS_WITHOUT_A_NETWORK)
        if self.kind is GateKind.NETWORK and self.requirement is Requirement.REQUIRED and not self.tiers:
            raise Refused("tiers", Refusal.NETWORK_WITHOUT_TIERS)


class CostTier(Record, frozen=True, kw_only=True):
    """What one visit costs: a price for a network tier, a phase of the deductible and a run of visits.

    `low`, `high` and `cap` are dollars, `percent` is percent of the allowed amount. The price holds from the visit
    `from_visit` to the visit `to_visit`, or to the last one where that is None. Visits for the therapies of
    `counted_with` count toward both.
    """

    KEY = ("plan", "therapy", "purpose", "setting", "tier", "deductible", "from_visit")
    plan: Slug
    therapy: Slug
    purpose: Purpose | None = None
    setting: Setting | None = None
    tier: NetworkTier = NetworkTier.KAISER
    deductible: DeductibleRule
    from_visit: int = 1
    to_visit: int | None = None
    counted_with: Slugs = ()
    kind: CostKind
    low: Decimal | None = None
    high: Decimal | None = None
    percent: Decimal | None = None
    per: CostUnit = CostUnit.VISIT
    cap: Decimal | None = None
    certainty: Certainty | None = None
    counts_to_out_of_pocket: bool | None = None
    of_allowed_amount: bool = False
    balance_billing: bool = False
    note: Text = ""
    citation: Slug

    def __post_init__(self) -> None:
        super().__post_init__()
        _dollar_fields(self, "low", "high", "cap")
        _whole(self, "from_visit", "to_visit")
        _in_order(self, "counted_with")
        if self.counted_with and (self.from_visit, self.to_visit) == (1, None):
            raise Refused("counted_with", Refusal.COUNTED_TO_NO_VISIT)
        _ordered(self.low, self.high, "high")
        _ordered(self.from_visit, self.to_visit, "to_visit")
        if self.percent is not None:
            if not self.percent.is_finite() or not 0 <= self.percent <= 100:
                raise Refused("percent", Refusal.NOT_A_PERCENT)
            force_setattr(self, "percent", Decimal(f"{self.percent.normalize():f}"))
        self._whole_or_absent()

    def _whole_or_absent(self) -> None:
        """Refuse a price in pieces: a copayment has an amount, coinsurance a percent, and nothing else has either."""
        has_amount = self.low is not None and self.high is not None
        if (self.low is None) != (self.high is None):
            raise Refused("high", Refusal.HALF_A_RANGE)
        if (self.kind is CostKind.COPAYMENT) != has_amount:
            raise Refused("low", Refusal.COPAYMENT_OR_AMOUNT_ALONE)
        if (self.kind is CostKind.COINSURANCE) != (self.percent is not None):
            raise Refused("percent", Refusal.COINSURANCE_OR_PERCENT_ALONE)


class PoolMember(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The visits that count toward a limit.

    They are visits for a therapy (None: any), for a purpose (None: either), in a setting (None: either) and at a
    network tier (None: any).
    """

    therapy: Slug | None = None
    purpose: Purpose | None = None
    setting: Setting | None = None
    tier: NetworkTier | None = None


class VisitLimit(Record, frozen=True, kw_only=True):
    """A limit on a pool of visits.

    Its figures count `unit` in each `period`. Where `low` and `high` differ, plans differ, as general guides say it.
    One therapy may have several limits, and all of them hold. `exempt_below_age` is in years: whoever is younger has no
    such limit.
    """

    KEY = ("plan", "slug")
    plan: Slug
    slug: Slug
    rule: LimitRule
    low: int | None = None
    high: int | None = None
    unit: LimitUnit = LimitUnit.VISITS
    period: LimitPeriod = LimitPeriod.YEAR
    period_days: int | None = None
    certainty: Certainty | None = None
    members: Annotated[tuple[PoolMember, ...], MOST_LISTED]
    exempt_conditions: Slugs = ()
    exempt_settings: Texts = ()
    exempt_below_age: int | None = None
    extension: Extension | None = None
    extension_quantity: int | None = None
    absolute_max: int | None = None
    note: Text = ""
    citation: Slug

    def __post_init__(self) -> None:
        super().__post_init__()
        _slug(self, "slug")
        _in_order(self, "exempt_conditions")
        _whole(self, "low", "high", "period_days", "extension_quantity", "absolute_max", most=100_000)
        _whole(self, "exempt_below_age", most=MOST_YEARS)
        _ordered(self.low, self.high, "high")
        _ordered(self.high, self.absolute_max, "absolute_max")
        if not self.members:
            raise Refused("members", Refusal.LIMIT_WITHOUT_THERAPIES)
        if (self.rule is LimitRule.STATED) != (self.low is not None and self.high is not None):
            raise Refused("low", Refusal.LIMIT_OR_FIGURES_ALONE)
        if (self.period is LimitPeriod.ROLLING_DAYS) != (self.period_days is not None):
            raise Refused("period_days", Refusal.ROLLING_OR_DAYS_ALONE)


class ConditionRule(Record, frozen=True, kw_only=True):
    """What a plan's record says of a therapy for one condition."""

    KEY = ("plan", "therapy", "condition")
    plan: Slug
    therapy: Slug
    condition: Slug
    outcome: ConditionOutcome
    certainty: Certainty | None = None
    likelier_after_first_treatments: bool = False
    qualifier: Text = ""
    citation: Slug


class Disagreement(Record, frozen=True, kw_only=True):
    """Two sources of the same rank that say different things of a plan and a therapy, until somebody settles it.

    `says` is what the source of `citation` says in plain words, `other_says` what the other one does.
    """

    KEY = ("plan", "therapy", "subject")
    plan: Slug
    therapy: Slug
    subject: Subject
    says: Text
    citation: Slug
    other_says: Text
    other_citation: Slug

    def __post_init__(self) -> None:
        super().__post_init__()
        _required(self, "says", "other_says")
        if self.citation == self.other_citation:
            raise Refused("other_citation", Refusal.SAME_SOURCE_TWICE)


class Delivery(Record, frozen=True, kw_only=True):
    """How a therapy is offered in a region. Without a region it is what the general guide says of all of them."""

    KEY = ("region", "therapy", "mode")
    region: Slug | None = None
    therapy: Slug
    mode: DeliveryMode
    certainty: Certainty | None = None
    network_name: Text = ""
    partial: bool = False
    note: Text = ""
    citation: Slug


class When(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fact that must have one of these values, as text, for a piece of content to be shown."""

    fact: Text
    values: Texts


class Content(Record, frozen=True, kw_only=True):
    """A piece of guide text and where it belongs.

    It belongs to the plans, therapies, regions and so on that it names, and to all of them where it names none. With a
    `gate` it is shown only while that gate is open. `topic` is the therapy that an alternative points to.
    """

    slug: Slug
    kind: ContentKind
    title: Text = ""
    text: Text
    stage: Stage | None = None
    position: int = 0
    therapies: Slugs = ()
    plans: Slugs = ()
    plan_types: Slugs = ()
    regions: Slugs = ()
    modes: Annotated[tuple[DeliveryMode, ...], MOST_LISTED] = ()
    statuses: Annotated[tuple[Status, ...], MOST_LISTED] = ()
    when: Annotated[tuple[When, ...], MOST_LISTED] = ()
    gate: GateKind | None = None
    topic: Slug | None = None
    percent_off: int | None = None
    phone: Text = ""
    url: Text = ""
    citation: Slug

    def __post_init__(self) -> None:
        super().__post_init__()
        _slug(self, "slug", "topic")
        _in_order(self, "therapies", "plans", "plan_types", "regions")
        _required(self, "text")
        _address(self, "url")
        _whole(self, "percent_off", most=100)


R = TypeVar("R", bound=Record)


def by_key(records: Iterable[R]) -> dict[tuple[str, ...], R]:
    """The records by their key. Raises Refused when two have the same."""
    found: dict[tuple[str, ...], R] = {}
    for record in records:
        key = record.key
        if key in found:
            raise Refused(type(record).__name__, Refusal.THERE_TWICE, key=" / ".join(key))
        found[key] = record
    return found
