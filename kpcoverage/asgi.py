"""The entrance for the server."""

import os
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kpcoverage.served")
django.setup()

# What it imports needs the settings to be there.
application = import_module("kpcoverage.exchange").application
