"""Script in every text that an admin can type is text on every page that shows it: to members, to staff, to admins."""

import zlib
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from importlib import import_module
from typing import Any, Final

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from msgspec.structs import asdict, fields, replace

from benefits import editions
from benefits.admin import consequences
from benefits.coverage.catalog import REFERENCES, TABLES, Catalog, from_json, sha256, to_json
from benefits.coverage.records import Record
from benefits.coverage.vocabulary import Refused
from benefits.importing import loading
from benefits.models import ROWS, CostTierRow, Edition, Finding, FindingKind, KeptCase, Review
from tests import shipped, test_roles
from tests.wizard.members import Member

EVIL: Final = "</script><img src=x onerror=a(\"')>"
LINK: Final = "javascript:alert(1)"
SHOWN: Final = "&lt;img src=x onerror=a("
FACTS: Final = {"therapy": "physical-therapy", "plan": "hmo", "referral": "pcp", "on": "2026-11-22"}
FOUND: Final = {
    FindingKind.LAW: {"law": "no_dead_end"},
    FindingKind.CHANGE: {"case": ["inpatient"], "parts": [["status", "covered", "not_covered"]]},
}


def poisoned(record: Record) -> Record:
    """The record with script in every text of its own that takes it."""
    for field in fields(type(record)):
        value = getattr(record, field.name)
        if type(value) is str and field.name not in (*record.KEY, *REFERENCES):
            record = _with(record, field.name, f"{value[:40]} {EVIL}", EVIL, LINK)
    return record


def _with(record: Record, name: str, *texts: str) -> Record:
    """The first of these texts that fits the row's column and that the record takes."""
    column: Any = next(row for row in ROWS.values() if row.RECORD is type(record))._meta.get_field(name)
    for text in texts:
        if column.max_length is None or len(text) <= column.max_length:
            with suppress(Refused):
                return type(record)(**{**asdict(record), name: text})
    return record


@pytest.fixture
def poison() -> Catalog:
    """What is shipped, with script in all its texts."""
    catalog = shipped.catalog()
    return replace(catalog, **{table: tuple(map(poisoned, getattr(catalog, table))) for table in TABLES})


@pytest.fixture
def root(db: None, poison: Catalog, settings: Any) -> Client:
    """Somebody who may everything, while it is in force and edited."""
    settings.EDITION_WATCH_SECONDS = 0
    data = to_json(poison)
    Edition.objects.create(
        number=1, sha256=sha256(data), packed=zlib.compress(data), published_at=timezone.now(), reason=EVIL
    )
    loading.load(poison, reason=EVIL)
    editions.forget()
    with suppress(ModuleNotFoundError):  # where there is no preview, there is none to forget
        import_module("benefits.preview.views")._compiled.cache_clear()
    ada = User.objects.create_superuser("ada", first_name=EVIL, last_name=EVIL)
    KeptCase.objects.create(facts=FACTS, status="not_covered", source=EVIL, note=EVIL, kept_by=ada)
    for row in ROWS.values():
        changed = row.objects.order_by("pk").last()
        if changed is not None:
            changed._change_reason = EVIL
            changed.save()
    CostTierRow.objects.get(plan="hmo", therapy="physical-therapy").delete()
    client = Client()
    client.force_login(ada)
    return client


def reviewed() -> Review:
    """A review with a finding of every kind."""
    review = editions.begin(by=User.objects.get())
    where = {"review": review, "plan": FACTS["plan"], "therapy": FACTS["therapy"], "example": FACTS}
    for kind, what in FOUND.items():
        Finding.objects.create(**where, kind=kind, what=what, digest=kind)
    return review


def pages() -> Iterator[str]:
    """Every page that is in the table of roles, every noun's own, a review's, and an answer of every plan."""
    for table in (*test_roles.FACES.values(), dict(rules())):
        yield from (may.address for may in table.values() if may.get == 200)
    yield from (address for address, get, _post in test_roles.PUBLIC.values() if get == 200)
    review = reviewed()
    base = f"/admin/publishing/reviews/{review.pk}/"
    yield from (base, *(f"{base}{page}/" for page in ("completeness", "laws", "kept-cases", "changes")))
    for kind in (FindingKind.CHANGE, FindingKind.CASE, FindingKind.LAW):
        one = review.findings.filter(kind=kind)[0]
        yield from (f"{base}findings/{one.pk}/", *(f"{base}findings/{one.pk}/{side}/" for side in ("before", "after")))
    for therapy in ("physical-therapy", "massage-therapy"):
        yield from (f"/guides/{therapy}/", f"/draft/guides/{therapy}/")
        for plan in ("hmo", "unsure", "wa-pebb-value-2024", "ca-meyers-nave-hdhp-2026"):
            yield from (f"/staff/plans/{plan}/{therapy}/", f"/check/?therapy={therapy}&plan={plan}")
            yield f"/draft/check/?therapy={therapy}&plan={plan}"


def rules() -> Iterator[tuple[str, Any]]:
    nouns: list[type[Model]] = [
        noun for noun in admin.site._registry if noun in (*ROWS.values(), Edition) and noun._default_manager.exists()
    ]
    return (rule for noun in nouns for rule in test_roles._by_rule(noun))


class Tags(HTMLParser):
    """What a browser would make of a page that it should not."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what would run."""
        told = {name: (value or "").strip() for name, value in attrs}
        runs = [name for name, value in told.items() if name.startswith("on") or value.startswith("javascript:")]
        inline = tag == "script" and "src" not in told and not told.get("type", "").endswith("json")
        if runs or inline or told.get("src") == "x":
            self.found.append(self.get_starttag_text() or tag)


@pytest.mark.parametrize("page", [f"<p>{EVIL}", f'<a href="{LINK}">', '<p title="" onclick="a">', "<script>a</script>"])
def test_it_would_be_noticed(page: str) -> None:
    assert Tags(page).found


def test_every_kind_of_record_has_its_share(poison: Catalog) -> None:
    marked = {
        table
        for table in TABLES
        for record in getattr(poison, table)
        if any(EVIL in value for value in asdict(record).values() if isinstance(value, str))
    }

    assert from_json(to_json(poison)) == poison
    assert {"sources", "citations", "plans", "therapies", "cost_tiers", "gates", "contents"} <= marked


def test_script_is_text_on_every_page(root: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consequences, "MOST_SEEN", 100)  # a few changes show how they are told
    found: dict[str, list[str]] = {}
    shown = 0
    for address in pages():
        member = Member(root)
        response = member.open(address)
        assert response.status_code == 200, address
        if response["Content-Type"].startswith("text/html"):
            page = response.content.decode()
            found[address] = Tags(page).found
            shown += SHOWN in page

    assert {address: tags for address, tags in found.items() if tags} == {}
    assert shown > 0.9 * len(found) > 100
