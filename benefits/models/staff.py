"""What staff keep: cases that hold a publication to its word, exports under way, and what was counted as missing."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benefits.coverage.vocabulary import Status
from benefits.models.columns import OneOf
from benefits.models.job import Job
from benefits.models.row import check


class KeptCase(models.Model):
    """Facts without a person, and what the answer must be. A figure that is left out is not checked."""

    facts = models.JSONField(_("facts"))
    status = OneOf(Status, verbose_name=_("expected answer"))
    cost_low = models.DecimalField(_("price from"), max_digits=9, decimal_places=2, null=True, blank=True)
    cost_high = models.DecimalField(_("price to"), max_digits=9, decimal_places=2, null=True, blank=True)
    cost_percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2, null=True, blank=True)
    after_deductible_low = models.DecimalField(
        _("price after the deductible from"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    after_deductible_high = models.DecimalField(
        _("price after the deductible to"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    after_deductible_percent = models.DecimalField(
        _("percent after the deductible"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    limit_low = models.PositiveIntegerField(_("limit from"), null=True, blank=True)
    limit_high = models.PositiveIntegerField(_("limit to"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=500)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("kept by")
    )
    kept_at = models.DateTimeField(_("kept at"), auto_now_add=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("retired by")
    )
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)
    retired_reason = models.CharField(_("reason for retiring"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("kept case")
        verbose_name_plural = _("kept cases")
        ordering = ("-pk",)
        permissions = (
            ("view_summaries", "Can see and download summaries"),
            ("view_draft", "Can see summaries of the draft"),
            ("look_up_answers", "Can look up an answer for a caller"),
            ("retire_keptcase", "Can retire a kept case"),
        )
        constraints = (
            check(
                "keptcase_retired_with_a_reason",
                _("Say why the case is retired."),
                Q(retired_at__isnull=True) | ~Q(retired_reason=""),
            ),
        )

    def __str__(self) -> str:
        return _("Case %(number)s") % {"number": self.pk}


class Export(models.Model):
    """One long export: what was asked for. Its job says how many rows are done."""

    job = models.OneToOneField(Job, models.CASCADE, primary_key=True, verbose_name=_("job"))
    form = models.CharField(_("format"), max_length=8)
    edition = models.CharField(_("edition"), max_length=20)
    sha256 = models.CharField(_("hash"), max_length=64)
    filters = models.TextField(_("filters"))
    file_name = models.CharField(_("name of the file"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")

    def __str__(self) -> str:
        return f"{self.form} {self.job.done}/{self.job.total}"


class MissingCount(models.Model):
    """What is missing in an edition, counted plan by plan. Its job says how many plans are counted."""

    job = models.OneToOneField(Job, models.CASCADE, primary_key=True, verbose_name=_("job"))
    sha256 = models.CharField(_("hash of the edition"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("count of what is missing")
        verbose_name_plural = _("counts of what is missing")

    def __str__(self) -> str:
        return self.sha256[:12]


class CountedPlan(models.Model):
    """What is missing for one plan of an edition: for each therapy its situations, and how many want which field."""

    count = models.ForeignKey(MissingCount, models.CASCADE, related_name="plans", verbose_name=_("count"))
    plan = models.CharField(_("plan"), max_length=100)
    wanting = models.JSONField(_("what is wanting"))
    counted_at = models.DateTimeField(_("counted at"), auto_now_add=True)

    class Meta:
        verbose_name = _("counted plan")
        verbose_name_plural = _("counted plans")
        ordering = ("plan",)
        constraints = (models.UniqueConstraint(fields=("count", "plan"), name="countedplan_once_for_a_count"),)

    def __str__(self) -> str:
        return self.plan
