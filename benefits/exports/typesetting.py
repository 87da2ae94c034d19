"""A document from a template and data: tagged, the same bytes for the same data, and honest about missing letters."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _


class TooLong(ValueError):
    """More than a document should have."""


# Characters that no page can show.
CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
UNDISPLAYED: Final = re.compile(r'the text `"(.{0,1000})"` could not be displayed')
# The look for what the fonts lack ends after so many: a document of strange characters is none.
MOST_LACKING: Final = 500
TOLD_LACKING: Final = 40
# Documents that typst remembers; of a long one it is most of a hundred megabytes.
KEPT: Final = 11
SQUARE: Final = "□"


def drawn(template: Path, data: Mapping[str, Any], made_at: datetime) -> bytes:
    """The document; it names the characters that it cannot show. The same data and day give the same bytes."""
    told = json.dumps(_shown({**common(), **data}), ensure_ascii=False)
    lacking = _lacking("".join(sorted(character for character in set(told) if not character.isascii())))
    shown = told.translate(dict.fromkeys(map(ord, lacking), SQUARE))
    whole = {**json.loads(shown), "lacking": _unshown(lacking)}
    return _compiled(template.read_bytes(), json.dumps(whole, ensure_ascii=False), made_at)


def _shown(value: Any) -> Any:
    match value:
        case str():
            return CONTROLS.sub("", value)
        case Mapping():
            return {name: _shown(part) for name, part in value.items()}
        case list() | tuple():
            return [_shown(part) for part in value]
        case _:
            return value


@lru_cache(maxsize=64)
def _lacking(characters: str) -> str:
    """Those that our fonts lack: a small document of them is drawn until nothing is complained of. Raises TooLong."""
    found = ""
    while left := characters.translate(dict.fromkeys(map(ord, found))):
        try:
            _compiled(TRIAL, json.dumps({"title": _("Letters"), "letters": left}), datetime.fromtimestamp(0, UTC))
        except typst.TypstError as problem:
            found += _named(problem)
        else:
            break
        if len(found) > MOST_LACKING:
            raise TooLong(_("This document holds too many characters that our fonts do not have."))
    return found


TRIAL: Final = b"""#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"))
#for letter in data.letters.clusters() [#par(letter)]
"""


def _named(problem: typst.TypstError) -> str:
    """The characters that a complaint names. Raises the problem where it is none of that kind."""
    strange = UNDISPLAYED.search(problem.message)
    if strange is None:
        raise problem
    told = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), strange[1])
    return "".join(dict.fromkeys(character for character in told if not character.isascii()))


def _unshown(lacking: str) -> str:
    """What a reader must know of the squares; nothing where there are none."""
    if not lacking:
        return ""
    codes = [f"U+{ord(character):04X}" for character in sorted(lacking)]
    more = " …" if len(codes) > TOLD_LACKING else ""
    return _("%(square)s stands for a character that the fonts of this document lack (%(codes)s). CSV has it.") % {
        "square": SQUARE,
        "codes": ", ".join(codes[:TOLD_LACKING]) + more,
    }


def _compiled(template: bytes, told: str, made_at: datetime) -> bytes:
    found = typst.compile(
        template,
        format="pdf",
        sys_inputs={"data": told},
        pdf_standards="ua-1",
        timestamp=int(made_at.timestamp()),
        ignore_system_fonts=True,
    )
    if not isinstance(found, bytes):
        raise TypeError("typst made no single document")
    return found


def forget() -> None:
    """Let go of a long document: typst keeps what it worked out until so many later ones did not ask for it."""
    compiler = typst.Compiler(b" ", ignore_system_fonts=True)
    for _later in range(KEPT):
        compiler.compile(input=b" ", format="pdf")


def common() -> dict[str, str]:
    """What every document says of itself."""
    return {
        "lang": get_language() or "en",
        "author": _("Therapy coverage check"),
        "page": _("Page"),
        "sources_head": _("Sources"),
    }
