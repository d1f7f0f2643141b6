"""Help for whoever asks: what each state means. Pure."""

from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.commitments.states import CommitmentState
from questions.states import QuestionState

S, C = QuestionState, CommitmentState
STATE_MEANINGS: dict[QuestionState, Sentence] = {
    S.SUBMITTED: _("We have it, and read it first."),
    S.ADMITTED: _("It will be sent to the agency responsible. Everyone can read it, without your name."),
    S.NEEDS_INFO: _("We asked you for more. You answer on the page of your question; until then no time runs."),
    S.REJECTED: _("It could not be taken. The page of your question says why, and where else to turn."),
    S.APPEALED: _("You did not agree that it was not accepted. It is looked at again and decided for good."),
    S.REFERRED: _("It is a complaint or denunciation. The page of your question says where to go with it."),
    S.FORWARDED: _("Another authority has to answer. We sent it there, and tell you what it says."),
    S.MERGED: _("Others asked the same. One answer goes to all of you, and you follow it as if it were yours alone."),
    S.SPLIT: _("It asks several things. Each part has its own code and answer; your page leads to all of them."),
    S.OFFERED: _("An agency has it and says whether it is the right one. The date of the answer is set."),
    S.IN_PROGRESS: _("The agency writes the answer; its leader approves it."),
    S.ANSWERED: _("The answer stands on the page, with who signed it and what comes of it."),
    S.DISPUTED: _("You said that you do not agree. A coordinator who is not of the answering unit decides."),
    S.WITHDRAWN: _("You took it back, or did not send what we asked for in time. It is not answered."),
    S.CLOSED: _("The answer stands and the time to dispute it is over, or the coordinator stands by it."),
}
PROMISE_MEANINGS: dict[CommitmentState, Sentence] = {
    C.RECORDED: _("Written down as it was said."),
    C.CONTESTED: _("The unit says that it was not promised so. The chair decides, and everyone reads why."),
    C.ACTIVE: _("The unit works on it; its date runs."),
    C.CLAIMED: _("The unit says that it is done and shows evidence. Somebody else looks at it."),
    C.PARTIAL: _("A part was kept; the rest gets a date of its own."),
    C.CANCELLED: _("The chair cancelled it; the reason stands on its page."),
    C.FULFILLED: _("Somebody outside the unit found that it was kept."),
}
