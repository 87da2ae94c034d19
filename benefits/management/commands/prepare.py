"""What every start needs; and a start all the same while the database is away."""

from typing import Any, Final

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from benefits import errors
from benefits.editions import disk

STEPS: Final = ("migrate", "load_guides", "first_admin")


class Command(BaseCommand):
    """Members are served before anything else: for them the last edition on disk is enough."""

    help = "Before serving: migrate, load the shipped data, make a first admin. Starts without a database that is away."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, or say what there is to serve from."""
        try:
            for step in STEPS:
                call_command(step, verbosity=0, stdout=self.stdout)
        except Error as error:
            if not errors.is_away(error):
                raise
            copy, [why, *_] = disk.kept(), [*str(error).splitlines(), ""]
            if copy is None:
                raise CommandError(f"The database is away, and no edition is on disk: {why}") from error
            self.stderr.write(f"The database is away: {why}")
            self.stderr.write(
                f"Serving edition {copy.number} from disk. After an upgrade, start again when it is back."
            )
