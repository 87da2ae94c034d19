"""What members read: pieces of guide text, and how a therapy is offered in a region."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benefits.coverage.records import Content, Delivery
from benefits.coverage.vocabulary import (
    Certainty,
    ContentKind,
    DeliveryMode,
    GateKind,
    Stage,
    Status,
)
from benefits.models.columns import Facts, OneOf, Several
from benefits.models.row import Row, check, unique


class DeliveryRow(Row):
    """How a therapy is offered in a region."""

    RECORD = Delivery

    region = models.ForeignKey(
        "benefits.RegionRow",
        models.PROTECT,
        to_field="slug",
        null=True,
        blank=True,
        verbose_name=_("region"),
        help_text=_("None: what the general guide says of all regions."),
    )
    therapy = models.ForeignKey("benefits.TherapyRow", models.PROTECT, to_field="slug", verbose_name=_("therapy"))
    mode = OneOf(DeliveryMode, verbose_name=_("mode"))
    certainty = OneOf(
        Certainty,
        verbose_name=_("certainty"),
        blank=True,
        help_text=_("The source's own hedge, when it hedges."),
    )
    network_name = models.CharField(_("network"), max_length=2000, blank=True)
    partial = models.BooleanField(_("in part only"), default=False)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    citation = models.ForeignKey("benefits.CitationRow", models.PROTECT, to_field="slug", verbose_name=_("citation"))

    class Meta(Row.Meta):
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ("region", "therapy", "mode")
        constraints = (
            unique(*Delivery.KEY, name="delivery_once", message=_("This region already has that mode.")),
            # Two empty regions are not equal to a database.
            unique(
                "therapy",
                "mode",
                name="delivery_anywhere_once",
                message=_("All regions already have that mode."),
                condition=Q(region__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.region_id or '*'}: {self.therapy_id} {self.get_mode_display()}"


class ContentRow(Row):
    """A piece of guide text, and where it belongs."""

    RECORD = Content
    _history_m2m_fields = ("therapies", "plans", "plan_types", "regions")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = OneOf(ContentKind, verbose_name=_("kind"))
    title = models.CharField(_("title"), max_length=2000, blank=True)
    text = models.TextField(_("text"), max_length=2000)
    stage = OneOf(Stage, verbose_name=_("stage"), blank=True)
    position = models.IntegerField(_("position"), default=0)
    therapies = models.ManyToManyField("benefits.TherapyRow", blank=True, verbose_name=_("therapies"))
    plans = models.ManyToManyField("benefits.PlanRow", blank=True, verbose_name=_("plans"))
    plan_types = models.ManyToManyField("benefits.PlanTypeRow", blank=True, verbose_name=_("plan types"))
    regions = models.ManyToManyField("benefits.RegionRow", blank=True, verbose_name=_("regions"))
    modes = Several(DeliveryMode, verbose_name=_("modes"))
    statuses = Several(Status, verbose_name=_("statuses"))
    when = Facts(
        verbose_name=_("when"),
        default=list,
        blank=True,
        help_text=_("One fact a line, all must hold: “network: outside, contracted”."),
    )
    gate = OneOf(
        GateKind,
        verbose_name=_("gate"),
        blank=True,
        help_text=_("Shown only while this gate is open."),
    )
    topic = models.ForeignKey(
        "benefits.TherapyRow",
        models.PROTECT,
        to_field="slug",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("topic"),
        help_text=_("The therapy that an alternative points to."),
    )
    percent_off = models.PositiveSmallIntegerField(_("percent off"), null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=2000, blank=True)
    url = models.CharField(_("address"), max_length=2000, blank=True)
    citation = models.ForeignKey("benefits.CitationRow", models.PROTECT, to_field="slug", verbose_name=_("citation"))

    class Meta(Row.Meta):
        verbose_name = _("content")
        verbose_name_plural = _("contents")
        ordering = ("kind", "position", "slug")
        constraints = (
            check(
                "content_percent_off",
                _("Must be from 1 to 100."),
                Q(percent_off__isnull=True) | Q(percent_off__range=(1, 100)),
            ),
        )

    def __str__(self) -> str:
        return self.title or self.slug
