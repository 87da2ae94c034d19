"""Therapies, ways of giving them, and conditions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from benefits.coverage.records import Condition, Technique, Therapy
from benefits.models.columns import Several
from benefits.models.row import Row, refuse_circle


class TherapyRow(Row):
    """A kind of care that a member picks."""

    RECORD = Therapy

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=2000)
    plain_name = models.CharField(_("plain name"), max_length=2000, blank=True)
    hint = models.CharField(_("hint"), max_length=2000, blank=True)
    group = models.CharField(_("group"), max_length=2000, blank=True)
    position = models.IntegerField(_("position"), default=0)
    needs_license = models.BooleanField(_("needs a license"), default=False)
    x12_code = models.CharField(_("X12 code"), max_length=2000, blank=True)
    cpt_codes = Several(verbose_name=_("CPT codes"), help_text=_("One a line."))
    aliases = Several(verbose_name=_("other names"), help_text=_("One a line."))

    class Meta(Row.Meta):
        verbose_name = _("therapy")
        verbose_name_plural = _("therapies")
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.name


class TechniqueRow(Row):
    """A way of giving a therapy that some plans leave out."""

    RECORD = Technique

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    therapy = models.ForeignKey(TherapyRow, models.PROTECT, to_field="slug", verbose_name=_("therapy"))
    name = models.CharField(_("name"), max_length=2000)

    class Meta(Row.Meta):
        verbose_name = _("technique")
        verbose_name_plural = _("techniques")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name


class ConditionRow(Row):
    """Why care is wanted, in a member's words."""

    RECORD = Condition

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=2000)
    hint = models.CharField(_("hint"), max_length=2000, blank=True)
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        to_field="slug",
        null=True,
        blank=True,
        verbose_name=_("part of"),
        help_text=_("What a plan says of that condition also holds for this one."),
    )
    is_diagnosis = models.BooleanField(_("is a diagnosis"), default=True)
    position = models.IntegerField(_("position"), default=0)

    class Meta(Row.Meta):
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raises ValidationError, at the field, when the condition makes no sense or is part of itself."""
        super().clean()
        refuse_circle(self, "part_of", _("That condition is part of this one."))
