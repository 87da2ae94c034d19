"""Every row of the draft can be listed, searched, read, changed and followed through its history."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection
from django.db.models import ProtectedError
from django.forms import NullBooleanField, model_to_dict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benefits import editions
from benefits.admin import consequences
from benefits.admin.rows import RowAdmin
from benefits.models import (
    ROWS,
    BenefitRow,
    CitationRow,
    ContentRow,
    CostTierRow,
    PlanRow,
    PlanTypeRow,
    Row,
    TherapyRow,
)

every_row = pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.__name__)
INLINE = re.compile(r"""<script(?![^>]*\bsrc=)[^>]*>\s*\S|<style|\sstyle=|\son[a-z]+=|javascript:""")

pytestmark = pytest.mark.usefixtures("draft")


def address(row: type[Row], page: str, *arguments: object) -> str:
    return reverse(f"admin:benefits_{row._meta.model_name}_{page}", args=arguments)


def sent_again(client: Client, row: Row) -> dict[str, object]:
    """What the form of a row sends when nothing in it is touched."""
    page = client.get(address(type(row), "change", row.pk))
    inlines = page.context["inline_admin_formsets"]
    forms = [page.context["adminform"].form, *(form for inline in inlines for form in inline.formset)]
    forms += [inline.formset.management_form for inline in inlines]
    data: dict[str, object] = {"opened_at": page.context["original"].opened_at}
    for form in forms:
        for field in form:
            value = field.value()
            if isinstance(field.field, NullBooleanField):
                value = {True: "true", False: "false"}.get(value, "unknown")
            if value is not None and value is not False:
                data[field.html_name] = value
    return data


@every_row
def test_it_is_listed_and_found(admin_client: Client, row: type[Row]) -> None:
    searched = admin_client.get(address(row, "changelist"), {"q": "a"})
    listed = admin_client.get(address(row, "changelist"))

    assert (searched.status_code, listed.status_code) == (200, 200)
    assert listed.context["cl"].result_count == row.objects.count()


@every_row
def test_its_form_shows_every_field_of_the_record(admin_client: Client, row: type[Row]) -> None:
    page = admin_client.get(address(row, "change", row.objects.latest("pk").pk)).content.decode()

    for name in row.RECORD.__struct_fields__:
        assert f"field-{name}" in page or f'id="{name}' in page


@every_row
def test_a_form_sent_again_changes_nothing(admin_client: Client, row: type[Row]) -> None:
    before = editions.draft()
    edited = row.objects.latest("pk")

    response = admin_client.post(address(row, "change", edited.pk), sent_again(admin_client, edited))

    assert response.status_code == 302, response.context["adminform"].form.errors
    assert editions.draft() == before


@every_row
def test_its_pages_hold_nothing_that_the_policy_forbids(
    admin_client: Client, row: type[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consequences, "MOST_SEEN", 100)  # a few changes show how a deletion tells them
    pk = row.objects.latest("pk").pk
    row.objects.get(pk=pk).save()
    version = row.history.latest("history_id").pk
    pages = [
        address(row, "changelist"),
        address(row, "add"),
        address(row, "change", pk),
        address(row, "history", pk),
        address(row, "delete", pk),
        address(row, "simple_history", pk, version),
    ]

    for page in pages:
        response = admin_client.get(page)
        assert response.status_code == 200, page
        assert not INLINE.search(response.content.decode()), page


@every_row
def test_a_longer_list_asks_no_more_questions(admin_client: Client, row: type[Row]) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            admin_client.get(address(row, "changelist"))
        return len(asked)

    questions()
    before = questions()
    _double(row)

    assert questions() == before


def _double(row: type[Row]) -> None:
    """As many rows again, told apart by what tells rows apart."""
    for number, original in enumerate(list(row.objects.all())):
        original.pk = None
        if "slug" in row.RECORD.KEY:
            original.slug = f"another-{number}"
        elif "tier" in row.RECORD.KEY:
            original.tier = "kaiser"
        else:
            original.plan_id = "hmo"
        if hasattr(original, "mode"):
            original.mode = "employed"
        original.save()


def test_every_row_is_registered_with_search_and_filters() -> None:
    for row in ROWS.values():
        registered = admin.site.get_model_admin(row)
        assert isinstance(registered, RowAdmin)
        assert registered.search_fields


def test_history_says_who_changed_what(admin_client: Client, admin_user: User) -> None:
    massage = TherapyRow.objects.get(slug="massage")
    admin_client.post(
        address(TherapyRow, "change", massage.pk), {**sent_again(admin_client, massage), "name": "Massage by hand"}
    )

    page = admin_client.get(address(TherapyRow, "history", massage.pk)).content.decode()

    assert massage.history.latest().history_user == admin_user
    assert "Massage therapy → Massage by hand" in re.sub(r"\s+", " ", page)


def test_after_a_save_the_admin_reads_what_is_unpublished(admin_client: Client) -> None:
    massage = TherapyRow.objects.get(slug="massage")

    page = admin_client.post(
        address(TherapyRow, "change", massage.pk), sent_again(admin_client, massage), follow=True
    ).content.decode()

    assert "unpublished changes: members see edition 0 until the draft is published" in page


@pytest.mark.parametrize(
    ("row", "wrong", "field"),
    [
        pytest.param(CostTierRow, {"low": "40", "high": "20"}, "high", id="a range upside down"),
        pytest.param(CostTierRow, {"kind": "no_charge"}, "low", id="a price that is no charge"),
        pytest.param(CostTierRow, {"low": ""}, "high", id="half a range"),
        pytest.param(CostTierRow, {"low": "0.001"}, "low", id="less than a cent"),
        pytest.param(CostTierRow, {"citation": ""}, "citation", id="a number without a source"),
        pytest.param(CostTierRow, {"percent": "10"}, "percent", id="a copayment in percent"),
        pytest.param(PlanRow, {"effective_to": "2025-01-01"}, "effective_to", id="an end before the start"),
        pytest.param(PlanRow, {"kind": "guide"}, "effective_from", id="a guide with dates"),
        pytest.param(PlanRow, {"plan_type": ""}, "plan_type", id="a plan without a type"),
        pytest.param(PlanRow, {"based_on": "gold"}, "based_on", id="a plan based on itself"),
        pytest.param(PlanRow, {"hios_id": "12"}, "hios_id", id="half a HIOS id"),
        pytest.param(BenefitRow, {"status": "not_covered"}, "excluded_techniques", id="nothing left to exclude"),
        pytest.param(BenefitRow, {"status": "perhaps"}, "status", id="a word of no vocabulary"),
        pytest.param(ContentRow, {"when": "network outside"}, "when", id="a fact without values"),
        pytest.param(ContentRow, {"statuses": ["lost"]}, "statuses", id="a status that is none"),
        pytest.param(ContentRow, {"text": "x" * 2001}, "text", id="a text that is too long"),
    ],
)
def test_it_refuses_nonsense_at_the_field(
    admin_client: Client, row: type[Row], wrong: dict[str, object], field: str
) -> None:
    before = editions.draft()
    edited = (
        row.objects.all()[0] if row in (BenefitRow, ContentRow) else row.objects.get(kind__in=["copayment", "plan"])
    )

    page = admin_client.post(address(row, "change", edited.pk), {**sent_again(admin_client, edited), **wrong})

    assert page.status_code == 200
    assert field in page.context["adminform"].form.errors
    assert editions.draft() == before


def test_a_slug_stays_as_it_is(admin_client: Client) -> None:
    massage = TherapyRow.objects.get(slug="massage")

    admin_client.post(address(TherapyRow, "change", massage.pk), {**sent_again(admin_client, massage), "slug": "spa"})

    assert TherapyRow.objects.get().slug == "massage"


def test_a_slug_that_is_none_is_refused(admin_client: Client) -> None:
    page = admin_client.post(address(TherapyRow, "add"), {"name": "Cupping", "slug": "Cup_ping", "position": "0"})

    assert "slug" in page.context["adminform"].form.errors


def test_what_others_name_cannot_be_deleted(admin_client: Client) -> None:
    cited = CitationRow.objects.get(slug="p-21")

    page = admin_client.get(address(CitationRow, "delete", cited.pk))

    assert page.context["protected"]
    admin_client.post(address(CitationRow, "delete", cited.pk), {"post": "yes"})
    assert CitationRow.objects.exists()


def test_what_only_a_list_names_cannot_be_deleted(admin_client: Client) -> None:
    ppo = PlanTypeRow.objects.create(slug="ppo", name="PPO")
    ContentRow.objects.get().plan_types.add(ppo)

    page = admin_client.get(address(PlanTypeRow, "delete", ppo.pk))

    assert "A discount" in page.context["protected"][0]
    with pytest.raises(ProtectedError):
        PlanTypeRow.objects.filter(slug="ppo").delete()


def test_a_new_row_is_added_with_its_lists(admin_client: Client) -> None:
    original = BenefitRow.objects.get()
    data = {name: value for name, value in model_to_dict(original).items() if value not in (None, "", False)}
    data["excluded_techniques"] = [technique.pk for technique in original.excluded_techniques.all()]

    response = admin_client.post(address(BenefitRow, "add"), {**data, "plan": "hmo", "purpose": ""})

    assert response.status_code == 302, response.context["adminform"].form.errors
    assert {benefit.plan for benefit in editions.draft().benefits} == {"gold", "hmo"}


# What each page gets, by role: a benefits admin, a publisher, staff.
PAGES: dict[str, tuple[str, str, dict[str, object], int]] = {
    "a plan": ("planrow_change", "get", {}, 200),
    "a plan saved": ("planrow_change", "post", {}, 200),
    "a new plan": ("planrow_add", "get", {}, 200),
    "its history": ("planrow_history", "get", {}, 200),
    "its deletion": ("planrow_delete", "get", {}, 200),
    "its copy": ("planrow_next_year", "post", {}, 302),
    "a list": ("planrow_changelist", "get", {}, 200),
    "many rows": ("planrow_changelist", "post", {"action": "change_together"}, 200),
    "many deletions": ("planrow_changelist", "post", {"action": "delete_selected"}, 200),
    "confirmations": ("citationrow_changelist", "post", {"action": "confirm"}, 302),
    "work": ("worklist", "get", {}, 200),
}


@pytest.mark.parametrize(("role", "may"), [("Benefits admin", True), ("Publisher", False), ("Staff", False)], ids=str)
@pytest.mark.parametrize("page", PAGES)
def test_who_may_do_what(client: Client, page: str, role: str, may: bool) -> None:
    view, method, data, expected = PAGES[page]
    user = User.objects.create_user("pat", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    gold, cited = PlanRow.objects.get(slug="gold"), CitationRow.objects.get(slug="p-21")
    arguments = [] if view.endswith(("_changelist", "_add", "worklist")) else [gold.pk]
    chosen = {"_selected_action": [cited.pk if "citation" in view else gold.pk]} if "action" in data else {}
    before = editions.draft()

    response = getattr(client, method)(reverse(f"admin:benefits_{view}", args=arguments), {**data, **chosen})

    assert response.status_code == (expected if may else 403)
    assert may or editions.draft() == before
