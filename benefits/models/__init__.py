"""The draft that admins edit, one row for each record of a catalog; and the editions."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.db import models

from benefits.models import mirror
from benefits.models.batch import ImportBatch, ImportRow, RowDecision, Verdict
from benefits.models.benefit import BenefitRow, ConditionRuleRow, DisagreementRow, GateRow
from benefits.models.content import ContentRow, DeliveryRow
from benefits.models.cost import CostTierRow
from benefits.models.edition import Edition, Unchangeable
from benefits.models.job import Job, JobKind, JobState, TakenAway
from benefits.models.limit import PoolMemberRow, VisitLimitRow
from benefits.models.plan import PlanAmountRow, PlanRow, PlanTypeRow, RegionRow
from benefits.models.review import Finding, FindingKind, Review
from benefits.models.row import Row
from benefits.models.source import CitationRow, SourceRow
from benefits.models.staff import CountedPlan, Export, KeptCase, MissingCount
from benefits.models.therapy import ConditionRow, TechniqueRow, TherapyRow

__all__ = [
    "ROWS",
    "BenefitRow",
    "CitationRow",
    "ConditionRow",
    "ConditionRuleRow",
    "ContentRow",
    "CostTierRow",
    "CountedPlan",
    "DeliveryRow",
    "DisagreementRow",
    "Edition",
    "Export",
    "Finding",
    "FindingKind",
    "GateRow",
    "ImportBatch",
    "ImportRow",
    "Job",
    "JobKind",
    "JobState",
    "KeptCase",
    "MissingCount",
    "PlanAmountRow",
    "PlanRow",
    "PlanTypeRow",
    "PoolMemberRow",
    "RegionRow",
    "Review",
    "Row",
    "RowDecision",
    "SourceRow",
    "TakenAway",
    "TechniqueRow",
    "TherapyRow",
    "Unchangeable",
    "Verdict",
    "VisitLimitRow",
]

# The rows of each table of a catalog.
ROWS: Final[Mapping[str, type[Row]]] = {
    "sources": SourceRow,
    "citations": CitationRow,
    "regions": RegionRow,
    "plan_types": PlanTypeRow,
    "plans": PlanRow,
    "plan_amounts": PlanAmountRow,
    "therapies": TherapyRow,
    "techniques": TechniqueRow,
    "conditions": ConditionRow,
    "benefits": BenefitRow,
    "gates": GateRow,
    "cost_tiers": CostTierRow,
    "visit_limits": VisitLimitRow,
    "condition_rules": ConditionRuleRow,
    "disagreements": DisagreementRow,
    "deliveries": DeliveryRow,
    "contents": ContentRow,
}


def _protecting(owner: str) -> Callable[..., None]:
    """Refuse to delete what a list names: a list that loses its last name would mean “any”."""

    def protect(_collector: Any, _field: Any, links: Iterable[models.Model], _using: str) -> None:
        raise models.ProtectedError("A list names it.", {getattr(link, owner) for link in links})

    return protect


for _row in ROWS.values():
    for _field in _row._meta.local_many_to_many:
        _named = mirror.links(_field)._meta.get_field(_field.m2m_reverse_field_name())
        _named.remote_field.on_delete = _protecting(_field.m2m_field_name())
