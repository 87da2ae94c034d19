"""A page as a reader has it: the words on it, the links, what search engines are told."""

import json
import re
from html.parser import HTMLParser
from typing import Any, Final

UNREAD: Final = ("script", "style", "head")


class PageReader(HTMLParser):
    """Reads one page. `text` is what is in `<main>`; what is folded is a tap away and counts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.metas: dict[str, str] = {}
        self.data: list[Any] = []
        self._inside: list[str] = []
        self._parts: list[str] = []
        self._block = ""
        self.feed(page)

    @property
    def text(self) -> str:
        """The words, with single spaces."""
        return re.sub(r"\s+", " ", "".join(self._parts)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what leads on, and what can be led to."""
        told = {name: value or "" for name, value in attrs}
        if "href" in told and tag == "a":
            self.links.append(told["href"])
        if "id" in told:
            self.ids.append(told["id"])
        if tag == "meta" and "name" in told:
            self.metas[told["name"]] = told.get("content", "")
        self._block = told.get("type", "") if tag == "script" else ""
        if tag in ("main", *UNREAD):
            self._inside.append(tag)
        self._parts.append(" " if tag not in ("span", "a", "strong") else "")

    def handle_endtag(self, tag: str) -> None:
        """Leave what was entered."""
        self._block = ""
        if tag in self._inside:
            self._inside.remove(tag)

    def handle_data(self, data: str) -> None:
        """Words are read within the main part; a block of data is data."""
        if self._block == "application/ld+json":
            self.data.append(json.loads(data))
        elif "main" in self._inside and not set(self._inside) & set(UNREAD):
            self._parts.append(data)
