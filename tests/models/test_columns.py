"""Words in a row, as a database holds them and as a form shows them."""

from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from benefits.coverage.vocabulary import NetworkTier
from benefits.models.columns import Facts, OneOf, Several


@pytest.mark.parametrize(
    ("words", "held"),
    [
        pytest.param((), "", id="none"),
        pytest.param(("WA",), "WA", id="one"),
        pytest.param(("WA", "OR"), "WA\nOR", id="several, in their order"),
    ],
)
def test_several_words_in_a_row_and_back(words: tuple[str, ...], held: str) -> None:
    column = Several()

    assert column.get_prep_value(words) == held
    assert column.from_db_value(held) == words
    assert column.to_python(held) == words


def test_a_word_of_no_vocabulary_is_refused() -> None:
    with pytest.raises(ValidationError, match="next-door"):
        Several(NetworkTier).clean(("kaiser", "next-door"), None)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param("WA\r\nOR\r\n", ("WA", "OR"), id="lines as a browser sends them"),
        pytest.param("  WA  \n\n", ("WA",), id="blanks around"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_free_words_are_typed_one_a_line(typed: str, read: tuple[str, ...]) -> None:
    field = Several().formfield()

    assert field.clean(typed) == read
    assert not field.has_changed(read, typed)
    assert field.has_changed((*read, "CA"), typed)
    assert field.prepare_value(read) == "\n".join(read)


def test_words_of_a_vocabulary_have_boxes() -> None:
    field = Several(NetworkTier).formfield()

    assert isinstance(field.widget, forms.CheckboxSelectMultiple)
    assert field.clean(["kaiser", "outside"]) == ("kaiser", "outside")
    with pytest.raises(ValidationError):
        field.clean(["next-door"])


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param("", [], id="none"),
        pytest.param("network: outside", [{"fact": "network", "values": ["outside"]}], id="one value"),
        pytest.param(
            "network: outside, contracted\npayment:plan",
            [{"fact": "network", "values": ["outside", "contracted"]}, {"fact": "payment", "values": ["plan"]}],
            id="two facts",
        ),
    ],
)
def test_facts_are_typed_one_a_line(typed: str, read: list[Any]) -> None:
    field = Facts(blank=True).formfield()

    assert field.clean(typed) == read
    assert not field.has_changed(read, typed)
    assert field.clean(field.prepare_value(read)) == read


@pytest.mark.parametrize("typed", ["network", "network:", ": outside", "network outside"])
def test_a_fact_without_values_is_refused(typed: str) -> None:
    field = Facts(blank=True).formfield()

    with pytest.raises(ValidationError):
        field.clean(typed)
    assert field.has_changed([], typed)


def test_new_words_need_no_migration() -> None:
    assert "choices" not in OneOf(NetworkTier).deconstruct()[3]
    assert "vocabulary" not in Several(NetworkTier).deconstruct()[3]
