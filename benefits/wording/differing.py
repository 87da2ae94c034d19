"""What sources of the same rank differ on, in words: both sides, and whom to ask which is right."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from benefits.coverage.decision import Decision
from benefits.coverage.records import Disagreement, Region
from benefits.coverage.vocabulary import Subject
from benefits.wording.phrases import listed, sentence
from benefits.words.answers import SUBJECT


def both(found: Disagreement) -> str:
    """What each of two sources says that differ, and whom to ask."""
    return _(
        "Our sources differ on %(subject)s. One says: %(says)s Another says: %(other)s "
        "Ask member services which is right."
    ) % {
        "subject": SUBJECT[found.subject],
        "says": sentence(_(found.says)),
        "other": sentence(_(found.other_says)),
    }


def about(subject: Subject, decision: Decision) -> str:
    """A warning to stand beside what a record says of the subject; empty where sources do not differ on it."""
    if all(found.subject is not subject for found in decision.disagreements):
        return ""
    return _("Our sources differ on this. Ask member services.")


def subjects(found: Iterable[Disagreement]) -> str:
    """What sources differ on, as a list: “the referral and the visit limit”."""
    return listed([str(SUBJECT[record.subject]) for record in found])


def step(decision: Decision) -> str:
    """The step to ask which source is right, with the telephone number where one is on file."""
    ask = _("Ask member services which is right: our sources differ on %(subjects)s.") % {
        "subjects": subjects(decision.disagreements)
    }
    region = region_of(decision)
    if region is None or not region.member_services_phone:
        return f"{ask} {_('Call the number on your member card.')}"
    call = _("Call %(phone)s (TTY %(tty)s).") % {"phone": region.member_services_phone, "tty": region.tty}
    return f"{ask} {call}"


def region_of(decision: Decision) -> Region | None:
    """The plan's own region, or else the one that the member told; None where there is neither."""
    return decision.terms.catalog.region_by_slug.get(decision.terms.region or "")
