"""What the pages of a review show: which rows wait, and a row with both of its sides."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from benefits.admin.filing_correction import CorrectionForms
from benefits.admin.filing_forms import NoteForm
from benefits.importing.filings import confirming, deciding
from benefits.importing.filings.packing import unpacked
from benefits.importing.filings.saying import with_note
from benefits.models import Decision, ImportBatch, ImportRow, Verdict

MOST: Final = 200
TEXTS: Final = ("Explanation", "Exclusions")
FIGURES: Final = (
    *("IsCovered", "CopayInnTier1", "CoinsInnTier1", "CopayInnTier2", "CoinsInnTier2", "CopayOutofNet"),
    *("CoinsOutofNet", "IsSubjToDedTier1", "QuantLimitOnSvc", "LimitQty", "LimitUnit"),
)
# What a row may wait for, as its reasons begin.
REASONS: Final = {
    "umbrella": ("The name covers several", _("a name for several therapies")),
    "unread": ("Not read", _("text that was not read")),
    "shared": ("One limit for several", _("one limit for several therapies")),
    "authorization": ("Speaks of prior auth", _("prior authorization")),
    "silent": ("Whether it is covered", _("not said whether covered")),
    "on-file": ("The draft says", _("the draft says otherwise")),
    "price": ("The price was not read", _("a price that was not read")),
    "limit": ("The columns say", _("text and columns differ")),
}


class Filter:
    """Which rows of the review are asked for: by plan, by reason, open or decided."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.plan = given.get("plan", "")[:80]
        self.reason = given.get("reason", "")
        self.decided = given.get("decided", "")

    @property
    def reasons(self) -> list[tuple[str, Any]]:
        """The reasons to choose from."""
        return [(name, words) for name, (_start, words) in REASONS.items()]

    @property
    def query(self) -> str:
        """The same question for another address."""
        asked = {name: value for name, value in vars(self).items() if value}
        return f"?{urlencode(asked)}" if asked else ""

    def rows(self, batch: ImportBatch) -> QuerySet[ImportRow]:
        """The rows of this filter."""
        found = self._among(batch.rows.filter(verdict=Verdict.REVIEW))
        if self.decided == "open":
            found = found.filter(decision=Decision.OPEN)
        elif self.decided == "decided":
            found = found.exclude(decision=Decision.OPEN)
        return found.select_related("decided_by").order_by("position")

    def waiting(self, batch: ImportBatch) -> QuerySet[ImportRow]:
        """Those of its plan and reason that nobody has decided."""
        return self._among(batch.rows.filter(confirming.WAITING))

    def _among(self, rows: QuerySet[ImportRow]) -> QuerySet[ImportRow]:
        if self.plan:
            rows = rows.filter(plan__icontains=self.plan)
        if self.reason in REASONS:
            rows = rows.annotate(told=Cast("why", TextField())).filter(told__contains=REASONS[self.reason][0])
        return rows


def counted(batch: ImportBatch) -> dict[str, Any]:
    """How many rows of each verdict there are, and those that no plan has."""
    found = dict(batch.rows.order_by().values_list("verdict").annotate(Count("pk")))
    return {
        "counts": [(verdict.label, found.get(verdict.value, 0)) for verdict in Verdict if verdict != Verdict.UNMAPPED],
        "waiting": batch.rows.filter(confirming.WAITING).count(),
        "unmapped": batch.rows.filter(verdict=Verdict.UNMAPPED)[:MOST],
        "refused": batch.rows.filter(verdict=Verdict.REFUSED)[:MOST],
    }


def by_plan(batch: ImportBatch) -> Any:
    """For each plan, how many of its rows have which verdict, and how many wait."""
    counts = {verdict.value: Count("pk", Q(verdict=verdict)) for verdict in Verdict if verdict != Verdict.UNMAPPED}
    rows = batch.rows.exclude(plan="").order_by("plan").values("plan")
    return rows.annotate(**counts, waiting=Count("pk", confirming.WAITING))


def row_page(row: ImportRow, data: Any = None) -> dict[str, Any]:
    """Both sides of the row, what is proposed and on file in words, and the forms for what can be decided."""
    read = deciding.read_again(row)
    values = row.verbatim or {}
    return {
        "columns": [(name, values.get(name, "")) for name in FIGURES if values.get(name)],
        "texts": [(name, values.get(name, "")) for name in TEXTS],
        "filed": [(name, value) for name, value in values.items() if value],
        "empty": [name for name, value in values.items() if not value],
        "proposed": _words(row.after),
        "on_file": _words(row.before),
        "caveats": read.proposal.caveats,
        "correct": CorrectionForms(read.proposal, _only(data, "correct")),
        "reject": NoteForm(_only(data, "reject"), prefix="reject"),
    }


def _words(kept: Any) -> list[tuple[str, str]]:
    """Each record in words; a note that several have is said once."""
    told = [words for record in unpacked(kept) if (words := with_note(record))[0]]
    first = {note: place for place, (_words, note) in reversed([*enumerate(told)])}
    return [(words, note if first[note] == place else "") for place, (words, note) in enumerate(told)]


def _only(data: Any, decision: str) -> Any:
    """What was sent, to the form that it was sent with."""
    return data if data is not None and data.get("decision") == decision else None
