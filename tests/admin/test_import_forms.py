"""What a reader's form takes, and what it says of the rest."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from benefits import bounds
from benefits.admin.import_forms import BringForm, ConfirmForm, NoteForm
from benefits.importing.readers import named


def form(reader: str, files: dict[str, str], **said: Any) -> BringForm:
    """The form with files of these names, as a browser sends them."""
    given = {field: [SimpleUploadedFile(name, b"a,b\n")] for field, name in files.items()}
    return BringForm(named(reader), said, MultiValueDict(given))


@pytest.mark.parametrize(
    ("reader", "name"),
    [
        ("catalog", "catalog.json"),
        ("sheets", "gates.csv"),
        ("sheets", "DRAFT.XLSX"),
        ("sheets", "macros.xlsm"),
        ("filing", "part.csv"),
        ("filing", "part.txt"),
    ],
)
def test_what_is_read_is_taken(reader: str, name: str) -> None:
    taken = form(reader, {"file": name})

    assert taken.is_valid()
    assert {field: upload[0] for field, upload in taken.uploads.items()} == {"file": name}
    assert taken.size == 4


@pytest.mark.parametrize(
    ("reader", "name", "why"),
    [
        ("catalog", "a.csv", "The name of the file must end in .json."),
        ("sheets", "a.xls", "The name of the file must end in .csv, .xlsx, .xlsm."),
        ("sheets", "a", "The name of the file must end in .csv, .xlsx, .xlsm."),
    ],
)
def test_what_is_not_read_is_not_taken(reader: str, name: str, why: str) -> None:
    assert form(reader, {"file": name}).errors["file"] == [why]


def test_the_largest_size_is_told_before_one_brings_the_file() -> None:
    asked = form("filing", {})

    assert asked.fields["file"].help_text == f"Up to {bounds.in_words(bounds.FILING_FILE.most)}."
    assert asked.fields["attributes"].help_text == f"Not needed. Up to {bounds.in_words(bounds.FILING_FILE.most)}."


def test_a_file_is_needed_and_one_beside_it_is_not() -> None:
    assert form("filing", {}).errors["file"] == ["This field is required."]
    assert form("filing", {"file": "part.csv", "attributes": "names.csv"}).is_valid()


@pytest.mark.parametrize("field", ["file", "attributes"])
def test_a_large_file_says_what_to_do(field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds.Bound, "most", 3)

    found = form("filing", {"file": "part.csv", field: "part.csv"}).errors[field]

    assert found == ["The file is larger than 3. Use the command line: manage.py import_filing FILE --stage."]


@pytest.mark.parametrize(
    ("reader", "said", "field"),
    [
        pytest.param("filing", {"issuer": "123"}, "issuer", id="digits that are too few"),
        pytest.param("filing", {"issuer": "12345\n"}, "issuer", id="more than the digits"),
        pytest.param("sheets", {"table": "planets"}, "table", id="a sheet that there is not"),
    ],
)
def test_what_is_said_beside_makes_sense(reader: str, said: dict[str, str], field: str) -> None:
    found = form(reader, {"file": "a.csv"}, **said)

    assert not found.is_valid() or found.said[field] == said[field].strip()
    assert found.is_valid() is (said == {"issuer": "12345\n"})


def test_what_is_said_goes_along() -> None:
    found = form("sheets", {"file": "a.csv"}, table="gates")

    assert found.is_valid()
    assert found.said == {"table": "gates"}


@pytest.mark.parametrize(
    "filled", [ConfirmForm({"reason": " "}), NoteForm({"note": ""}), ConfirmForm({"reason": "x" * 101})]
)
def test_a_word_is_wanted(filled: ConfirmForm | NoteForm) -> None:
    assert not filled.is_valid()


def test_a_reason_is_a_line() -> None:
    assert ConfirmForm({"reason": "The 2027 papers"}).is_valid()
