"""What can be taken out of the product: the folders to delete, and the few lines that name them."""

from typing import Final, NamedTuple


class Naming(NamedTuple):
    """Lines of a file that name something."""

    path: str
    naming: str


class Part(NamedTuple):
    """A part that can be taken out: its files, and the lines elsewhere in the product that name it.

    With it go its own tests, and what else in tests and documents names it. `concerned` is how a test of the whole
    names the part: such a test asks for it, and no other may fail without it. `around` are the tests to run then.
    """

    name: str
    files: tuple[str, ...]
    lines: tuple[Naming, ...]
    tests: tuple[str, ...]
    concerned: str
    around: tuple[str, ...]
    other_lines: tuple[Naming, ...] = ()


THE_WHOLE: Final = ("tests", "--ignore=tests/recipes", "--ignore=tests/faults", "--ignore=tests/browser")
OF_FORMATS: Final = (
    "tests/exports",
    "tests/staff",
    "tests/management/commands/test_export_summary.py",
    "tests/test_weight.py",
)


def _format(name: str, file: str, *tests: str) -> Part:
    """A format of the summary. Two tests compare all formats with one another."""
    return Part(
        name=f"the format {name}",
        files=(file,),
        lines=(Naming("benefits/exports/files.py", rf"import {name}$|^    {name},$"),),
        tests=("tests/exports/test_agreement.py", "tests/exports/test_spreadsheet.py", *tests),
        concerned=rf"\b{name.lower()}\b",
        around=OF_FORMATS,
    )


OF_IMPORTS: Final = ("tests/importing", "tests/management", "tests/models", "tests/admin/test_imports.py")


def _importer(folder: str, reader: str, *tests: str, concerned: str = "") -> Part:
    """A source to import. Tests of the way that all sources go name the one that they go it with, by `reader`."""
    return Part(
        name=f"the import of {folder}",
        files=(f"benefits/importing/{folder}",),
        lines=(Naming("benefits/importing/readers.py", rf"importing\.{folder}\.reader|^    {folder.upper()},$"),),
        tests=(f"tests/importing/{folder}", *tests),
        concerned=rf'importing\.{folder}|importing import .*\b{folder}\b|"{reader}"{concerned}',
        around=OF_IMPORTS,
    )


PARTS: Final = (
    Part(
        name="the API",
        files=("benefits/api",),
        lines=(Naming("kpcoverage/urls.py", r"benefits\.api"),),
        tests=("tests/api",),
        concerned="/api/",
        around=THE_WHOLE,
        other_lines=(Naming("tests/house_rules.py", "benefits/api/"),),
    ),
    Part(
        name="the preview of the draft",
        files=("benefits/preview", "templates/preview"),
        lines=(
            Naming("kpcoverage/urls.py", r"benefits\.preview"),
            Naming("templates/admin/index.html", "preview:start"),
        ),
        tests=("tests/preview", "tests/browser/test_preview.py"),
        concerned="/draft/",
        around=THE_WHOLE,
    ),
    Part(
        name="the second factor",
        files=(
            "benefits/second_factor",
            "benefits/management/commands/second_factor.py",
            "templates/second_factor",
            "static/css/second_factor.css",
        ),
        lines=(
            Naming("kpcoverage/urls.py", "second_factor"),
            Naming("kpcoverage/settings.py", r"second_factor\.access"),
        ),
        tests=(
            "tests/second_factor",
            "tests/management/commands/test_second_factor.py",
            "tests/browser/test_second_factor.py",
        ),
        concerned="/second-factor/",
        around=THE_WHOLE,
        other_lines=(Naming("SECURITY.md", "tests/second_factor"),),
    ),
    _importer("catalogs", "catalog", concerned=r"|catalog\.json|importing\.ours"),
    _importer("sheets", "sheets"),
    _importer("filings", "filing", "tests/filing.py", concerned="|import filing\\b|import_filing|confirm_filing"),
    _format("CSV", "benefits/exports/csv.py", "tests/exports/test_csv.py"),
    _format("XLSX", "benefits/exports/xlsx.py", "tests/exports/test_xlsx.py"),
    _format("PDF", "benefits/exports/pdf", "tests/exports/pdf"),
    _format("JSON", "benefits/exports/catalog_json.py", "tests/exports/test_catalog_json.py"),
)
