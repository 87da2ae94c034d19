"""A copy of the edition in force on local disk, to serve from while the database does not answer."""

from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec
from django.conf import settings

from benefits.coverage.catalog import sha256
from benefits.whole_files import write_whole

NAME: Final = "in-force"


class Copy(msgspec.Struct, frozen=True):
    """An edition as its file holds it: one line of JSON that describes it, then the bytes of its catalog."""

    number: int
    sha256: str
    published_at: datetime
    catalog_json: bytes = b""


_DESCRIBED: Final = msgspec.json.Decoder(Copy)


def keep(copy: Copy) -> None:
    """Write the copy in place of the last one, whole or not at all. Raises OSError when that fails."""
    folder = Path(settings.EDITION_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    described = msgspec.json.encode({"number": copy.number, "sha256": copy.sha256, "published_at": copy.published_at})
    write_whole(folder / NAME, (described, b"\n", copy.catalog_json))


def kept() -> Copy | None:
    """The copy on disk; None where there is none, or where its bytes are no longer those of its hash."""
    try:
        described, _newline, catalog_json = (Path(settings.EDITION_DIR) / NAME).read_bytes().partition(b"\n")
        copy = _DESCRIBED.decode(described)
    except (OSError, msgspec.MsgspecError):
        return None
    if sha256(catalog_json) != copy.sha256:
        return None
    return msgspec.structs.replace(copy, catalog_json=catalog_json)
