"""The digests that were kept, those of today, and what differs between them."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from tests.digests.groups import GROUPS, NamedBytes

KEPT: Final = Path(__file__).parent / "kept.txt"
LENGTH: Final = 16

# The digest of each piece by its name, in order.
Digests = Mapping[str, str]


def digests(pieces: NamedBytes) -> Digests:
    """The digests of a group. Raises ValueError where two pieces have one name."""
    found: dict[str, str] = {}
    for name, data in pieces:
        if name in found:
            raise ValueError(f"two pieces are named {name}")
        found[name] = sha256(data).hexdigest()[:LENGTH]
    return found


def kept(text: str | None = None) -> Mapping[str, Digests]:
    """What was written down, by group: `[group]`, then a line with digest and name for each piece."""
    found: dict[str, dict[str, str]] = {}
    group: dict[str, str] = {}
    for line in (KEPT.read_text(encoding="utf-8") if text is None else text).splitlines():
        if line.startswith("["):
            group = found.setdefault(line.strip("[]"), {})
        else:
            digest, _, name = line.partition(" ")
            group[name] = digest
    return found


def written(groups: Mapping[str, Digests]) -> str:
    """The text that `kept` reads."""
    return "".join(
        f"[{group}]\n" + "".join(f"{digest} {name}\n" for name, digest in found.items())
        for group, found in groups.items()
    )


def today() -> Mapping[str, Digests]:
    """The digests of everything as it is now."""
    return {group: digests(pieces()) for group, pieces in GROUPS.items()}


def differing(before: Digests, after: Digests) -> list[str]:
    """The names of the pieces that differ, are new or are gone, in order; those that are gone last."""
    found = [name for name, digest in after.items() if before.get(name) != digest]
    return [*found, *(name for name in before if name not in after)]


def differences(before: Mapping[str, Digests], after: Mapping[str, Digests]) -> Iterator[str]:
    """A line for each group that differs: how many of its pieces, and the first of them."""
    for group in [*after, *(group for group in before if group not in after)]:
        names = differing(before.get(group, {}), after.get(group, {}))
        if names:
            yield f"{group}: {len(names)} differ, first: {names[0]}"
