"""What this person may do with a question now, as the act bar shows it. Pure: the buttons loop over the policy."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.access import Role, Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions import policy, seeing
from questions.answers import policy as answer_policy
from questions.answers.policy import AnswerFacts
from questions.answers.states import ANSWER_ACT_NAMES, AnswerAct, AnswerState
from questions.apologies import policy as apology_policy
from questions.askers import policy as asker_policy
from questions.clearance import policy as clearance_policy
from questions.clocks import policy as clock_policy
from questions.linking import policy as linking_policy
from questions.oversight import policy as oversight_policy
from questions.parts import policy as part_policy
from questions.policy import QuestionFacts
from questions.states import (
    ACT_NAMES,
    ANSWERED_STATES,
    OPEN_STATES,
    QUESTION,
    VISIBILITY_ACT_NAMES,
    QuestionAct,
    QuestionState,
    Visibility,
    VisibilityAct,
    is_taken_up,
)


@dataclass(frozen=True)
class BarAct:
    """One button: a page to open (get) or an act done at once (post); greyed with `why_not` where that is given."""

    label: Sentence
    path: str
    method: str = "get"
    is_main: bool = False
    is_grave: bool = False
    icon: str = ""
    key: str = ""
    why_not: Sentence | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


A = QuestionAct
WAYS: dict[QuestionAct, BarAct] = {
    A.ADMIT: BarAct(ACT_NAMES[A.ADMIT], "admission", is_main=True, icon="circle-check", key="a"),
    A.REJECT: BarAct(ACT_NAMES[A.REJECT], "rejection", icon="circle-x", key="r"),
    A.OFFER: BarAct(ACT_NAMES[A.OFFER], "assignment", is_main=True, icon="send", key="a"),
    A.NAME_UNIT: BarAct(ACT_NAMES[A.NAME_UNIT], "naming", is_main=True, icon="gavel", key="a"),
    A.TRANSFER: BarAct(ACT_NAMES[A.TRANSFER], "transfer", icon="arrow-right-left"),
    A.ACCEPT: BarAct(ACT_NAMES[A.ACCEPT], "acceptance", "post", is_main=True, icon="circle-check", key="a"),
    A.DECLINE: BarAct(ACT_NAMES[A.DECLINE], "decline", icon="undo-2", key="r"),
    # One page for both rulings.
    A.STAND_BY: BarAct(_("Decide the dispute"), "ruling", is_main=True, icon="scale", key="a"),
    A.UNASSIGN: BarAct(ACT_NAMES[A.UNASSIGN], "unassignment", icon="undo-2"),
    A.ASK: BarAct(ACT_NAMES[A.ASK], "more-information", icon="message-circle-question-mark"),
    A.REFER: BarAct(ACT_NAMES[A.REFER], "referral", icon="signpost"),
    A.FORWARD: BarAct(ACT_NAMES[A.FORWARD], "forwarding", icon="forward"),
    A.MERGE: BarAct(ACT_NAMES[A.MERGE], "merging", icon="merge"),
    A.SPLIT: BarAct(ACT_NAMES[A.SPLIT], "splitting", icon="split"),
    A.RECORD_REPLY: BarAct(ACT_NAMES[A.RECORD_REPLY], "forward-reply", is_main=True, icon="message-square-reply"),
    A.UPHOLD: BarAct(ACT_NAMES[A.UPHOLD], "appeal-refusal", icon="circle-x", key="r"),
    A.INFORM: BarAct(ACT_NAMES[A.INFORM], "asker-reply", icon="message-square-reply"),
    A.INFORM_UNIT: BarAct(ACT_NAMES[A.INFORM_UNIT], "asker-reply", icon="message-square-reply"),
    A.RECONSIDER: BarAct(ACT_NAMES[A.RECONSIDER], "reconsideration", icon="undo-2"),
}


def act_bar(viewer: Viewer, question: QuestionFacts, answer: AnswerFacts | None) -> list[BarAct]:
    """The acts in the order of their weight; what one might expect but may not do stands greyed with its reason."""
    path = f"/desk/questions/{question.code}"
    bar = [
        _placed(WAYS[act], path, policy.why_not(act, viewer, question))
        for act in QUESTION.events(question.state)
        if act in WAYS and (policy.why_not(act, viewer, question) is None or _expects(act, viewer, question))
    ]
    if question.state is QuestionState.IN_PROGRESS:
        bar += _about_answer(viewer, question, answer, path)
    if part_policy.why_not_ask(viewer, question) is None:
        bar.append(BarAct(_("Ask a unit for its part"), f"{path}/part", icon="git-fork"))
    if question.lead_unit_id is not None and clock_policy.why_not_pause(viewer, question) is None:
        bar.append(BarAct(_("Due date and pauses"), f"{path}/due", icon="calendar-clock"))
    if apology_policy.why_not_apologise(viewer, question) is None:
        bar.append(BarAct(_("Send a letter of apology"), f"{path}/apology", icon="mail-warning"))
    if policy.why_not_record_delivery(viewer, question) is None:
        bar.append(BarAct(_("Record a delivery"), f"{path}/delivery", icon="mail-check"))
    has_public_text = is_taken_up(question.state, question.lead_unit_id)
    if has_public_text and seeing.why_not_edit_public_text(viewer, question) is None:
        bar.append(BarAct(_("Edit the public text"), f"{path}/public-text", icon="pencil"))
    if question.state in OPEN_STATES | ANSWERED_STATES and policy.coordinates(viewer, question):
        bar.append(BarAct(_("Questions like this one"), f"{path}/similar", icon="copy"))
    if asker_policy.why_not_rule(viewer, question) is None:
        bar.append(BarAct(_("Decide on erasing the asker's data"), f"{path}/erasure", icon="trash-2"))
    if oversight_policy.why_not_reply(viewer, question) is None:
        bar.append(BarAct(_("Reply to the oversight"), f"{path}/reopening", is_main=True, icon="scale"))
    if answer is not None and answer_policy.why_not_correct(viewer, question) is None:
        bar.append(BarAct(_("Correct the answer"), f"{path}/answer-correction", icon="file-pen-line"))
    if answer is not None and linking_policy.why_not_supersede(viewer, answer) is None:
        bar.append(BarAct(_("A newer answer replaces it"), f"{path}/superseding", icon="replace"))
    if oversight_policy.why_not_urge(viewer, question) is None:
        bar.append(BarAct(_("Urge the unit on"), f"{path}/urging", icon="megaphone"))
    if oversight_policy.why_not_oversee(viewer, question) is None:
        bar.append(BarAct(_("Write as the oversight"), f"{path}/oversight", icon="eye"))
    return bar + _about_public(viewer, question, answer, path)


def _about_public(viewer: Viewer, question: QuestionFacts, answer: AnswerFacts | None, path: str) -> list[BarAct]:
    """Taking off the public pages, and putting back what was taken off."""
    may_take = seeing.why_not_show(VisibilityAct.TAKE_OFF, viewer, question) is None
    may_take_answer = answer is not None and answer_policy.why_not_answer(AnswerAct.TAKE_DOWN, viewer, answer) is None
    is_off = question.visibility is Visibility.TAKEN_OFF
    bar = []
    if may_take or (may_take_answer and not is_off):
        bar.append(BarAct(VISIBILITY_ACT_NAMES[VisibilityAct.TAKE_OFF], f"{path}/removal", icon="eye-off"))
    if seeing.why_not_show(VisibilityAct.PUT_BACK, viewer, question) is None:
        label = VISIBILITY_ACT_NAMES[VisibilityAct.PUT_BACK]
        bar.append(BarAct(label, f"{path}/restoration", "post", icon="globe", fields={"what": "question"}))
    if answer is not None and answer_policy.why_not_answer(AnswerAct.PUT_BACK, viewer, answer) is None:
        label = ANSWER_ACT_NAMES[AnswerAct.PUT_BACK]
        bar.append(BarAct(label, f"{path}/restoration", "post", icon="globe", fields={"what": "answer"}))
    return bar


def _expects(act: QuestionAct, viewer: Viewer, question: QuestionFacts) -> bool:
    """Those who work for the lead unit look for its acts, also those that only others of the unit may do."""
    if question.state is QuestionState.APPEALED or act is A.STAND_BY:
        return policy.coordinates(viewer, question)
    if policy.awaits_naming(question) and act is A.OFFER:
        return policy.coordinates(viewer, question)
    return act in (A.ACCEPT, A.DECLINE) and policy.works_for_lead(viewer, question)


def _placed(act: BarAct, path: str, why_not: Sentence | None) -> BarAct:
    return BarAct(
        act.label,
        f"{path}/{act.path}",
        act.method,
        is_main=act.is_main,
        icon=act.icon,
        key=act.key,
        why_not=why_not,
    )


def _about_answer(viewer: Viewer, question: QuestionFacts, answer: AnswerFacts | None, path: str) -> list[BarAct]:
    bar = []
    if answer_policy.why_not_draft(viewer, question) is None and (
        answer is None or answer.state is AnswerState.DRAFTING
    ):
        label = _("Write the answer") if answer is None else _("Go on writing the answer")
        bar.append(BarAct(label, f"{path}/answer", is_main=True, icon="pencil-line", key="a"))
    if answer is not None and answer.state is not AnswerState.DRAFTING and answer_policy.may_see_draft(viewer, answer):
        bar.append(_reading(viewer, answer))
    if answer is not None and answer_policy.why_not_answer(AnswerAct.RECALL, viewer, answer) is None:
        bar.append(_recalling(path))
    if clearance_policy.why_not_flag(viewer, question, answer) is None:
        label = _("No clearance is needed") if question.needs_clearance else _("Flag it for clearance")
        bar.append(BarAct(label, f"{path}/clearance", icon="flag"))
    if policy.coordinates(viewer, question):
        why_not = (
            _("The unit has not written the answer yet.")
            if answer is None
            else answer_policy.why_not_answer(AnswerAct.PUBLISH, viewer, answer)
        )
        label = _("Look it over and publish")
        bar.append(BarAct(label, f"{path}/publication", is_main=why_not is None, icon="globe", why_not=why_not))
    return bar


def _reading(viewer: Viewer, answer: AnswerFacts) -> BarAct:
    judging = {
        AnswerAct.APPROVE: (_("Read and approve"), "stamp"),
        AnswerAct.PASS_ON: (_("Read and approve"), "stamp"),
        AnswerAct.CLEAR: (_("Read and clear"), "shield-check"),
    }
    may = [words for act, words in judging.items() if answer_policy.why_not_answer(act, viewer, answer) is None]
    label, icon = may[0] if may else (_("Read the answer"), "stamp")
    return BarAct(label, f"/desk/answers/{answer.id}", is_main=bool(may), icon=icon, key="a")


def _recalling(path: str) -> BarAct:
    return BarAct(ANSWER_ACT_NAMES[AnswerAct.RECALL], f"{path}/recall", icon="undo-2")


def answer_bar(viewer: Viewer, answer: AnswerFacts) -> list[BarAct]:
    """Recalling it, and why a leader may not approve what waits, as a greyed button; the forms stand on the page."""
    bar = []
    approving = AnswerAct.PASS_ON if answer.question.needs_clearance else AnswerAct.APPROVE
    why_not = answer_policy.why_not_answer(approving, viewer, answer)
    if answer.state is AnswerState.AGENCY_REVIEW and viewer.has(Role.APPROVER) and why_not is not None:
        bar.append(BarAct(_("Approve"), "", icon="stamp", why_not=why_not))
    may_recall = answer_policy.why_not_answer(AnswerAct.RECALL, viewer, answer) is None
    if may_recall and seeing.may_see(viewer, answer.question):
        bar.append(_recalling(f"/desk/questions/{answer.question.code}"))
    return bar
