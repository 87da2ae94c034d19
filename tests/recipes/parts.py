"""What can be taken out of the product: the folders to delete, and the lines that name them."""

from typing import Final, NamedTuple


class Naming(NamedTuple):
    """Naming of a file that name something."""

    path: str
    naming: str


class Part(NamedTuple):
    """A part: what goes with it in the product and in the tests; `concerned` are tests of the whole that ask it too."""

    name: str
    folders: tuple[str, ...]
    lines: tuple[Naming, ...]
    tests: tuple[str, ...] = ()
    test_lines: tuple[Naming, ...] = ()
    concerned: tuple[str, ...] = ()


def _format(name: str, constant: str, folder: str, *tests: str, concerned: tuple[str, ...] = ()) -> Part:
    return Part(
        name=f"the format {name}",
        folders=(folder,),
        lines=(Naming("benefits/exports/files.py", rf"\b{constant}$|^    {constant},$"),),
        tests=("tests/exports/test_agreement.py", "tests/exports/test_spreadsheet.py", *tests),
        concerned=concerned,
    )


PARTS: Final = (
    Part(
        name="the API",
        folders=("benefits/api",),
        lines=(Naming("kpcoverage/urls.py", r"benefits\.api"),),
        tests=("tests/api",),
        test_lines=(Naming("tests/house_rules.py", "benefits/api/"),),
    ),
    Part(
        name="the preview",
        folders=("benefits/preview", "templates/preview"),
        lines=(
            Naming("kpcoverage/urls.py", r"benefits\.preview"),
            Naming("templates/admin/index.html", "preview:start"),
        ),
        tests=("tests/preview", "tests/browser/test_preview.py"),
    ),
    Part(
        name="the second factor",
        folders=(
            "benefits/second_factor",
            "benefits/management/commands/second_factor.py",
            "templates/second_factor",
            "static/css/second_factor.css",
        ),
        lines=(
            Naming("kpcoverage/urls.py", r"second_factor"),
            Naming("kpcoverage/settings.py", r"second_factor"),
        ),
        tests=(
            "tests/second_factor",
            "tests/management/commands/test_second_factor.py",
            "tests/browser/test_second_factor.py",
        ),
    ),
    _format("CSV", "CSV", "benefits/exports/csv.py", "tests/exports/test_csv.py"),
    _format("XLSX", "XLSX", "benefits/exports/xlsx.py", "tests/exports/test_xlsx.py"),
    _format("PDF", "PDF", "benefits/exports/pdf", "tests/exports/pdf"),
    _format("JSON", "JSON", "benefits/exports/catalog_json.py", "tests/exports/test_catalog_json.py"),
)
