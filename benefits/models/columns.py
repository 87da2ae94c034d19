"""Columns for what records hold: a word of a vocabulary or several, dollars, and the facts that content waits for."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from benefits.bounds import FACT_LINES
from benefits.words.choices import choices


class OneOf(models.CharField[str, str]):
    """A column for one word of a vocabulary; empty where the record holds none."""

    def __init__(self, vocabulary: type[StrEnum] | None = None, **options: Any) -> None:
        if vocabulary is not None:
            options["choices"] = choices(vocabulary)
        options.setdefault("max_length", 40)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """What a migration holds of the column: not its choices, so that a new word needs no migration."""
        name, path, arguments, options = super().deconstruct()
        options.pop("choices", None)
        return name, path, arguments, options


class _Lines(forms.CharField):
    """A form field for several texts, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def to_python(self, value: Any) -> Any:
        text = value if isinstance(value, str) else ""
        return tuple(line.strip() for line in text.splitlines() if line.strip())

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(tuple(initial or ()) != self.to_python(data))

    def run_validators(self, value: Any) -> None:
        super().run_validators("\n".join(value))


class _Boxes(forms.TypedMultipleChoiceField):
    """A form field for several words of a vocabulary, a box for each."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        return tuple(super().clean(value))


class Several(models.TextField[Sequence[str], tuple[str, ...]]):
    """A column for several words in their order, of a vocabulary or free. The database holds one a line."""

    def __init__(self, vocabulary: type[StrEnum] | None = None, **options: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(**{"blank": True, "default": (), **options})

    def from_db_value(self, value: str | None, *_context: Any) -> tuple[str, ...]:
        """The words that a row holds."""
        return tuple(value.split("\n")) if value else ()

    def to_python(self, value: Any) -> Any:
        """The words, from a row's text or from a list of them."""
        return self.from_db_value(value) if isinstance(value, str) or value is None else tuple(value)

    def get_prep_value(self, value: Any) -> Any:
        """The text that a row holds."""
        return value if isinstance(value, str) else "\n".join(value or ())

    def value_to_string(self, obj: models.Model) -> str:
        """The text that a serialised row holds."""
        return str(self.get_prep_value(self.value_from_object(obj)))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Raises ValidationError when a word is not of the vocabulary."""
        known = set(self.vocabulary or value)
        if unknown := [word for word in value if word not in known]:
            raise ValidationError(_("“%(word)s” is not one of the choices."), params={"word": unknown[0]})

    def formfield(self, **options: Any) -> forms.Field:
        """A box for each word of the vocabulary, or free lines."""
        common: dict[str, Any] = {
            "label": capfirst(self.verbose_name),
            "help_text": self.help_text,
            "required": not self.blank,
        }
        if self.vocabulary is None:
            return _Lines(**common, max_length=2000)
        return _Boxes(**common, choices=choices(self.vocabulary))


class _FactLines(_Lines):
    """A form field for the facts that content waits for, one a line: `network: outside, contracted`."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(f"{part['fact']}: {', '.join(part['values'])}" for part in value)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > FACT_LINES.most:
            raise ValidationError(FACT_LINES.told())
        return [self._fact(line) for line in super().to_python(value)]

    def _fact(self, line: str) -> dict[str, Any]:
        fact, _colon, words = line.partition(":")
        values = [word.strip() for word in words.split(",") if word.strip()]
        if not fact.strip() or not values:
            raise ValidationError(_("Write a fact, a colon and its values: “network: outside, contracted”."))
        return {"fact": fact.strip(), "values": values}

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(list(initial or ()) != self.to_python(data))
        except ValidationError:
            return True

    def run_validators(self, value: Any) -> None:
        """Run none: `to_python` has read each line."""


class Facts(models.JSONField):
    """A column for the facts that must hold for a piece of content to be shown."""

    def formfield(self, **options: Any) -> forms.Field:
        """One fact a line."""
        return _FactLines(label=capfirst(self.verbose_name), help_text=self.help_text, required=not self.blank)


class Dollars(models.DecimalField[Any, Any]):
    """A column for an amount in dollars and whole cents."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_digits": 9, "decimal_places": 2, **options})
