"""A long export. CSV goes on piece by piece, each look doing the next; the others are made by a process of their own.

XlsxWriter and typst cannot be stopped half way and taken up again, so that no request could do a piece of their work.
The job holds how far it is, for whichever server is asked.
"""

import logging
import threading
from itertools import chain
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import Error, connections, transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from benefits import editions
from benefits.bounds import EXPORT_PROCESSES
from benefits.coverage.vocabulary import Refused
from benefits.exports import files, making
from benefits.exports.formats import Piecewise
from benefits.exports.summary import rows
from benefits.jobs import do_piece, throw_away_old
from benefits.models import Export, Job, JobKind, JobState, TakenAway
from benefits.models.job import PATIENCE
from benefits.staff.filters import Asked, asked
from benefits.whole_files import write_whole

log: Final = logging.getLogger(__name__)

# Plans a piece: some thousand rows, well under a second.
PLANS_A_PIECE: Final = 200
# How long a page waits between looks that do a piece each, and between looks that only tell how far a process is.
PACE_OF_PIECES: Final = "200ms"
PACE_OF_A_PROCESS: Final = "1s"
SECONDS_A_LOOK: Final = 0.5
FAULTS: Final = (OSError, editions.NoSuchEdition, Refused)


class OneAtATime(Exception):
    """This person has a process at work already: a server has only so many processors."""

    def __init__(self, under_way: Export) -> None:
        super().__init__(under_way)
        self.under_way = under_way


def piecewise(form: str) -> Piecewise | None:
    """How a format is put together from pieces. None for one that a process of its own makes as a whole."""
    known = files.FORMATS.get(form)
    return None if known is None else known.piecewise


def pace(export: Export) -> str:
    """How long the page that watches waits between two looks."""
    return PACE_OF_A_PROCESS if piecewise(export.form) is None else PACE_OF_PIECES


def path(export: Export) -> Path:
    """The finished file."""
    return export.job.folder / f"summary.{export.form}"


def begin(here: Asked, form: str, who: User) -> Export:
    """A new export of what is asked for; old ones are thrown away. Raises OneAtATime."""
    throw_away_old()
    with transaction.atomic():
        # Of two requests of one person at once the second waits here, and then finds the first one's export.
        User.objects.select_for_update().get(pk=who.pk)
        _refuse_a_second(form, who)
        job = Job.objects.create(kind=JobKind.EXPORT, who=who, total=here.choice.total)
        return Export.objects.create(
            job=job,
            form=form,
            edition=here.name,
            sha256=here.edition.sha256,
            filters=here.query(on=here.choice.on.isoformat()),
            file_name=files.name(form, here.edition, here.choice),
        )


def _refuse_a_second(form: str, who: User) -> None:
    if piecewise(form) is not None:
        return
    under_way = _by_process().filter(job__who=who).select_related("job").first()
    if under_way is not None:
        raise OneAtATime(under_way)


def _by_process() -> QuerySet[Export]:
    """The exports under way that processes of their own make."""
    forms = [name for name in files.FORMATS if piecewise(name) is None]
    return Export.objects.filter(job__state=JobState.RUNNING, form__in=forms)


def waits(export: Export) -> bool:
    """Whether no process is at work for it yet, as others have to be done first."""
    is_begun = piecewise(export.form) is not None or making.was_begun(export.job.folder)
    running = export.job.state == JobState.RUNNING
    return running and not is_begun and _is_full(export)


def _is_full(export: Export) -> bool:
    """Whether as many processes are at work for others, on all servers, as may be. Two that begin at once both wait."""
    alive = Q(job__alive_at__gte=timezone.now() - PATIENCE)
    others = _by_process().filter(alive).exclude(pk=export.pk)
    return others.count() >= EXPORT_PROCESSES.most * settings.SERVERS


def advance(export: Export) -> None:
    """The next piece, or the process; after the last piece the file. What fails says so and leaves no file."""
    do_piece(export.job, lambda: _advance(export), faults=FAULTS)


def _advance(export: Export) -> None:
    pieces = piecewise(export.form)
    if pieces is None and making.was_begun(export.job.folder):
        # Whoever attended the process is gone, and the process with it.
        export.job.fail(_("The work stopped on the way."))
        return
    here = _still_the_same(export)
    if pieces is None and _is_full(export):
        export.job.let_go()
    elif pieces is None:
        child = making.begin(export.job.folder, export.form, here.edition, here.choice)
        attended(export.job, child)
    elif export.job.done < export.job.total:
        _piece(export, here, pieces)
    else:
        _joined(export, here, pieces)


def _still_the_same(export: Export) -> Asked:
    """What was asked for. Raises NoSuchEdition where it can no longer be had as it was."""
    here = asked(QueryDict(export.filters), export.job.who or AnonymousUser())
    is_another = here.edition.sha256 != export.sha256 or export.form not in files.FORMATS
    if here.problems or is_another:
        raise editions.NoSuchEdition(_("What it was to be made of has changed. Start again."))
    return here


def _piece(export: Export, here: Asked, pieces: Piecewise) -> None:
    job = export.job
    job.folder.mkdir(parents=True, exist_ok=True)
    first = job.done // len(here.choice.therapies)
    some = replace(here.choice, plans=here.choice.plans[first : first + PLANS_A_PIECE])
    write_whole(_named(job, first), pieces.rows(rows(here.edition, some)))
    job.put_down(job.done + some.total)


def _joined(export: Export, here: Asked, pieces: Piecewise) -> None:
    """All pieces as one file. Raises FileNotFoundError where one is missing: what is left must not look whole."""
    job = export.job
    made = [_named(job, first) for first in range(0, len(here.choice.plans), PLANS_A_PIECE)]
    if not all(piece.is_file() for piece in made):
        raise FileNotFoundError(_("A piece of it is not on this server."))
    write_whole(path(export), chain([pieces.head()], (piece.read_bytes() for piece in made)))
    job.finish()
    # Only now: whoever took this worker for dead and joins them too must not find half of them.
    for piece in made:
        piece.unlink(missing_ok=True)


def _named(job: Job, first: int) -> Path:
    return job.folder / f"{first:08}.piece"


def attended(job: Job, child: making.Child) -> None:
    """A thread that waits for the process, so that no request has to."""
    threading.Thread(target=_attend, args=(job, child), name="export", daemon=True).start()


def _attend(job: Job, child: making.Child) -> None:
    """Without a database nothing can be told: the page then finds the last sign too old."""
    try:
        attend(job, child)
    except Error as fault:
        log.warning("an export cannot be attended: %s", type(fault).__name__)
    finally:
        connections.close_all()


def attend(job: Job, child: making.Child) -> None:
    """Tell how far the process is until it ends, and end it when somebody stopped the job."""
    try:
        while not making.ended(child, SECONDS_A_LOOK):
            job.move(making.done(job.folder))
        if child.returncode:
            job.fail(making.why(job.folder) or _("The work stopped on the way."))
        else:
            making.tidy(job.folder)
            job.finish()
    except TakenAway:
        job.refresh_from_db()
        job.throw_away()
    finally:
        child.kill()
        child.wait()
