"""The number by which a member and staff can tell that they see the same answer."""

import hashlib
import json
from collections.abc import Mapping
from typing import Final

from benefits.coverage.kinds import plain
from benefits.coverage.telling import statements

CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# One more whenever the same facts and edition are answered otherwise than before: in status, figures or words. Two
# servers that run different versions then never show different answers under one number.
RULES_NUMBER: Final = 13


def answer_id(facts: Mapping[str, object], sha256: str) -> str:
    """Ten Crockford base32 characters of SHA-256 over the canonical facts, the edition's hash and the rules number.

    A fact that is not told, left blank or not sure is the same: nothing. Nought visits and no dollars are a statement.
    """
    canonical = json.dumps(plain(statements(facts)), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    hashed = hashlib.sha256(f"{canonical}\n{sha256}\n{RULES_NUMBER}".encode())
    number = int.from_bytes(hashed.digest()) >> (256 - 50)
    return "".join(CROCKFORD[(number >> shift) & 31] for shift in range(45, -1, -5))
