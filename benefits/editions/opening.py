"""Opening a catalog that was stored, as an edition or as what a review froze."""

from benefits.coverage.catalog import Catalog, from_json
from benefits.coverage.vocabulary import Refused


class CannotOpen(Refused):
    """A stored catalog that this release cannot read: most likely a later one wrote it. Nothing is wrong with it."""


def opened(data: bytes) -> Catalog:
    """The catalog that was stored. Raises CannotOpen, which names what is not known here."""
    try:
        return from_json(data)
    except Refused as problem:
        raise CannotOpen(problem.field, problem.why, **problem.parts) from problem
