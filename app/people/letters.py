"""The letters about accounts, each of which an office may word itself. Pure."""

from app.access import Role
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.roles import ROLE_NAMES, ROLE_TASKS
from app.post.letter import Letter
from app.post.texts import LetterText, write
from app.words import words

UNIT = _("the unit")
SITE = _("the name of the site")
CHOOSE = _("Choose a new password")

INVITATION = LetterText(
    "account_invitation",
    _("To a new colleague: an invitation"),
    _("You are invited to work with us in %(site)s"),
    (
        _("%(unit)s invites you to work in %(site)s as: %(role)s. Your task: %(task)s."),
        _("With this link you choose your password and come in. It works once, within seven days."),
    ),
    {"unit": UNIT, "role": _("the role"), "task": _("what somebody in this role does"), "site": SITE},
)
PASSWORD_ENDED = LetterText(
    "account_password_ended",
    _("To a colleague: the administrator ended the password"),
    _("Choose a new password for %(site)s"),
    (
        _("Your administrator has ended your old password and all your sessions."),
        _("With this link you choose a new password. It works once, within seven days."),
    ),
    {"site": SITE},
)
SIGN_IN_LINK = LetterText(
    "account_sign_in_link",
    _("To a colleague: a link to sign in"),
    _("Your link to sign in to %(site)s"),
    (
        _("With this link you sign in. It works once, within fifteen minutes."),
        _("If you did not ask for it, you need not do anything: without this letter nobody comes in."),
    ),
    {"site": SITE},
)
NEW_PASSWORD = LetterText(
    "account_new_password",
    _("To a colleague who forgot the password"),
    _("Choose a new password for %(site)s"),
    (
        _("With this link you choose a new password. It works once, within fifteen minutes."),
        _("If you did not ask for it, you need not do anything: your password stays as it is."),
    ),
    {"site": SITE},
)
CHANGED = LetterText(
    "account_changed",
    _("To a colleague: something that opens the account was changed"),
    _("A change of your account in %(site)s"),
    (
        _("What happened: %(what)s"),
        _("If this was not you, please choose a new password now and tell the administrator of your office."),
    ),
    {"what": _("what was changed"), "site": SITE},
)
TRIES = LetterText(
    "account_tries",
    _("To a colleague: somebody tries to sign in to the account"),
    _("Somebody tries to sign in to your account in %(site)s"),
    (
        _(
            "%(tries)s tries to sign in to your account have failed since you last came in."
            " New browsers now have to wait between tries; browsers that you have used before still let you in."
        ),
        _(
            "If it was you: a link in a letter also lets you in."
            " If it was not you: your password still holds; choose a longer one if others may know it."
        ),
    ),
    {"tries": _("how many tries have failed"), "site": SITE},
)
DEPUTY = LetterText(
    "account_deputy",
    _("To a deputy: on which days to stand in for whom"),
    _("You stand in for %(name)s"),
    (
        _(
            "From %(since)s to %(until)s you sign for %(name)s at %(unit)s:"
            " drafts that wait for approval there come to you as well."
        ),
    ),
    {"name": _("who is stood in for"), "unit": UNIT, "since": _("the first day"), "until": _("the last day")},
)
DEPUTY_NAMED = LetterText(
    "account_deputy_named",
    _("To a leader: the administrator named who stands in"),
    _("%(deputy)s stands in for you"),
    (
        _(
            "Your administrator has named %(deputy)s to sign for you at %(unit)s from %(since)s to %(until)s:"
            " drafts that wait for your approval go there as well."
        ),
        _("If this is not what you want, end it on the page of your account, at any time."),
    ),
    {"deputy": _("who stands in"), "unit": UNIT, "since": _("the first day"), "until": _("the last day")},
)
TEXTS = (INVITATION, PASSWORD_ENDED, SIGN_IN_LINK, NEW_PASSWORD, CHANGED, TRIES, DEPUTY, DEPUTY_NAMED)


def invitation_letter(email: str, name: str, unit: str, role: Role, path: str, language: str) -> Letter:
    return write(
        INVITATION,
        email,
        {"unit": unit, "role": ROLE_NAMES[role], "task": ROLE_TASKS[role], "site": site_name()},
        name=name,
        links=[(_("Accept the invitation"), path)],
        language=language,
    )


def password_letter(email: str, name: str, path: str, language: str) -> Letter:
    return write(PASSWORD_ENDED, email, {"site": site_name()}, name=name, links=[(CHOOSE, path)], language=language)


def sign_in_letter(email: str, name: str, path: str, language: str) -> Letter:
    return write(SIGN_IN_LINK, email, {"site": site_name()}, name=name, links=[(_("Sign in"), path)], language=language)


def new_password_letter(email: str, name: str, path: str, language: str) -> Letter:
    return write(NEW_PASSWORD, email, {"site": site_name()}, name=name, links=[(CHOOSE, path)], language=language)


def changed_letter(email: str, name: str, what: Sentence, language: str) -> Letter:
    """Told after every change of what opens an account, so that its owner notices a stranger's."""
    return write(
        CHANGED,
        email,
        {"what": what, "site": site_name()},
        name=name,
        links=[(CHOOSE, "/sign-in/password")],
        language=language,
    )


def tries_letter(email: str, name: str, tries: int, key: str, language: str) -> Letter:
    return write(
        TRIES,
        email,
        {"tries": tries, "site": site_name()},
        name=name,
        links=[(_("Sign in by a link"), "/sign-in/link"), (CHOOSE, "/sign-in/password")],
        language=language,
        key=key,
    )


def deputy_letter(email: str, name: str, principal: str, unit: str, since: str, until: str, language: str) -> Letter:
    return write(
        DEPUTY,
        email,
        {"name": principal, "unit": unit, "since": since, "until": until},
        name=name,
        links=[(_("My account"), "/me/deputies")],
        language=language,
    )


def deputy_named_letter(email: str, name: str, deputy: str, unit: str, since: str, until: str, language: str) -> Letter:
    return write(
        DEPUTY_NAMED,
        email,
        {"deputy": deputy, "unit": unit, "since": since, "until": until},
        name=name,
        links=[(_("My account"), "/me/deputies")],
        language=language,
    )


def site_name() -> str:
    """As the letter is signed."""
    return words().site_name or "Đối thoại"
