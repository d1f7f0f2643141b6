"""What each role does, step by step. Pure: the labels are those of the buttons themselves, so they cannot drift."""

from dataclasses import dataclass

from app.access import Role
from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning.states import ACT_NAMES as FORUM_ACTS
from events.planning.states import EventAct
from questions.answers.states import ANSWER_ACT_NAMES, AnswerAct
from questions.commitments.states import ACT_NAMES as PROMISE_ACTS
from questions.commitments.states import CommitmentAct
from questions.states import ACT_NAMES, QuestionAct, VisibilityAct

# Labels that stand in templates only.
MY_WORK, FORUMS, ADMINISTRATION, PEOPLE = _("My work"), _("Forums"), _("Administration"), _("People")
OPERATIONS, DEPUTIES, SAVE_DRAFT = _("Operations"), _("Deputies"), _("Save the draft")
ENTER, IMPORT = _("Enter one question"), _("Import a list")
SAVE_ANSWER, SAVE_COMMITMENT = _("Save the answer"), _("Save the commitment")
TO_DRAFT, TO_APPROVE = _("Answers to write"), _("To approve")
PROGRESS = _("Progress")
DECIDE, URGE, OVERSIGHT = _("Decide the dispute"), _("Urge the unit on"), _("Write as the oversight")
TEMPLATE_LABELS = (
    *(MY_WORK, FORUMS, ADMINISTRATION, PEOPLE, OPERATIONS, DEPUTIES, SAVE_DRAFT, ENTER, IMPORT),
    *(SAVE_ANSWER, SAVE_COMMITMENT, DECIDE, URGE, OVERSIGHT),
)
Q, A, V, E, C = QuestionAct, AnswerAct, VisibilityAct, EventAct, CommitmentAct


@dataclass(frozen=True)
class RoleHelp:
    """The acts of a role in their order, and whom to ask."""

    steps: tuple[Sentence, ...]
    ask: Sentence


