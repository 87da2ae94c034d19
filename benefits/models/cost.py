"""What a visit costs."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benefits.coverage.records import CostTier
from benefits.coverage.vocabulary import (
    CostKind,
    CostUnit,
    DeductibleRule,
    NetworkTier,
    Purpose,
    Setting,
)
from benefits.models.columns import Dollars, OneOf
from benefits.models.row import Rule, check, ordered, unique


class CostTierRow(Rule):
    """What one visit costs at a network tier, in a phase of the deductible, for a run of visits."""

    RECORD = CostTier
    _history_m2m_fields = ("counted_with",)

    purpose = OneOf(Purpose, verbose_name=_("purpose"), blank=True)
    setting = OneOf(Setting, verbose_name=_("setting"), blank=True)
    tier = OneOf(NetworkTier, verbose_name=_("network tier"), default=NetworkTier.KAISER.value)
    deductible = OneOf(DeductibleRule, verbose_name=_("deductible"))
    from_visit = models.PositiveSmallIntegerField(_("from visit"), default=1)
    to_visit = models.PositiveSmallIntegerField(_("to visit"), null=True, blank=True)
    counted_with = models.ManyToManyField(
        "benefits.TherapyRow",
        blank=True,
        related_name="+",
        verbose_name=_("counted together with"),
        help_text=_("Therapies whose visits count toward that visit too."),
    )
    kind = OneOf(CostKind, verbose_name=_("kind"))
    low = Dollars(verbose_name=_("from, in dollars"), null=True, blank=True)
    high = Dollars(
        verbose_name=_("to, in dollars"),
        null=True,
        blank=True,
        help_text=_("The same figure twice when it is one price."),
    )
    percent = models.DecimalField(
        _("percent"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    per = OneOf(CostUnit, verbose_name=_("per"), default=CostUnit.VISIT.value)
    cap = Dollars(verbose_name=_("at most, in dollars"), null=True, blank=True)
    counts_to_out_of_pocket = models.BooleanField(_("counts toward the out-of-pocket limit"), null=True, blank=True)
    of_allowed_amount = models.BooleanField(_("percent of the allowed amount"), default=False)
    balance_billing = models.BooleanField(_("balance billing is possible"), default=False)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    class Meta(Rule.Meta):
        verbose_name = _("cost tier")
        verbose_name_plural = _("cost tiers")
        ordering = ("plan", "therapy", "tier", "deductible", "from_visit")
        constraints = (
            unique(
                *CostTier.KEY,
                name="cost_tier_once",
                message=_("This plan already has a price for that case."),
            ),
            ordered("low", "high", "cost_tier_ordered"),
            ordered("from_visit", "to_visit", "cost_tier_visits_ordered"),
            check(
                "cost_tier_copayment_has_amount",
                _("A copayment needs both ends of its amount, and only a copayment has one."),
                Q(kind=CostKind.COPAYMENT.value, low__isnull=False, high__isnull=False)
                | (~Q(kind=CostKind.COPAYMENT.value) & Q(low__isnull=True, high__isnull=True)),
            ),
            check(
                "cost_tier_coinsurance_has_percent",
                _("Coinsurance needs a percent from 0 to 100, and only coinsurance has one."),
                Q(
                    kind=CostKind.COINSURANCE.value,
                    percent__isnull=False,
                    percent__gte=0,
                    percent__lte=100,
                )
                | (~Q(kind=CostKind.COINSURANCE.value) & Q(percent__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        visits = f"{self.from_visit}-{self.to_visit or ''}" if (self.from_visit, self.to_visit) != (1, None) else ""
        case = (self.get_tier_display(), self.get_deductible_display(), self.purpose, self.setting, visits)
        return f"{self.plan_id}: {self.therapy_id}, {', '.join(str(part) for part in case if part)}"
