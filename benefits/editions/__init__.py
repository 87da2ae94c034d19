"""The stairs from what admins edit to what members see: compile, review, publish, hold in force."""

from benefits.editions.advancing import advance
from benefits.editions.confirming import Barred, NeedsAnother, NoReason, NotReady, confirm
from benefits.editions.drafting import BadRow, draft, draft_in_memory, held, records_of
from benefits.editions.earlier import DRAFT, IN_FORCE, NoSuchEdition, named, numbers
from benefits.editions.field_changes import FieldChange, RecordDifference, changes_between
from benefits.editions.keeping import BrokenCase, broken_cases, differences, figures_of
from benefits.editions.opening import CannotOpen
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
)
from benefits.editions.reviewing import Work, begin, findings, is_overtaken, look_at_cases, progress, work
from benefits.editions.serving import InForce, NothingPublished, forget, in_force, is_preview, previewing
from benefits.editions.stamping import stamp
from benefits.editions.unpublished import Unpublished, unpublished, unpublished_changes

__all__ = [
    "DRAFT",
    "IN_FORCE",
    "BadRow",
    "Barred",
    "BrokenCase",
    "CannotOpen",
    "CasesBroken",
    "FieldChange",
    "InForce",
    "Incomplete",
    "NeedsAnother",
    "NoReason",
    "NoSuchEdition",
    "NotPublished",
    "NotReady",
    "NothingNew",
    "NothingPublished",
    "Overtaken",
    "RecordDifference",
    "Unpublished",
    "Work",
    "advance",
    "begin",
    "broken_cases",
    "changes_between",
    "confirm",
    "counts",
    "described",
    "differences",
    "draft",
    "draft_in_memory",
    "figures_of",
    "findings",
    "forget",
    "held",
    "in_force",
    "is_overtaken",
    "is_preview",
    "look_at_cases",
    "named",
    "newest_number",
    "numbers",
    "previewing",
    "progress",
    "publish",
    "records_of",
    "stamp",
    "unpublished",
    "unpublished_changes",
    "work",
]
