"""How days, numbers, lists and names are said within a sentence."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from benefits.coverage.catalog import Catalog
from benefits.coverage.vocabulary import Certainty
from benefits.words.answers import CERTAINTY, SPEAKER


def day_in_words(day: date) -> str:
    """A day as members read it: “Nov. 21, 2026”."""
    return date_format(day, "DATE_FORMAT")


def dollars(amount: Decimal) -> str:
    """Dollars as members read them, with cents only where there are some: “$20”, “$12.50”, “$1,250”."""
    return f"${amount:,.0f}" if amount == int(amount) else f"${amount:,.2f}"


def percent(share: Decimal) -> str:
    """A percentage as members read it: “10%”, “12.5%”."""
    return f"{share.normalize():f}%"


def in_a_sentence(name: str) -> str:
    """A name as it stands within a sentence: “physical therapy”."""
    return name[:1].lower() + name[1:]


def at_the_beginning(name: str) -> str:
    """A name as it begins a sentence: “Physical therapy”."""
    return name[:1].upper() + name[1:]


def hedge_before(certainty: Certainty | None) -> str:
    """“typically ”, to stand before what is hedged; nothing where the source does not hedge."""
    return f"{CERTAINTY[certainty]} " if certainty else ""


def hedge_after(certainty: Certainty | None) -> str:
    """“ typically”, to stand after a verb; nothing where the source does not hedge."""
    return f" {CERTAINTY[certainty]}" if certainty else ""


def therapy(catalog: Catalog, slug: str) -> str:
    """The therapy's name within a sentence."""
    return in_a_sentence(_(catalog.therapy_by_slug[slug].name))


def therapies(catalog: Catalog, slugs: Sequence[str]) -> str:
    """Therapies as a list within a sentence, each by its full name."""
    return listed([therapy(catalog, slug) for slug in slugs])


def listed(parts: Sequence[str]) -> str:
    """Parts of a sentence as a list: “a”, “a and b”, “a, b and c”."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def speaker(catalog: Catalog, citation: str) -> str:
    """Who says what is cited: the plan's document, the general guide and so on.

    An empty citation is the member's own papers.
    """
    if not citation:
        return _("Your own papers")
    return str(SPEAKER[catalog.source_by_slug[catalog.citation_by_slug[citation].source].basis])


def sentence(text: str) -> str:
    """The text as a sentence, with a capital letter and a full stop; nothing where the text is empty."""
    text = at_the_beginning(text.strip())
    is_ended = not text or text[-1] in ".!?"
    return text if is_ended else f"{text}."
