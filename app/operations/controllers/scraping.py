"""/metrics: figures for a scraper that knows the token; for anybody else there is no such page."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from litestar import Response, get

from app.access import Access
from app.errors import NotFound, Unavailable
from app.i18n import Sentence as _
from app.operations.figures import Figures, figures
from app.post.states import LetterState
from app.web.posted import AnyRequest
from app.web.state import web_of

if TYPE_CHECKING:
    from prometheus_client.core import GaugeMetricFamily

HEADERS = {"Cache-Control": "no-store"}


@get("/metrics", opt={"access": Access.PUBLIC})
async def metrics(request: AnyRequest) -> Response[bytes]:
    web = web_of(request)
    if web.metrics is None or not web.metrics.opens_for(request.headers.get("authorization", "")):
        raise NotFound(_("The address may be mistyped, or the page is no longer public."))
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

    asked = CollectorRegistry()
    try:
        asked.register(_Told(await figures(web.settings)))
    except Unavailable:
        asked.register(_Told(None))
    body = generate_latest(web.metrics.registry) + generate_latest(asked)
    return Response(body, headers=HEADERS | {"Content-Type": CONTENT_TYPE_LATEST})


class _Told:
    """The figures of one moment in the form of the library."""

    def __init__(self, found: Figures | None) -> None:
        self._found = found

    def collect(self) -> "Iterator[GaugeMetricFamily]":
        found = self._found
        yield _gauge("doithoai_database_up", "1 while the database answers", float(found is not None))
        if found is None:
            return
        yield _gauge("doithoai_migrations_pending", "Migrations that the database lacks", found.lacking)
        yield _gauge("doithoai_disk_free_bytes", "Free space beside the data", found.free_bytes)
        if found.lacking > 0:
            return
        yield _by("doithoai_questions", "Questions that wait for somebody, by state", "state", found.questions)
        letters = {state.value: found.letters.get(state, 0) for state in LetterState if state is not LetterState.SENT}
        yield _by("doithoai_letters", "Letters that have not left, by state", "state", letters)
        yield _gauge("doithoai_letters_late_seconds", "How long the oldest letter has been due", found.letters_late)
        yield _gauge("doithoai_journal_unsealed", "Entries of the journal without a seal", found.unsealed)
        yield _gauge("doithoai_journal_unsealed_seconds", "How long the oldest has waited", found.unsealed_late)
        age = found.backup.age(found.at)
        if age is not None:
            yield _gauge("doithoai_backup_age_seconds", "Since the last good backup", age.total_seconds())
        yield _gauge("doithoai_backup_failed", "1 when the last backup failed", float(bool(found.backup.trouble)))
        if found.beats:
            lag = (found.at - found.beats[0].beat_at).total_seconds()
            yield _gauge("doithoai_clock_lag_seconds", "Since what the clock does was last done", max(0.0, lag))
            failed = {name for beat in found.beats for name in beat.failed}
            yield _gauge("doithoai_timed_acts_failing", "Acts of the clock whose last run failed", len(failed))


def _gauge(name: str, words: str, value: float) -> "GaugeMetricFamily":
    from prometheus_client.core import GaugeMetricFamily

    return GaugeMetricFamily(name, words, value=value)


def _by(name: str, words: str, label: str, values: dict[str, int]) -> "GaugeMetricFamily":
    from prometheus_client.core import GaugeMetricFamily

    family = GaugeMetricFamily(name, words, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family
