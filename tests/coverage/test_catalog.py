"""A catalog is whole, sorted, and has one spelling and one hash."""

import json

import pytest

from benefits.coverage.catalog import MOST_LINKS, Catalog, from_json, in_pieces, references, sha256, to_json
from benefits.coverage.records import Condition, PoolMember, Record, Region
from benefits.coverage.vocabulary import Refused
from tests import whole
from tests.coverage.builders import benefit, catalog, content, copay, delivery, gate, guides, plan, pool, rule


def test_the_shipped_guides_come_back_from_their_own_json() -> None:
    spelled = to_json(guides())

    assert from_json(spelled) == guides()
    assert to_json(from_json(spelled)) == spelled


def test_the_order_of_rows_does_not_change_the_hash() -> None:
    tables = {name: rows[::-1] for name, rows in json.loads(to_json(guides())).items() if name != "format"}

    turned = from_json(json.dumps(tables).encode())

    assert sha256(to_json(turned)) == sha256(to_json(guides()))


@pytest.mark.parametrize("records", [1, 2, 500])
@pytest.mark.parametrize("found", [Catalog(), whole.catalog(), guides()], ids=["nothing", "every field", "the guides"])
def test_the_pieces_are_the_whole(found: Catalog, records: int) -> None:
    assert b"".join(in_pieces(found, records)) == to_json(found)


def test_one_word_changes_the_hash() -> None:
    assert sha256(to_json(catalog(benefit()))) != sha256(to_json(catalog(benefit(note="New."))))


@pytest.mark.parametrize(
    ("record", "field"),
    [
        pytest.param(benefit(therapy="yoga"), "therapy", id="a therapy that is not there"),
        pytest.param(benefit(plan="yours"), "plan", id="a plan that is not there"),
        pytest.param(
            benefit(excluded_techniques=("magic",)), "excluded_techniques", id="a technique that is not there"
        ),
        pytest.param(rule("flu"), "condition", id="a condition that is not there"),
        pytest.param(delivery("employed", "moon"), "region", id="a region that is not there"),
        pytest.param(
            pool(20, exempt_conditions=("flu",)), "exempt_conditions", id="an exempt condition that is not there"
        ),
        pytest.param(pool(20, members=(PoolMember(therapy="yoga"),)), "therapy", id="a member that is not there"),
        pytest.param(content("one", plans=("yours",)), "plans", id="a scope that is not there"),
        pytest.param(plan("yours", based_on="theirs"), "based_on", id="a base that is not there"),
        pytest.param(plan("yours", citation="nowhere"), "citation", id="a citation that is not there"),
        pytest.param(Region(slug="isle", name="Isle", part_of="sea"), "part_of", id="a whole that is not there"),
        pytest.param(Region(slug="isle", name="Isle", part_of="isle"), "part_of", id="a part of itself"),
    ],
)
def test_a_reference_that_leads_nowhere_is_refused(record: Record, field: str) -> None:
    with pytest.raises(Refused) as refused:
        catalog(record)

    assert refused.value.field == field


def test_the_same_key_twice_is_refused() -> None:
    with pytest.raises(Refused, match="there_twice"):
        catalog(gate("referral"), gate("referral", "not_required"))


def test_a_circle_of_plans_is_refused() -> None:
    with pytest.raises(Refused, match=r"one → two|two → one"):
        catalog(plan("one", based_on="two"), plan("two", based_on="one"))


def test_a_chain_of_plans_has_an_end() -> None:
    chained = [plan("p0"), *(plan(f"p{number}", based_on=f"p{number - 1}") for number in range(1, MOST_LINKS + 2))]

    assert len(catalog(*chained[:-1]).chain(f"p{MOST_LINKS}")) == MOST_LINKS + 1
    with pytest.raises(Refused, match="based_on_too_many"):
        catalog(*chained)


def test_a_part_of_a_part_has_an_end() -> None:
    chained = [
        Condition(slug=f"c{number}", name="C", part_of=f"c{number - 1}" if number else None)
        for number in range(MOST_LINKS + 2)
    ]

    Catalog(conditions=tuple(chained[:-1]))
    with pytest.raises(Refused, match="part_of_too_many"):
        Catalog(conditions=tuple(chained))


def test_the_chain_goes_from_the_plan_to_what_it_is_based_on() -> None:
    built = catalog(plan("rider", based_on="mine"))

    assert [link.slug for link in built.chain("rider")] == ["rider", "mine", "any"]


def test_another_format_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        Catalog(format=2)

    assert refused.value.field == "format"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'{"plans": [{"slug": "x"}]}', id="a plan without a name"),
        pytest.param(b'{"plants": []}', id="a table we do not know"),
        pytest.param(b'{"therapies": [{"slug": "x", "name": "X", "colour": "red"}]}', id="a field we do not know"),
        pytest.param(b'{"therapies": [{"slug": "X Y", "name": "X"}]}', id="a slug that is none"),
    ],
)
def test_what_is_no_catalog_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        from_json(data)


def test_references_name_the_field_that_holds_them() -> None:
    limit = pool(20, "physical-therapy", exempt_conditions=("stress",))

    assert sorted(references(limit)) == [
        ("citation", "papers"),
        ("exempt_conditions", "stress"),
        ("plan", "mine"),
        ("therapy", "physical-therapy"),
    ]


def test_an_edition_published_before_therapies_could_count_together_still_loads_and_keeps_its_bytes() -> None:
    built = catalog(benefit(), gate("prior_authorization", from_visit=13), copay(20, from_visit=4))

    written = to_json(built)

    assert b"counted_with" not in written
    assert from_json(written) == built
