"""Every column and every code has its words."""

from benefits.coverage.vocabulary import Basis, Certainty, DeductibleRule, Status
from benefits.exports.columns import COLUMNS
from benefits.wording.columns import COLUMN, codes


def test_every_column_is_explained() -> None:
    assert set(COLUMN) == set(COLUMNS)
    assert all(str(words).endswith((".", ";")) for words in COLUMN.values())
    assert str(COLUMN["cost_locator"]) == "Place in the document that says the price."


def test_every_code_is_explained() -> None:
    told = {code for code, _words in codes()}

    for column, words in {"status": Status, "certainty": Certainty, "basis": Basis}.items():
        assert {f"{column}: {word}" for word in words} <= told
    assert {f"deductible_rule: {word}" for word in DeductibleRule} <= told
