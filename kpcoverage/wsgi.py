"""Django over WSGI: what the entrance runs, and what any server of WSGI could serve."""

import os
from typing import cast
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kpcoverage.served")

django = get_wsgi_application()


def application(environ: WSGIEnvironment, start_response: StartResponse) -> HttpResponse:
    """Django reads the content type too early for any middleware to answer what it raises."""
    try:
        parse_header_parameters(environ.get("CONTENT_TYPE", ""))
    except ValueError:
        environ["CONTENT_TYPE"] = "application/octet-stream"
    return cast("HttpResponse", django(environ, start_response))
