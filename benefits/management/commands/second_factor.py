"""The way back in for someone who lost the phone."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_otp.plugins.otp_totp.models import TOTPDevice


class Command(BaseCommand):
    """Takes the app of a login away; the next login sets up a new one."""

    help = "Take away the second factor of a login, so that its next login sets up a new one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("--reset", metavar="USER", required=True, help="the name of the login")

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget the app, also in sessions that have had its code."""
        users = get_user_model().objects.filter(username=options["reset"])
        if not users:
            raise CommandError(f"There is no login named {options['reset']}.")
        forgotten, _kinds = TOTPDevice.objects.filter(user__in=users).delete()
        had = "is taken away" if forgotten else "was never set up"
        self.stdout.write(f"The second factor of {options['reset']} {had}. The next login sets up a new one.")
