"""What every row of the draft has: a record that it must be able to become, and a history."""

from typing import Any, ClassVar

import msgspec
from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from benefits.coverage.records import Record
from benefits.coverage.vocabulary import Certainty, Refused
from benefits.models import mirror
from benefits.models.columns import OneOf
from benefits.words import refusals


class Row(models.Model):
    """A row of the draft, which must be able to become its RECORD."""

    RECORD: ClassVar[type[Record]]
    _history_m2m_fields: ClassVar[tuple[str, ...]] = ()

    objects: ClassVar[models.Manager[Any]] = models.Manager()
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True

    def plain(self) -> mirror.Plain:
        """What the row holds in its own columns, by field of its record."""
        return mirror.plain_row(self.RECORD, self)

    def clean(self) -> None:
        """Raises ValidationError, at the field, when the record would make no sense.

        Lists of references are left to the form, since they are saved after the row.
        """
        super().clean()
        self.become({})

    def become(self, lists: mirror.Plain) -> None:
        """Build the record of the row and these lists. Raises ValidationError, at the field, when it makes no sense."""
        try:
            mirror.record_of(self.RECORD, {**self.plain(), **lists})
        except Refused as problem:
            raise ValidationError({self._field(problem.field): refusals.why(problem)}) from problem
        except msgspec.ValidationError:
            # A value is missing or of the wrong kind: each column says that of itself.
            return

    def _field(self, name: str) -> str:
        try:
            self._meta.get_field(name)
        except FieldDoesNotExist:
            return NON_FIELD_ERRORS
        return name


class Rule(Row):
    """A row that says one thing of a plan and a therapy, with the place where it is written."""

    plan = models.ForeignKey("benefits.PlanRow", models.CASCADE, to_field="slug", verbose_name=_("plan"))
    therapy = models.ForeignKey("benefits.TherapyRow", models.PROTECT, to_field="slug", verbose_name=_("therapy"))
    certainty = OneOf(
        Certainty,
        verbose_name=_("certainty"),
        blank=True,
        help_text=_("The source's own hedge, when it hedges."),
    )
    citation = models.ForeignKey("benefits.CitationRow", models.PROTECT, to_field="slug", verbose_name=_("citation"))

    class Meta(Row.Meta):
        abstract = True


def refuse_circle(row: Row, field: str, message: Any) -> None:
    """Raises ValidationError at the field when what the row names there leads back to the row."""
    above = dict(type(row).objects.values_list("slug", f"{field}_id"))
    passed, link = {row.plain().get("slug")}, getattr(row, f"{field}_id")
    while link:
        if link in passed:
            raise ValidationError({field: message})
        passed.add(link)
        link = above.get(link)


def unique(*fields: str, name: str, message: Any, **options: Any) -> models.UniqueConstraint:
    """A constraint of the database on the fields that tell one record from another."""
    return models.UniqueConstraint(fields=fields, name=name, violation_error_message=message, **options)


def check(name: str, message: Any, condition: models.Q) -> models.CheckConstraint:
    """A constraint of the database for what the record's constructor refuses, too."""
    return models.CheckConstraint(condition=condition, name=name, violation_error_message=message)


def ordered(low: str, high: str, name: str) -> models.CheckConstraint:
    """A constraint that the low end of a range is not above the high end. Either may be left open."""
    either_open = models.Q(**{f"{low}__isnull": True}) | models.Q(**{f"{high}__isnull": True})
    return check(
        name,
        _("The higher figure is below the lower one."),
        either_open | models.Q(**{f"{high}__gte": models.F(low)}),
    )
