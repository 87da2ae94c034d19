"""The days of an answer as a calendar file. It names no therapy and no problem, unless the member asks it to."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from benefits.wording.days import AnswerDay, DayKind

MAKER: Final = "-//kpcoverage//Therapy coverage check//EN"
ONE_DAY: Final = timedelta(days=1)
# One is reminded in the morning of the day before.
REMINDED: Final = timedelta(hours=-15)


def calendar(days: Sequence[AnswerDay], therapy: str, made_at: datetime, run: str) -> bytes:
    """A calendar file with an event for each day. `therapy` is named in each title; empty where it must not be.

    Whoever saves the days of the same walk, `run`, once more changes those that the calendar has.
    """
    found = Calendar()
    found.add("prodid", MAKER)
    found.add("version", "2.0")
    for day in days:
        found.add_component(_event(day, therapy, made_at, run))
    return bytes(found.to_ical())


def _event(day: AnswerDay, therapy: str, made_at: datetime, run: str) -> Event:
    title = _("%(title)s: %(therapy)s") % {"title": day.title, "therapy": therapy} if therapy else day.title
    event = Event()
    event.add("uid", f"{day.kind}-{run}@kpcoverage")
    event.add("dtstamp", made_at)
    event.add("dtstart", day.day)
    event.add("dtend", day.day + ONE_DAY)
    event.add("summary", title)
    event.add("description", day.text)
    event.add("transp", "TRANSPARENT")
    if day.kind is DayKind.ASK_FOR_MORE:
        event.add_component(_reminder(title))
    return event


def _reminder(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", REMINDED)
    return alarm
