"""Plans, their amounts, their types and regions."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from benefits.coverage.records import Plan, PlanAmount, PlanType, Region
from benefits.coverage.vocabulary import AmountKind, FamilyRule, LimitPeriod, NetworkTier, PlanKind
from benefits.models.columns import Dollars, OneOf, Several
from benefits.models.row import Row, check, ordered, refuse_circle, unique


class RegionRow(Row):
    """A Kaiser regional health plan."""

    RECORD = Region

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=2000)
    part_of = models.ForeignKey(
        "self", models.PROTECT, to_field="slug", null=True, blank=True, verbose_name=_("part of")
    )
    legal_entity = models.CharField(_("legal entity"), max_length=2000, blank=True)
    states = Several(verbose_name=_("states"), help_text=_("One a line."))
    time_zone = models.CharField(
        _("time zone"),
        max_length=2000,
        default="America/Los_Angeles",
        help_text=_("Its midnight starts the region's days."),
    )
    member_services_phone = models.CharField(_("member services, phone"), max_length=2000, blank=True)
    tty = models.CharField(_("TTY"), max_length=2000, blank=True, default="711")
    portal_url = models.CharField(_("member portal, address"), max_length=2000, blank=True)
    regulator_name = models.CharField(_("regulator"), max_length=2000, blank=True)
    regulator_phone = models.CharField(_("regulator, phone"), max_length=2000, blank=True)
    guide = models.ForeignKey(
        "benefits.PlanRow",
        models.PROTECT,
        to_field="slug",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("regional guide"),
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    citation = models.ForeignKey(
        "benefits.CitationRow",
        models.PROTECT,
        to_field="slug",
        null=True,
        blank=True,
        verbose_name=_("citation"),
    )

    class Meta(Row.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ("slug",)
        constraints = (ordered("starts_on", "ends_on", "region_dates_ordered"),)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raises ValidationError, at the field, when the region makes no sense or is part of itself."""
        super().clean()
        refuse_circle(self, "part_of", _("That region is part of this one."))


class PlanTypeRow(Row):
    """A kind of plan as a member knows it."""

    RECORD = PlanType

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=2000)
    hint = models.CharField(_("hint"), max_length=2000, blank=True)
    position = models.IntegerField(_("position"), default=0)

    class Meta(Row.Meta):
        verbose_name = _("plan type")
        verbose_name_plural = _("plan types")
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.name


class PlanRow(Row):
    """A marketed plan in one variant for one plan year, or a general guide."""

    RECORD = Plan

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=2000)
    kind = OneOf(PlanKind, verbose_name=_("kind"))
    plan_type = models.ForeignKey(
        PlanTypeRow,
        models.PROTECT,
        to_field="slug",
        null=True,
        blank=True,
        verbose_name=_("plan type"),
    )
    region = models.ForeignKey(
        RegionRow, models.PROTECT, to_field="slug", null=True, blank=True, verbose_name=_("region")
    )
    based_on = models.ForeignKey(
        "self",
        models.PROTECT,
        to_field="slug",
        null=True,
        blank=True,
        verbose_name=_("based on"),
        help_text=_("Where this record is silent, that one is asked."),
    )
    market = models.CharField(_("market"), max_length=2000, blank=True)
    metal_level = models.CharField(_("metal level"), max_length=2000, blank=True)
    employer = models.CharField(_("employer"), max_length=2000, blank=True)
    hios_id = models.CharField(_("HIOS id"), max_length=2000, blank=True)
    hsa_eligible = models.BooleanField(_("HSA-eligible"), null=True, blank=True)
    out_of_network_benefits = models.BooleanField(_("has out-of-network benefits"), null=True, blank=True)
    rich_benefits = models.BooleanField(_("has rich benefits"), default=False)
    effective_from = models.DateField(_("effective from"), null=True, blank=True)
    effective_to = models.DateField(_("effective to"), null=True, blank=True)
    accumulation = OneOf(LimitPeriod, verbose_name=_("accumulation"), blank=True)
    accumulation_starts = models.CharField(
        _("accumulation starts"),
        max_length=2000,
        blank=True,
        help_text=_("Month and day, such as 01-01."),
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)
    citation = models.ForeignKey(
        "benefits.CitationRow",
        models.PROTECT,
        to_field="slug",
        null=True,
        blank=True,
        verbose_name=_("citation"),
    )

    class Meta(Row.Meta):
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ("slug",)
        constraints = (
            ordered("effective_from", "effective_to", "plan_dates_ordered"),
            check(
                "plan_guide_has_no_dates",
                _("A general guide has no dates of its own."),
                ~Q(kind=PlanKind.GUIDE.value) | Q(effective_from__isnull=True, effective_to__isnull=True),
            ),
            check(
                "plan_has_a_type",
                _("A plan needs a plan type."),
                ~Q(kind=PlanKind.PLAN.value) | Q(plan_type__isnull=False),
            ),
            check(
                "plan_not_based_on_itself",
                _("A plan cannot be based on itself."),
                Q(based_on__isnull=True) | ~Q(based_on=F("slug")),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raises ValidationError, at the field, when the plan makes no sense.

        Nor may its chain lead back to it, or its dates overlap those of the same plan and variant.
        """
        super().clean()
        refuse_circle(self, "based_on", _("That plan is based on this one: the chain leads back to itself."))
        self._refuse_overlap()

    def _refuse_overlap(self) -> None:
        if not self.hios_id or self.kind != PlanKind.PLAN.value:
            return
        same = PlanRow.objects.filter(hios_id=self.hios_id, kind=self.kind).exclude(pk=self.pk)
        if self.effective_to is not None:
            same = same.filter(Q(effective_from__isnull=True) | Q(effective_from__lte=self.effective_to))
        if self.effective_from is not None:
            same = same.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=self.effective_from))
        if other := same.first():
            told = _("These dates overlap those of “%(plan)s”, the same plan and variant.") % {"plan": other}
            raise ValidationError({"effective_from": told})


class PlanAmountRow(Row):
    """A deductible or an out-of-pocket limit of a plan."""

    RECORD = PlanAmount

    plan = models.ForeignKey(PlanRow, models.CASCADE, to_field="slug", verbose_name=_("plan"))
    kind = OneOf(AmountKind, verbose_name=_("kind"))
    tier = OneOf(NetworkTier, verbose_name=_("network tier"), default=NetworkTier.KAISER.value)
    self_only = Dollars(verbose_name=_("self-only"), null=True, blank=True)
    family = Dollars(verbose_name=_("family"), null=True, blank=True)
    family_rule = OneOf(
        FamilyRule,
        verbose_name=_("how a family's amount counts"),
        blank=True,
        help_text=_("Leave it empty where the document does not say."),
    )
    citation = models.ForeignKey("benefits.CitationRow", models.PROTECT, to_field="slug", verbose_name=_("citation"))

    class Meta(Row.Meta):
        verbose_name = _("plan amount")
        verbose_name_plural = _("plan amounts")
        ordering = ("plan", "kind", "tier")
        constraints = (
            unique(
                *PlanAmount.KEY,
                name="plan_amount_once",
                message=_("This plan already has that amount at that tier."),
            ),
            ordered("self_only", "family", "plan_amount_ordered"),
            check(
                "plan_amount_given",
                _("Give at least one amount."),
                Q(self_only__isnull=False) | Q(family__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.get_kind_display()}"
