"""What is worked out once from a catalog, by functions that the catalog itself does not know."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from benefits.coverage.catalog import Catalog

Found = TypeVar("Found")


def once_a_catalog(work: Callable[[Catalog], Found]) -> Callable[[Catalog], Found]:
    """The function, worked out once for each catalog and forgotten together with it.

    A catalog never changes, so that what follows from it holds as long as it is there. A function of a catalog and
    something more fills a dictionary that a function marked so hands out.
    """
    place = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def found(catalog: Catalog) -> Found:
        held = vars(catalog)
        if place not in held:
            held[place] = work(catalog)
        known: Found = held[place]
        return known

    return found
