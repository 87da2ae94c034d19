"""How many visits: limits as pools, and what counts toward each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from benefits.coverage.records import PoolMember, VisitLimit
from benefits.coverage.vocabulary import (
    Certainty,
    Extension,
    LimitPeriod,
    LimitRule,
    LimitUnit,
    NetworkTier,
    Purpose,
    Setting,
)
from benefits.models import mirror
from benefits.models.columns import OneOf, Several
from benefits.models.row import Row, check, ordered, unique


class VisitLimitRow(Row):
    """A pool of visits of a plan."""

    RECORD = VisitLimit
    _history_m2m_fields = ("exempt_conditions",)

    plan = models.ForeignKey("benefits.PlanRow", models.CASCADE, to_field="slug", verbose_name=_("plan"))
    slug = models.SlugField(_("slug"), max_length=80, help_text=_("Names the limit within its plan."))
    rule = OneOf(LimitRule, verbose_name=_("rule"))
    low = models.PositiveIntegerField(_("from"), null=True, blank=True)
    high = models.PositiveIntegerField(
        _("to"), null=True, blank=True, help_text=_("The same figure twice when it is one limit.")
    )
    unit = OneOf(LimitUnit, verbose_name=_("unit"), default=LimitUnit.VISITS.value)
    period = OneOf(LimitPeriod, verbose_name=_("period"), default=LimitPeriod.YEAR.value)
    period_days = models.PositiveIntegerField(_("days of the period"), null=True, blank=True)
    certainty = OneOf(
        Certainty,
        verbose_name=_("certainty"),
        blank=True,
        help_text=_("The source's own hedge, when it hedges."),
    )
    exempt_conditions = models.ManyToManyField("benefits.ConditionRow", blank=True, verbose_name=_("exempt conditions"))
    exempt_settings = Several(verbose_name=_("exempt settings"), help_text=_("One a line."))
    exempt_below_age = models.PositiveIntegerField(
        _("not below age"),
        null=True,
        blank=True,
        help_text=_("In years: 21 where the limit does not hold for those under 21."),
    )
    extension = OneOf(Extension, verbose_name=_("extension"), blank=True)
    extension_quantity = models.PositiveIntegerField(_("extension, how many"), null=True, blank=True)
    absolute_max = models.PositiveIntegerField(_("never more than"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    citation = models.ForeignKey("benefits.CitationRow", models.PROTECT, to_field="slug", verbose_name=_("citation"))

    class Meta(Row.Meta):
        verbose_name = _("visit limit")
        verbose_name_plural = _("visit limits")
        ordering = ("plan", "slug")
        constraints = (
            unique(
                *VisitLimit.KEY,
                name="visit_limit_once",
                message=_("This plan already has a limit of that name."),
            ),
            ordered("low", "high", "visit_limit_ordered"),
            ordered("high", "absolute_max", "visit_limit_below_maximum"),
            check(
                "visit_limit_stated_has_figures",
                _("A stated limit needs both ends of its range, and only a stated limit has them."),
                Q(rule=LimitRule.STATED.value, low__isnull=False, high__isnull=False, low__gte=1)
                | (~Q(rule=LimitRule.STATED.value) & Q(low__isnull=True, high__isnull=True)),
            ),
            check(
                "visit_limit_rolls_over_days",
                _("Say over how many days the limit rolls, and only then."),
                Q(period=LimitPeriod.ROLLING_DAYS.value, period_days__isnull=False, period_days__gte=1)
                | (~Q(period=LimitPeriod.ROLLING_DAYS.value) & Q(period_days__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.slug}"

    def plain(self) -> mirror.Plain:
        """What the row holds, with one member of any kind: the real ones are saved after their limit."""
        return {**super().plain(), "members": [{}]}


class PoolMemberRow(models.Model):
    """The visits that count toward a limit: one member of its pool."""

    RECORD: ClassVar = PoolMember

    limit = models.ForeignKey(VisitLimitRow, models.CASCADE, related_name="members", verbose_name=_("visit limit"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    therapy = models.ForeignKey(
        "benefits.TherapyRow",
        models.PROTECT,
        to_field="slug",
        null=True,
        blank=True,
        verbose_name=_("therapy"),
        help_text=_("None: any therapy."),
    )
    purpose = OneOf(Purpose, verbose_name=_("purpose"), blank=True)
    setting = OneOf(Setting, verbose_name=_("setting"), blank=True)
    tier = OneOf(NetworkTier, verbose_name=_("network tier"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("counted visits")
        verbose_name_plural = _("counted visits")
        ordering = ("limit", "position", "pk")

    def __str__(self) -> str:
        return self.therapy_id or "*"
