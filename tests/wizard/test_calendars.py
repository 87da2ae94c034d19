"""Calendar files, read by a library that did not write them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import vobject

from benefits.wizard.calendars import calendar
from benefits.wording.days import AnswerDay, DayKind

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ASK = AnswerDay(date(2026, 12, 1), DayKind.ASK_FOR_MORE)
AGAIN = AnswerDay(date(2027, 1, 1), DayKind.STARTS_AGAIN)


def read(content: bytes) -> list[vobject.base.Component]:
    return list(vobject.readOne(content.decode()).vevent_list)


def test_each_day_is_a_whole_day() -> None:
    ask, again = read(calendar([ASK, AGAIN], "", NOW, "a-run"))

    assert (ask.dtstart.value, ask.dtend.value) == (ASK.day, ASK.day + timedelta(days=1))
    assert (again.summary.value, again.description.value) == (AGAIN.title, AGAIN.text)
    assert ask.uid.value != again.uid.value
    assert again.transp.value == "TRANSPARENT"


def test_the_day_to_ask_has_a_reminder() -> None:
    ask, again = read(calendar([ASK, AGAIN], "", NOW, "a-run"))

    assert ask.valarm.trigger.value == timedelta(hours=-15)
    assert not hasattr(again, "valarm")


@pytest.mark.parametrize(
    ("therapy", "title"), [("", "Ask for more visits"), ("physical therapy", "Ask for more visits: physical therapy")]
)
def test_the_therapy_is_named_only_where_that_is_asked_for(therapy: str, title: str) -> None:
    content = calendar([ASK], therapy, NOW, "a-run")

    assert read(content)[0].summary.value == title
    assert (b"physical" in content) == bool(therapy)


def test_lines_are_as_long_as_calendars_take() -> None:
    content = calendar([ASK], "a therapy, with a long name; " * 9, NOW, "a-run")

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert read(content)[0].summary.value.endswith("a therapy, with a long name; ")


def test_saving_once_more_changes_what_is_there() -> None:
    later = ASK._replace(day=ASK.day + timedelta(days=7))

    (before,), (after,) = (read(calendar([day], "", NOW, "a-run")) for day in (ASK, later))
    (other,) = read(calendar([ASK], "", NOW, "another-run"))

    assert before.uid.value == after.uid.value != other.uid.value
