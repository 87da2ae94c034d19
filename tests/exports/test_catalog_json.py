"""JSON is the catalog, byte for byte, whatever is chosen of it."""

import json

from benefits.coverage.catalog import from_json, to_json
from benefits.editions import InForce
from benefits.exports import files
from benefits.exports.choosing import Choice
from tests.exports.conftest import in_force


def test_json_is_the_catalog(edition: InForce, everything: Choice) -> None:
    data = b"".join(files.content("json", edition, everything))

    assert data == to_json(edition.catalog)
    assert from_json(data) == edition.catalog
    assert {plan["slug"] for plan in json.loads(data)["plans"]} == set(edition.catalog.plan_by_slug)


def test_it_is_named_for_the_edition_alone(edition: InForce, everything: Choice) -> None:
    assert files.name("json", edition, everything) == f"catalog-edition-{edition.number}.json"
    assert files.name("json", in_force(edition.catalog, None), everything) == "catalog-draft.json"
