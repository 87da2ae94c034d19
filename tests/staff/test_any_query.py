"""Whatever stands in the address or in a form of a staff page: a clear message, never an error of ours."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benefits import editions
from benefits.coverage.facts import FACT
from benefits.staff.ranking import SORTS
from benefits.staff.urls import urlpatterns
from tests.staff.big import only
from tests.staff.conftest import browser, publish
from tests.test_roles import STAFF

NAMES = ("edition", "on", "region", "plan_type", "plan", "therapy", "referral", "condition", "sort", "page", "field",
         "now", "format", "query", "anew", "goes_on", "facts", "status", "source", "cost_low", "limit_low", "reason",
         "visits_used.physical-therapy", "visits_used.", "deductible_dollars", *FACT)  # fmt: skip
VALUES = ("", "hmo", "1", "draft", "in-force", "2026-11-21", "9999-12-31", "0001-01-01", "washington", "pcp", "price",
          "physical-therapy", "csv", "covered", "{}", "[]", '{"plan": "hmo"}', "-", "-plan", "1e400", "NaN", "²", "９",
          "99999999999999999999", "-1", "0", "true", *SORTS)  # fmt: skip
NASTY = (
    "%00",
    "a%00b",
    "%ED%A0%80",
    "%F0%9F",
    "%0d%0aX: y",
    "%C2%80",
    "%25",
    "&&=&",
    "a" * 9000,
    "%E2%80%AE",
    "<b>'\"",
)
GETS = sorted(may.address.partition("?")[0] for may in STAFF.values() if may.get != 405)
POSTS = [
    "/staff/exports/", "/staff/look-up/", "/staff/cases/keep/", "/staff/cases/7/retire/", "/staff/missing/",
]  # fmt: skip

texts = st.one_of(st.sampled_from(VALUES), st.text(max_size=12), st.integers().map(str), st.dates().map(str))
values = st.one_of(texts.map(lambda text: quote(text, errors="surrogatepass")), st.sampled_from(NASTY))
queries = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=6).map(
    lambda pairs: "&".join(f"{name}={value}" for name, value in pairs)
)
often = settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_every_address_is_tried() -> None:
    assert set(STAFF) == {f"staff:{pattern.name}" for pattern in urlpatterns}


@often
@given(address=st.sampled_from(GETS), query=queries)
def test_an_address(petra: Client, address: str, query: str) -> None:
    _fine(petra.get(f"{address}?{query}"))


@pytest.mark.parametrize("name", GETS)
@pytest.mark.parametrize("value", NASTY)
def test_what_no_one_should_send(petra: Client, name: str, value: str) -> None:
    for parameter in ("plan", "on", "page"):
        _fine(petra.get(f"{name}?{parameter}={value}"))


@pytest.fixture
def briefly(petra: Client) -> Client:
    """A publisher, and few enough plans for what is counted to be counted soon."""
    publish(only(editions.in_force().catalog, "unsure", "hmo"), number=2)
    editions.forget()
    return petra


@often
@given(address=st.sampled_from(POSTS), form=queries)
def test_a_form(briefly: Client, address: str, form: str) -> None:
    _fine(briefly.post(address, form, content_type="application/x-www-form-urlencoded"))


def _fine(page: Any) -> None:
    assert page.status_code in {200, 302, 400, 403, 404, 409, 413, 422}, page.status_code
    if page.status_code >= 400:
        assert "<h1" in page.content.decode()


@pytest.mark.usefixtures("published")
def test_the_check_finds_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_told: object) -> None:
        raise ValueError("an error of ours")

    monkeypatch.setattr("benefits.staff.summaries.asked", broken)

    with pytest.raises(ValueError, match="an error of ours"):
        _fine(browser("petra-publisher").get("/staff/"))
