"""The draft, or an earlier edition, reviewed and made the edition in force."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from benefits import editions
from benefits.coverage.vocabulary import Refused
from benefits.management import reviewing
from benefits.words import refusals


class Command(BaseCommand):
    """Shows what changes for members and publishes, or says what is in the way and leaves everything as it was."""

    help = "Review what the draft changes for members, and publish it as a new edition."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Why, who, and what."""
        parser.add_argument("--reason", required=True)
        parser.add_argument("--by", help="user name of whoever publishes")
        parser.add_argument("--roll-back", type=int, metavar="N", help="publish edition N once more, not the draft")
        parser.add_argument("--dry-run", action="store_true", help="review only, publish nothing")

    def handle(
        self, *args: Any, reason: str, by: str | None, roll_back: int | None, dry_run: bool, **options: Any
    ) -> None:
        """Review, show, publish."""
        users = get_user_model().objects
        if by is not None and not users.filter(username=by).exists():
            raise CommandError(f"there is no user {by}")
        person = users.get(username=by) if by else None
        try:
            review = reviewing.reviewed(by=person, again=roll_back, out=self.stderr)
            self.stdout.writelines(f"{line}\n" for line in reviewing.told(review))
            if not dry_run:
                self.stdout.write(reviewing.published(review, by=person, reason=reason))
        except editions.NoSuchEdition as problem:
            raise CommandError(f"there is no edition {problem}") from problem
        except (editions.NotPublished, Refused) as problem:
            raise CommandError(f"Nothing was published: {refusals.told(problem)}") from problem
