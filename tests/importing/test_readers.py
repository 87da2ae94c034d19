"""Every reader is known by its name, asks for a main file, and says what it is."""

import pytest

from benefits.coverage.vocabulary import Refused
from benefits.importing.reader import FileAsked, Reader
from benefits.importing.readers import READERS, NoSuchReader, named, of_our_own
from benefits.words import refusals


@pytest.mark.parametrize("reader", READERS, ids=[reader.name for reader in READERS])
def test_a_reader_is_found_and_says_what_it_is(reader: Reader) -> None:
    assert named(reader.name) is reader
    assert isinstance(reader.asks[0], FileAsked)
    assert reader.files[0].is_required
    assert str(reader.title)
    assert str(reader.about).endswith(".")
    assert reader.is_ours is (reader.reread is None)


def test_no_two_have_one_name() -> None:
    assert len({reader.name for reader in READERS}) == len(READERS)


def test_what_nobody_reads_is_said() -> None:
    with pytest.raises(NoSuchReader):
        named("papyrus")


@pytest.mark.parametrize(
    ("file_name", "name"),
    [("catalog.json", "catalog"), ("Gates.CSV", "sheets"), ("all.xlsx", "sheets")],
)
def test_our_own_files_are_known_by_their_names(file_name: str, name: str) -> None:
    assert of_our_own(file_name).name == name


def test_another_name_is_refused_with_what_there_is() -> None:
    with pytest.raises(Refused) as refused:
        of_our_own("papers.pdf")

    assert refusals.told(refused.value) == "file: its name must end in .json, .csv, .xlsx, .xlsm."
