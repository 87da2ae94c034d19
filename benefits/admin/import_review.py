"""What the pages of a review show: which rows wait, and a row with both of its sides."""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise
from msgspec import Struct

from benefits.admin.import_correction import CorrectionForms
from benefits.admin.import_forms import NoteForm
from benefits.admin.import_preview import in_words
from benefits.importing import deciding, readers
from benefits.importing.reader import PrintedPart
from benefits.importing.taking_in import WAITING
from benefits.models import ImportBatch, ImportRow, RowDecision, Verdict

# What a row of any document may wait for, as its reasons begin; each reader has more.
ON_FILE: Final = {"on-file": ("The draft says", _("the draft says otherwise"))}

LabelledValues = Sequence[tuple[str, str]]


class ReviewFilter:
    """Which rows of a review are asked for: by plan, by reason, open or decided."""

    def __init__(self, batch: ImportBatch, given: Mapping[str, str]) -> None:
        self.batch = batch
        self.plan = given.get("plan", "")[:80]
        self.reason = given.get("reason", "")
        self.decided = given.get("decided", "")
        self._known = {**readers.named(batch.reader).reasons, **ON_FILE}

    @property
    def reasons(self) -> list[tuple[str, StrOrPromise]]:
        """The reasons to choose from."""
        return [(name, words) for name, (_start, words) in self._known.items()]

    @property
    def query(self) -> str:
        """The same question for another address."""
        asked = {"plan": self.plan, "reason": self.reason, "decided": self.decided}
        given = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(given)}" if given else ""

    def rows(self) -> QuerySet[ImportRow]:
        """The rows of this filter."""
        found = self._among(self.batch.rows.filter(verdict=Verdict.REVIEW))
        if self.decided == "open":
            found = found.filter(decision=RowDecision.OPEN)
        elif self.decided == "decided":
            found = found.exclude(decision=RowDecision.OPEN)
        return found.select_related("decided_by").order_by("position")

    def waiting(self) -> QuerySet[ImportRow]:
        """Those of its plan and reason that nobody has decided."""
        return self._among(self.batch.rows.filter(WAITING))

    def _among(self, rows: QuerySet[ImportRow]) -> QuerySet[ImportRow]:
        if self.plan:
            rows = rows.filter(plan__icontains=self.plan)
        if self.reason in self._known:
            start, _words = self._known[self.reason]
            rows = rows.annotate(told=Cast("why", TextField())).filter(told__contains=start)
        return rows


class RowPage(Struct, kw_only=True):
    """Both sides of a row, what is proposed and on file in words, and the forms for what can be decided."""

    printed: Sequence[tuple[StrOrPromise, LabelledValues]]
    filed: LabelledValues
    empty: Sequence[str]
    proposed: LabelledValues
    on_file: LabelledValues
    caveats: Sequence[str]
    correct: CorrectionForms
    reject: NoteForm


def row_page(row: ImportRow, data: QueryDict | None = None) -> RowPage:
    """The page of a row; with what was sent, if anything was."""
    read = deciding.read_again(row)
    values = row.verbatim or {}
    parts = readers.named(row.batch.reader).printed
    return RowPage(
        printed=[(part.heading, _columns(part, values)) for part in parts],
        filed=[(name, value) for name, value in values.items() if value],
        empty=[name for name, value in values.items() if not value],
        proposed=in_words(row.after),
        on_file=in_words(row.before),
        caveats=read.caveats,
        correct=CorrectionForms(read, _only(data, "correct")),
        reject=NoteForm(_only(data, "reject"), prefix="reject"),
    )


def _columns(part: PrintedPart, values: Mapping[str, str]) -> LabelledValues:
    return [(name, values.get(name, "")) for name in part.columns if values.get(name) or part.shows_empty]


def _only(data: QueryDict | None, decision: str) -> QueryDict | None:
    """What was sent, to the form that it was sent with."""
    if data is None or data.get("decision") != decision:
        return None
    return data
