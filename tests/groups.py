"""The groups as all migrations together make them: a test that empties the database takes them along."""

from importlib import import_module
from pkgutil import iter_modules

from django.apps import apps

from benefits import migrations


def make_groups() -> None:
    """Every migration that grants something, in order."""
    for found in sorted(iter_modules(migrations.__path__), key=lambda found: found.name):
        module = import_module(f"benefits.migrations.{found.name}")
        if hasattr(module, "make"):
            module.make(apps, None)
