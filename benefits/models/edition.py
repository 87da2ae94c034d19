"""What was published: catalogs, each with a number and a hash, which are never changed."""

import zlib
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benefits.models.row import check


class Unchangeable(TypeError):
    """Somebody tried to change or delete an edition, which stays as it was published."""


class EditionRows(models.QuerySet["Edition"]):
    """A query of editions, with which none can be changed or deleted."""

    def update(self, **_columns: Any) -> NoReturn:
        """Raises Unchangeable."""
        raise Unchangeable("An edition is never changed: publish another one.")

    def delete(self) -> NoReturn:
        """Raises Unchangeable."""
        raise Unchangeable("An edition is never deleted.")


class Edition(models.Model):
    """One published catalog. The one with the highest number is in force.

    `packed` is the JSON of the catalog, compressed; `sha256` is the hash of that JSON before it is compressed.
    """

    number = models.PositiveIntegerField(_("number"), unique=True)
    sha256 = models.CharField(_("hash"), max_length=64)
    packed = models.BinaryField(_("catalog"))
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("published by"),
    )
    reason = models.CharField(_("reason"), max_length=2000, blank=True)
    again = models.ForeignKey(
        "self",
        models.PROTECT,
        to_field="number",
        null=True,
        blank=True,
        verbose_name=_("publishes again"),
        help_text=_("The earlier edition that this one went back to."),
    )

    objects = EditionRows.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("-number",)
        constraints = (
            check("edition_number", _("Editions are numbered from 1."), Q(number__gte=1)),
            check(
                "edition_again_earlier",
                _("Only an earlier edition can be published again."),
                Q(again__isnull=True) | Q(again__lt=models.F("number")),
            ),
        )

    def __str__(self) -> str:
        return _("Edition %(number)s") % {"number": self.number}

    def save(self, *arguments: Any, **options: Any) -> None:
        """Store a new edition. Raises Unchangeable for one that is stored already."""
        if not self._state.adding:
            raise Unchangeable("An edition is never changed: publish another one.")
        super().save(*arguments, **{**options, "force_insert": True})

    def delete(self, *_arguments: Any, **_options: Any) -> NoReturn:
        """Raises Unchangeable."""
        raise Unchangeable("An edition is never deleted.")

    @property
    def catalog_json(self) -> bytes:
        """The catalog in the very bytes that were published, which `sha256` is the hash of."""
        return zlib.decompress(self.packed)
