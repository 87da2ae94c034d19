"""What each edition changed."""

import pytest
from django.test import Client

from benefits import editions
from tests.admin.publishing import house


def text(client: Client, number: int) -> str:
    return client.get(f"/admin/publishing/editions/{number}/").content.decode()


@pytest.fixture
def second(in_force: None) -> None:
    """Edition 2, dearer, published by somebody with a reason."""
    house.dearer()
    editions.publish(by=house.person("petra"), reason=house.SCRIPT)


@pytest.mark.usefixtures("second")
def test_an_edition_is_told_beside_the_one_before(bea: Client) -> None:
    page = text(bea, 2)

    for shown in ("1 record differs from edition 1", "<del>20</del>", "<ins>25</ins>", "petra", "in force"):
        assert shown in page
    assert house.SCRIPT not in page
    assert "Go back to this edition" not in page


def test_the_first_edition_tells_how_much_it_holds(bea: Client) -> None:
    page = text(bea, 1)

    assert "The first edition holds" in page
    assert "Therapy" in page


@pytest.mark.usefixtures("second")
def test_only_a_publisher_is_offered_to_go_back(bea: Client, petra: Client) -> None:
    assert "Go back to this edition" not in text(bea, 1)
    assert "Go back to this edition" in text(petra, 1)


@pytest.mark.parametrize("number", [0, 7, 99999999999999999999])
def test_one_that_never_was_is_not_found(bea: Client, number: int) -> None:
    assert bea.get(f"/admin/publishing/editions/{number}/").status_code == 404


@pytest.mark.usefixtures("second")
def test_the_list_of_editions_leads_there(bea: Client) -> None:
    page = bea.get("/admin/benefits/edition/").content.decode()

    assert '<a href="/admin/publishing/editions/2/">What edition 2 changed</a>' in page
    assert house.SCRIPT not in page
