"""A CMS filing, read into proposals: printed, or staged for the admin."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from benefits.coverage.vocabulary import Refused
from benefits.management import importing
from benefits.words import refusals


class Command(BaseCommand):
    """Prints one JSON object for each row and stores nothing; or stages the file, to be looked through in the admin."""

    help = 'Read a "Benefits and Cost Sharing" file of CMS. A file that cannot be read exits with 2, saying where.'

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, whose rows, and what to do with them."""
        parser.add_argument("file", type=Path)
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--json", action="store_true", help="print one JSON object a line; nothing is stored")
        what.add_argument("--stage", action="store_true", help="stage the rows as an import; goes on where it stopped")
        parser.add_argument("--issuer", default="", help="the five digits of one issuer, to pass over all others")
        parser.add_argument("--attributes", type=Path, help='with --stage: the "Plan Attributes" file, for plan names')

    def handle(self, *args: Any, file: Path, issuer: str, attributes: Path | None, stage: bool, **options: Any) -> None:
        """Print them, or stage them."""
        out, err = (partial(stream.write, style_func=str, ending="") for stream in (self.stdout, self.stderr))
        watched = self.stderr.isatty()
        try:
            reader = importing.reader_named("filing")
            act = importing.stage if stage else importing.show
            files = {"file": file} | ({"attributes": attributes} if attributes else {})
            act(reader, files, said={"issuer": issuer}, out=out, err=err, watched=watched)
        except (Refused, importing.Stopped, OSError, OperationalError) as problem:
            raise CommandError(" ".join(f"{file.name}: {refusals.told(problem)}".split()), returncode=2) from problem
