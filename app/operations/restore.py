"""Filling an empty installation from an archive."""

import os
import tempfile
from datetime import datetime
from pathlib import Path

from app.errors import Refusal
from app.formats import show_moment
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.operations import archive, postgres_copy, sqlite_copy
from app.operations.holding import hold, let_go
from app.operations.migrating import known_migrations
from app.operations.version import VERSION, as_numbers
from app.settings import Settings


def restore(settings: Settings, source: Path) -> Sentence:
    """Check the archive, then fill the empty installation that the settings name.

    Raises Refusal, having changed nothing, when the archive is damaged or made by a newer version,
    when it is of the other kind of database, or when anything is in the place already.
    """
    manifest = archive.read_manifest(source)
    _refuse_newer(manifest)
    hold(settings)
    try:
        return _fill(settings, source, manifest)
    finally:
        let_go(settings)


def _fill(settings: Settings, source: Path, manifest: archive.Manifest) -> Sentence:
    path = settings.sqlite_path
    if manifest.engine != ("sqlite" if path else "postgresql"):
        raise Refusal(_("This backup is of %(engine)s; DATABASE_URL names another kind.", engine=manifest.engine))
    if path:
        _refuse_full(path)
    else:
        postgres_copy.refuse_full(settings.database_url)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    home = path.parent if path else settings.data_dir
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".doithoai-restore-", dir=home) as name:
        folder = Path(name)
        archive.unpack(source, manifest, folder)
        # The database comes last: until then the installation is still an empty one.
        _put_files(manifest, folder, settings.data_dir)
        if path:
            sqlite_copy.forget_workers(folder / manifest.database)
            os.replace(folder / manifest.database, path)
            archive.sync_folder(path.parent)
        else:
            postgres_copy.fill(settings.database_url, folder / manifest.database)
    rows = sum(manifest.counts.values())
    return _(
        "Restored %(rows)s rows as they were on %(day)s.",
        rows=rows,
        day=show_moment(datetime.fromisoformat(manifest.made_at)),
    )


def _refuse_newer(manifest: archive.Manifest) -> None:
    is_newer = as_numbers(manifest.version) > as_numbers(VERSION)
    if is_newer or manifest.format > archive.FORMAT or set(manifest.migrations) - known_migrations():
        sentence = _("This backup was made by version %(theirs)s; this is %(ours)s. Install that version first.")
        sentence.values.update(theirs=manifest.version, ours=VERSION)
        raise Refusal(sentence)


def _refuse_full(path: Path) -> None:
    for each in (path, path.with_name(path.name + "-wal")):
        if each.exists() and each.stat().st_size:
            raise Refusal(_("There is a database at %(path)s already. Restore into an empty place.", path=path))


def _put_files(manifest: archive.Manifest, folder: Path, data_dir: Path) -> None:
    for name in manifest.members:
        target = data_dir / name
        if name == manifest.database or target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(folder / name, target)
