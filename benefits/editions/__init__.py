"""The stairs from what admins edit to what members see: compile, publish, hold in force."""

from benefits.editions.drafting import BadRow, draft, draft_in_memory
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
from benefits.editions.serving import InForce, NothingPublished, forget, in_force, is_preview, previewing
from benefits.editions.stamping import stamp
from benefits.editions.unpublished import unpublished_changes

__all__ = [
    "DRAFT",
    "IN_FORCE",
    "BadRow",
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
    "in_force",
    "is_preview",
    "named",
    "newest_number",
    "numbers",
    "outcome",
    "previewing",
    "publish",
    "roll_back",
    "stamp",
    "unpublished_changes",
]
