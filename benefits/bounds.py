"""How much is taken at once: each bound with its words, which say what it is and what to do.

A bound is held before the work that it bounds. Whoever goes past it is told in these words, wherever that is: on a
page, at the field of a form, in an import that failed, or in the JSON of a program.
"""

from http import HTTPStatus
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec import Struct

from benefits.coverage.vocabulary import Refused

KB: Final = 1024
MB: Final = 1024 * KB


class TooMuch(Refused):
    """More than is taken at once, in words for whoever sent it. `status` is that of the reply."""

    def __init__(self, field: str, message: str, status: HTTPStatus) -> None:
        super().__init__(field, message)
        self.status = status


class Bound(Struct, frozen=True):
    """The most that is taken, and the words for more: `%(most)s` in them is that figure."""

    most: int
    words: Promise
    status: HTTPStatus = HTTPStatus.REQUEST_ENTITY_TOO_LARGE

    def hold(self, found: int, field: str = "") -> None:
        """Raises TooMuch, naming the field, when more was found than is taken."""
        if found > self.most:
            raise self.passed(field)

    def passed(self, field: str = "") -> TooMuch:
        """The refusal of what went past the bound."""
        return TooMuch(field, self.told(), self.status)

    def told(self) -> str:
        """The words, with the figure in them."""
        return str(self.words) % {"most": in_words(self.most)}


def in_words(most: int) -> str:
    """A size as people say it: 30 MB, 64 KB; any other figure with its thousands apart."""
    if most % MB == 0:
        return str(_("%(size)s MB") % {"size": most // MB})
    if most % KB == 0:
        return str(_("%(size)s KB") % {"size": most // KB})
    return f"{most:,}"


# Requests ---------------------------------------------------------------------------------------

QUERY: Final = Bound(
    8 * KB,
    _("The address is longer than %(most)s. Begin at the start page, or check it for slips."),
    HTTPStatus.BAD_REQUEST,
)
MEMBER_FORM: Final = Bound(
    64 * KB, _("What you sent is longer than %(most)s, more than any answer we ask for. Send a shorter one.")
)
# What the settings let Django read, said in words.
ADMIN_FORM: Final = Bound(2560 * KB, _("The form holds more than %(most)s. Save it in parts."))
# A file and the form around it.
UPLOAD: Final = Bound(32 * MB, _("The file is larger than %(most)s. Bring it in parts."))
FORM_FIELDS: Final = Bound(
    5_000, _("The form holds more than %(most)s fields. Save fewer rows at a time: a plan can show one therapy.")
)
FORM_FILES: Final = Bound(2, _("The form holds more than %(most)s files. Bring one at a time."))
FORM_ROWS: Final = Bound(
    200, _("The form says that it has more than %(most)s rows. Save fewer at a time: a plan can show one therapy.")
)
SELECTED: Final = Bound(
    1_000, _("More than %(most)s values were sent for one field. Choose fewer at a time."), HTTPStatus.BAD_REQUEST
)

SEARCH_WORDS: Final = Bound(
    12, _("The search has more than %(most)s words. Search for fewer."), HTTPStatus.BAD_REQUEST
)  # fewer than a database can take
BULK_ROWS: Final = Bound(500, _("More than %(most)s rows are selected. Select fewer at a time."))
FACT_LINES: Final = Bound(2_000, _("The facts are longer than %(most)s characters. Name fewer values."))

# Spreadsheets -----------------------------------------------------------------------------------

WORKBOOK_PARTS: Final = Bound(500, _("it holds more than %(most)s parts. Save it anew, with our sheets only."))
WORKBOOK_LIST: Final = Bound(256 * KB, _("the list of its parts is longer than %(most)s. Save it anew as XLSX."))
WORKBOOK_UNPACKED: Final = Bound(
    96 * MB, _("it would unpack to far more than a spreadsheet holds, over %(most)s. Bring its rows in several files.")
)
WORKBOOK_RATIO: Final = Bound(
    200, _("a part of it unpacks to more than %(most)s times its size, far more than a spreadsheet. Save it anew.")
)
WORKBOOK_CELLS: Final = Bound(1_000_000, _("it holds more than %(most)s cells. Bring its rows in several files."))
WORKBOOK_TEXTS: Final = Bound(
    250_000, _("it holds more than %(most)s different texts. Bring its rows in several files.")
)
WORKBOOK_REST: Final = Bound(
    20_000, _("it holds more than %(most)s styles and other things besides cells. Copy its rows to an empty template.")
)
WORKBOOK_TEXT: Final = Bound(
    200_000, _("it holds a text of more than %(most)s characters, longer than a cell can be. Shorten it.")
)
SHEET_ROWS: Final = Bound(100_000, _("it has more than %(most)s rows: bring them in parts."))
CSV_CELL: Final = Bound(
    128 * KB, _("it holds a value of more than %(most)s: a quote may be open without an end. Close it, or shorten it.")
)
CSV_LINE: Final = Bound(MB, _("it is longer than %(most)s, more than any row of ours. Save it anew as CSV."))

IMPORT_FILE: Final = Bound(30 * MB, _("The file is larger than %(most)s. Bring it in parts."))

# Filings ----------------------------------------------------------------------------------------

FILING_FILE: Final = Bound(
    20 * MB, _("The file is larger than %(most)s. Use the command line: manage.py import_filing FILE --stage.")
)
# Not refused: what is longer goes to review unread, and somebody looks at it.
FILING_TEXT: Final = Bound(4_000, _("it is longer than %(most)s characters. Read it in the row as filed."))
FILING_VALUE: Final = Bound(1_000, FILING_TEXT.words)
FILING_RECORD: Final = Bound(
    4 * MB,
    _("a row goes on for more than %(most)s: a quote is opened here or further down and never closed. Close it."),
)
FILING_PLAN: Final = Bound(
    500, _("a plan has more than %(most)s rows from here on up. See that the file holds each row once.")
)

# Exports ----------------------------------------------------------------------------------------

# For each server. Not refused: whoever comes later waits, and the page says so.
EXPORT_PROCESSES: Final = Bound(
    2,
    _("This site makes %(most)s such files at a time. Yours begins by itself when one is done: leave this page open."),
    HTTPStatus.TOO_MANY_REQUESTS,
)

# JSON -------------------------------------------------------------------------------------------

JSON_DEPTH: Final = Bound(
    8, _("The JSON is nested deeper than %(most)s levels. Send it as the schema says."), HTTPStatus.BAD_REQUEST
)
CASE_FACTS: Final = Bound(4_000, _("The facts are longer than %(most)s characters. Keep the case from a look-up."))
WALK: Final = Bound(4 * KB, _("The answers are longer than %(most)s. Begin again."))
CATALOG_VALUES: Final = Bound(2_000_000, _("it holds more than %(most)s values. Bring its records in several files."))
