"""A reader asks for files and for what may be said beside them, and is ours where nobody else speaks."""

import re

import pytest
from msgspec.structs import replace

from benefits.bounds import IMPORT_FILE
from benefits.coverage.vocabulary import Basis
from benefits.importing.reader import FileAsked, Reader, Speaker, TextAsked

MAIN = FileAsked(name="file", label="File", endings=(".txt",), most=IMPORT_FILE)
BESIDE = FileAsked(name="beside", label="Beside", most=IMPORT_FILE, is_required=False)
YEAR = TextAsked(name="year", label="Year", pattern=re.compile("[0-9]{4}"))
OURS = Reader(name="notes", title="notes", about="Notes.", asks=(MAIN, YEAR, BESIDE), read=lambda *_told: iter(()))


def test_files_and_texts_are_told_apart() -> None:
    assert (OURS.files, OURS.texts) == ((MAIN, BESIDE), (YEAR,))


@pytest.mark.parametrize(("name", "takes"), [("a.txt", True), ("A.TXT", True), ("a.csv", False), ("txt", False)])
def test_it_takes_files_by_their_names(name: str, *, takes: bool) -> None:
    assert OURS.takes(name) is takes


def test_who_speaks_for_somebody_else_is_not_ours() -> None:
    speaker = Speaker(basis=Basis.ISSUER_FILING, series="notes-", noun="note")

    assert OURS.is_ours
    assert not replace(OURS, speaker=speaker).is_ours
