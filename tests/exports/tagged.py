"""What a screen reader finds in a PDF: the tables of the structure tree, cell by cell, in reading order."""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdf

Table = list[list[str]]


def squeezed(text: str) -> str:
    """Without blanks: where lines break is the paper's business."""
    return re.sub(r"\s+", "", text)


def parts(data: bytes) -> Iterator[tuple[str, Any]]:
    """Headings (H1, H2 …) with their text and tables with their rows of cells, in order."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    texts = [_marked(page) for page in reader.pages]
    places = {page.indirect_reference.idnum: texts[number] for number, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    root: Any = reader.trailer["/Root"]
    yield from _walked(root["/StructTreeRoot"], places)


def _marked(page: pypdf.PageObject) -> dict[int, str]:
    """The text of each marked piece of a page, by its number."""
    found: dict[int, str] = {}
    stack: list[int | None] = []

    def before(operator: bytes, operands: Any, *_matrices: Any) -> None:
        if operator == b"BDC":
            stack.append(operands[1].get("/MCID") if isinstance(operands[1], dict) else None)
        elif operator == b"BMC":
            stack.append(None)
        elif operator == b"EMC":
            stack.pop()

    def text(told: str, *_rest: Any) -> None:
        number = next((mark for mark in reversed(stack) if mark is not None), None)
        if number is not None:
            found[number] = found.get(number, "") + told

    page.extract_text(visitor_operand_before=before, visitor_text=text)
    return found


def _walked(element: Any, places: dict[int, dict[int, str]]) -> Iterator[tuple[str, Any]]:
    for child in _children(element):
        kind = child.get("/S") if isinstance(child, dict) else None
        if kind == "/Table":
            yield "Table", list(_rows(child, places))
        elif kind is not None and re.fullmatch(r"/H\d", kind):
            yield kind[1:], squeezed(_text(child, places))
        elif isinstance(child, dict):
            yield from _walked(child, places)


def _rows(element: Any, places: dict[int, dict[int, str]]) -> Iterator[list[str]]:
    for child in _children(element):
        if child.get("/S") == "/TR":
            yield [squeezed(_text(cell, places)) for cell in _children(child)]
        else:
            yield from _rows(child, places)


def _text(element: Any, places: dict[int, dict[int, str]], page: Any = None) -> str:
    here = element.raw_get("/Pg") if "/Pg" in element else page
    found = []
    for child in _children(element):
        if isinstance(child, int):
            found.append(places[here.idnum].get(child, ""))
        elif child.get("/Type") == "/MCR":
            found.append(places[child.raw_get("/Pg").idnum].get(child["/MCID"], ""))
        elif child.get("/Type") != "/OBJR":
            found.append(_text(child, places, here))
    return "".join(found)


def _children(element: Any) -> list[Any]:
    if "/K" not in element:
        return []
    held = element["/K"].get_object()
    return [child.get_object() for child in held] if isinstance(held, list) else [held]


def complaints(data: bytes) -> list[str]:
    """What a checker of PDF/UA would find in the structure: each rule that is not kept."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    root: Any = reader.trailer["/Root"]
    elements = list(_elements(root["/StructTreeRoot"]))
    levels = [int(kind[2:]) for kind, _ in elements if re.fullmatch(r"/H\d", kind)]
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"].get("/Font", {}).values()]  # type: ignore[attr-defined]
    kept = {
        "it has a language": bool(root.get("/Lang")),
        "it has a title, and shows it": bool(reader.metadata and reader.metadata.title)
        and _true(root["/ViewerPreferences"]["/DisplayDocTitle"]),
        "it is tagged": _true(root["/MarkInfo"]["/Marked"]) and not _true(root["/MarkInfo"].get("/Suspects")),
        "it says that it is PDF/UA-1": "pdfuaid:part>1<" in str(root["/Metadata"].get_data()),
        "one goes through a page in the order of its structure": all(
            page.get("/Tabs") == "/S" and "/StructParents" in page for page in reader.pages
        ),
        "headings go down one level at a time": levels[:1] == [1]
        and all(after <= before + 1 for before, after in pairwise(levels)),
        "each head of a table says what it is the head of": all(
            any("/Scope" in attributes for attributes in _attributes(element))
            for kind, element in elements
            if kind == "/TH"
        ),
        "each table has heads": sum(kind == "/Table" for kind, _ in elements)
        == sum(kind == "/THead" for kind, _ in elements),
        "each picture has words": all("/Alt" in element for kind, element in elements if kind == "/Figure"),
        "letters can be read": all("/ToUnicode" in font for font in fonts),
        "nothing is shown outside the structure": not any(_unmarked(page) for page in reader.pages),
    }
    return [rule for rule, held in kept.items() if not held]


def _true(found: Any) -> bool:
    """A boolean of a PDF is an object of its own, which Python takes for true."""
    return getattr(found, "value", None) is True


def _elements(element: Any) -> Iterator[tuple[str, Any]]:
    for child in _children(element):
        if isinstance(child, dict) and "/S" in child:
            yield str(child["/S"]), child
            yield from _elements(child)


def _attributes(element: Any) -> list[Any]:
    held = element["/A"].get_object() if "/A" in element else []
    return [one.get_object() for one in held] if isinstance(held, list) else [held]


def _unmarked(page: pypdf.PageObject) -> bool:
    """Whether text is shown that is neither part of the structure nor marked as left out of it."""
    depth, strays = 0, 0

    def before(operator: bytes, _operands: Any, *_matrices: Any) -> None:
        nonlocal depth, strays
        depth += (operator in (b"BDC", b"BMC")) - (operator == b"EMC")
        strays += operator in (b"Tj", b"TJ") and depth == 0

    page.extract_text(visitor_operand_before=before)
    return strays > 0
