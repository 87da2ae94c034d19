"""What somebody brings: kept while it is read, and known by its hash, so that the same is not read twice at once."""

import re
import shutil
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from benefits.importing.reader import Brought, Hear, Reader
from benefits.importing.weighing import shown
from benefits.jobs import throw_away_old
from benefits.models import ImportBatch, Job, JobKind, JobState
from benefits.whole_files import write_whole

PLAIN: Final = re.compile(r"[^A-Za-z0-9._-]+")
PIECE: Final = 1 << 20

# The name of a file, and its bytes.
Upload = tuple[str, Iterable[bytes]]


def bring(reader: Reader, uploads: Mapping[str, Upload], *, said: Mapping[str, str], by: Any) -> ImportBatch:
    """Keep the files of an upload and begin to read them; or the import that was begun with the same.

    Refused when one is not what it should be, raises OSError when there is no room; then nothing is kept.
    """
    throw_away_old()
    job = Job(kind=JobKind.IMPORT, who=by)
    try:
        files = {name: _kept(job.folder / name, *upload) for name, upload in uploads.items()}
        batch = begin(reader, files, said=said, job=job)
        if batch.pk != job.pk:
            _hand_over(job.folder, batch, reader)
    except BaseException:
        shutil.rmtree(job.folder, ignore_errors=True)
        raise
    return batch


def _hand_over(folder: Path, batch: ImportBatch, reader: Reader) -> None:
    """The files to the import that was begun with the same, unless it has its own, which somebody may be reading."""
    if kept_files(batch, reader):
        shutil.rmtree(folder)
    else:
        shutil.rmtree(batch.job.folder, ignore_errors=True)
        folder.rename(batch.job.folder)


def _kept(folder: Path, name: str, pieces: Iterable[bytes]) -> Path:
    """The file under a plain name."""
    folder.mkdir(parents=True)
    given = Path(name)
    stem = PLAIN.sub("-", given.stem).strip(".-")[-80:] or "file"
    path = folder / f"{stem}{PLAIN.sub('', given.suffix)[:20]}"
    write_whole(path, pieces)
    return path


def begin(
    reader: Reader,
    files: Mapping[str, Path],
    *,
    said: Mapping[str, str],
    job: Job,
    hear: Hear = lambda _bytes: None,
) -> ImportBatch:
    """An import of these files, with nothing read yet; the one that was begun with the same and is not through.

    The first of the files that the reader asks for names the import. Refused when a file is not what it should be:
    then there is no import.
    """
    brought = brought_of(reader, files, said=said)
    main = reader.files[0].name
    batch = ImportBatch(
        job=job,
        reader=reader.name,
        file_name=shown(brought.names[main], 255),
        sha256=brought.hashes[main],
        options=_options(reader, brought),
    )
    job.total = reader.count(brought, hear) if reader.count else 0
    under_way = _under_way(batch, reader)
    if under_way is not None:
        return under_way
    with transaction.atomic():
        job.save(force_insert=True)
        batch.save(force_insert=True)
    return batch


def _under_way(new: ImportBatch, reader: Reader) -> ImportBatch | None:
    """The import that was begun with the same and is not through."""
    same = ImportBatch.objects.select_related("job").filter(
        reader=new.reader, sha256=new.sha256, job__state=JobState.RUNNING
    )
    return next((batch for batch in same if _options_asked(reader, batch.options) == new.options), None)


def brought_of(reader: Reader, files: Mapping[str, Path], *, said: Mapping[str, str]) -> Brought:
    """These files as they are brought now."""
    return Brought(
        files=files,
        names={name: path.name for name, path in files.items()},
        hashes={name: file_sha256(path) for name, path in files.items()},
        said={text.name: said.get(text.name, "") for text in reader.texts},
        on=timezone.localdate(),
    )


def _options(reader: Reader, brought: Brought) -> dict[str, object]:
    """What an import keeps of what was brought besides its main file."""
    beside = [each.name for each in reader.files[1:] if each.name in brought.files]
    return {
        **brought.said,
        **{name: {"name": brought.names[name], "sha256": brought.hashes[name]} for name in beside},
    }


def _options_asked(reader: Reader, options: Mapping[str, object]) -> dict[str, object]:
    """What was brought, without what was found out since."""
    return {each.name: options[each.name] for each in reader.asks if each.name in options}


def brought_for(batch: ImportBatch, reader: Reader, files: Mapping[str, Path]) -> Brought:
    """What was brought for an import, with its files where they are now."""
    main = reader.files[0].name
    beside = {name: batch.options[name] for name in files if name != main and name in batch.options}
    return Brought(
        files=files,
        names={main: batch.file_name, **{name: told["name"] for name, told in beside.items()}},
        hashes={main: batch.sha256, **{name: told["sha256"] for name, told in beside.items()}},
        said={text.name: str(batch.options.get(text.name, "")) for text in reader.texts},
        on=timezone.localdate(batch.job.made_at),
    )


def kept_files(batch: ImportBatch, reader: Reader) -> dict[str, Path]:
    """The files of an import as they are kept on this server; nothing when they are not."""
    found = {each.name: _only(batch.job.folder / each.name) for each in reader.files}
    if found[reader.files[0].name] is None:
        return {}
    return {name: path for name, path in found.items() if path is not None}


def _only(folder: Path) -> Path | None:
    return next(folder.iterdir(), None) if folder.is_dir() else None


def file_sha256(path: Path) -> str:
    """Of the whole file."""
    found = sha256()
    with path.open("rb") as file:
        while part := file.read(PIECE):
            found.update(part)
    return found.hexdigest()
