"""An import that was staged and looked through, into the draft."""

from argparse import ArgumentParser
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from benefits.coverage.vocabulary import Refused
from benefits.importing import confirming, readers
from benefits.importing.drafting import DraftMoved
from benefits.management import importing
from benefits.models import ImportBatch


class Command(BaseCommand):
    """Takes in what needed no look and what was accepted or corrected: all of it in one transaction, or nothing."""

    help = "Put a staged filing of any size into the draft. On SQLite nobody else can save meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which import, why, and who."""
        parser.add_argument("key", type=UUID, help="as import_filing --stage and its page in the admin show it")
        parser.add_argument("--reason", required=True, help="why, for the history; at most 100 characters")
        parser.add_argument("--by", help="user name of whoever confirms")

    def handle(self, *args: Any, key: UUID, reason: str, by: str | None, **options: Any) -> None:
        """Put it there, or say what is in the way."""
        batch = ImportBatch.objects.select_related("job").filter(pk=key).first()
        if batch is None or readers.is_ours(batch.reader):
            raise CommandError(f"there is no filing {key}", returncode=2)
        person = get_user_model().objects.filter(username=by).first() if by else None
        if by and person is None:
            raise CommandError(f"there is no user {by}", returncode=2)
        if not 0 < len(reason.strip()) <= 100:
            raise CommandError("the reason must have 1 to 100 characters.", returncode=2)
        out, err = (partial(stream.write, style_func=str, ending="") for stream in (self.stdout, self.stderr))
        try:
            importing.confirm(batch, by=person, reason=reason.strip(), out=out, err=err, watched=self.stderr.isatty())
        except (Refused, DraftMoved, confirming.NotWaiting, OperationalError) as problem:
            raise CommandError(confirming.why_not(problem), returncode=2) from problem
