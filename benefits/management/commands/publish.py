"""The draft as the edition in force."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from benefits import editions
from benefits.coverage.vocabulary import Refused


class Command(BaseCommand):
    """Publishes, or says what is in the way and leaves everything as it was."""

    help = "Publish the draft as a new edition."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Why, and who."""
        parser.add_argument("--reason", required=True)
        parser.add_argument("--by", help="user name of whoever publishes")

    def handle(self, *args: Any, reason: str, by: str | None, **options: Any) -> None:
        """Publish."""
        users = get_user_model().objects
        if by is not None and not users.filter(username=by).exists():
            raise CommandError(f"there is no user {by}")
        try:
            edition = editions.publish(by=users.get(username=by) if by else None, reason=reason)
        except (editions.NotPublished, Refused) as problem:
            raise CommandError(f"Nothing was published: {problem}") from problem
        counts = ", ".join(f"{count} {table}" for table, count in editions.counts(edition).items())
        self.stdout.write(f"Edition {edition.number}  {edition.sha256}\n{counts}")
