"""The words of the records that admins edit, as a list of choices shows them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _

from benefits.coverage.vocabulary import (
    AmountKind,
    CitedWords,
    ConditionOutcome,
    ContentKind,
    CostKind,
    CoverageStatus,
    Extension,
    FamilyRule,
    LimitRule,
    PlanKind,
    Purpose,
    Setting,
    SourceKind,
    Stage,
)
from benefits.words.answers import Words

LABELS: Final[Mapping[type[StrEnum], Words]] = {
    SourceKind: {
        SourceKind.GUIDE: _("general guide"),
        SourceKind.SBC: _("summary of benefits and coverage"),
        SourceKind.EVIDENCE_OF_COVERAGE: _("evidence of coverage"),
        SourceKind.SUMMARY: _("other summary"),
        SourceKind.FILING: _("filing"),
        SourceKind.OFFICIAL_PAGE: _("official page"),
        SourceKind.LAW: _("law"),
        SourceKind.SECONDARY: _("secondary source"),
        SourceKind.ADMIN: _("admin"),
    },
    CitedWords: {
        CitedWords.QUOTED: _("quoted"),
        CitedWords.PARAPHRASED: _("paraphrased"),
        CitedWords.INFERRED: _("inferred"),
    },
    PlanKind: {
        PlanKind.GUIDE: _("general guide"),
        PlanKind.PLAN: _("plan"),
    },
    CoverageStatus: {
        CoverageStatus.COVERED: _("covered"),
        CoverageStatus.NOT_COVERED: _("not covered"),
        CoverageStatus.VARIES: _("varies"),
    },
    Purpose: {
        Purpose.REHABILITATION: _("rehabilitation"),
        Purpose.HABILITATION: _("habilitation"),
    },
    Setting: {
        Setting.OUTPATIENT: _("outpatient"),
        Setting.INPATIENT: _("inpatient"),
    },
    CostKind: {
        CostKind.COPAYMENT: _("copayment"),
        CostKind.COINSURANCE: _("coinsurance"),
        CostKind.NO_CHARGE: _("no charge"),
        CostKind.FULL_COST: _("full cost"),
        CostKind.PARTIAL_REIMBURSEMENT: _("partial reimbursement"),
        CostKind.UNSTATED: _("not stated"),
    },
    AmountKind: {
        AmountKind.DEDUCTIBLE: _("deductible"),
        AmountKind.OUT_OF_POCKET_LIMIT: _("out-of-pocket limit"),
    },
    FamilyRule: {
        FamilyRule.EMBEDDED: _("each person has an own amount inside the family's"),
        FamilyRule.AGGREGATE: _("only the whole family's amount counts"),
    },
    LimitRule: {
        LimitRule.STATED: _("stated"),
        LimitRule.NONE_LISTED: _("none listed"),
        LimitRule.VARIES: _("varies"),
    },
    Extension: {
        Extension.PCP_REQUEST: _("request by the primary care doctor"),
        Extension.PLAN_REVIEW: _("review by the plan"),
        Extension.NETWORK_EXTENSION: _("extension by the network"),
        Extension.IMPROVEMENT: _("improvement"),
        Extension.NOT_STATED: _("not stated"),
    },
    ConditionOutcome: {
        ConditionOutcome.COVERED: _("covered"),
        ConditionOutcome.MORE_LIKELY: _("more likely covered"),
        ConditionOutcome.CONSIDERED: _("considered"),
        ConditionOutcome.NOT_COVERED: _("not covered"),
    },
    ContentKind: {
        ContentKind.LEDE: _("opening sentence"),
        ContentKind.QUICK_FACT: _("quick fact"),
        ContentKind.HOW_IT_WORKS: _("how it works"),
        ContentKind.BACKGROUND: _("background"),
        ContentKind.WHY: _("why"),
        ContentKind.HEALTH_BENEFIT: _("health benefit"),
        ContentKind.STEP: _("step"),
        ContentKind.TIP: _("tip"),
        ContentKind.MISCONCEPTION: _("misconception"),
        ContentKind.QUESTION: _("question and answer"),
        ContentKind.DOCUMENT: _("document"),
        ContentKind.ALTERNATIVE: _("alternative"),
        ContentKind.RESOURCE: _("resource"),
        ContentKind.CAVEAT: _("caveat"),
        ContentKind.PAYMENT: _("way to pay"),
        ContentKind.DISCLAIMER: _("disclaimer"),
        ContentKind.GLOSSARY: _("word explained"),
    },
    Stage: {
        Stage.VERIFY: _("verify"),
        Stage.BEFORE_REFERRAL: _("before a referral"),
        Stage.FIND_PROVIDER: _("find a provider"),
        Stage.GET_CARE: _("get care"),
        Stage.NEAR_LIMIT: _("near the limit"),
        Stage.NOT_COVERED: _("not covered"),
        Stage.CLAIM: _("claim"),
        Stage.HSA_FSA: _("HSA or FSA"),
        Stage.APPEAL: _("appeal"),
    },
}
