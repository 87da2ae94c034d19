"""Who may do what: every address of the site, for every role, by GET and by POST.

An address that the resolver knows and no table here names fails the build.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from django.utils import timezone
from model_bakery import baker

from benefits.coverage.catalog import sha256, to_json
from benefits.importing import loading
from benefits.models import ROWS, Edition, ImportBatch, JobState
from tests import whole
from tests.groups import make_groups

ROOT = Path(__file__).parent.parent
UUID = "00000000-0000-0000-0000-000000000000"

# The first two are turned away at the door of the admin site; the first at that of the staff pages too.
ROLES: Final[Mapping[str, tuple[str, ...] | None]] = {
    "anonymous": None,
    "outsider": (),
    "nobody": (),
    "staff": ("Staff",),
    "benefits": ("Benefits admin",),
    "publisher": ("Publisher",),
    "root": (),
}
OUTSIDE: Final = ("anonymous", "outsider")


class May(NamedTuple):
    """Where an address is, which roles may use it, and what they get by GET and by POST; others are turned away.

    Late: the method is refused by what stands behind, and only once who asks is let in.
    """

    address: str
    roles: str
    get: int
    post: int
    away: tuple[int, int] = (403, 403)
    late: bool = False


# For everyone, and the same for everyone.
PUBLIC: dict[str, tuple[str, int, int]] = {
    "wizard:start": ("/", 200, 405),
    "wizard:begin": ("/check/", 302, 405),
    "wizard:walk": ("/check/abcdefghijklmnop/", 200, 405),
    "wizard:answer": ("/check/abcdefghijklmnop/answer/", 200, 405),
    "wizard:copy": ("/check/abcdefghijklmnop/copy.txt", 302, 405),
    "wizard:dates": ("/check/abcdefghijklmnop/visits.ics", 302, 405),
    "wizard:paper": ("/check/abcdefghijklmnop/papers/call/", 302, 405),
    "wizard:saved": ("/check/abcdefghijklmnop/papers/call.pdf", 302, 405),
    "wizard:course": ("/check/abcdefghijklmnop/course/", 200, 200),
    "wizard:clear": ("/check/abcdefghijklmnop/clear/", 405, 302),
    "wizard:compare": ("/check/abcdefghijklmnop/compare/", 200, 405),
    "wizard:find": ("/check/abcdefghijklmnop/plan/find/", 200, 200),
    "wizard:question": ("/check/abcdefghijklmnop/therapy/", 200, 200),
    "wizard:privacy": ("/privacy/", 200, 405),
    "wizard:accessibility": ("/accessibility/", 200, 405),
    "wizard:healthz": ("/healthz", 200, 405),
    "wizard:readyz": ("/readyz", 200, 405),
    "guides:index": ("/guides/", 200, 405),
    "guides:guide": ("/guides/massage-therapy/", 200, 405),
    "guides:robots": ("/robots.txt", 200, 405),
    "guides:sitemap": ("/sitemap.xml", 200, 405),
    "api:answer": ("/api/answer", 405, 415),
    "api:catalog": ("/api/catalog", 200, 405),
    "api:schema": ("/api/schema", 200, 405),
    # As long as no setting asks for a second factor; tests/second_factor holds who gets in where one does.
    "second-factor:enter": ("/second-factor/", 404, 404),
    "second-factor:enrol": ("/second-factor/enrol/", 404, 404),
    "second-factor:picture": ("/second-factor/key.svg", 404, 405),
}

# Behind the login of staff: who has not the permission reads that it is not for them.
ALL = "staff benefits publisher root"
STAFF: dict[str, May] = {
    "staff:summary": May("/staff/", ALL, 200, 405),
    "staff:download": May("/staff/summary.csv?plan=hmo", ALL, 200, 405),
    "staff:sheet": May("/staff/plans/hmo/sheet.pdf", ALL, 200, 405),
    "staff:answer": May("/staff/plans/hmo/massage-therapy/", ALL, 200, 405),
    "staff:export": May("/staff/exports/", ALL, 405, 400),
    "staff:watch": May(f"/staff/exports/{UUID}/", ALL, 404, 404),
    "staff:cancel": May(f"/staff/exports/{UUID}/cancel/", ALL, 405, 404),
    "staff:file": May(f"/staff/exports/{UUID}/file", ALL, 404, 405),
    "staff:look-up": May("/staff/look-up/", "staff publisher root", 200, 200),
    "staff:cases": May("/staff/cases/", ALL, 200, 405),
    "staff:keep": May("/staff/cases/keep/", "staff publisher root", 405, 422),
    "staff:retire": May("/staff/cases/7/retire/", "publisher root", 405, 404),
    "staff:missing": May("/staff/missing/", ALL, 200, 302),
    "staff:missing-stop": May("/staff/missing/stop/", ALL, 405, 302),
    "staff:missing-file": May("/staff/missing.csv", ALL, 302, 405),
}

# The admin site's own pages. Whoever may log in there sees its first page, with what they may do.
IN = "nobody staff benefits publisher root"
ADMIN: dict[str, May] = {
    "admin:index": May("/admin/", IN, 200, 200),
    "admin:password_change": May("/admin/password_change/", IN, 200, 200),
    "admin:password_change_done": May("/admin/password_change/done/", IN, 200, 405, late=True),
    "admin:jsi18n": May("/admin/jsi18n/", IN, 200, 405, late=True),
    "admin:view_on_site": May("/admin/r/0/0/", IN, 404, 404),
    "admin:autocomplete": May(
        "/admin/autocomplete/?app_label=benefits&model_name=benefitrow&field_name=plan&term=g",
        "benefits root",
        200,
        405,
        away=(403, 405),
        late=True,
    ),
    "admin:app_list": May("/admin/benefits/", "benefits publisher root", 200, 200, away=(404, 404)),
    "admin/(?P<url>.*)$": May("/admin/nothing/of/that/name/", IN, 404, 404),
}

# Publishing: benefits admins look and begin, publishers also decide.
LOOK, DECIDE = "benefits publisher root", "publisher root"
REVIEW = f"/admin/publishing/reviews/{UUID}/"
PUBLISHING: dict[str, May] = {
    "admin:publishing": May("/admin/publishing/", LOOK, 200, 405),
    "admin:review_begin": May("/admin/publishing/reviews/", LOOK, 405, 302),
    "admin:review": May(REVIEW, LOOK, 404, 404),
    "admin:review_cancel": May(f"{REVIEW}cancel/", LOOK, 405, 404),
    "admin:review_confirm": May(f"{REVIEW}confirm/", DECIDE, 405, 404),
    "admin:review_completeness": May(f"{REVIEW}completeness/", LOOK, 404, 405),
    "admin:review_laws": May(f"{REVIEW}laws/", LOOK, 404, 405),
    "admin:review_cases": May(f"{REVIEW}kept-cases/", LOOK, 404, 405),
    "admin:review_changes": May(f"{REVIEW}changes/", LOOK, 404, 405),
    "admin:review_example": May(f"{REVIEW}findings/7/", LOOK, 404, 405),
    "admin:review_whole": May(f"{REVIEW}findings/7/after/", LOOK, 404, 405),
    "admin:edition_changes": May("/admin/publishing/editions/1/", LOOK, 200, 405),
    "admin:edition_again": May("/admin/publishing/editions/1/again/", DECIDE, 405, 409),
}

# What benefits admins do besides the forms of stock admin, and the draft as a member would see it.
KEEP = "benefits root"
BATCH = f"/admin/benefits/importbatch/{UUID}/"
OFFERS = "/admin/benefits/importbatch/offers/in-force"
KEEPING: dict[str, May] = {
    "admin:benefits_worklist": May("/admin/benefits/sourcerow/worklist/", KEEP, 200, 405),
    "admin:benefits_planrow_next_year": May("/admin/benefits/planrow/0/next-year/", KEEP, 405, 404),
    "admin:benefits_importbatch_bring": May("/admin/benefits/importbatch/add/sheets/", KEEP, 200, 422),
    "admin:benefits_importbatch_confirm": May(f"{BATCH}confirm/", KEEP, 405, 404),
    "admin:benefits_importbatch_throw-away": May(f"{BATCH}throw-away/", KEEP, 405, 404),
    "admin:benefits_importbatch_offer": May(f"{OFFERS}/gates.csv", KEEP, 200, 405),
    "admin:benefits_importbatch_review": May(f"{BATCH}review/", KEEP, 404, 405),
    "admin:benefits_importbatch_row": May(f"{BATCH}review/7/", KEEP, 404, 404),
    "preview:start": May("/draft/", LOOK, 200, 405, late=True),
    "preview:page": May("/draft/guides/", LOOK, 200, 405, late=True),
}

DOORS = {"admin:login", "admin:logout"}

# What stock admin has for every noun, by rule: where it is under the noun's own address, by GET and by POST.
NOUN: dict[str, tuple[str, int, int]] = {
    "changelist": ("", 200, 200),
    "add": ("add/", 200, 200),
    "history": ("{pk}/history/", 200, 200),
    "delete": ("{pk}/delete/", 200, 200),
    "change": ("{pk}/change/", 200, 200),
    "simple_history": ("{pk}/history/{version}/", 200, 200),
    "password_change": ("{pk}/password/", 200, 200),
}
# Who keeps which noun. Nobody changes an edition, nobody types an attempt to log in.
ATTEMPTS: Final = ("accessattempt", "accesslog", "accessfailurelog")
KEEPERS: dict[str, str] = {"benefits": "benefits root", "auth": "root", "axes": "root"}
OTHERWISE: dict[str, tuple[str, int, int] | tuple[str, int, int, tuple[int, int], bool]] = {
    "benefits_edition_changelist": ("benefits publisher root", 200, 200),
    "benefits_edition_history": ("benefits publisher root", 200, 200),
    "benefits_edition_change": ("benefits publisher root", 200, 403),
    "benefits_edition_add": ("", 403, 403),
    "benefits_edition_delete": ("", 403, 403),
    "benefits_importbatch_add": ("benefits root", 200, 405, (403, 405), True),
    "benefits_importbatch_change": ("benefits root", 200, 302),
    "benefits_importbatch_delete": ("", 403, 403),
    **{f"axes_{noun}_add": ("", 403, 403) for noun in ATTEMPTS},
    **{f"axes_{noun}_change": ("root", 200, 302) for noun in ATTEMPTS},
}


@pytest.fixture
def browsers(db: None) -> dict[str, Client]:
    """One of each role, logged in; something published, and a draft."""
    data = to_json(loading.shipped(ROOT / "fixtures"))
    Edition.objects.create(number=1, sha256=sha256(data), packed=zlib.compress(data), published_at=timezone.now())
    loading.load(whole.catalog(), reason="a test")
    for noun in admin.site._registry:
        if noun._meta.app_label == "axes":
            baker.make(noun)
    baker.make(ImportBatch, reader="catalog", job__state=JobState.READY)
    make_groups()
    return {role: _browser(role, groups) for role, groups in ROLES.items()}


def _browser(role: str, groups: Iterable[str] | None) -> Client:
    client = Client()
    if groups is not None:
        user = User.objects.create_user(role, is_staff=role != "outsider", is_superuser=role == "root")
        user.groups.set(Group.objects.filter(name__in=groups))
        client.force_login(user)
    return client


def _got(browsers: Mapping[str, Client], address: str, drawn: str = "") -> dict[str, tuple[int, int]]:
    """What each role gets, by GET and by POST; where a role is named, the page is drawn for that one alone."""
    got = {}
    for role, client in browsers.items():
        with nullcontext() if drawn in ("", role) else _nothing_drawn():
            got[role] = client.get(address).status_code, client.post(address).status_code
    return got


@contextmanager
def _nothing_drawn() -> Iterator[None]:
    """Whether one gets a page is known before it is drawn, which takes most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TemplateResponse, "rendered_content", "")
        yield


