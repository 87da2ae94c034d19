"""An address that is not in the table of who may do what fails the build."""

from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from benefits.staff import urls
from tests.test_roles import STAFF


def test_every_address_is_in_the_table() -> None:
    assert {f"staff:{pattern.name}" for pattern in urls.urlpatterns} == set(STAFF)
    assert all(isinstance(pattern, URLPattern) for pattern in urls.urlpatterns)
    assert get_resolver().namespace_dict["staff"][0] == "staff/"
