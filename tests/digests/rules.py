"""Whether the rules number went up: the same facts and edition answered otherwise need another number of the answer."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from benefits.answer_ids import RULES_NUMBER
from benefits.coverage.catalog import to_json
from tests import shipped
from tests.digests.groups import shipped_documents

RISE: Final = (
    "The same facts and edition are answered otherwise than before: raise RULES_NUMBER in benefits/answer_ids.py by"
    " one, then `make digests`."
)
KEPT: Final = Path(__file__).parent / "rules.txt"


class Rules(NamedTuple):
    """The rules number, and short hashes of the shipped catalog and of what is answered from it."""

    number: int
    catalog: str
    answers: str


def today() -> Rules:
    """As it is now. The number of an answer and its edition are left out of what is hashed."""
    answers = sha256()
    for document in shipped_documents().values():
        said = {name: part for name, part in document.items() if name not in ("answer_id", "edition")}
        answers.update(json.dumps(said, ensure_ascii=False).encode())
    catalog = sha256(to_json(shipped.catalog()))
    return Rules(RULES_NUMBER, catalog.hexdigest()[:16], answers.hexdigest()[:16])


def kept() -> Rules:
    """What was written down last."""
    number, catalog, answers = KEPT.read_text(encoding="utf-8").split()
    return Rules(int(number), catalog, answers)


def write(rules: Rules) -> None:
    """Write it down."""
    KEPT.write_text(f"{rules.number} {rules.catalog} {rules.answers}\n", encoding="utf-8")


def must_rise(before: Rules, after: Rules) -> bool:
    """Whether the same edition is answered otherwise under the same number, or the number went down."""
    same_edition = before.catalog == after.catalog
    other_answers = before.answers != after.answers
    return after.number < before.number or (same_edition and other_answers and after.number == before.number)
