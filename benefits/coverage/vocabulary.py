"""The words of the field, as closed sets. A value's text is what files, programs and rows hold."""

from decimal import Decimal
from enum import StrEnum
from typing import Final

MOST_DOLLARS: Final = 1_000_000


class Refusal(StrEnum):
    """Why a value cannot be. Each has its sentence in `benefits.words.refusals`."""

    # What any field can be
    EMPTY = "empty"
    NOT_A_SLUG = "not_a_slug"
    INVISIBLE = "invisible"
    NOT_AN_ADDRESS = "not_an_address"
    NOT_WHOLE = "not_whole"
    NOT_DOLLARS = "not_dollars"
    NOT_CENTS = "not_cents"
    NOT_A_PERCENT = "not_a_percent"
    NOT_A_TIME_ZONE = "not_a_time_zone"
    NOT_A_HIOS_ID = "not_a_hios_id"
    NOT_A_MONTH_AND_DAY = "not_a_month_and_day"
    HIGH_BELOW_LOW = "high_below_low"
    # Plans
    BASED_ON_ITSELF = "based_on_itself"
    GUIDE_WITH_DATES = "guide_with_dates"
    PLAN_WITHOUT_A_TYPE = "plan_without_a_type"
    NO_AMOUNT = "no_amount"
    RULE_WITHOUT_FAMILY = "rule_without_family"
    # Benefits and gates
    NOTHING_LEFT_TO_EXCLUDE = "nothing_left_to_exclude"
    REFERRERS_WITHOUT_A_REFERRAL = "referrers_without_a_referral"
    REFERRER_IS_NO_DOCTOR = "referrer_is_no_doctor"
    REFERRAL_WITHOUT_REFERRERS = "referral_without_referrers"
    COUNTED_TO_NO_VISIT = "counted_to_no_visit"
    TIERS_WITHOUT_A_NETWORK = "tiers_without_a_network"
    NETWORK_WITHOUT_TIERS = "network_without_tiers"
    # Prices and limits
    HALF_A_RANGE = "half_a_range"
    COPAYMENT_OR_AMOUNT_ALONE = "copayment_or_amount_alone"
    COINSURANCE_OR_PERCENT_ALONE = "coinsurance_or_percent_alone"
    LIMIT_WITHOUT_THERAPIES = "limit_without_therapies"
    LIMIT_OR_FIGURES_ALONE = "limit_or_figures_alone"
    ROLLING_OR_DAYS_ALONE = "rolling_or_days_alone"
    # Records together
    SAME_SOURCE_TWICE = "same_source_twice"
    THERE_TWICE = "there_twice"
    NOT_THERE = "not_there"
    BASED_ON_ITSELF_BY_WAY_OF = "based_on_itself_by_way_of"
    PART_OF_ITSELF_BY_WAY_OF = "part_of_itself_by_way_of"
    BASED_ON_TOO_MANY = "based_on_too_many"
    PART_OF_TOO_MANY = "part_of_too_many"
    # Catalogs in JSON
    OTHER_FORMAT = "other_format"
    RECORD_REFUSED = "record_refused"
    NOT_KNOWN_HERE = "not_known_here"
    UNREADABLE = "unreadable"


class Refused(ValueError):
    """A value that cannot be: in which field, why, and the parts of the sentence about it.

    The core gives a code, and `benefits.words.refusals` its sentence. Who refuses above the core, such as the reader of
    a file, may give the sentence itself.
    """

    def __init__(self, field: str, why: Refusal | str, **parts: object) -> None:
        named = ", ".join(f"{name} {part}" for name, part in parts.items())
        super().__init__(f"{field}: {why}" + (f" ({named})" if named else ""))
        self.field = field
        self.why = why
        self.parts = parts


class Status(StrEnum):
    """What an answer says, from best to worst; unknown means that no record was in force."""

    COVERED = "covered"
    COVERED_CONDITIONAL = "covered_conditional"
    MAY_BE_COVERED = "may_be_covered"
    LIMIT_REACHED = "limit_reached"
    NOT_COVERED = "not_covered"
    UNKNOWN = "unknown"

    @property
    def rank(self) -> int:
        """0 is best."""
        return STATUS_RANK[self]


class Certainty(StrEnum):
    """The source's own hedge, from most to least hopeful."""

    ALWAYS = "always"
    USUALLY = "usually"
    TYPICALLY = "typically"
    GENERALLY = "generally"
    LIKELY = "likely"
    MORE_LIKELY = "more_likely"
    MAY = "may"
    LESS_LIKELY = "less_likely"
    UNLIKELY = "unlikely"
    GENERALLY_NOT = "generally_not"
    NEVER = "never"

    @property
    def rank(self) -> int:
        """0 is the most hopeful."""
        return CERTAINTY_RANK[self]


