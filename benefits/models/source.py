"""Where statements come from: documents, and places in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from benefits.coverage.records import Citation, Source
from benefits.coverage.vocabulary import Basis, CitedWords, SourceKind
from benefits.models.columns import OneOf
from benefits.models.row import Row, check


class SourceRow(Row):
    """A document or page."""

    RECORD = Source

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=2000)
    kind = OneOf(SourceKind, verbose_name=_("kind"))
    basis = OneOf(
        Basis,
        verbose_name=_("basis"),
        help_text=_("What a statement stands on when it cites this source."),
    )
    publisher = models.CharField(_("publisher"), max_length=2000, blank=True)
    url = models.CharField(_("address"), max_length=2000, blank=True)
    year = models.CharField(_("year"), max_length=2000, blank=True)
    reliability = models.PositiveSmallIntegerField(
        _("reliability"),
        help_text=_("1 official, 2 a real plan document seen elsewhere, 3 secondary, 4 not looked up."),
    )
    retrieved_on = models.DateField(_("retrieved on"))
    review_by = models.DateField(_("review by"), null=True, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("slug",)
        constraints = (
            check(
                "source_reliability",
                _("Reliability is from 1 to 4."),
                models.Q(reliability__range=(1, 4)),
            ),
        )

    def __str__(self) -> str:
        return self.title


class CitationRow(Row):
    """A place in a source, with a short phrase to recognise it by."""

    RECORD = Citation

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    source = models.ForeignKey(SourceRow, models.PROTECT, to_field="slug", verbose_name=_("source"))
    locator = models.CharField(_("place"), max_length=2000, help_text=_("Page, line or section."))
    quote = models.TextField(_("quote"), max_length=2000, help_text=_("A short phrase of the source."))
    words = OneOf(CitedWords, verbose_name=_("words"), default=CitedWords.QUOTED.value)
    checked_on = models.DateField(_("checked on"))
    to_confirm = models.BooleanField(
        _("to confirm"),
        default=False,
        help_text=_("Carried over to another plan year, and not yet looked up in its document."),
    )

    class Meta(Row.Meta):
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ("slug",)

    def __str__(self) -> str:
        return f"{self.slug} ({self.locator})"
