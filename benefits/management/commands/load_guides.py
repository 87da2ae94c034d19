"""The shipped data into the draft; published when nothing was published yet."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from benefits import editions
from benefits.importing import loading


class Command(BaseCommand):
    """Adds what is not there yet, and changes nothing that is."""

    help = "Load the shipped guides and plans as a draft; publish them when nothing was published yet."

    def handle(self, *args: Any, **options: Any) -> str:
        """Load; the first time also publish."""
        loaded = loading.load(loading.shipped(settings.BASE_DIR / "fixtures"), reason="shipped data")
        if editions.newest_number() == 0:
            editions.publish(by=None, reason="The shipped guides and plans.")
            return f"{loaded.new} shipped records are published as edition 1."
        waiting = f"{loaded.new} new shipped records wait in the draft; edition" if loaded.new else "Edition"
        return f"{waiting} {editions.newest_number()} is in force."