ROLE_HELP: dict[Role, RoleHelp] = {
    Role.ADMIN: RoleHelp(
        (
            _("Open “%(administration)s”: its first page says what is still missing.", administration=ADMINISTRATION),
            _(
                "Under “%(people)s” you invite people, give and end roles, and hand over the work of those who leave.",
                people=PEOPLE,
            ),
            _("Units, fields, holidays, day counts and letters are changed there. A change counts from then on."),
            _("“%(operations)s” shows whether mail, backups and the clock are well.", operations=OPERATIONS),
        ),
        _("Whoever runs the server; the handbook of the operator says what each alarm means."),
    ),
    Role.COORDINATOR: RoleHelp(
        (
            _(
                "Plan a forum under “%(forums)s”. “%(announce)s” shows it to everyone, “%(open)s” lets them ask.",
                forums=FORUMS,
                announce=FORUM_ACTS[E.ANNOUNCE],
                open=FORUM_ACTS[E.OPEN],
            ),
            _(
                "Open a new question and press “%(admit)s” or “%(reject)s”. Word the public text so that it names"
                " nobody.",
                admit=ACT_NAMES[Q.ADMIT],
                reject=ACT_NAMES[Q.REJECT],
            ),
            _("Press “%(offer)s” and choose the unit that leads. The date follows from how much work it is.",
              offer=ACT_NAMES[Q.OFFER]),
            _("When the unit's leader has approved the answer, look it over and press “%(publish)s”.",
              publish=ANSWER_ACT_NAMES[A.PUBLISH]),
            _(
                "When an asker disputes an answer, press “%(decide)s”: it stands, or it is answered anew, once. Who is"
                " of the unit that answered does not decide.",
                decide=DECIDE,
            ),
            _("“%(urge)s” where a date comes near; it is counted, and everyone sees how often.", urge=URGE),
            _("Judge promises that are reported as done: “%(verify)s” or “%(send_back)s”.",
              verify=PROMISE_ACTS[C.VERIFY], send_back=PROMISE_ACTS[C.SEND_BACK]),
        ),
        _("The chair of the forum, when units disagree about who answers."),
    ),
    Role.CLERK: RoleHelp(
        (
            _(
                "On “%(work)s” find the forum. Press “%(enter)s” for a call or a visit, “%(import)s” for a list.",
                work=MY_WORK,
                enter=ENTER,
                **{"import": IMPORT},
            ),
            _("Write down when it was really said, not only when you typed it."),
            _("Give the code to whoever asked: with it and the phone number the question can be followed."),
            _("A list is looked over first. Nothing is stored until every row is right."),
        ),
        _("A coordinator of your unit."),
    ),
    Role.SECRETARY: RoleHelp(
        (
            _("On the day open the room and press “%(start)s”.", start=FORUM_ACTS[E.START]),
            _(
                "Choose a question, write what was answered and press “%(answer)s”. A promise goes under"
                " “%(commitment)s”, with its owner, product and date.",
                answer=SAVE_ANSWER,
                commitment=SAVE_COMMITMENT,
            ),
            _("Press “%(end)s” when it is over: from that day the days for answers are counted.",
              end=FORUM_ACTS[E.END]),
            _("Then write the conclusion of the minutes; the rest is filled in from the record."),
        ),
        _("The coordinator of the forum."),
    ),
    Role.CHAIR: RoleHelp(
        (
            _("Read questions, answers and promises of your forum at any time; the room shows them as they come."),
            _(
                "Decide what a unit contests (“%(uphold)s”, “%(reword)s” or “%(cancel)s”), and whether it gets a new"
                " date.",
                uphold=PROMISE_ACTS[C.UPHOLD],
                reword=PROMISE_ACTS[C.REWORD],
                cancel=PROMISE_ACTS[C.CANCEL],
            ),
            _("Look over the minutes and press “%(issue)s” with their number. A later change is a new version.",
              issue=FORUM_ACTS[E.ISSUE_MINUTES]),
            _("“%(postpone)s” and “%(cancel)s” need a reason that everyone reads.",
              postpone=FORUM_ACTS[E.POSTPONE], cancel=FORUM_ACTS[E.CANCEL]),
        ),
        _("The coordinator of the forum."),
    ),
    Role.FOCAL: RoleHelp(
        (
            _(
                "Open what was sent to your unit and press “%(accept)s”, or “%(decline)s” with the reason and the unit"
                " that is right.",
                accept=ACT_NAMES[Q.ACCEPT],
                decline=ACT_NAMES[Q.DECLINE],
            ),
            _("Write the answer, or let a drafter write it. “%(review)s” brings it to your leader.",
              review=ANSWER_ACT_NAMES[A.SUBMIT_FOR_REVIEW]),
            _("On the page of a promise of your unit write under “%(progress)s” what was done; everyone reads it.",
              progress=PROGRESS),
        ),
        _("The coordinator who sent the question; the name stands in its history."),
    ),
    Role.DRAFTER: RoleHelp(
        (
            _("Take a question from “%(to_draft)s”. Say what comes of it, who does it, by when, and on what law.",
              to_draft=TO_DRAFT),
            _("“%(save)s” keeps a version. When somebody else saved in between, both texts are shown.",
              save=SAVE_DRAFT),
            _("“%(review)s” brings it to your leader, “%(recall)s” brings it back.",
              review=ANSWER_ACT_NAMES[A.SUBMIT_FOR_REVIEW], recall=ANSWER_ACT_NAMES[A.RECALL]),
        ),
        _("The focal point or a leader of your unit."),
    ),
    Role.APPROVER: RoleHelp(
        (
            _(
                "Open the link of the letter, or “%(to_approve)s”. On one page press “%(approve)s”, or “%(return)s”"
                " with a comment.",
                to_approve=TO_APPROVE,
                approve=ANSWER_ACT_NAMES[A.APPROVE],
                **{"return": ANSWER_ACT_NAMES[A.RETURN]},
            ),
            _("What you wrote yourself is approved by somebody else. The only leader of a unit gives a reason."),
            _("“%(confirm)s” a promise of your unit; “%(claim)s” with evidence once it is kept.",
              confirm=PROMISE_ACTS[C.CONFIRM], claim=PROMISE_ACTS[C.CLAIM]),
            _("Away for some days? Name who signs for you under “%(deputies)s”.", deputies=DEPUTIES),
        ),
        _("The focal point of your unit, or the coordinator who sent the question."),
    ),
    Role.CLEARANCE: RoleHelp(
        (
            _("Some questions are flagged: after their unit has approved the answer, it waits for you."),
            _("“%(clear)s” lets it go to publication; “%(back)s” gives it back to its unit with what should change.",
              clear=ANSWER_ACT_NAMES[A.CLEAR], back=ANSWER_ACT_NAMES[A.RETURN]),
        ),
        _("The coordinator of the organising unit."),
    ),
    Role.SUPERVISOR: RoleHelp(
        (
            _("You read everything of the units that you oversee, late things first, and change nothing."),
            _("“%(oversight)s” on the page of a question: a comment, or a request to have it answered anew; a"
              " coordinator has to reply.", oversight=OVERSIGHT),
            _("A promise that is reported as done is yours to judge: “%(verify)s”, or “%(send_back)s” and what is"
              " missing.", verify=PROMISE_ACTS[C.VERIFY], send_back=PROMISE_ACTS[C.SEND_BACK]),
        ),
        _("The coordinator of the organising unit."),
    ),
}  # fmt: skip
