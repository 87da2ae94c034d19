"""A review is worked through in pieces: each decides some situations under both catalogs, and tries the laws on them.

A piece ends after a given time and is stored with the place where it stopped, so that the next one goes on from there.
"""

import time
from collections.abc import Iterator
from typing import Any, Final

import msgspec
from django.db import transaction
from django.db.models import F

from benefits.coverage.aspects import IN_REVIEWS
from benefits.coverage.comparing import Compared, compared, difference, grouped, questions, unusual
from benefits.coverage.laws import broken_laws
from benefits.coverage.situation import Situation
from benefits.coverage.telling import facts
from benefits.coverage.vocabulary import Refused
from benefits.editions.reviewing import Work, identity, work
from benefits.jobs import do_piece
from benefits.models import Finding, FindingKind, Review

FAULTS: Final = (Refused, LookupError)
NewFindings = dict[tuple[str, str], Finding]


class Place(msgspec.Struct, frozen=True):
    """How far a review has come: how many pairs are done, and how many situations of the pair after them."""

    done: int
    offset: int


class Piece(msgspec.Struct):
    """What one call of `advance` has worked out and not stored yet.

    `asked` situations were compared, and the answers to `changed` of them differ. `finished` says that no pair is left.
    """

    place: Place
    asked: int = 0
    changed: int = 0
    finished: bool = False
    found: NewFindings = {}


def advance(review: Review, *, seconds: float = 0.8) -> None:
    """Work out the next piece of a review, for about so many seconds, and store what it found.

    Nothing happens while another worker has the review in hand, or once it is over. A fault of FAULTS ends the review
    as failed, with the reason in its job. `review` is read anew at the end.
    """
    do_piece(review.job, lambda: _advance(review, seconds), faults=FAULTS)
    review.refresh_from_db()


def _advance(review: Review, seconds: float) -> None:
    # Whoever had the job in hand before may have moved it on since this row was read.
    review.offset = Review.objects.values_list("offset", flat=True).get(pk=review.pk)
    _store(review, _worked_out(review, seconds))


def _worked_out(review: Review, seconds: float) -> Piece:
    """The next piece. It holds one situation at least, if any is left, so that a review always moves on."""
    until = time.monotonic() + seconds
    here = work(review.pk)
    piece = Piece(Place(review.job.done, review.offset))
    for place, situation in _from(here, piece.place):
        _look(here, situation, piece)
        piece.place = place
        if time.monotonic() >= until:
            return piece
    piece.place, piece.finished = Place(len(here.pairs), 0), True
    return piece


def _from(here: Work, place: Place) -> Iterator[tuple[Place, Situation]]:
    """Every situation from that place on, each with the place at which a review that has done it would go on."""
    offset = place.offset
    for done in range(place.done, len(here.pairs)):
        for count, situation in enumerate(questions(here.old, here.new, here.pairs[done], here.today), start=1):
            if count > offset:
                yield Place(done, count), situation
        offset = 0


def _look(here: Work, situation: Situation, piece: Piece) -> None:
    """Decide one situation under both catalogs. Add to the piece what differs, and each law that the new one breaks."""
    both = compared(here.old, here.new, situation)
    piece.asked += 1
    if differs := difference(both.before, both.after):
        piece.changed += 1
        parts = msgspec.to_builtins(grouped(differs))
        what = {"case": unusual(situation), "parts": parts}
        _note(piece.found, _finding(FindingKind.CHANGE, both, what, rank=IN_REVIEWS.aspects.index(parts[0][0])))
    if both.after is not None:
        for broken in broken_laws(here.new, situation):
            _note(piece.found, _finding(FindingKind.LAW, both, {"law": broken.law}))


def _finding(kind: FindingKind, both: Compared, what: Any, rank: int | None = None) -> Finding:
    """A finding with this situation as its example. Without a rank, one with fewer facts comes first."""
    situation, example = both.situation, facts(both.situation)
    return Finding(
        kind=kind,
        plan=situation.plan,
        therapy=situation.therapy,
        what=what,
        digest=identity(situation.plan, situation.therapy, what),
        example=example,
        rank=len(example) if rank is None else rank,
    )


def _note(found: NewFindings, new: Finding) -> None:
    """Add a finding to those found. One that is there already is counted once more instead."""
    known = found.setdefault((new.kind, new.digest), new)
    if known is not new:
        _count(known, new)


def _count(known: Finding, more: Finding) -> None:
    """Add the count of the second finding to the first, which takes its example if that has fewer facts."""
    known.count += more.count
    if len(more.example or ()) < len(known.example or ()):
        known.example, known.rank = more.example, more.rank


def _store(review: Review, piece: Piece) -> None:
    """Store the findings of a piece and its place, both or neither.

    Raises TakenAway when the review was stopped meanwhile, or another worker took it over.
    """
    with transaction.atomic():
        # First: whoever was taken for dead must not meet the findings of the one who went on.
        if piece.finished:
            review.job.finish()
        else:
            review.job.put_down(piece.place.done)
        Review.objects.filter(pk=review.pk).update(
            offset=piece.place.offset,
            asked=F("asked") + piece.asked,
            changed=F("changed") + piece.changed,
        )
        _add(review, piece.found)


def _add(review: Review, found: NewFindings) -> None:
    """Store the findings of a piece; those that earlier pieces found too are counted together with them."""
    digests = {digest for _kind, digest in found}
    known = {(one.kind, one.digest): one for one in review.findings.filter(digest__in=digests)}
    for key, one in known.items():
        _count(one, found[key])
    fresh = [one for key, one in found.items() if key not in known]
    for one in fresh:
        one.review = review
    Finding.objects.bulk_update(known.values(), ["count", "example", "rank"])
    Finding.objects.bulk_create(fresh)
