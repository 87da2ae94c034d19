"""A review: what publishing a catalog would change for members, worked out piece by piece."""

import zlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from benefits.models.job import Job


class FindingKind(models.TextChoices):
    """What kind of thing a review found. The first three bar publication; changed answers are for people to judge."""

    GAP = "gap", _("gap")
    LAW = "law", _("broken law")
    CASE = "case", _("broken case")
    CHANGE = "change", _("changed answers")


class Review(models.Model):
    """A catalog as it was when its review began, and how far the comparison with the edition in force has come.

    Its job counts the pairs of plan and therapy that are compared. `offset` is how many situations of the next pair are
    compared already. `base` is the number of the edition that it is compared with, 0 where there was none; `again` is
    the earlier edition that it would go back to.
    """

    job = models.OneToOneField(Job, models.CASCADE, primary_key=True, verbose_name=_("job"))
    base = models.PositiveIntegerField(_("compared with edition"))
    again = models.ForeignKey(
        "benefits.Edition",
        models.PROTECT,
        to_field="number",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("goes back to"),
    )
    sha256 = models.CharField(_("hash"), max_length=64)
    packed = models.BinaryField(_("catalog"))
    stamp = models.CharField(_("state of the draft"), max_length=64, blank=True)
    offset = models.PositiveIntegerField(_("situations done of the next"), default=0)
    asked = models.PositiveIntegerField(_("situations compared"), default=0)
    changed = models.PositiveIntegerField(_("answers that change"), default=0)
    reason = models.CharField(_("reason"), max_length=2000, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    published = models.ForeignKey(
        "benefits.Edition", models.PROTECT, null=True, related_name="+", verbose_name=_("published as")
    )

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ("-job__made_at",)
        permissions = (
            ("publish_edition", "Can publish and roll back"),
            ("review_draft", "Can review what the draft would change"),
        )

    def __str__(self) -> str:
        return _("Review of %(day)s") % {"day": self.job.made_at.date().isoformat()}

    @property
    def catalog_json(self) -> bytes:
        """The catalog that is reviewed, and would be published."""
        return zlib.decompress(self.packed)


class Finding(models.Model):
    """One thing that a review found: what it is, how many answers it concerns, and one situation to see it by.

    `what` is a gap, the name of a law, a broken case, or what differs, as JSON. Two findings of one kind and `digest`
    are one. Those of lower `rank` come first. `example` holds the facts of the situation, None for a gap.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="findings", verbose_name=_("review"))
    kind = models.CharField(_("kind"), max_length=10, choices=FindingKind)
    plan = models.CharField(_("plan"), max_length=80, blank=True)
    therapy = models.CharField(_("therapy"), max_length=80, blank=True)
    what = models.JSONField(_("what"))
    digest = models.CharField(_("identity"), max_length=64)
    count = models.PositiveIntegerField(_("answers"), default=1)
    example = models.JSONField(_("example"), null=True)
    rank = models.PositiveIntegerField(_("rank"), default=0)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ("kind", "rank", "-count", "plan", "therapy", "digest")
        constraints = (models.UniqueConstraint(fields=("review", "kind", "digest"), name="finding_once"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.plan} {self.therapy}".rstrip()
