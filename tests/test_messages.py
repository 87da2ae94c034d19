"""Texts are gathered for translators from code and templates alike, and what they translate is what people read."""

from pathlib import Path
from typing import Final

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import gettext, ngettext, override, pgettext, trans_real
from pytest_django import Settings

from benefits.words.answers import STATUS
from tests import messages

CODE: Final = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext_lazy

COVERED = gettext_lazy("covered")
PRICE = pgettext_lazy("price", "per visit")

def said(count):
    return _("We %(did)s it.") % {"did": count}, ngettext("%(count)s visit", "%(count)s visits", count), "not marked"
"""
TEMPLATE: Final = """{% load i18n %}
<main class="it's open">
    {% translate "Is your therapy covered?" %}
  {% blocktranslate count count=visits trimmed %}
    {{ count }} visit left
  {% plural %}
    {{ count }} visits left
  {% endblocktranslate %}
</main>
"""
FOUND: Final = {
    "covered",
    "per visit",
    "We %(did)s it.",
    ("%(count)s visit", "%(count)s visits"),
    "Is your therapy covered?",
    ("%(count)s visit left", "%(count)s visits left"),
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree of code and templates."""
    for name, text in {"benefits/a.py": CODE, "kpcoverage/b.py": "", "templates/a.html": TEMPLATE}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_code_and_templates_give_their_texts(tree: Path) -> None:
    assert {message.id for message in messages.gathered(tree) if message.id} == FOUND


def test_the_product_marks_its_texts() -> None:
    assert "visit limit reached" in messages.gathered()
    assert "Please start again" in messages.gathered()


def test_what_is_translated_stays(tree: Path) -> None:
    path = messages.update("es", tree / "locale", tree)
    path.write_text(path.read_text().replace('msgid "covered"\nmsgstr ""', 'msgid "covered"\nmsgstr "cubierta"'))
    (tree / "templates" / "a.html").write_text('{% load i18n %}{% translate "Start" %}')

    messages.update("es", tree / "locale", tree)

    with path.open("rb") as file:
        kept = {message.id: message.string for message in read_po(file)}
    assert kept["covered"] == "cubierta"
    assert kept["Start"] == ""
    assert "Is your therapy covered?" not in kept


SPANISH: Final = """
msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "covered"
msgstr "cubierta"

msgctxt "price"
msgid "per visit"
msgstr "por visita"

msgid "%(count)s visit"
msgid_plural "%(count)s visits"
msgstr[0] "%(count)s visita"
msgstr[1] "%(count)s visitas"
"""


def _written(tree: Path, text: str) -> Path:
    path = tree / "locale" / "es" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    return path


def test_what_is_compiled_is_what_people_read(tree: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _written(tree, SPANISH)
    messages.compile_texts(path)
    settings.LOCALE_PATHS = [str(tree / "locale")]
    monkeypatch.setattr(trans_real, "_translations", {})

    with override("es"):
        assert str(STATUS["covered"]) == "cubierta"
        assert pgettext("price", "per visit") == "por visita"
        assert ngettext("%(count)s visit", "%(count)s visits", 2) == "%(count)s visitas"
        assert gettext("visit limit reached") == "visit limit reached"


@pytest.mark.parametrize(
    ("translated", "found"),
    [
        pytest.param("%(count)s visitas", 0, id="the part that the text has"),
        pytest.param("%(cuenta)s visitas", 1, id="a part that it does not have"),
        pytest.param("visitas", 0, id="no part"),
    ],
)
def test_a_translation_that_would_fail_is_named(tree: Path, translated: str, found: int) -> None:
    path = _written(tree, SPANISH.replace('msgstr[1] "%(count)s visitas"', f'msgstr[1] "{translated}"'))

    assert len(list(messages.problems(path))) == found


LANGUAGES: Final = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_there_and_compiled(language: str) -> None:
    path = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"

    assert messages.translated(path.with_suffix(".mo")) == messages.translated(path), "run `make messages`"
    assert list(messages.problems(path)) == []


def test_what_was_not_compiled_again_is_noticed(tree: Path) -> None:
    path = _written(tree, SPANISH)
    compiled = messages.compile_texts(path)
    assert messages.translated(compiled) == messages.translated(path)

    path.write_text(SPANISH.replace("cubierta", "con cobertura"))

    assert messages.translated(compiled) != messages.translated(path)


def test_no_language_is_there_unnamed() -> None:
    assert {path.parent.parent.name for path in messages.LOCALE.glob("*/LC_MESSAGES/django.po")} == set(LANGUAGES)
