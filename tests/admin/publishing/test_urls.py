"""The addresses of publishing lie within the admin site, each guarded as its own pages are."""

from collections.abc import Callable
from typing import Any

from django.urls import resolve, reverse

from benefits.admin.publishing import urls


def test_every_page_is_guarded_and_has_its_address() -> None:
    guarded: list[Callable[..., Any]] = []

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        guarded.append(view)
        return view

    assert len(urls.addresses(guard)) == len(guarded) == len(urls.PAGES)
    assert resolve(reverse("admin:publishing")).url_name == "publishing"
