"""A guide as search engines read it: schema.org, in a block of data that no browser runs."""

import json
from dataclasses import dataclass
from typing import Any, Final

from django.utils.html import format_html

from benefits.guides.page import Guide

# No character is left that could end the script element, or begin another.
ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
ASKED: Final = ("in-short", "questions")


@dataclass(frozen=True)
class Block:
    """Data that is safe within a script element. Django asks for its markup by `__html__`."""

    data: Any

    def __html__(self) -> str:
        """The data as JSON."""
        return json.dumps(self.data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def block(guide: Guide, *, name: str, description: str, language: str) -> str:
    """The element that holds the data."""
    page = {
        "@type": "MedicalWebPage",
        "name": name,
        "description": description,
        "inLanguage": language,
        "about": {"@type": "MedicalTherapy", "name": guide.therapy.name},
    }
    questions = _questions(guide)
    graph = [page, {"@type": "FAQPage", "mainEntity": questions}] if questions else [page]
    data = Block({"@context": "https://schema.org", "@graph": graph})
    return format_html('<script type="application/ld+json">{}</script>', data)


def _questions(guide: Guide) -> list[dict[str, Any]]:
    """Every question that the page itself asks and answers."""
    return [
        {
            "@type": "Question",
            "name": statement.title,
            "acceptedAnswer": {"@type": "Answer", "text": statement.text},
        }
        for section in guide.sections
        if section.slug in ASKED
        for group in section.groups
        for statement in group.statements
        if statement.title.endswith("?")
    ]
