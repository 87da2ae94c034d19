"""What a file's form takes, and what it says of the rest."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from benefits.admin.import_forms import ConfirmForm, UploadForm


def form(name: str, **data: Any) -> UploadForm:
    return UploadForm(data, MultiValueDict({"file": [SimpleUploadedFile(name, b"a")]}))


@pytest.mark.parametrize("name", ["catalog.json", "gates.csv", "DRAFT.XLSX", "macros.xlsm"])
def test_what_is_read_is_taken(name: str) -> None:
    assert form(name).is_valid()


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a", "json"])
def test_what_is_not_read_is_not_taken(name: str) -> None:
    assert not form(name).is_valid()


def test_the_name_of_a_file_is_kept_plain() -> None:
    taken = form("../../ga\u0007tes.csv", table="gates")

    assert taken.is_valid()
    batch = taken.batch(None)
    assert (batch.file_name, batch.options) == ("ga�tes.csv", {"table": "gates"})


def test_a_reason_is_a_line() -> None:
    assert ConfirmForm({"reason": "The 2027 papers"}).is_valid()
    assert not ConfirmForm({"reason": "x" * 101}).is_valid()