STATUS_RANK: Final = {status: rank for rank, status in enumerate(Status)}
CERTAINTY_RANK: Final = {certainty: rank for rank, certainty in enumerate(Certainty)}


class Basis(StrEnum):
    """What kind of source a statement stands on."""

    PLAN_DOCUMENT = "plan_document"
    ISSUER_FILING = "issuer_filing"
    REGIONAL_PAGE = "regional_page"
    GENERAL_GUIDE = "general_guide"
    ADMIN_ENTRY = "admin_entry"


class SourceKind(StrEnum):
    """What sort of document a source is."""

    GUIDE = "guide"
    SBC = "sbc"
    EVIDENCE_OF_COVERAGE = "evidence_of_coverage"
    SUMMARY = "summary"
    FILING = "filing"
    OFFICIAL_PAGE = "official_page"
    LAW = "law"
    SECONDARY = "secondary"
    ADMIN = "admin"


class CitedWords(StrEnum):
    """How a citation holds what the document says."""

    QUOTED = "quoted"
    PARAPHRASED = "paraphrased"
    INFERRED = "inferred"


class PlanKind(StrEnum):
    """A marketed plan, or a general guide that speaks for plans of a type."""

    GUIDE = "guide"
    PLAN = "plan"


class CoverageStatus(StrEnum):
    """What a record says of a therapy."""

    COVERED = "covered"
    NOT_COVERED = "not_covered"
    VARIES = "varies"


class NetworkTier(StrEnum):
    """Where care is given: Kaiser's own facilities, contracted providers, anyone else."""

    KAISER = "kaiser"
    CONTRACTED = "contracted"
    OUTSIDE = "outside"


class GateKind(StrEnum):
    """The four things that coverage can wait for."""

    REFERRAL = "referral"
    PRIOR_AUTHORIZATION = "prior_authorization"
    MEDICAL_NECESSITY = "medical_necessity"
    NETWORK = "network"


class Requirement(StrEnum):
    """What a record asks for; not stated is said, never filled."""

    REQUIRED = "required"
    NOT_REQUIRED = "not_required"
    VARIES = "varies"
    NOT_STATED = "not_stated"


class GateState(StrEnum):
    """Where the member stands at a gate."""

    DONE = "done"
    TO_DO = "to_do"
    NOT_NEEDED = "not_needed"
    ASK = "ask"


class Referral(StrEnum):
    """Who referred the member."""

    PCP = "pcp"
    SPECIALIST = "specialist"
    OUTSIDE = "outside"
    NONE = "none"
    UNSURE = "unsure"


class Authorization(StrEnum):
    """How far a prior authorization is."""

    APPROVED = "approved"
    PENDING = "pending"
    DENIED = "denied"
    NONE = "none"
    UNSURE = "unsure"


class Purpose(StrEnum):
    """Getting a skill back, or gaining one for the first time."""

    REHABILITATION = "rehabilitation"
    HABILITATION = "habilitation"


class Setting(StrEnum):
    """Coming in for a visit, or staying."""

    OUTPATIENT = "outpatient"
    INPATIENT = "inpatient"


class Coverage(StrEnum):
    """Whose deductible and out-of-pocket limit count."""

    SELF_ONLY = "self-only"
    FAMILY = "family"


class Spending(StrEnum):
    """How far a deductible or an out-of-pocket limit is, when not told in dollars."""

    MET = "met"
    NOT_MET = "not-met"
    UNSURE = "unsure"


class Tried(StrEnum):
    """Whether other treatments came first."""

    TRIED_NOT_ENOUGH = "tried-not-enough"
    NOT_TRIED = "not-tried"
    UNSURE = "unsure"


