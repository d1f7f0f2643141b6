"""Letters of the first look at a question: more is asked for, it is withdrawn. Pure."""

from datetime import date

from app.formats import show_date
from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import CODE, LOOK_UP, SUMMARY

DAY = _("the last day for it")
WORDS = _("what was written")
MORE_ASKED = LetterText(
    "more_asked",
    _("To the asker: please tell us more"),
    _("Please tell us more about your question %(code)s"),
    (
        _("So that your question %(code)s can be answered, please tell us:"),
        _("“%(words)s”"),
        _("Please answer by %(date)s, on the page of your question. Without an answer it is withdrawn after that day."),
        _("Until you answer, no time runs."),
    ),
    {"code": CODE, "words": WORDS, "date": DAY},
)
MORE_ASKED_LATE = LetterText(
    "more_asked_late",
    _("To the asker: please tell us more, when the date has come"),
    MORE_ASKED.subject,
    MORE_ASKED.body[:-1],
    MORE_ASKED.places,
)
INFORMED = LetterText(
    "informed",
    _("To the desk: the asker told more"),
    _("The asker of %(code)s told more"),
    (_("The asker of %(code)s wrote what you asked for:"), _("“%(words)s”")),
    {"code": CODE, "words": WORDS},
)
LAPSED = LetterText(
    "lapsed",
    _("To the asker: withdrawn, as no answer came"),
    _("Your question %(code)s was withdrawn"),
    (
        _("We asked you for more information about your question %(code)s, and no answer came in time."),
        _("The question is therefore withdrawn. You may ask it again at any time."),
    ),
    {"code": CODE},
)
WITHDRAWN = LetterText(
    "withdrawn",
    _("To the asker: you withdrew it"),
    _("You withdrew your question %(code)s"),
    (_("You withdrew your question %(code)s. It is not answered, and nobody else can read it any more."),),
    {"code": CODE},
)
WITHDRAWN_FOR_DESK = LetterText(
    "withdrawn_for_desk",
    _("To the desk and the unit: withdrawn by the asker"),
    _("Question %(code)s was withdrawn by its asker"),
    (
        _("The asker withdrew the question %(code)s:"),
        _("“%(summary)s”"),
        _("You need do nothing more about it. What was drafted is kept."),
    ),
    {"code": CODE, "summary": SUMMARY},
)
LAPSED_FOR_DESK = LetterText(
    "lapsed_for_desk",
    _("To the desk and the unit: withdrawn, as no answer came"),
    _("Question %(code)s was withdrawn, as its asker did not answer"),
    (
        _("The asker of %(code)s was asked for more information and did not answer in time. It is withdrawn:"),
        _("“%(summary)s”"),
        _("You need do nothing more about it. What was drafted is kept."),
    ),
    {"code": CODE, "summary": SUMMARY},
)
APPEALED = LetterText(
    "appealed",
    _("To coordinators: an appeal"),
    _("An appeal about question %(code)s"),
    (
        _("The asker does not agree that the question %(code)s was not accepted:"),
        _("“%(words)s”"),
        _(
            "Another coordinator than the one who did not accept it decides, where the unit has one: it is accepted, or"
            " not accepted for good."
        ),
    ),
    {"code": CODE, "words": WORDS},
)
APPEAL_GRANTED = LetterText(
    "appeal_granted",
    _("To the asker: the appeal was granted"),
    _("Your question %(code)s was accepted after all"),
    (
        _("Your appeal was granted: the question %(code)s is accepted and will be sent to the agency responsible."),
        _("The reason: %(reason)s"),
    ),
    {"code": CODE, "reason": WORDS},
)
APPEAL_REFUSED = LetterText(
    "appeal_refused",
    _("To the asker: the appeal was not granted"),
    _("About your appeal, question %(code)s"),
    (
        _("We looked at your question %(code)s once more. It is not accepted, and this is final."),
        _("The reason: %(reason)s"),
        _("The law leaves other ways open to you, such as a complaint."),
    ),
    {"code": CODE, "reason": WORDS},
)
ADDRESSEE = _("the authority it went to")
REFERRED = LetterText(
    "referred",
    _("To the asker: where a complaint is settled"),
    _("About your question %(code)s"),
    (
        _("What you sent under the code %(code)s is a complaint or a denunciation, which another law settles."),
        _("Please send it to: %(unit)s."),
        _("%(text)s"),
    ),
    {"code": CODE, "unit": ADDRESSEE, "text": _("what the coordinator wrote to the asker")},
)
FORWARDED = LetterText(
    "forwarded",
    _("To the asker: sent on to another authority"),
    _("Your question %(code)s was sent on"),
    (
        _("Your question %(code)s is within the competence of another authority. We sent it on to: %(unit)s."),
        _("Our document: %(number)s"),
        _("We will tell you what that authority answers."),
    ),
    {"code": CODE, "unit": ADDRESSEE, "number": _("the number of the document")},
)
REPLIED = LetterText(
    "replied_from_there",
    _("To the asker: the other authority answered"),
    _("An answer to your question %(code)s from another authority"),
    (_("The authority to which we sent your question %(code)s answered:"), _("%(answer)s")),
    {"code": CODE, "answer": _("the answer in short")},
)
TEXTS = (
    REFERRED, FORWARDED, REPLIED, APPEALED, APPEAL_GRANTED, APPEAL_REFUSED,
    MORE_ASKED, MORE_ASKED_LATE, INFORMED, LAPSED, LAPSED_FOR_DESK, WITHDRAWN,
    WITHDRAWN_FOR_DESK,
)  # fmt: skip


