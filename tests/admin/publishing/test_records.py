"""Records that differ, in an admin's words."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from benefits import editions
from benefits.admin.publishing import records
from benefits.coverage.records import PoolMember
from benefits.models import BenefitRow, CitationRow, CostTierRow
from tests.admin.publishing import house

KEY = ("hmo", "physical-therapy", "", "False")


@pytest.mark.usefixtures("in_force")
def test_a_changed_row_says_field_before_after_source_and_who(admin_user: User) -> None:
    row = house.dearer(house.person("bea"))

    (found,) = records.unpublished(admin_user, editions.unpublished())

    citation = CitationRow.objects.get(slug=row.citation_id)
    assert (found.noun, found.who) == ("Cost tier", "bea")
    assert found.address == f"/admin/benefits/costtierrow/{row.pk}/change/"
    assert found.lines == [
        records.FieldInWords("from, in dollars", "20", "25"),
        records.FieldInWords("to, in dollars", "40", "45"),
    ]
    assert found.source == records.CitedPlace(
        f"{citation.source.title}, {citation.locator}", f"/admin/benefits/citationrow/{citation.pk}/change/"
    )


@pytest.mark.usefixtures("in_force")
def test_who_may_not_open_rows_gets_no_links() -> None:
    house.dearer()

    (found,) = records.unpublished(house.person("petra"), editions.unpublished())

    assert found.address == ""
    assert found.source is not None
    assert found.source.address == ""


@pytest.mark.usefixtures("in_force")
def test_a_deleted_row_is_told_with_what_it_held(admin_user: User) -> None:
    house.dearer().delete()

    (found,) = records.unpublished(admin_user, editions.unpublished())

    assert (found.is_gone, found.address) == (True, "")
    assert records.FieldInWords("from, in dollars", "20", "") in found.lines


@pytest.mark.usefixtures("in_force")
def test_editions_differ_by_the_same_words(admin_user: User) -> None:
    house.dearer()
    editions.publish(by=None, reason="Dearer.")

    (found,) = records.differing(admin_user, editions.changes_between(1, 2))

    assert found.lines[0] == records.FieldInWords("from, in dollars", "20", "25")


@pytest.mark.usefixtures("in_force")
def test_rows_are_found_by_the_key_of_their_record(admin_user: User) -> None:
    row = BenefitRow.objects.get(plan="hmo", therapy="physical-therapy")

    found = records.addresses(admin_user, "benefits", {KEY, ("hmo", "nothing", "", "False")})

    assert found[KEY] == f"/admin/benefits/benefitrow/{row.pk}/change/"
    assert ("hmo", "nothing", "", "False") not in found


@pytest.mark.usefixtures("in_force")
def test_rows_whose_key_begins_with_nothing_are_found_too(admin_user: User) -> None:
    found = records.addresses(admin_user, "deliveries", {("", "physical-therapy", "kaiser")})

    assert any(key[0] == "" for key in found)


@pytest.mark.parametrize(
    ("table", "key", "words"),
    [
        pytest.param("benefits", KEY, "hmo / physical-therapy", id="what is not true is left out"),
        pytest.param("benefits", ("hmo", "massage", "", "True"), "for rich benefits", id="what is, is named"),
        pytest.param("plans", ("hmo",), "hmo", id="a slug"),
    ],
)
def test_keys_are_spelled(table: str, key: tuple[str, ...], words: str) -> None:
    assert words in records.spelled(table, key).lower()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        pytest.param("low", None, "", id="nothing"),
        pytest.param("low", Decimal("20.50"), "20.50", id="dollars"),
        pytest.param("balance_billing", True, "yes", id="true"),
        pytest.param("balance_billing", False, "no", id="false"),
        pytest.param("kind", "full_cost", "full cost", id="a word of a vocabulary"),
        pytest.param("note", ("a", "b"), "a, b", id="several"),
        pytest.param("note", date(2026, 11, 21), "Nov. 21, 2026", id="a day"),
        pytest.param("note", (PoolMember(therapy="massage"),), "therapy: massage", id="what a limit counts"),
    ],
)
def test_values_are_said(field: str, value: object, words: str) -> None:
    assert records._said(CostTierRow, field, value) == words
