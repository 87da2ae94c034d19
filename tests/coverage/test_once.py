"""What follows from a catalog is worked out once, and goes with it."""

from msgspec.structs import replace

from benefits.coverage.catalog import Catalog, to_json
from benefits.coverage.once import once_a_catalog
from tests import whole


def test_it_is_worked_out_once_for_each_catalog() -> None:
    asked: list[Catalog] = []

    @once_a_catalog
    def plans(catalog: Catalog) -> int:
        asked.append(catalog)
        return len(catalog.plans)

    one, other = whole.catalog(), Catalog()

    assert [plans(one), plans(other), plans(one), plans(other)] == [2, 0, 2, 0]
    assert [len(catalog.plans) for catalog in asked] == [2, 0]


def test_two_functions_do_not_meet() -> None:
    @once_a_catalog
    def slugs(catalog: Catalog) -> list[str]:
        return [plan.slug for plan in catalog.plans]

    @once_a_catalog
    def names(catalog: Catalog) -> list[str]:
        return [plan.name for plan in catalog.plans]

    found = whole.catalog()

    assert slugs(found) != names(found)


def test_it_is_no_part_of_the_catalog() -> None:
    @once_a_catalog
    def held(_catalog: Catalog) -> dict[str, str]:
        return {}

    found = whole.catalog()
    held(found)["a page"] = "<main>"

    assert found == whole.catalog()
    assert to_json(found) == to_json(whole.catalog())
    assert held(replace(found)) == {}


def test_what_it_gives_may_be_nothing() -> None:
    asked: list[Catalog] = []

    @once_a_catalog
    def nothing(catalog: Catalog) -> None:
        asked.append(catalog)

    found = whole.catalog()
    nothing(found)
    nothing(found)

    assert len(asked) == 1