class YesNo(StrEnum):
    """Yes, no, or not known."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Payment(StrEnum):
    """How the member means to pay."""

    PLAN = "plan"
    HSA_FSA = "hsa-fsa"


class CostKind(StrEnum):
    """What a member pays a visit with."""

    COPAYMENT = "copayment"
    COINSURANCE = "coinsurance"
    NO_CHARGE = "no_charge"
    FULL_COST = "full_cost"
    PARTIAL_REIMBURSEMENT = "partial_reimbursement"
    UNSTATED = "unstated"


class DeductibleRule(StrEnum):
    """When a cost tier applies: whatever the deductible, only before it is met, only after."""

    NOT_SUBJECT = "not_subject"
    BEFORE = "before"
    AFTER = "after"
    UNSTATED = "unstated"


class CostUnit(StrEnum):
    """What one price pays for."""

    VISIT = "visit"
    DAY = "day"
    SERVICE = "service"
    TREATMENT = "treatment"


class AmountKind(StrEnum):
    """The two sums that a plan year runs up to."""

    DEDUCTIBLE = "deductible"
    OUT_OF_POCKET_LIMIT = "out_of_pocket_limit"


class FamilyRule(StrEnum):
    """How a family's amount counts: each person has an own amount inside it, or only the whole family's counts."""

    EMBEDDED = "embedded"
    AGGREGATE = "aggregate"


class LimitRule(StrEnum):
    """A limit is stated, the document lists none, or the record only says that it varies."""

    STATED = "stated"
    NONE_LISTED = "none_listed"
    VARIES = "varies"


class LimitUnit(StrEnum):
    """What a limit counts."""

    VISITS = "visits"
    DAYS = "days"
    HOURS = "hours"
    DOLLARS = "dollars"
    TREATMENTS = "treatments"
    PROCEDURES = "procedures"


class LimitPeriod(StrEnum):
    """Over what a limit counts."""

    YEAR = "year"
    CALENDAR_YEAR = "calendar_year"
    PLAN_YEAR = "plan_year"
    CONTRACT_YEAR = "contract_year"
    BENEFIT_PERIOD = "benefit_period"
    CONDITION = "condition"
    CONDITION_PER_YEAR = "condition_per_year"
    ROLLING_DAYS = "rolling_days"
    ADMISSION = "admission"
    MONTH = "month"
    LIFETIME = "lifetime"


class Extension(StrEnum):
    """How visits beyond a limit can be had."""

    PCP_REQUEST = "pcp_request"
    PLAN_REVIEW = "plan_review"
    NETWORK_EXTENSION = "network_extension"
    IMPROVEMENT = "improvement"
    NOT_STATED = "not_stated"


class ConditionOutcome(StrEnum):
    """What a record says of one condition."""

    COVERED = "covered"
    MORE_LIKELY = "more_likely"
    CONSIDERED = "considered"
    NOT_COVERED = "not_covered"


class Subject(StrEnum):
    """What two sources can disagree on."""

    COVERAGE = "coverage"
    REFERRAL = "referral"
    PRIOR_AUTHORIZATION = "prior_authorization"
    MEDICAL_NECESSITY = "medical_necessity"
    NETWORK = "network"
    COST = "cost"
    VISIT_LIMIT = "visit_limit"


class DeliveryMode(StrEnum):
    """How a therapy is offered in a region."""

    EMPLOYED = "employed"
    CONTRACTED = "contracted"
    REIMBURSED = "reimbursed"
    DISCOUNT_PROGRAM = "discount_program"
    NOT_OFFERED = "not_offered"


class ContentKind(StrEnum):
    """What a piece of guide text is for."""

    LEDE = "lede"
    QUICK_FACT = "quick_fact"
    HOW_IT_WORKS = "how_it_works"
    BACKGROUND = "background"
    WHY = "why"
    HEALTH_BENEFIT = "health_benefit"
    STEP = "step"
    TIP = "tip"
    MISCONCEPTION = "misconception"
    QUESTION = "question"
    DOCUMENT = "document"
    ALTERNATIVE = "alternative"
    RESOURCE = "resource"
    CAVEAT = "caveat"
    PAYMENT = "payment"
    DISCLAIMER = "disclaimer"
    GLOSSARY = "glossary"


class Stage(StrEnum):
    """When on a member's way a step or a document is wanted."""

    VERIFY = "verify"
    BEFORE_REFERRAL = "before_referral"
    FIND_PROVIDER = "find_provider"
    GET_CARE = "get_care"
    NEAR_LIMIT = "near_limit"
    NOT_COVERED = "not_covered"
    CLAIM = "claim"
    HSA_FSA = "hsa_fsa"
    APPEAL = "appeal"


def dollars(value: Decimal, field: str) -> Decimal:
    """The amount in dollars, in one spelling (20, 12.50). Refused when negative, over a million or finer than cents."""
    if not value.is_finite() or not 0 <= value <= MOST_DOLLARS:
        raise Refused(field, Refusal.NOT_DOLLARS, most=MOST_DOLLARS)
    if value != round(value, 2):
        raise Refused(field, Refusal.NOT_CENTS)
    return Decimal(int(value)) if value == int(value) else value.quantize(Decimal("0.01"))


