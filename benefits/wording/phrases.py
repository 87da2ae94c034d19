"""How days, numbers, lists and names are said within a sentence."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from benefits.coverage.catalog import Catalog
from benefits.words.answers import SPEAKER


def day_in_words(day: date) -> str:
    """Nov. 21, 2026."""
    return date_format(day, "DATE_FORMAT")


def dollars(amount: Decimal) -> str:
    """$20, $12.50, $1,250."""
    return f"${amount:,.0f}" if amount == int(amount) else f"${amount:,.2f}"


def percent(share: Decimal) -> str:
    """10%, 12.5%."""
    return f"{share.normalize():f}%"


def therapy(catalog: Catalog, slug: str) -> str:
    """The therapy's name within a sentence."""
    name = _(catalog.therapy_by_slug[slug].name)
    return name[:1].lower() + name[1:]


def therapies(catalog: Catalog, slugs: Sequence[str]) -> str:
    """Therapies as a list in a sentence: “physical, occupational and speech therapy” needs no clever joining.

    Names in full.
    """
    return listed([therapy(catalog, slug) for slug in slugs])


def listed(parts: Sequence[str]) -> str:
    """a; a and b; a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def speaker(catalog: Catalog, citation: str) -> str:
    """Who says so: the plan's document, the general guide …; the member, where there is no citation."""
    if not citation:
        return _("Your own papers")
    return str(SPEAKER[catalog.source_by_slug[catalog.citation_by_slug[citation].source].basis])


def sentence(text: str) -> str:
    """With a capital first letter and a full stop."""
    text = text.strip()
    return text if not text else text[:1].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")
