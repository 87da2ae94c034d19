"""The form of a row: it refuses what its record refuses, and what somebody else changed meanwhile."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from benefits.coverage.records import PoolMember
from benefits.coverage.vocabulary import Refused
from benefits.models import PoolMemberRow, Row, TherapyRow, VisitLimitRow, mirror, pooling
from benefits.words import refusals


class RecordForm(forms.ModelForm[Any]):
    """A row's form: the record that it would become is built from everything in it, lists included.

    `meanwhile` says what others changed since the form was opened: as long as it says something, nothing is saved.
    """

    meanwhile: Sequence[str] = ()

    def clean(self) -> Any:
        """Refused when the row is no longer as it was opened."""
        if self.meanwhile:
            knowing = _(
                "Nothing is saved yet. The form holds your own text: save once more to put it in place of theirs."
            )
            raise ValidationError([*self.meanwhile, knowing])
        return super().clean()

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        row = cast("Row", self.instance)
        if not self.errors:
            try:
                row.become(self._lists(row))
            except ValidationError as problem:
                self.add_error(None, problem)

    def _lists(self, row: Row) -> mirror.Plain:
        many = mirror.shape(row.RECORD, type(row)).many
        return {name: [row.slug for row in self.cleaned_data[name]] for name in many if name in self.cleaned_data}

    def add_error(self, field: str | None, error: Any) -> None:
        """At the field; what concerns a field that the form does not show is said on top."""
        if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
            for name, problems in error.error_dict.items():
                super().add_error(name if name in self.fields else None, problems)
        else:
            super().add_error(field, error)

    def _save_m2m(self) -> None:
        """The lists, in the entry that the row itself has just made in its history."""
        row = cast("Row", self.instance)
        row.skip_history_when_saving = True  # type: ignore[attr-defined]
        try:
            super()._save_m2m()  # type: ignore[misc]
        finally:
            del row.skip_history_when_saving  # type: ignore[attr-defined]
        for name in mirror.shape(row.RECORD, type(row)).many:
            if name in self.changed_data:
                remember_list(row, name)


def explain(row: Row, reason: str) -> None:
    """Why the row is saved next, as its history will say."""
    row._change_reason = reason[:100]  # type: ignore[attr-defined]  # noqa: SLF001


def remember_list(row: Row, name: str) -> None:
    """What the row's list names now, in the newest entry of the row's history."""
    field = mirror.listed(type(row), name)
    past = getattr(type(row).history.model, name).model
    entry = type(row).history.filter(id=row.pk).latest("history_id")
    ends = field.m2m_column_name(), field.m2m_reverse_name()
    links = mirror.links(field).objects.filter(**{ends[0]: row.pk}).order_by("pk")
    past.objects.filter(history=entry).delete()
    past.objects.bulk_create(
        past(history=entry, id=link.pk, **{end: getattr(link, end) for end in ends}) for link in links
    )


class PoolField(forms.CharField):
    """What counts toward a limit, a member a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self) -> None:
        super().__init__(
            label=_("counted visits"),
            max_length=2000,
            help_text=_("A therapy a line, or * for any; more exactly: “%(example)s”.") % {"example": pooling.EXAMPLE},
        )

    def prepare_value(self, value: Any) -> Any:
        """The members in their spelling; what was typed stays as it is."""
        return value if isinstance(value, str) or value is None else pooling.spelled(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other visits count."""
        try:
            return tuple(initial or ()) != pooling.read(data or "")
        except Refused:
            return True

    def clean(self, value: Any) -> Any:
        """The members. Refused when a line cannot be read, or names no therapy on file."""
        text = super().clean(value)
        try:
            members = pooling.read(text)
        except Refused as problem:
            raise ValidationError(refusals.why(problem)) from problem
        named = {member.therapy for member in members} - {None}
        unknown = named - set(TherapyRow.objects.filter(slug__in=named).values_list("slug", flat=True))
        if unknown:
            raise ValidationError(_("There is no therapy “%(slug)s”.") % {"slug": min(unknown, key=str)})
        return members


class VisitLimitForm(RecordForm):
    """A visit limit with what counts toward it."""

    members = PoolField()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if self.instance.pk:
            self.initial.setdefault("members", tuple(map(member_of, self.instance.members.all())))

    def _save_m2m(self) -> None:
        super()._save_m2m()
        if "members" in self.changed_data:
            keep_members(self.instance, self.cleaned_data["members"])


def member_of(row: PoolMemberRow) -> PoolMember:
    """The member that a row holds."""
    return mirror.record_of(PoolMember, mirror.plain_row(PoolMember, row))


def keep_members(limit: VisitLimitRow, members: Iterable[PoolMember]) -> None:
    """These and no others, each with its own history; one that stays keeps its row."""
    there = {member_of(row): row for row in limit.members.all()}
    wanted = list(members)
    for member, row in there.items():
        if member not in wanted:
            row.delete()
    for position, member in enumerate(wanted):
        row = there.get(member) or PoolMemberRow(limit=limit, **mirror.columns_of(member, PoolMemberRow))
        if row.pk is None or row.position != position:
            row.position = position
            row.save()