def more_asked(
    *,
    to: str,
    name: str,
    code: str,
    words: str,
    answer_by: date,
    no_time_runs: bool,
    track: str,
    language: str,
    key: str,
) -> Letter:
    """`track` is the path of the asker's secret link."""
    return write(
        MORE_ASKED if no_time_runs else MORE_ASKED_LATE,
        to,
        {"code": code, "words": words, "date": show_date(answer_by)},
        name=name,
        links=[(_("Answer here (this link is yours alone)"), track)],
        language=language,
        key=key,
    )


def informed(*, to: str, name: str, code: str, reply: str, language: str, key: str) -> Letter:
    links = [(_("Open the question"), f"/desk/questions/{code}")]
    return write(INFORMED, to, {"code": code, "words": reply}, name=name, links=links, language=language, key=key)


def lapsed(*, to: str, name: str, code: str, language: str, key: str) -> Letter:
    return write(LAPSED, to, {"code": code}, name=name, links=[(LOOK_UP, "/lookup")], language=language, key=key)


def withdrawn(*, to: str, name: str, code: str, language: str, key: str) -> Letter:
    return write(WITHDRAWN, to, {"code": code}, name=name, links=[(LOOK_UP, "/lookup")], language=language, key=key)


def over_for_officials(
    text: LetterText, *, to: str, name: str, code: str, summary: str, language: str, key: str
) -> Letter:
    """`text` is WITHDRAWN_FOR_DESK or LAPSED_FOR_DESK."""
    return write(text, to, {"code": code, "summary": summary}, name=name, language=language, key=key)


def appealed(*, to: str, name: str, code: str, reason: str, language: str, key: str) -> Letter:
    links = [(_("Open the question"), f"/desk/questions/{code}")]
    return write(APPEALED, to, {"code": code, "words": reason}, name=name, links=links, language=language, key=key)


def appeal_decided(*, to: str, name: str, code: str, reason: str, is_granted: bool, language: str, key: str) -> Letter:
    text, values = APPEAL_GRANTED if is_granted else APPEAL_REFUSED, {"code": code, "reason": reason}
    return write(text, to, values, name=name, links=[(LOOK_UP, "/lookup")], language=language, key=key)


def handed_over(
    *, to: str, name: str, code: str, addressee: str, guidance: str, number: str, language: str, key: str
) -> Letter:
    """Guidance for a complaint, or the number of the document by which it was sent on."""
    text = FORWARDED if number else REFERRED
    values = {"code": code, "unit": addressee, "text": guidance, "number": number}
    return write(text, to, values, name=name, links=[(LOOK_UP, "/lookup")], language=language, key=key)


def replied_from_there(*, to: str, name: str, code: str, reply: str, language: str, key: str) -> Letter:
    values = {"code": code, "answer": reply}
    return write(REPLIED, to, values, name=name, links=[(LOOK_UP, "/lookup")], language=language, key=key)
