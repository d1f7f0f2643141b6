"""Help about single pages of the desk, the keys, and the clocks. Pure."""

from dataclasses import dataclass

from app.calendar.clocks import Clock
from app.help.roles import A, E, Q, V
from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning.states import ACT_NAMES as FORUM_ACTS
from questions.answers.states import ANSWER_ACT_NAMES
from questions.states import ACT_NAMES, VISIBILITY_ACT_NAMES

# A group of My work.
WITHOUT_REACTION = _("Sent, and the agency does not react")


@dataclass(frozen=True)
class Topic:
    """One section; `key` is its anchor, to which the "?" of a page leads."""

    key: str
    title: Sentence
    words: tuple[Sentence, ...]


TOPICS = (
    Topic(
        "assignment",
        _("Assigning a question"),
        (
            _("One unit leads and writes one answer; any number of units help it."),
            _("Each helping unit writes and approves its own part by its own date; the lead unit takes the parts' words"
              " into its draft, sends a part back, or asks a further unit."),
            _("The units proposed first are those of the field of work."),
            _("The date counts working days from the day the session ended, or from the day the question came in."),
            _("A unit may give it back with a reason. The date promised to the asker does not move."),
            _("After two refusals the chair of the forum, or a leader, decides; that unit cannot refuse."),
            _("“%(transfer)s” moves it to another unit; both units and the asker are told.",
              transfer=ACT_NAMES[Q.TRANSFER]),
        ),
    ),
    Topic(
        "public-text",
        _("Wording what the public reads"),
        (
            _("Numbers of telephones, papers, accounts and plots are found for you; leave them out one by one or all at"
              " once. What you keep in is asked about once."),
            _("A type of forum or the asker may let only the coordinator know who asks. Others then read the public"
              " text alone, so word it for the unit as well."),
            _("When an asker wants data erased, it stands in your work with the last day for deciding."),
        ),
    ),
    Topic(
        "answer",
        _("Writing and approving an answer"),
        (
            _("Say what comes of it, who does it, by when, and name the documents it rests on, one a line."),
            _("A check reads the saved text as an asker would: does it name a date, a unit, a document, and does it say"
              " more than “noted”? Sending it all the same needs a reason."),
            _("“Will be done” makes a commitment when the answer is published: what, by whom, by when."),
            _("Files that you attach are published with the answer. Take off what should not be read by everyone."),
            _("Every save is a version. Nothing is overwritten when two people write at once."),
            _("Any two versions can be compared; the leader sees what changed since the last one sent."),
            _("While you write, the text is kept on the server and, without a connection, on your device. It comes back"
              " when you open the page again."),
            _("Somebody other than its author approves it. A coordinator publishes it, and the asker is told."),
            _("An answer may point to one that is published already, and a newer answer may stand in the place of an"
              " older one: both pages say so."),
            _("A published answer is never changed. When a document that it cites is replaced, its page says so, and"
              " its unit corrects it or notes that it still holds."),
        ),
    ),
    Topic(
        "room",
        _("The room"),
        (
            _("Everything can be done by keys; the line under the clock names them."),
            _("What was saved by mistake can be mended until the unit confirms the promise; the first words stay in"
              " the journal."),
            _("When the connection is lost, what you typed stays in the browser and is sent when you press again."),
        ),
    ),
    Topic(
        "minutes",
        _("Minutes"),
        (
            _("The record of the room fills the minutes; you write the conclusion and the objections."),
            _("Once issued under a number they are locked. A correction is a new version beside the first."),
            _("“%(publish)s” shows them to everyone.", publish=FORUM_ACTS[E.PUBLISH]),
        ),
    ),
    Topic(
        "letters",
        _("Letters and reminders"),
        (
            _("What somebody has done is told at once. Reminders leave by day: three working days and one before the"
              " date, on the day, and three after, from the focal point up to the head and the coordinator. The part of"
              " a coordinating unit has its own date and its own reminders."),
            _("A unit that neither takes a question on nor gives it back is reminded, and then its head is told, each"
              " once; “What the clocks mean” says after how many days. After that the coordinator has the question in"
              " My work under “%(silent)s”.", silent=WITHOUT_REACTION),
            _("On the day an answer is missed, a letter of apology with a new date is drafted. A leader of the unit"
              " looks it over and sends it by the next working day."),
            _("A letter of apology that was sent stands on its question as PDF and DOCX, for paper and post."),
            _("When a new day of a forum, or its cancellation, moves the date of an answer, everyone who asked is told"
              " by letter."),
            _("On your own page you choose which letters come in one letter each morning."),
            _("A coordinator may hold back, reword or drop letters of the unit that have not left: see My work."),
        ),
    ),
    Topic(
        "undo",
        _("Taking something back"),
        (
            _("Right after an act the message on top leads to its undoing; later the button stands with the other"
              " acts."),
            _("“%(unassign)s”: the units are told why, and their drafts are kept.", unassign=ACT_NAMES[Q.UNASSIGN]),
            _("“%(reconsider)s”: an accepted or refused question returns to the new ones.",
              reconsider=ACT_NAMES[Q.RECONSIDER]),
            _("“%(recall)s”: until it is published.", recall=ANSWER_ACT_NAMES[A.RECALL]),
            _("“%(take_off)s”: the date and the reason stand in its place; it can be put back.",
              take_off=VISIBILITY_ACT_NAMES[V.TAKE_OFF]),
        ),
    ),
)  # fmt: skip

# The clocks that people of the desk meet every day, and those that askers do.
DESK_CLOCKS = (
    *(Clock.ANSWER, Clock.ANSWER_COMPLEX, Clock.ANSWER_SEVERAL, Clock.ANSWER_OUTSIDE, Clock.ANSWER_INTERNAL),
    *(Clock.PART, Clock.OFFER_REMINDER, Clock.OFFER_HEAD, Clock.CONFIRMATION),
)
ASKER_CLOCKS = (Clock.ANSWER, Clock.ANSWER_COMPLEX, Clock.ANSWER_SEVERAL, Clock.ANSWER_OUTSIDE)

DESK_KEYS: tuple[tuple[str, Sentence], ...] = (
    ("j k", _("down and up the list")),
    ("/", _("to the search")),
    ("a", _("the main act of a question")),
    ("r", _("do not accept, or give back")),
    ("n", _("the next new question")),
)
ROOM_KEYS: tuple[tuple[str, Sentence], ...] = (
    ("j k", _("down and up the list")),
    ("n", _("next question")),
    ("a", _("answer")),
    ("c", _("commitment")),
    ("d", _("who is here")),
    ("Ctrl+Enter", _("saves")),
    ("Esc", _("leaves the field")),
)
