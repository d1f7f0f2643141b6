"""Judging the figures: what is wrong, what is worth knowing, what is well. One sentence for each."""

from dataclasses import dataclass
from datetime import timedelta

from app.i18n import Sentence as _
from app.operations.backing import longest_age
from app.operations.beating import is_late
from app.operations.figures import Figures
from app.post.states import LetterState
from app.settings import Settings

LETTERS_WAIT = 15 * 60
SEALS_WAIT = 5 * 60
BY_HAND = timedelta(days=2)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. A note is worth knowing and not wrong."""

    sentence: object
    is_wrong: bool = False
    is_note: bool = False
    path: str = ""  # the page where one sees more

    def __str__(self) -> str:
        where = f" {self.path}" if self.path else ""
        return f"{'✗' if self.is_wrong else '•' if self.is_note else '✓'} {self.sentence}{where}"


def worker(found: Figures) -> Finding:
    if is_late(list(found.beats), found.at):
        if not found.beats:
            return Finding(_("No worker runs: letters and what the clock does wait."), is_wrong=True)
        minutes = round((found.at - found.beats[0].beat_at).total_seconds() / 60)
        return Finding(
            _("No worker has been heard of for %(minutes)s minutes: letters and what the clock does wait.",
              minutes=minutes),
            is_wrong=True,
        )  # fmt: skip
    failed = sorted(
        {name for each in found.beats if found.at - each.beat_at < timedelta(minutes=3) for name in each.failed}
    )
    if failed:
        return Finding(
            _("The worker lives, but failed at: %(names)s. See the log.", names=", ".join(failed)), is_wrong=True
        )
    return Finding(_("The worker lives.") if found.beats else _("The worker is about to start."))


def backups(found: Figures, settings: Settings) -> Finding:
    age = found.backup.age(found.at)
    why = found.backup.trouble
    limit = longest_age(settings) if settings.backup_dir else BY_HAND
    if age is not None and age > limit:
        hours = round(age.total_seconds() / 3600)
        if why:
            return Finding(
                _("The last good backup is %(hours)s hours old. The last try failed: %(why)s", hours=hours, why=why),
                True,
            )
        return Finding(_("The last good backup is %(hours)s hours old.", hours=hours), is_wrong=True)
    if why:
        return Finding(_("The last backup failed: %(why)s", why=why), is_wrong=True)
    if age is None:
        if settings.backup_dir:
            return Finding(_("No backup has been written yet; the worker is about to."), is_note=True)
        return Finding(_("No backup has ever been written. Set BACKUP_DIR, or run: doithoai backup FILE"), is_note=True)
    hours = int(age.total_seconds() // 3600)
    if hours:
        return Finding(_("The last backup is %(hours)s hours old.", hours=hours))
    return Finding(_("The last backup is %(minutes)s minutes old.", minutes=int(age.total_seconds() // 60)))


def letters(found: Figures, settings: Settings) -> Finding:
    dead = found.letters.get(LetterState.DEAD, 0) + found.letters.get(LetterState.UNSENT, 0)
    if settings.smtp_url and found.letters_late > LETTERS_WAIT:
        waiting = found.letters.get(LetterState.QUEUED, 0) + found.letters.get(LetterState.SENDING, 0)
        return Finding(
            _("%(count)s letters wait, the oldest for more than 15 minutes. Does a worker run?", count=waiting), True
        )
    if dead:
        return Finding(_("%(count)s letters did not leave.", count=dead), is_note=True, path="/office/letters")
    return Finding(_("No letter is waiting too long."))


def journal(found: Figures) -> Finding:
    if found.unsealed_late > SEALS_WAIT:
        return Finding(
            _("%(count)s entries of the journal have waited for their seal for more than 5 minutes. Does a worker run?",
              count=found.unsealed),
            is_wrong=True,
        )  # fmt: skip
    return Finding(_("The journal is sealed."))


def schema(found: Figures) -> Finding:
    if found.lacking > 0:
        return Finding(_("The database lacks %(count)s migrations. Run: doithoai migrate", count=found.lacking), True)
    if found.lacking < 0:
        return Finding(_("The database was made by a newer version of this program. Install that version."), True)
    return Finding(_("The database answers and is of this version."))


def standing(found: Figures, settings: Settings) -> list[Finding]:
    """Everything that the database can tell."""
    if found.lacking > 0:
        return [schema(found)]
    return [schema(found), worker(found), letters(found, settings), backups(found, settings), journal(found)]