def _expected(may: May) -> dict[str, tuple[int, int]]:
    doors = dict.fromkeys(OUTSIDE if may.address.startswith("/admin/") else OUTSIDE[:1], (302, 302))
    got = {role: (may.get, may.post) if role in may.roles.split() else doors.get(role, may.away) for role in ROLES}
    if may.late:
        return got
    return {role: (_or_405(may.get, get), _or_405(may.post, post)) for role, (get, post) in got.items()}


def _or_405(inside: int, got: int) -> int:
    """A method that an address does not take is refused before anyone is asked who they are."""
    return 405 if inside == 405 else got


def test_members_pages_are_for_everyone(browsers: dict[str, Client]) -> None:
    got = {name: _got(browsers, address) for name, (address, _get, _post) in PUBLIC.items()}

    assert got == {name: dict.fromkeys(ROLES, (get, post)) for name, (_address, get, post) in PUBLIC.items()}


def _with_its_rows(part: str, *tables: dict[str, Any]) -> None:
    """A part that is taken out takes its rows along."""
    if part not in get_resolver().namespace_dict:
        for table in tables:
            for name in [name for name in table if name.startswith(f"{part}:")]:
                del table[name]


for removable in ("api", "preview", "second-factor"):
    _with_its_rows(removable, PUBLIC, KEEPING)

