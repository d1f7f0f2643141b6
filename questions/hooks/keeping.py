"""Adding and changing webhooks, a new key, and reading them with their log; for administrators."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from app import journal
from app.access import Role, Viewer
from app.database import Insert, Statement, atomic
from app.errors import Invalid, NotAllowed, NotFound
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.journal.staleness import refuse_stale, version_of
from questions.hooks.addresses import problem_of
from questions.hooks.tables import Webhook
from questions.news.words import NEWS

TEST = _("A test")
TESTED = "webhook.test"
# What the machine says when nobody answered, and how an administrator reads it.
TROUBLE = {
    "gaierror": _("The name in the address is not known"),
    "TimeoutError": _("No answer in time"),
    "ConnectionRefusedError": _("Nobody listens at the address"),
    "SSL": _("No secure connection came about: please check the certificate of the receiver"),
    "off": _("Not sent: the webhook is off"),
    "hidden": _("Not sent: it left the public pages"),
}
KINDS = ("question", "commitment", "event")
ADD = Insert(Webhook, "name", "url", "kinds", "is_on", "generation", "created_at")
COLUMNS = "id, name, url, kinds, is_on, generation, rotated_at, created_at"
ALL = Statement(f"SELECT {COLUMNS} FROM webhook ORDER BY id LIMIT 100")  # noqa: S608 - our columns
ONE = Statement(f"SELECT {COLUMNS} FROM webhook WHERE id = {{}}")  # noqa: S608 - our columns
CHANGE = Statement("UPDATE webhook SET name = {}, url = {}, kinds = {}, is_on = {} WHERE id = {} RETURNING id")
ROTATE = Statement("UPDATE webhook SET generation = generation + 1, rotated_at = {} WHERE id = {} RETURNING generation")
LOG = Statement(
    "SELECT id, act, state, attempts, status, error, queued_at, done_at, next_try_at FROM webhook_delivery"
    " WHERE webhook = {} ORDER BY id DESC LIMIT 50"
)


@dataclass(frozen=True)
class Hook:
    id: int
    name: str
    url: str
    kinds: tuple[str, ...]
    is_on: bool
    generation: int
    rotated_at: datetime | None
    created_at: datetime


@dataclass(frozen=True)
class Delivered:
    """One line of the log; `status` is what the receiver answered, 0 for nothing."""

    id: int
    act: str
    state: str
    attempts: int
    status: int
    error: str
    queued_at: datetime
    done_at: datetime | None
    next_try_at: datetime

    @property
    def what(self) -> Sentence | str:
        return TEST if self.act == "test" else NEWS.get(self.act, self.act)

    @property
    def told(self) -> Sentence | str:
        """What came of it, in words; "" before the first try."""
        if not self.error:
            return _("Taken (%(status)s)", status=self.status) if self.status else ""
        if self.status:
            return _("The receiver refused it (HTTP %(status)s)", status=self.status)
        return next((words for sign, words in TROUBLE.items() if self.error.startswith(sign)), self.error)

    @property
    def detail(self) -> str:
        """The words of the machine, for whoever looks after the receiver."""
        return self.error if not self.status and self.error != self.told else ""


async def hooks() -> list[Hook]:
    return [_hook(row) for row in await ALL.all()]


async def hook_of(hook_id: int) -> Hook:
    """Raises NotFound."""
    row = await ONE.one(hook_id)
    if row is None:
        raise NotFound(_("There is no such webhook."))
    return _hook(row)


async def log_of(hook_id: int) -> list[Delivered]:
    """The last deliveries, newest first."""
    return [Delivered(**row) for row in await LOG.all(hook_id)]


@atomic
async def add_hook(
    name: str, url: str, kinds: Collection[str], *, may_be_inside: bool, by: Viewer, at: datetime
) -> int:
    """A new webhook, which hears of what happens from now on; its id. Raises NotAllowed, Invalid."""
    permit(by)
    check(url, kinds, may_be_inside=may_be_inside)
    hook_id = await ADD(name, url, ",".join(sorted(kinds)), True, 1, at)
    await _record("webhook.add", hook_id, {"name": name, "host": _host(url), "kinds": sorted(kinds)}, by, at)
    return hook_id


@atomic
async def change_hook(
    hook_id: int,
    name: str,
    url: str,
    kinds: Collection[str],
    *,
    is_on: bool,
    may_be_inside: bool,
    by: Viewer,
    at: datetime,
    version: str = "",
) -> None:
    """Raises Conflict when somebody else changed it since `version`."""
    permit(by)
    check(url, kinds, may_be_inside=may_be_inside)
    if await CHANGE.one(name, url, ",".join(sorted(kinds)), is_on, hook_id) is None:
        raise NotFound(_("There is no such webhook."))
    await refuse_stale("webhook", hook_id, version, but=TESTED)
    after = {"name": name, "host": _host(url), "kinds": sorted(kinds), "is_on": is_on}
    await _record("webhook.change", hook_id, after, by, at)


async def version_of_hook(hook_id: int) -> str:
    """What its forms keep."""
    return await version_of("webhook", hook_id, but=TESTED)


@atomic
async def rotate_key(hook_id: int, *, by: Viewer, at: datetime, version: str = "") -> None:
    """Make a new key; the one before signs beside it for a day.

    Raises Conflict when somebody else changed it since `version`: a second new key would silence the first.
    """
    permit(by)
    row = await ROTATE.one(at, hook_id)
    if row is None:
        raise NotFound(_("There is no such webhook."))
    await refuse_stale("webhook", hook_id, version, but=TESTED, is_typed=False)
    await _record("webhook.rotate", hook_id, {"generation": row["generation"]}, by, at)


def permit(by: Viewer) -> None:
    """Raises NotAllowed."""
    if not (by.is_system or by.has(Role.ADMIN)):
        raise NotAllowed(_("Only an administrator may change the settings."))


def check(url: str, kinds: Collection[str], *, may_be_inside: bool) -> None:
    """Raises Invalid."""
    if problem := problem_of(url, may_be_inside=may_be_inside):
        raise Invalid(problem, {"url": problem})
    if not kinds or not set(kinds) <= set(KINDS):
        sentence = _("Please choose of what it hears.")
        raise Invalid(sentence, {"kinds": sentence})


async def _record(act: str, hook_id: int, after: dict[str, object], by: Viewer, at: datetime) -> None:
    await journal.record(act, by=by, at=at, about=("webhook", hook_id), after=after)


def _host(url: str) -> str:
    """The rest of an address may be a secret of the receiver."""
    return urlsplit(url).hostname or ""


def _hook(row: dict[str, object]) -> Hook:
    kinds = tuple(str(row["kinds"]).split(","))
    return Hook(**row | {"kinds": kinds, "is_on": bool(row["is_on"])})  # type: ignore[arg-type]
