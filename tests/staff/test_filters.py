"""What an address asks for, and what the form offers."""

import pytest
from django.http import QueryDict

from benefits import editions
from benefits.staff.filters import asked, offered
from tests.staff.conftest import person


@pytest.mark.usefixtures("published")
def test_the_filters_come_back_as_an_address() -> None:
    query = "edition=1&on=2026-11-21&referral=pcp&plan=hmo&plan=hdhp"

    here = asked(QueryDict(query), person("sam-staff"))

    assert here.query() == query
    assert here.query(page=2) == f"{query}&page=2"
    assert asked(QueryDict(here.query()), person("bea-benefits")).choice == here.choice


@pytest.mark.usefixtures("published")
def test_what_is_chosen_is_marked() -> None:
    here = asked(QueryDict("referral=pcp&therapy=massage-therapy"), person("sam-staff"))

    found = offered(here, person("petra-publisher"))

    assert [value for value, _words, chosen in found["referral"] if chosen] == ["pcp"]
    assert [value for value, _words, chosen in found["therapy"] if chosen] == ["massage-therapy"]
    assert editions.DRAFT in [value for value, *_rest in found["edition"]]
    assert editions.DRAFT not in [value for value, *_rest in offered(here, person("sam"))["edition"]]
