"""The number by which a member and staff can tell that they see the same answer."""

import hashlib
import json
from collections.abc import Mapping
from typing import Final

from benefits.answers import plain

CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def answer_id(facts: Mapping[str, object], sha256: str) -> str:
    """Ten Crockford base32 characters of SHA-256 over the canonical facts and the edition's hash."""
    canonical = json.dumps(plain(facts), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    number = int.from_bytes(hashlib.sha256(f"{canonical}\n{sha256}".encode()).digest()) >> (256 - 50)
    return "".join(CROCKFORD[(number >> shift) & 31] for shift in range(45, -1, -5))
