"""What the clock does, listed by name; the worker of each process asks every act once a minute."""

from app.journal.anchoring import anchoring
from app.journal.sealing import seal
from app.operations.backing import backing
from app.operations.beating import beat
from app.operations.warning import warning
from app.post.timed import TimedAct
from app.settings import Settings
from app.web.shared_rates import sweep as sweep_limits
from events.planning.by_clock import open_and_close_by_clock
from questions.apologies.drafting import draft_apologies
from questions.askers.forgetting import forget_erased_words
from questions.attachments.sweeping import sweeping_files
from questions.clocks.pause_ending import end_used_pauses
from questions.clocks.recounting import follow_the_calendar
from questions.commitments.confirming import silence_confirms
from questions.digest.sending import send_digests
from questions.followers.telling import telling_followers
from questions.handing_up.handing_up import hand_up
from questions.hooks.delivering import delivering_hooks
from questions.importing.taking import sweep as sweep_stopped_lists
from questions.opinions.closing import silence_closes
from questions.reminding.offers import remind_of_offers
from questions.reminding.reminding import remind
from questions.scheduling.scheduling import publishing_scheduled
from questions.successors.telling import tell_successors
from questions.triage.asking_back import silence_withdraws

TIMETABLE: tuple[TimedAct, ...] = (
    open_and_close_by_clock,
    silence_confirms,
    silence_closes,
    silence_withdraws,
    follow_the_calendar,
    end_used_pauses,
    sweep_stopped_lists,
    hand_up,
    remind,
    remind_of_offers,
    draft_apologies,
    send_digests,
    tell_successors,
    forget_erased_words,
)
# Asked with every look of a worker, some seconds apart.
SOON: tuple[TimedAct, ...] = (seal,)


def timetable_of(settings: Settings) -> tuple[TimedAct, ...]:
    """The acts of every installation, those that its settings shape, and last the sign that the round was done."""
    own = (
        publishing_scheduled(settings),
        anchoring(settings.anchor_to),
        backing(settings),
        warning(settings),
        sweeping_files(settings),
        telling_followers(settings.secret_key),
        delivering_hooks(settings),
    )
    shared = () if settings.sqlite_path else (sweep_limits,)
    return (*TIMETABLE, *own, *shared, beat)
