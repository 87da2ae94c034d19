"""What a catalog leaves unsaid, or says without a source."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benefits import editions
from benefits.coverage.gaps import disagreements, gaps, silences
from benefits.coverage.vocabulary import Refused
from benefits.words import refusals


class Command(BaseCommand):
    """Lists the gaps, what sources differ on and what documents do not state; fails when there is a gap."""

    help = "List what the draft, or the edition in force, leaves unsaid or says without a source."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which catalog."""
        parser.add_argument("--edition", choices=("draft", "in-force"), default="draft")

    def handle(self, *args: Any, edition: str, **options: Any) -> None:
        """List them."""
        try:
            catalog = editions.draft() if edition == "draft" else editions.in_force().catalog
        except (Refused, editions.NothingPublished) as problem:
            raise CommandError(refusals.told(problem)) from problem
        found = [editions.described(gap) for gap in gaps(catalog)]
        found += [f"kept {case}" for case in editions.broken_cases(catalog)]
        noted = [f"to settle: {editions.described(gap)}" for gap in disagreements(catalog)]
        noted += [f"silent: {editions.described(gap)}" for gap in silences(catalog)]
        self.stdout.write("\n".join((*found, *noted)) or "Nothing is left unsaid.")
        if found:
            raise CommandError(f"There are gaps or broken cases: {len(found)}")
