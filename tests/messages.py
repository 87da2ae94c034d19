"""The texts that people read, gathered for who translates them, and compiled for Django.

`python -m tests.messages es` brings `benefits/locale/es/LC_MESSAGES/django.po` up to date with code and templates,
keeps what is translated, and compiles every language. No GNU gettext is needed: Babel reads code, and Django turns
templates into code. What is compiled is committed, so that the product runs without Babel.
"""

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT: Final = Path(__file__).parent.parent
LOCALE: Final = ROOT / "benefits" / "locale"
LAZY: Final = {f"{name}_lazy": places for name, places in DEFAULT_KEYWORDS.items() if name != "_"}
KEYWORDS: Final = {**DEFAULT_KEYWORDS, **LAZY}
TEXTS: Final = (("benefits", "*.py"), ("kpcoverage", "*.py"), ("templates", "*.html"), ("templates", "*.txt"))


def gathered(root: Path = ROOT) -> Catalog:
    """Every text that code and templates mark for translation, with the files that it is in."""
    found = Catalog(charset="utf-8")
    for folder, pattern in TEXTS:
        for path in sorted((root / folder).rglob(pattern)):
            place = path.relative_to(root).as_posix()
            for line, text, _comments, context in extract("python", io.BytesIO(_code(path)), KEYWORDS):
                found.add(text, locations=[(place, line)], context=context)
    return found


def _code(path: Path) -> bytes:
    """A file as Python that marks the same texts: code as it is, a template as Django turns it, without its indents."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text.encode()
    return "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines()).encode()


def update(language: str, locale: Path = LOCALE, root: Path = ROOT) -> Path:
    """Bring a language's texts up to date, or begin them, and give their file. What is translated already stays."""
    path = locale / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    texts = _read(path) if path.exists() else Catalog(locale=language, charset="utf-8")
    texts.update(gathered(root), no_fuzzy_matching=True)
    with path.open("wb") as file:
        write_po(file, texts, width=120, include_lineno=False, ignore_obsolete=True)
    return path


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], charset="utf-8")


def compile_texts(path: Path) -> Path:
    """Write a language's texts as Django reads them, beside the file that they are in."""
    compiled = path.with_suffix(".mo")
    with compiled.open("wb") as file:
        write_mo(file, _read(path))
    return compiled


def translated(path: Path) -> dict[tuple[str | None, tuple[str, ...]], tuple[str, ...]]:
    """What stands for each text that is translated, by its context, in a file of texts or in a compiled one."""
    with path.open("rb") as file:
        texts = read_mo(file) if path.suffix == ".mo" else read_po(file)
    said = {(message.context, _plurals(message.id)): _plurals(message.string) for message in texts if message.id}
    return {text: translation for text, translation in said.items() if any(translation)}


def _plurals(text: str | Iterable[str] | None) -> tuple[str, ...]:
    """The text in each of its plurals: most have only one form."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def problems(path: Path) -> Iterator[str]:
    """Translations that would fail when they are read: they name a part that the text does not have."""
    for message, errors in _read(path).check():
        yield from (f"{path.parts[-3]}: {message.id}: {error}" for error in errors)


def main(languages: list[str]) -> int:
    """Bring these languages up to date and compile all; 1, with a line each, where a translation would fail."""
    for language in languages:
        update(language)
    found: list[str] = []
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        compile_texts(path)
        found += problems(path)
    sys.stderr.writelines(f"{line}\n" for line in found)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
