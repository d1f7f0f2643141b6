"""The archive a backup is: a .tar.gz with a manifest first, then the database, the files and the secret."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, cast

from app.errors import Refusal
from app.i18n import Sentence as _
from app.operations.progress import Progress

FORMAT = 1
MANIFEST = "manifest.json"
DATABASES = {"sqlite": "database.sqlite", "postgresql": "database.dump"}
SLICE = 1 << 20


@dataclass(frozen=True)
class Member:
    """One file of the archive."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What the archive holds: `counts` are rows by table, `migrations` the names of those that were run."""

    version: str
    engine: str
    made_at: str
    migrations: list[str]
    counts: dict[str, int]
    members: dict[str, Member] = field(default_factory=dict)
    format: int = FORMAT
    product: str = "doithoai"

    @property
    def database(self) -> str:
        return DATABASES[self.engine]


def write(target: Path, manifest: Manifest, files: dict[str, Path]) -> None:
    """Write the archive beside `target` and put it in its place only when it is complete and on the disk.

    `files` are the members by name. Only the owner may read the archive: it holds what people wrote.
    """
    members = {name: _measured(path) for name, path in files.items()}
    text = json.dumps(asdict(manifest) | {"members": {name: asdict(each) for name, each in members.items()}}, indent=1)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with (
            os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw,
            Progress(_("Writing"), sum(each.size for each in members.values())) as progress,
        ):
            with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=6) as archive:
                _add(archive, MANIFEST, io.BytesIO(text.encode()), len(text.encode()))
                for name, path in files.items():
                    with path.open("rb") as content:
                        _add(archive, name, cast(IO[bytes], _Watched(content, progress)), members[name].size)
            raw.flush()
            os.fsync(raw.fileno())
        unfinished.replace(target)
        sync_folder(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def read_manifest(source: Path) -> Manifest:
    """The manifest of an archive; raises Refusal when the file is not one of ours."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            first = archive.next()
            content = archive.extractfile(first) if first and first.name == MANIFEST else None
            found = json.loads(content.read()) if content else {}
        members = {safe_name(name): Member(**each) for name, each in found.pop("members").items()}
        manifest = Manifest(**found, members=members)
        is_whole = isinstance(manifest.migrations, list) and isinstance(manifest.counts, dict)
        if is_whole and manifest.product == "doithoai" and manifest.database in members:
            return manifest
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError, AttributeError):
        pass
    raise Refusal(_("%(file)s is not a backup made by this program.", file=source))


def unpack(source: Path, manifest: Manifest, folder: Path) -> None:
    """Write every member into `folder`; raises Refusal unless each has the size and hash of the manifest."""
    broken = Refusal(_("%(file)s is damaged: its contents do not match its manifest.", file=source))
    found = set()
    total = sum(each.size for each in manifest.members.values())
    try:
        with tarfile.open(source, "r:gz") as archive, Progress(_("Checking"), total) as progress:
            for entry in archive:
                if entry.name == MANIFEST:
                    continue
                content = archive.extractfile(entry) if entry.isfile() else None  # a link would lead elsewhere
                if content is None or entry.name not in manifest.members or entry.name in found:
                    raise broken
                target = folder / entry.name
                target.parent.mkdir(parents=True, exist_ok=True)
                if _copied(content, target, progress) != manifest.members[entry.name]:
                    raise broken
                found.add(entry.name)
    except (tarfile.TarError, EOFError) as error:
        raise broken from error
    if found != set(manifest.members):
        raise broken


def safe_name(name: str) -> str:
    """A member's name, when it stays inside the folder it is unpacked into; raises ValueError otherwise."""
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts or "\\" in name or not name:
        raise ValueError(name)
    return name


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _add(archive: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    archive.addfile(entry, content)


def _measured(path: Path) -> Member:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as content:
        for piece in _slices(content):
            digest.update(piece)
            size += len(piece)
    return Member(digest.hexdigest(), size)


def _copied(content: IO[bytes], target: Path, progress: Progress) -> Member:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for piece in _slices(content):
            digest.update(piece)
            size += len(piece)
            out.write(piece)
            progress.add(len(piece))
        out.flush()
        os.fsync(out.fileno())
    return Member(digest.hexdigest(), size)


def _slices(content: IO[bytes]) -> Iterator[bytes]:
    while piece := content.read(SLICE):
        yield piece


class _Watched:
    """A file that tells how far it was read."""

    def __init__(self, content: IO[bytes], progress: Progress) -> None:
        self._content = content
        self._progress = progress

    def read(self, size: int = -1) -> bytes:
        piece = self._content.read(size)
        self._progress.add(len(piece))
        return piece
