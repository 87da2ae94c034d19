"""Whether a document has the shape that programs are told. For every test that has one in hand."""

from typing import Any, Final

from jsonschema import Draft202012Validator

from benefits.api.schema import SCHEMA


def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(
        {**SCHEMA, "anyOf": [{"$ref": f"#/$defs/{name}"}]}, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


VALIDATORS: Final = {name: _validator(name) for name in ("answer", "facts", "error", "catalog")}


def departures(document: Any, name: str = "answer") -> list[str]:
    """Where the document is not as the schema says."""
    told = VALIDATORS[name].iter_errors(document)
    deepest = [cause for error in told for cause in (error.context or [error])]
    return [f"{'/'.join(map(str, cause.absolute_path))}: {cause.message:.200}" for cause in deepest]
