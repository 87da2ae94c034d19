"""What is brought must be small enough for a page."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from benefits.admin import filing_forms
from benefits.admin.filing_forms import NoteForm, ReasonForm, UploadForm
from benefits.bounds import FILING_FILE, Bound

SMALL = SimpleUploadedFile("part.csv", b"a,b\n")


def given(**files: Any) -> MultiValueDict[str, Any]:
    """Files as a browser sends them."""
    return MultiValueDict({name: [file] for name, file in files.items()})


def test_a_part_is_taken() -> None:
    assert UploadForm({"issuer": "12345"}, given(file=SMALL)).is_valid()


@pytest.mark.parametrize("field", ["file", "attributes"])
def test_a_large_file_belongs_on_the_command_line(field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filing_forms, "FILING_FILE", Bound(3, FILING_FILE.words))
    form = UploadForm({}, given(**{field: SMALL}))

    assert "manage.py import_filing FILE --stage" in form.errors[field][0]


def test_an_issuer_has_five_digits() -> None:
    assert UploadForm({"issuer": "123"}, given(file=SMALL)).errors["issuer"] == ["An issuer id has five digits."]


@pytest.mark.parametrize("form", [ReasonForm({"reason": " "}), NoteForm({"note": ""})])
def test_a_word_is_wanted(form: ReasonForm | NoteForm) -> None:
    assert not form.is_valid()
