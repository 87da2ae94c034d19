"""A summary into a file: the same bytes as the download."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from benefits import editions
from benefits.coverage.vocabulary import Refused
from benefits.exports import files
from benefits.exports.choosing import ONE_OF, SEVERAL, NotOffered, choice
from benefits.exports.formats import Tell
from benefits.exports.typesetting import TooLong
from benefits.whole_files import FOR_ALL_TO_READ, write_whole
from benefits.words import refusals


class Command(BaseCommand):
    """Writes the file, or says what is in the way and leaves what was there."""

    help = "Write what plans cover, by plan and therapy, into a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Format, edition, file, and the filters of the page."""
        parser.add_argument("--format", choices=files.FORMATS, required=True, dest="form")
        parser.add_argument("--edition", default="in-force", metavar="in-force|draft|N")
        parser.add_argument("-o", "--output", type=Path, required=True)
        for name in (*ONE_OF, *SEVERAL):
            parser.add_argument(f"--{name.replace('_', '-')}", action="append", default=[])

    def handle(self, *args: Any, form: str, edition: str, output: Path, **options: Any) -> None:
        """Write it."""
        try:
            found = editions.named(edition)
            chosen = choice(found.catalog, {name: options[name] for name in (*ONE_OF, *SEVERAL)}, localdate())
            self._refuse_another_kind(output, files.kind(form, chosen).ending)
            pieces = files.content(form, found, chosen, self._tell(chosen.total))
            size = write_whole(output, pieces, mode=FOR_ALL_TO_READ)
        except NotOffered as problem:
            raise CommandError(str(problem), returncode=2) from problem
        except editions.NoSuchEdition as problem:
            raise CommandError(f"there is no edition {problem}", returncode=2) from problem
        except (editions.NothingPublished, Refused, TooLong, OSError) as problem:
            raise CommandError(f"Nothing was written: {refusals.told(problem)}") from problem
        self.stdout.write(f"{output}: {chosen.total} rows, {size} bytes")

    def _refuse_another_kind(self, output: Path, ending: str) -> None:
        """A ZIP must not stand there as a PDF."""
        if ending == "zip" and output.suffix != ".zip":
            raise CommandError("Nothing was written: this takes several PDFs in a ZIP. Name a .zip file.", returncode=2)

    def _tell(self, total: int) -> Tell:
        """How far it is, on a line of its own, for whoever watches."""

        def tell(done: int) -> None:
            if self.stderr.isatty():
                self.stderr.write(f"{done} of {total} rows", ending="\n" if done == total else "\r")

        return tell
