"""Imports under way: a file that somebody brought, and what each of its records would do to the draft."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benefits.models.job import Job
from benefits.models.row import check


class Verdict(models.TextChoices):
    """What a record of a file would do to the draft."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    UNCHANGED = "unchanged", _("unchanged")
    REFUSED = "refused", _("refused")
    REVIEW = "review", _("to review")
    UNMAPPED = "unmapped", _("unmapped")


class RowDecision(models.TextChoices):
    """What somebody decided about a row that went to review."""

    OPEN = "", _("open")
    ACCEPTED = "accepted", _("accepted")
    CORRECTED = "corrected", _("corrected")
    REJECTED = "rejected", _("rejected")


class ImportBatch(models.Model):
    """A file that somebody brought, on its way into the draft. Its job says how far it is.

    `reader` is the name of what reads its kind of file, and `options` are what that reader was told, with its count of
    what it has read so far.
    """

    job = models.OneToOneField(Job, models.CASCADE, primary_key=True, verbose_name=_("job"))
    reader = models.CharField(_("kind"), max_length=20)
    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(_("hash of the file"), max_length=64)
    options = models.JSONField(_("options"), default=dict, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    # No longer than the reason that a history entry can hold.
    reason = models.CharField(_("reason"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-job__made_at",)
        constraints = (
            check(
                "importbatch_confirmed_with_a_reason",
                _("Say why it goes into the draft."),
                Q(confirmed_at__isnull=True) | ~Q(reason=""),
            ),
        )

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One record of a file, or one row of a filing: where it is, and what it would do to the draft.

    `before` and `after` are lists of `[table, plain values of the record]`; confirming writes what `after` says. `why`
    lists the reasons why somebody must look at it. `verbatim` is a filed row as it was printed, None where nothing was.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows", verbose_name=_("import"))
    position = models.PositiveIntegerField(_("position"))
    place = models.CharField(_("place"), max_length=300)
    table = models.CharField(_("table"), max_length=40, blank=True)
    record = models.CharField(_("record"), max_length=600, blank=True)
    plan = models.CharField(_("plan"), max_length=80, blank=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    before = models.JSONField(_("before"), default=list, blank=True)
    after = models.JSONField(_("after"), default=list, blank=True)
    why = models.JSONField(_("why"), default=list, blank=True)
    verbatim = models.JSONField(_("as filed"), null=True, blank=True)
    row_sha256 = models.CharField(_("hash of the row"), max_length=64, blank=True)
    decision = models.CharField(_("decision"), max_length=10, choices=RowDecision, default=RowDecision.OPEN, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ("batch", "position")
        constraints = (models.UniqueConstraint(fields=("batch", "position"), name="importrow_once"),)
        indexes = (
            models.Index(fields=("batch", "verdict", "position"), name="importrow_by_verdict"),
            models.Index(fields=("batch", "plan", "position"), name="importrow_by_plan"),
        )

    def __str__(self) -> str:
        return self.place
