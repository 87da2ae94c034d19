"""A catalog or sheets into the draft from the shell: shown first, written when asked to."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from benefits.coverage.vocabulary import Refused
from benefits.importing import drafting
from benefits.importing.weighing import Beside, counted
from benefits.management import importing
from benefits.models import ROWS, Verdict
from benefits.words import refusals


class Command(BaseCommand):
    """Counts what is new, changed, unchanged and refused; with --write puts it into the draft, all or nothing."""

    help = "Show what a catalog (JSON) or sheets (XLSX, CSV) would change in the draft; --write puts it there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether and why it is written."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--table", choices=ROWS, default="", help="the sheet that a CSV is, where its name is none")
        parser.add_argument("--write", action="store_true", help="put it into the draft")
        parser.add_argument("--reason", default="", help="why, for the history; needed with --write")

    def handle(self, *args: Any, file: Path, table: str, write: bool, reason: str, **options: Any) -> None:
        """Count, then write."""
        if write and not 0 < len(reason.strip()) <= 100:
            raise CommandError("--write needs a --reason of at most 100 characters.", returncode=2)
        try:
            found = importing.our_own(file, table=table)
            self._told(found)
            if write:
                drafting.write((one for _proposal, one in found if one), by=None, reason=reason.strip())
        except (Refused, OSError, OperationalError) as problem:
            raise CommandError(
                " ".join(f"Nothing was written. {file.name}: {refusals.told(problem)}".split()), returncode=2
            ) from problem
        if write:
            self.stdout.write("It is in the draft; members see it once the draft is published.")

    def _told(self, found: list[Beside]) -> None:
        """The counts, and every place that cannot go in."""
        counts = counted(found)
        self.stdout.write(
            "\n".join(f"{verdict.label}: {counts.get(verdict, 0)}" for verdict in Verdict if verdict in counts)
        )
        refused = [(proposal.place, proposal.refused if one is None else one.why) for proposal, one in found]
        for place, why in refused:
            for each in why:
                self.stderr.write(f"{place}: {each}")
        if Verdict.REFUSED in counts:
            raise Refused("file", f"{counts[Verdict.REFUSED]} of its records cannot go in.")
