"""Writing an installation into one archive, while it is being used."""

import tempfile
from pathlib import Path

from app.clock import now
from app.errors import Refusal
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.operations import archive, postgres_copy, sqlite_copy
from app.operations.version import VERSION
from app.settings import Settings

# What an installation keeps beside its database: uploaded and issued files, and the demo's own secret.
KEPT_FOLDERS = ("files",)
KEPT_FILES = ("secret.key",)


def backup(settings: Settings, target: Path) -> Sentence:
    """Write database and files of this installation to `target`; only a complete archive takes its place.

    Raises Refusal when the database is away or damaged, or `target` cannot be written.
    """
    if not target.parent.is_dir():
        raise Refusal(_("There is no folder %(path)s.", path=target.parent))
    # Beside the target, where there is room for the archive too; /tmp may be small.
    with tempfile.TemporaryDirectory(prefix=".doithoai-backup-", dir=target.parent) as folder:
        path = settings.sqlite_path
        engine = "sqlite" if path else "postgresql"
        copied = Path(folder) / archive.DATABASES[engine]
        held = sqlite_copy.copy(path, copied) if path else postgres_copy.copy(settings.database_url, copied)
        manifest = archive.Manifest(VERSION, engine, now().isoformat(), held.migrations, held.counts)
        archive.write(target, manifest, {copied.name: copied, **_kept(settings.data_dir)})
    rows = sum(held.counts.values())
    return _("Backup written: %(file)s (%(rows)s rows).", file=target, rows=rows)


def _kept(data_dir: Path) -> dict[str, Path]:
    """The other members by name, in a fixed order."""
    paths = [data_dir / name for name in KEPT_FILES]
    for name in KEPT_FOLDERS:
        paths += sorted((data_dir / name).rglob("*"))
    return {path.relative_to(data_dir).as_posix(): path for path in paths if path.is_file()}
