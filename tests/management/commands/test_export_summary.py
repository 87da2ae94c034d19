"""The shell writes the same bytes as the page."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from benefits import editions
from benefits.exports import files, formats
from benefits.exports.choosing import choice
from tests.exports.conftest import TODAY


@pytest.fixture
def published(db: None) -> None:
    """The shipped data in force."""
    call_command("load_guides", verbosity=0)


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("form", files.FORMATS)
def test_it_writes_the_file(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"summary.{form}"

    call_command("export_summary", "--format", form, "-o", str(path), "--on", "2026-11-21", "--plan", "hmo")

    edition = editions.in_force()
    chosen = choice(edition.catalog, {"plan": ["hmo"], "on": ["2026-11-21"]}, TODAY)
    assert path.read_bytes() == b"".join(files.content(form, edition, chosen))
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--plan", "gold-plated"], "plan: There is no", id="an unknown plan"),
        pytest.param(["--on", "soon"], "on: Use one of: a date", id="no day"),
        pytest.param(["--edition", "7"], "there is no edition 7", id="an edition that was not published"),
    ],
)
def test_it_refuses_what_is_not_offered(tmp_path: Path, arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said) as refusal:
        call_command("export_summary", "--format", "csv", "-o", str(tmp_path / "a.csv"), *arguments)

    assert refusal.value.returncode == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.django_db
def test_it_says_when_nothing_is_published(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("export_summary", "--format", "csv", "-o", str(tmp_path / "a.csv"))


@pytest.mark.usefixtures("published")
def test_it_says_when_the_place_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("export_summary", "--format", "csv", "-o", str(tmp_path / "no" / "a.csv"))


@pytest.mark.usefixtures("published")
def test_whoever_watches_is_told_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = io.StringIO()
    monkeypatch.setattr(watched, "isatty", lambda: True)
    monkeypatch.setattr(formats, "ROWS_A_SIGN", 5)

    call_command("export_summary", "--format", "csv", "-o", str(tmp_path / "a.csv"), "--plan", "hmo", stderr=watched)

    assert watched.getvalue() == "5 of 6 rows\r6 of 6 rows\n"
