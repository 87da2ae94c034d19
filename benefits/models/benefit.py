"""What a plan says of a therapy: is it covered, what does that wait for, which conditions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from benefits.coverage.records import Benefit, ConditionRule, Disagreement, Gate
from benefits.coverage.vocabulary import (
    ConditionOutcome,
    CoverageStatus,
    GateKind,
    NetworkTier,
    Purpose,
    Referral,
    Requirement,
    Setting,
    Subject,
)
from benefits.models.columns import OneOf, Several
from benefits.models.row import Row, Rule, check, unique


class BenefitRow(Rule):
    """Whether a plan covers a therapy."""

    RECORD = Benefit
    _history_m2m_fields = ("excluded_techniques",)

    purpose = OneOf(Purpose, verbose_name=_("purpose"), blank=True)
    for_rich_benefits = models.BooleanField(
        _("for rich benefits"),
        default=False,
        help_text=_("Speaks only for plans that have rich benefits."),
    )
    status = OneOf(CoverageStatus, verbose_name=_("status"))
    excluded_techniques = models.ManyToManyField(
        "benefits.TechniqueRow", blank=True, verbose_name=_("excluded techniques")
    )
    listed_conditions_only = models.BooleanField(
        _("listed conditions only"), default=False, help_text=_("Other conditions are not covered.")
    )
    stops_without_improvement = models.BooleanField(_("stops without improvement"), default=False)
    scope = models.TextField(_("scope"), max_length=2000, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    class Meta(Rule.Meta):
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")
        ordering = ("plan", "therapy", "purpose", "for_rich_benefits")
        constraints = (
            unique(
                *Benefit.KEY,
                name="benefit_once",
                message=_("This plan already says whether it covers that therapy."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.therapy_id} {self.get_status_display()}"


class GateRow(Rule):
    """One thing that coverage waits for."""

    RECORD = Gate
    _history_m2m_fields = ("counted_with",)

    kind = OneOf(GateKind, verbose_name=_("kind"))
    purpose = OneOf(Purpose, verbose_name=_("purpose"), blank=True)
    setting = OneOf(Setting, verbose_name=_("setting"), blank=True)
    requirement = OneOf(Requirement, verbose_name=_("requirement"))
    referrers = Several(Referral, verbose_name=_("who may refer"))
    tiers = Several(NetworkTier, verbose_name=_("network tiers"))
    network_name = models.CharField(_("network"), max_length=2000, blank=True)
    from_visit = models.PositiveSmallIntegerField(_("from visit"), null=True, blank=True)
    counted_with = models.ManyToManyField(
        "benefits.TherapyRow",
        blank=True,
        related_name="+",
        verbose_name=_("counted together with"),
        help_text=_("Therapies whose visits count toward that visit too."),
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)

    class Meta(Rule.Meta):
        verbose_name = _("gate")
        verbose_name_plural = _("gates")
        ordering = ("plan", "therapy", "kind")
        constraints = (
            unique(
                *Gate.KEY,
                name="gate_once",
                message=_("This plan already has that gate for that therapy."),
            ),
            check(
                "gate_from_visit",
                _("Visits count from 1."),
                models.Q(from_visit__isnull=True) | models.Q(from_visit__gte=1),
            ),
        )

    def __str__(self) -> str:
        case = (self.get_kind_display(), self.purpose, self.setting, "+".join(self.tiers))
        return f"{self.plan_id}: {self.therapy_id}, {', '.join(str(part) for part in case if part)}"


class ConditionRuleRow(Rule):
    """What a plan's record says of a therapy for one condition."""

    RECORD = ConditionRule

    condition = models.ForeignKey("benefits.ConditionRow", models.PROTECT, to_field="slug", verbose_name=_("condition"))
    outcome = OneOf(ConditionOutcome, verbose_name=_("outcome"))
    likelier_after_first_treatments = models.BooleanField(_("likelier after first treatments"), default=False)
    qualifier = models.TextField(_("qualifier"), max_length=2000, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("condition rule")
        verbose_name_plural = _("condition rules")
        ordering = ("plan", "therapy", "condition")
        constraints = (
            unique(
                *ConditionRule.KEY,
                name="condition_rule_once",
                message=_("This plan already has a rule for that therapy and condition."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.therapy_id} for {self.condition_id}"


class DisagreementRow(Row):
    """Two sources of the same rank that say different things, until somebody settles it."""

    RECORD = Disagreement

    plan = models.ForeignKey("benefits.PlanRow", models.CASCADE, to_field="slug", verbose_name=_("plan"))
    therapy = models.ForeignKey("benefits.TherapyRow", models.PROTECT, to_field="slug", verbose_name=_("therapy"))
    subject = OneOf(Subject, verbose_name=_("subject"))
    says = models.TextField(_("one source says"), max_length=2000, help_text=_("In plain words: members read it."))
    citation = models.ForeignKey("benefits.CitationRow", models.PROTECT, to_field="slug", verbose_name=_("citation"))
    other_says = models.TextField(_("the other says"), max_length=2000)
    other_citation = models.ForeignKey(
        "benefits.CitationRow",
        models.PROTECT,
        to_field="slug",
        related_name="+",
        verbose_name=_("citation of the other"),
    )

    class Meta(Row.Meta):
        verbose_name = _("open disagreement")
        verbose_name_plural = _("open disagreements")
        ordering = ("plan", "therapy", "subject")
        constraints = (
            unique(
                *Disagreement.KEY,
                name="disagreement_once",
                message=_("This disagreement is already on file."),
            ),
            check(
                "disagreement_two_sources",
                _("Name the place in the other source."),
                ~models.Q(citation=models.F("other_citation")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.therapy_id}, {self.get_subject_display()}"
