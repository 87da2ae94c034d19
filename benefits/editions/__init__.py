"""The stairs from what admins edit to what members see: compile, publish, hold in force."""

from benefits.editions.drafting import draft, draft_in_memory, held, records_of
from benefits.editions.earlier import DRAFT, IN_FORCE, NoSuchEdition, named, numbers
from benefits.editions.keeping import BrokenCase, Outcome, broken_cases, differences, outcome
from benefits.editions.publishing import (
    CasesBroken,
    Incomplete,
    NothingNew,
    NotPublished,
    Overtaken,
    counts,
    described,
    newest_number,
    publish,
    roll_back,
)
from benefits.editions.serving import InForce, NothingPublished, forget, in_force
from benefits.editions.unpublished import unpublished_changes

__all__ = [
    "DRAFT",
    "IN_FORCE",
    "BrokenCase",
    "CasesBroken",
    "InForce",
    "Incomplete",
    "NoSuchEdition",
    "NotPublished",
    "NothingNew",
    "NothingPublished",
    "Outcome",
    "Overtaken",
    "broken_cases",
    "counts",
    "described",
    "differences",
    "draft",
    "draft_in_memory",
    "forget",
    "held",
    "in_force",
    "named",
    "newest_number",
    "numbers",
    "outcome",
    "publish",
    "records_of",
    "roll_back",
    "unpublished_changes",
]
