"""Summaries that take long although they are short, so that a test need not wait for a long one."""

import pytest
from msgspec.structs import replace

from benefits.exports import files


def wait_for_no_more_than(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for more rows than that in any format that may take long."""
    impatient = {
        name: form if form.at_once is None else replace(form, at_once=rows) for name, form in files.FORMATS.items()
    }
    monkeypatch.setattr(files, "FORMATS", impatient)
