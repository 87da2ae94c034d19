"""An admin login for the very first start, shown once and never again."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Does nothing once anyone can log in."""

    help = "Make an admin with a random password when nobody can log in yet, and print both once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the admin of an empty database."""
        users = get_user_model()
        if users.objects.exists():
            return
        password = secrets.token_urlsafe(12)
        users.objects.create_superuser("admin", password=password)
        self.stdout.write("\n  Admin login, shown only now:  admin  " + password)
