"""A CMS filing, read into proposals."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benefits.coverage.vocabulary import Refused
from benefits.importing.filings.printing import print_filing


class Command(BaseCommand):
    """Prints one JSON object for each row. Nothing is stored."""

    help = 'Read a "Benefits and Cost Sharing" file of CMS. A file that cannot be read exits with 2, saying where.'

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, and whose rows."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", required=True, help="one JSON object a line")
        parser.add_argument("--issuer", default="", help="the five digits of one issuer, to pass over all others")

    def handle(self, *args: Any, file: Path, issuer: str, **options: Any) -> None:
        """Print them."""
        out, err = (partial(stream.write, style_func=str, ending="") for stream in (self.stdout, self.stderr))
        try:
            print_filing(file, issuer=issuer, out=out, err=err, watched=self.stderr.isatty())
        except (Refused, OSError) as problem:
            raise CommandError(" ".join(f"{file.name}: {problem}".split()), returncode=2) from problem
