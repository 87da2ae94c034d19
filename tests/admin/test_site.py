"""No address of the admin site is answered with a server error, whatever it says."""

import json
from urllib.parse import parse_qs

import pytest
from axes.models import AccessAttempt
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from benefits.admin.plan import PlanAdmin
from benefits.admin.site import BenefitsAdminSite
from benefits.models import ROWS, ContentRow, PlanRow
from kpcoverage.logs import JsonLines

HUGE = "9" * 40
NONSENSE = {
    "a huge number": {"id": HUGE},
    "a huge list": {"id__in": f"1,{HUGE}"},
    "a broken pattern": {"slug__regex": "("},
    "a broken pattern of a filter": {"kind__regex": "["},
    "no number": {"id__exact": "zz"},
    "no date": {"effective_from__gte": "yesterday"},
    "an impossible date": {"checked_on__gte": "2026-02-30"},
    "no truth": {"rich_benefits__exact": "perhaps"},
    "an unknown field": {"nothing": "1"},
    "another table's column": {"citation__source__title": "x"},
    "a password's column": {"published_by__password__startswith": "p"},
    "no order": {"o": "zz"},
    "an order far away": {"o": "99.-98.0"},
    "page minus one": {"p": "-1"},
    "a page far away": {"p": HUGE},
    "no page": {"p": "zz"},
    "the error flag": {"e": "1"},
    "a thousand words": {"q": "a " * 1000},
    "quotes": {"q": "'\"; DROP TABLE"},
    "an unknown column to go by": {"_to_field": "nothing"},
    "a popup": {"_popup": "1"},
    "all of it": {"all": ""},
    "a huge choice": {"plan_type__id__exact": HUGE},
    "a choice of a list": {"therapies__id__exact": HUGE},
    "no choice of a list": {"therapies__id__exact": "zz"},
    "nothing or something": {"region__isnull": "perhaps"},
}
LISTS: list[type] = [*ROWS.values(), User]

pytestmark = pytest.mark.usefixtures("draft")


def the_list(model: type) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")  # type: ignore[attr-defined]


@pytest.mark.parametrize("parameters", NONSENSE.values(), ids=NONSENSE)
def test_a_list_survives(admin_client: Client, parameters: dict[str, str]) -> None:
    for model in (PlanRow, ContentRow, User):
        response = admin_client.get(the_list(model), parameters, follow=True)

        assert response.status_code in (200, 400), model


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_every_list_can_be_asked_by_its_own_filters(admin_client: Client, model: type) -> None:
    page = admin_client.get(the_list(model))
    asked = {
        tuple(parse_qs(choice["query_string"].removeprefix("?"))): choice["query_string"]
        for spec in page.context["cl"].filter_specs
        for choice in spec.choices(page.context["cl"])
    }

    for query in asked.values():
        assert admin_client.get(the_list(model) + query).status_code == 200, query


@pytest.mark.parametrize(
    "query",
    [
        pytest.param({"slug__startswith": "g"}, id="a field that is no filter"),
        pytest.param({"kind__regex": "g"}, id="a filter by pattern"),
        pytest.param({"id__in": "1"}, id="a list of numbers"),
    ],
)
def test_lookups_that_no_filter_makes_are_refused(admin_client: Client, query: dict[str, str]) -> None:
    assert admin_client.get(the_list(PlanRow), query).status_code == 400


@pytest.mark.parametrize(
    ("model", "query"),
    [
        pytest.param(User, {"id__in": f"1,{HUGE}zz"}, id="a number that is none"),
        pytest.param(User, {"is_staff__exact": "perhaps"}, id="a truth that is none"),
        pytest.param(PlanRow, {"effective_from__gte": "yesterday"}, id="a day that is none"),
        pytest.param(PlanRow, {"nmae": "hmo"}, id="a filter with a slip"),
        pytest.param(PlanRow, {"e": "1"}, id="what stock lists say instead of a word"),
    ],
)
def test_a_filter_that_cannot_be_is_told_in_words(
    admin_client: Client, caplog: pytest.LogCaptureFixture, model: type, query: dict[str, str]
) -> None:
    response = admin_client.get(the_list(model), query)
    lines = [json.loads(JsonLines().format(record)) for record in caplog.records]

    assert response.status_code == 400
    assert b"We could not read that" in response.content
    assert {line["level"] for line in lines} == {"WARNING"}
    assert lines[-1]["message"] == f"400 admin:{model._meta.app_label}_{model._meta.model_name}_changelist"  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["q", "term"])
