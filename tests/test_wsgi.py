"""What a server hands over that never gets as far as a middleware."""

from io import BytesIO
from unittest.mock import Mock

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from kpcoverage.wsgi import application


@pytest.mark.django_db
@pytest.mark.parametrize("content_type", ["a; b*=no'such'charset", "text/plain; charset*=x''%41"])
def test_a_broken_content_type_gets_a_page(content_type: str) -> None:
    environ = RequestFactory().post("/no-such-page/").environ
    environ |= {"CONTENT_TYPE": content_type, "wsgi.input": BytesIO()}
    with pytest.raises(ValueError, match="Invalid encoding"):
        WSGIRequest(environ)
    start_response = Mock()

    page = b"".join(application(environ, start_response))

    assert start_response.call_args.args[0] == "404 Not Found"
    assert b"<html" in page
