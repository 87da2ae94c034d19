"""An answer from the shell: the same document as the page's and the API's."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benefits import editions
from benefits.answering import answer
from benefits.answers import document
from benefits.coverage.facts import FACT
from benefits.coverage.situation import FactError
from benefits.coverage.telling import kept
from benefits.coverage.vocabulary import Refused
from benefits.offering import LISTS, facts_of, today
from benefits.words import refusals


class Command(BaseCommand):
    """Prints one Answer as JSON, or a list of what can be asked about."""

    help = "Print the answer to a question as JSON. A wrong fact or value exits with 2, naming it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Each fact as its own option, or as --fact NAME=VALUE."""
        for fact in FACT:
            parser.add_argument(f"--{fact.replace('_', '-')}", dest=f"fact {fact}", metavar="VALUE")
        parser.add_argument("--fact", action="append", default=[], metavar="NAME=VALUE")
        parser.add_argument("--edition", choices=("in-force", "draft"), default="in-force")
        for name in LISTS:
            parser.add_argument(f"--{name}", dest="lists", action="append_const", const=name)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        told = [(fact, options[f"fact {fact}"]) for fact in FACT if options[f"fact {fact}"] is not None]
        try:
            edition = editions.draft_in_memory() if options["edition"] == "draft" else editions.in_force()
            if options["lists"]:
                found: Any = [entry for name in options["lists"] for entry in LISTS[name](edition.catalog)]
            else:
                facts = kept(edition.catalog, facts_of([*told, *(_pair(text) for text in options["fact"])]))
                found = document(answer(edition, {"on": today(edition.catalog, facts), **facts}))
        except FactError as problem:
            raise CommandError(_one_line(problem), returncode=2) from problem
        except (editions.NothingPublished, Refused) as problem:
            raise CommandError(refusals.told(problem)) from problem
        self.stdout.write(json.dumps(found, indent=2, ensure_ascii=False))


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise FactError("fact", text, ("NAME=VALUE, such as visits_used.physical-therapy=18",))
    return name, value


def _one_line(problem: FactError) -> str:
    return " ".join(refusals.told(problem).split())