def test_a_search_of_many_words_is_told_how_many_it_may_have(admin_client: Client, name: str) -> None:
    few, many = (admin_client.get(the_list(PlanRow), {name: "a " * words}) for words in (12, 13))

    assert b"We could not read that" not in few.content or name == "term"
    assert (many.status_code, "more than 12 words" in many.content.decode()) == (400, True)


def test_a_mistake_of_ours_on_a_page_without_parameters_stays_one(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistaken(*_: object) -> None:
        raise ValueError("a mistake of ours")

    monkeypatch.setattr(PlanAdmin, "get_queryset", mistaken)

    with pytest.raises(ValueError, match="a mistake of ours"):
        admin_client.get(the_list(PlanRow))


@pytest.mark.parametrize("page", ["change", "delete", "history"])
@pytest.mark.parametrize("pk", ["zz", HUGE, "-1", "_00", "1.5"])
def test_pages_of_no_row(admin_client: Client, page: str, pk: str) -> None:
    response = admin_client.get(reverse(f"admin:benefits_planrow_{page}", args=[pk]), follow=True)

    assert response.status_code in (200, 404)


@pytest.mark.parametrize("version", ["zz", HUGE, "0"])
def test_versions_that_never_were(admin_client: Client, version: str) -> None:
    pk = PlanRow.objects.latest("pk").pk

    response = admin_client.get(reverse("admin:benefits_planrow_simple_history", args=[pk, version]), follow=True)

    assert response.status_code in (200, 302, 404)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"therapies": "zz"}, id="no number"),
        pytest.param({"therapies": f"1,{HUGE}"}, id="a huge number"),
        pytest.param({"position": "zz", "citation": "nothing", "gate": "?"}, id="values that cannot be"),
        pytest.param({"statuses": "zz", "when": "zz", "modes": ""}, id="lists that are none"),
    ],
)
def test_a_form_survives_what_a_link_fills_in(admin_client: Client, given: dict[str, str]) -> None:
    response = admin_client.get(reverse("admin:benefits_contentrow_add"), given, follow=True)

    assert response.status_code in (200, 400)


@pytest.mark.parametrize("selected", ["zz", HUGE, ""])
def test_an_action_on_no_row(admin_client: Client, selected: str) -> None:
    data = {"action": "delete_selected", "_selected_action": selected}

    response = admin_client.post(the_list(PlanRow), data)

    assert response.status_code in (200, 302, 400)
    assert PlanRow.objects.count() == 2


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"term": "a " * 1000}, id="a thousand words"),
        pytest.param({"term": "a", "page": "zz"}, id="no page"),
        pytest.param({"term": "a", "page": HUGE}, id="a page far away"),
        pytest.param({"term": "a", "field_name": "nothing"}, id="an unknown field"),
        pytest.param({"term": "a", "model_name": "nothing"}, id="an unknown model"),
    ],
)
def test_a_search_in_a_form_survives(admin_client: Client, asked: dict[str, str]) -> None:
    usual = {"app_label": "benefits", "model_name": "benefitrow", "field_name": "plan"}

    response = admin_client.get(reverse("admin:autocomplete"), {**usual, **asked}, follow=True)

    assert response.status_code in (200, 400, 403, 404)


def test_the_site_is_ours(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:index")).content.decode()

    assert isinstance(admin.site, BenefitsAdminSite)
    assert "kpcoverage" in page


def test_without_a_login_every_page_asks_for_one(client: Client) -> None:
    for model in LISTS:
        assert client.get(the_list(model)).headers["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize(("length", "tried"), [(150, 1), (151, 0), (60_000, 0)])
def test_a_name_that_no_login_can_have_is_not_tried(client: Client, length: int, tried: int) -> None:
    page = client.post("/admin/login/", {"username": "a" * length, "password": "a"})

    assert page.status_code == 200
    assert ("at most 150 characters" in page.content.decode()) == (not tried)
    assert AccessAttempt.objects.count() == tried
