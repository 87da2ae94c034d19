"""The pages for readers: what they are, how they are kept by caches, what they refuse."""

from typing import Any

import pytest
from django.test import Client
from msgspec import structs

from benefits import editions
from tests import shipped
from tests.guides.reader import PageReader

PT = "/guides/physical-therapy/"
PAGES = ["/guides/", PT, "/robots.txt", "/sitemap.xml"]


def in_force(monkeypatch: pytest.MonkeyPatch, edition: editions.InForce) -> None:
    monkeypatch.setattr(editions, "in_force", lambda: edition)


def test_every_therapy_has_a_guide_that_the_index_leads_to(client: Client, published: editions.InForce) -> None:
    links = PageReader(client.get("/guides/").content.decode()).links

    for therapy in published.catalog.therapies:
        assert f"/guides/{therapy.slug}/" in links
        assert client.get(f"/guides/{therapy.slug}/").status_code == 200


@pytest.mark.parametrize("address", ["/guides/", PT])
def test_a_page_is_the_same_until_something_changes(client: Client, published: editions.InForce, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    other = client.get(address, headers={"If-None-Match": '"something else"'})

    assert first.headers["Cache-Control"] == "public, no-cache"
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert (other.status_code, other.content) == (200, first.content)
    assert "Accept-Language" in again.headers["Vary"]
    assert not first.cookies


CHANGES = [
    pytest.param({"number": 8}, id="a later edition"),
    pytest.param({"stale": True}, id="a database that is away"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_has_another_tag(client: Client, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any]) -> None:
    in_force(monkeypatch, shipped.edition())
    first = client.get(PT)
    in_force(monkeypatch, shipped.edition(**change))

    later = client.get(PT, headers={"If-None-Match": first.headers["ETag"]})

    assert later.status_code == 200
    assert later.headers["ETag"] != first.headers["ETag"]


def test_other_words_have_another_tag(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    in_force(monkeypatch, shipped.edition())
    first = client.get(PT)
    contents = tuple(structs.replace(found, text=f"{found.text} New.") for found in shipped.catalog().contents)
    in_force(monkeypatch, shipped.edition(structs.replace(shipped.catalog(), contents=contents)))

    later = client.get(PT)

    assert later.headers["ETag"] != first.headers["ETag"]
    assert b"New." in later.content


def test_a_stale_guide_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    in_force(monkeypatch, shipped.edition(stale=True))

    assert (
        "We could not look for newer rules just now. This guide is from Nov. 20, 2026."
        in PageReader(client.get(PT).content.decode()).text
    )


def test_a_guide_and_the_check_lead_to_each_other(client: Client, published: editions.InForce) -> None:
    guide = PageReader(client.get(PT).content.decode())
    start = PageReader(client.get("/").content.decode())

    assert "/check/?therapy=physical-therapy" in guide.links
    for plan in ("hmo", "hdhp", "senior-advantage", "other", "unsure"):
        assert f"/check/?therapy=physical-therapy&plan={plan}" in guide.links
        assert client.get("/check/", {"therapy": "physical-therapy", "plan": plan}).status_code == 302
    assert PT in start.links


def test_only_what_is_for_everyone_may_be_in_an_index(client: Client, published: editions.InForce) -> None:
    walk = client.get("/check/", {"therapy": "physical-therapy"}, follow=True)

    assert PageReader(walk.content.decode()).metas["robots"] == "noindex"
    assert PageReader(client.get("/guides/nothing/").content.decode()).metas["robots"] == "noindex"
    for address in ("/", "/guides/", PT, "/privacy/", "/accessibility/"):
        assert "robots" not in PageReader(client.get(address).content.decode()).metas


def test_search_engines_find_every_page_for_everyone(client: Client, published: editions.InForce) -> None:
    robots = client.get("/robots.txt").content.decode()
    sitemap = client.get("/sitemap.xml").content.decode()

    assert "Sitemap: http://testserver/sitemap.xml" in robots
    assert sitemap.count("<url>") == 4 + len(published.catalog.therapies)
    assert f"<loc>http://testserver{PT}</loc>" in sitemap
    assert "/check/" not in sitemap


@pytest.mark.parametrize("address", ["/robots.txt", "/sitemap.xml"])
def test_a_port_that_somebody_made_up_is_not_passed_on(
    client: Client, published: editions.InForce, address: str
) -> None:
    response = client.get(address, headers={"Host": "testserver:6666"})
    again = client.get(address, headers={"If-None-Match": response.headers["ETag"]})

    assert b"http://testserver/" in response.content
    assert b"6666" not in response.content
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert again.status_code == 304


def test_a_therapy_that_is_not_there_has_no_guide(client: Client, published: editions.InForce) -> None:
    response = client.get("/guides/magic/")

    assert response.status_code == 404
    assert "errors/404.html" in [template.name for template in response.templates]


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_for_reading(client: Client, published: editions.InForce, address: str) -> None:
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


SCRIPT = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
# As odd as a record takes it; one that runs a script is refused by the record itself.
ODD_ADDRESS = "https://example.org/?a=javascript:alert(1)&b={{c}}%22onclick=d"


def test_script_in_any_text_is_text(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = shipped.catalog()
    contents = tuple(
        structs.replace(found, title=SCRIPT + "?", text=SCRIPT, url=ODD_ADDRESS, phone=SCRIPT)
        for found in catalog.contents
    )
    therapies = tuple(structs.replace(found, name=SCRIPT, hint=SCRIPT) for found in catalog.therapies)
    sources = tuple(structs.replace(found, title=SCRIPT, url=ODD_ADDRESS) for found in catalog.sources)
    in_force(
        monkeypatch, shipped.edition(structs.replace(catalog, contents=contents, therapies=therapies, sources=sources))
    )

    for address in ("/guides/", PT, "/guides/massage-therapy/"):
        page = client.get(address).content.decode()
        assert page.count("<script") == page.count("</script>") <= 3
        assert "<img src=x" not in page
        assert not [link for link in PageReader(page).links if link.startswith("javascript")]
