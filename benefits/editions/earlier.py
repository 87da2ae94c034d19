"""An edition by its name: the one in force, the draft, or an earlier one by its number."""

from functools import lru_cache
from typing import Final

from benefits.editions.drafting import draft_in_memory
from benefits.editions.opening import opened
from benefits.editions.serving import InForce, in_force
from benefits.models import Edition

IN_FORCE: Final = "in-force"
DRAFT: Final = "draft"


class NoSuchEdition(LookupError):
    """Nothing was published under that number."""


def named(name: str) -> InForce:
    """The edition of that name: `in-force`, `draft`, or a number.

    Raises NoSuchEdition for any other name, NothingPublished where none is in force, Refused for a draft that makes no
    sense, and CannotOpen for an edition that a later release published.
    """
    match name:
        case "in-force":
            return in_force()
        case "draft":
            return draft_in_memory()
        case _:
            return _numbered(name)


def _numbered(name: str) -> InForce:
    if not (name.isascii() and name.isdigit() and len(name) < 10):
        raise NoSuchEdition(name)
    number = int(name)
    sha256 = Edition.objects.filter(number=number).values_list("sha256", flat=True).first()
    if sha256 is None:
        raise NoSuchEdition(name)
    return _opened(number, sha256)


@lru_cache(maxsize=4)
def _opened(number: int, sha256: str) -> InForce:
    """The edition with its catalog. Editions never change, so that the last few are kept opened."""
    edition = Edition.objects.get(number=number)
    return InForce(
        number=number, sha256=sha256, published_at=edition.published_at, catalog=opened(edition.catalog_json)
    )


def numbers() -> list[int]:
    """The numbers of all editions, newest first."""
    return list(Edition.objects.order_by("-number").values_list("number", flat=True))