FACES = {"staff": STAFF, "admin": ADMIN, "publishing": PUBLISHING, "keeping": KEEPING}


@pytest.mark.parametrize("face", FACES.values(), ids=FACES)
def test_who_may_do_what(browsers: dict[str, Client], face: dict[str, May]) -> None:
    got = {name: _got(browsers, may.address) for name, may in face.items()}

    assert got == {name: _expected(may) for name, may in face.items()}


def test_the_doors_of_the_admin_site(browsers: dict[str, Client]) -> None:
    inside = {role: client for role, client in browsers.items() if role not in OUTSIDE}

    assert _got(browsers, "/admin/login/") == {role: (200, 200) if role in OUTSIDE else (302, 200) for role in ROLES}
    assert _got(inside, "/admin/logout/") == dict.fromkeys(inside, (405, 200))


NOUNS: Final = [*admin.site._registry]


@pytest.mark.parametrize("share", range(4))
def test_who_may_do_what_with_every_noun(
    browsers: dict[str, Client], monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    monkeypatch.setattr("benefits.admin.deleting.consequences", lambda *_drafts: [])  # long, and told elsewhere
    table = {name: may for noun in NOUNS[share::4] for name, may in _by_rule(noun)}

    got = {name: _got(browsers, may.address, drawn=may.roles.partition(" ")[0]) for name, may in table.items()}

    assert got == {name: _expected(may) for name, may in table.items()}


def _by_rule(noun: type[Model]) -> Iterator[tuple[str, May]]:
    """Each page of a noun. Where a row's number alone is the address, whoever is in is led on to a page that asks."""
    app, name = noun._meta.app_label, noun._meta.model_name
    base, row = f"/admin/{app}/{name}/", noun._default_manager.first()
    pk = row.pk if row else 7
    version = row.history.latest().pk if noun in ROWS.values() else ""  # type: ignore[union-attr]
    yield f"admin{base.removeprefix('/admin')}<path:object_id>/", May(f"{base}{pk}/", IN, 302, 302)
    for action in _actions(noun):
        where, get, post = NOUN[action]
        rule = OTHERWISE.get(f"{app}_{name}_{action}", (KEEPERS[app], get, post))
        yield f"admin:{app}_{name}_{action}", May(base + where.format(pk=pk, version=version), *rule)


def _actions(noun: type[Model]) -> list[str]:
    """What stock admin has for all, and what for some."""
    only = {"simple_history": noun in ROWS.values(), "password_change": noun is User}
    return [action for action in NOUN if only.get(action, True)]


def _addresses(resolver: URLResolver, route: str = "", space: str = "") -> Iterator[str]:
    """Every address that is served: by its name, where it has one, else by its pattern."""
    for pattern in resolver.url_patterns:
        whole_route = f"{route}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}" if pattern.name else whole_route
        else:
            yield from _addresses(pattern, whole_route, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def _unlisted(addresses: Iterable[str]) -> set[str]:
    by_rule = {name for noun in NOUNS for name, _may in _by_rule(noun)}
    return set(addresses) ^ by_rule.union(DOORS, PUBLIC, *FACES.values())


@pytest.mark.usefixtures("browsers")
def test_every_address_is_in_a_table() -> None:
    served = list(_addresses(get_resolver()))

    assert _unlisted(served) == set()
    assert _unlisted([*served, "admin:planted"]) == {"admin:planted"}
