"""What an archive says of itself is enough to refuse it."""

import zipfile
from pathlib import Path

import pytest

from benefits import bounds
from benefits.bounds import Bound
from benefits.coverage.vocabulary import Refused
from benefits.importing.sheets import archives

PARTS = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}


def archive(path: Path, **more: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in {**PARTS, **{name.replace("__", "/"): data for name, data in more.items()}}.items():
            file.writestr(name, data)
    return path


def test_an_xlsx_passes(tmp_path: Path) -> None:
    archives.check(archive(tmp_path / "a.xlsx"))


def bomb(path: Path) -> None:
    archive(path, xl__sheet=b"\0" * (archives.NO_MATTER + 1))


def many(path: Path) -> None:
    archive(path, **{f"part{number}": b"" for number in range(bounds.WORKBOOK_PARTS.most)})


def twice(path: Path) -> None:
    archive(path)
    with zipfile.ZipFile(path, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("xl/workbook.xml", b"again")


def nested(path: Path) -> None:
    archive(path, **{"xl__embeddings__b.XLSX": b"PK"})


def locked(path: Path) -> None:
    archive(path)
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 1)
    path.write_bytes(data)


def lying(path: Path) -> None:
    """One part that claims to be packed into more bytes than there are."""
    archive(path)
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 20 : at + 24] = (10**6).to_bytes(4, "little")
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        pytest.param(lambda path: path.write_bytes(b""), "no XLSX file", id="nothing"),
        pytest.param(lambda path: path.write_bytes(b"slug,name\n"), "no XLSX file", id="a CSV"),
        pytest.param(
            lambda path: path.write_bytes(archives.OLD + b"\0" * 512),
            "protected by a password",
            id="an old or locked file",
        ),
        pytest.param(lambda path: zipfile.ZipFile(path, "w").close(), "but no XLSX", id="an empty archive"),
        pytest.param(bomb, "more than 200 times its size", id="an absurd ratio"),
        pytest.param(many, "more than 500 parts", id="too many parts"),
        pytest.param(twice, "a part twice", id="a part twice"),
        pytest.param(nested, "another archive", id="an archive within"),
        pytest.param(locked, "protected by a password", id="locked parts"),
        pytest.param(lying, "on top of each other", id="parts on top of each other"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_unopened(tmp_path: Path, make: object, why: str) -> None:
    path = tmp_path / "a.xlsx"
    make(path)  # type: ignore[operator]

    with pytest.raises(Refused, match=why):
        archives.check(path)


def test_much_of_little_adds_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "WORKBOOK_UNPACKED", Bound(1000, bounds.WORKBOOK_UNPACKED.words))
    path = archive(tmp_path / "a.xlsx", a=bytes(range(256)) * 2, b=bytes(range(256)) * 2)

    with pytest.raises(Refused, match="far more"):
        archives.check(path)


def test_a_long_list_of_parts_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few of the 550,000 that took 21 s: the list of so many names is longer than any that is read."""
    path = archive(tmp_path / "a.xlsx", **{f"{number:05}{'x' * 200}": b"" for number in range(1_200)})
    monkeypatch.setattr(archives, "_check", lambda *_: pytest.fail("the list was read"))

    with pytest.raises(Refused, match="the list of its parts is longer than 256 KB"):
        archives.check(path)