class ReasonCode(StrEnum):
    """Why an answer is what it is. Each has its sentence in `benefits.wording`."""

    NO_RECORD_IN_FORCE = "no_record_in_force"
    BENEFIT_NOT_STATED = "benefit_not_stated"
    COVERED = "covered"
    VARIES = "varies"
    NOT_COVERED = "not_covered"
    NOT_COVERED_BY_THE_GUIDE = "not_covered_by_the_guide"
    ONLY_THE_GUIDE_SPEAKS = "only_the_guide_speaks"
    TECHNIQUE_EXCLUDED = "technique_excluded"
    NOT_IMPROVING = "not_improving"
    OUTSIDE_THE_NETWORK = "outside_the_network"
    OUTSIDE_BY_THE_GUIDE = "outside_by_the_guide"
    OUTSIDE_NOT_STATED = "outside_not_stated"
    OUTSIDE_MAY_BE_PAID = "outside_may_be_paid"
    OUTSIDE_LIMIT_REACHED = "outside_limit_reached"
    CONDITION_COVERED = "condition_covered"
    CONDITION_MORE_LIKELY = "condition_more_likely"
    CONDITION_OTHER_TREATMENT_FIRST = "condition_other_treatment_first"
    CONDITION_CONSIDERED = "condition_considered"
    CONDITION_NOT_COVERED = "condition_not_covered"
    CONDITION_NOT_LISTED = "condition_not_listed"
    CONDITION_NOT_KNOWN = "condition_not_known"
    CONDITION_DOUBTED_BY_GUIDE = "condition_doubted_by_guide"
    REFERRAL_MISSING = "referral_missing"
    REFERRAL_NOT_FROM_THE_RIGHT_DOCTOR = "referral_not_from_the_right_doctor"
    AUTHORIZATION_MISSING = "authorization_missing"
    AUTHORIZATION_DENIED = "authorization_denied"
    NECESSITY_OPEN = "necessity_open"
    SOURCES_DIFFER = "sources_differ"
    LIMIT_MAY_BE_REACHED = "limit_may_be_reached"
    LIMIT_OF_PLAN_NOT_STATED = "limit_of_plan_not_stated"
    SHARED_LIMIT_MAY_BE_REACHED = "shared_limit_may_be_reached"
    LIMIT_LIKELY_REACHED = "limit_likely_reached"
    LIMIT_REACHED = "limit_reached"
    LIMIT_FIGURES_DIFFER = "limit_figures_differ"


class LimitState(StrEnum):
    """How far the visits used have come."""

    NO_NUMBER = "no_number"
    NONE_LISTED = "none_listed"
    OPEN = "open"
    NEAR = "near"
    MAY_BE_REACHED = "may_be_reached"
    LIKELY_REACHED = "likely_reached"
    REACHED = "reached"


class CourseRule(StrEnum):
    """What makes the price of one visit of a course."""

    DEDUCTIBLE = "deductible"
    MEETS_DEDUCTIBLE = "meets_deductible"
    COPAYMENT = "copayment"
    COINSURANCE = "coinsurance"
    NO_CHARGE = "no_charge"
    FULL_COST = "full_cost"
    REACHES_OUT_OF_POCKET = "reaches_out_of_pocket"
    OUT_OF_POCKET_MET = "out_of_pocket_met"
    MAY_BE_PAST_LIMIT = "may_be_past_limit"
    PAST_LIMIT = "past_limit"
    NOT_COVERED = "not_covered"
    NOT_STATED = "not_stated"
    PAST_RECORD = "past_record"


class CourseAssumption(StrEnum):
    """What a sum over a course takes for granted, since nobody told it or no source states it."""

    VISITS_USED_NOT_TOLD = "visits_used_not_told"
    DEDUCTIBLE_NOT_TOLD = "deductible_not_told"
    OUT_OF_POCKET_NOT_TOLD = "out_of_pocket_not_told"
    DEDUCTIBLE_RULE_NOT_STATED = "deductible_rule_not_stated"
    YEAR_NOT_STATED = "year_not_stated"
    LIMIT_NOT_IN_VISITS = "limit_not_in_visits"
    LIMIT_NOT_STATED = "limit_not_stated"


class Phase(StrEnum):
    """Under which circumstances a price holds."""

    ALWAYS = "always"
    BEFORE_DEDUCTIBLE = "before_deductible"
    AFTER_DEDUCTIBLE = "after_deductible"
    OUT_OF_POCKET_MET = "out_of_pocket_met"
    WITH_AN_EXTENSION = "with_an_extension"
    LATER_VISITS = "later_visits"
    OWN_PAYMENTS = "own_payments"
    FAMILY_PAYMENTS = "family_payments"
    NOT_COVERED = "not_covered"
