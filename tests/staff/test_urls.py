"""An address that is not in the table of who may do what fails the build."""

from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from benefits.staff import urls
from tests.staff.test_access import TABLE


def test_every_address_is_in_the_table() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == set(TABLE)
    assert all(isinstance(pattern, URLPattern) for pattern in urls.urlpatterns)
    assert get_resolver().namespace_dict["staff"][0] == "staff/"
