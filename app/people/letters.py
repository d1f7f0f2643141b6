"""The letters about accounts."""

from app.access import Role
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.roles import ROLE_NAMES, ROLE_TASKS
from app.post.letter import Letter, compose


def invitation_letter(email: str, name: str, unit: str, role: Role, path: str, language: str) -> Letter:
    return compose(
        email,
        _("You are invited to work with us in Đối thoại"),
        [
            _(
                "%(unit)s invites you to work in Đối thoại as: %(role)s. Your task: %(task)s.",
                unit=unit,
                role=ROLE_NAMES[role],
                task=ROLE_TASKS[role],
            ),
            _("With this link you choose your password and come in. It works once, within seven days."),
        ],
        name=name,
        links=[(_("Accept the invitation"), path)],
        language=language,
    )


def password_letter(email: str, name: str, path: str, language: str) -> Letter:
    return compose(
        email,
        _("Choose a new password for Đối thoại"),
        [
            _("Your administrator has ended your old password and all your sessions."),
            _("With this link you choose a new password. It works once, within seven days."),
        ],
        name=name,
        links=[(_("Choose a new password"), path)],
        language=language,
    )


def sign_in_letter(email: str, name: str, path: str, language: str) -> Letter:
    return compose(
        email,
        _("Your link to sign in to Đối thoại"),
        [
            _("With this link you sign in. It works once, within fifteen minutes."),
            _("If you did not ask for it, you need not do anything: without this letter nobody comes in."),
        ],
        name=name,
        links=[(_("Sign in"), path)],
        language=language,
    )


def new_password_letter(email: str, name: str, path: str, language: str) -> Letter:
    return compose(
        email,
        _("Choose a new password for Đối thoại"),
        [
            _("With this link you choose a new password. It works once, within fifteen minutes."),
            _("If you did not ask for it, you need not do anything: your password stays as it is."),
        ],
        name=name,
        links=[(_("Choose a new password"), path)],
        language=language,
    )


def changed_letter(email: str, name: str, what: Sentence, language: str) -> Letter:
    """Told after every change of what opens an account, so that its owner notices a stranger's."""
    return compose(
        email,
        _("A change of your account in Đối thoại"),
        [
            what,
            _("If this was not you, please choose a new password now and tell the administrator of your office."),
        ],
        name=name,
        links=[(_("Choose a new password"), "/sign-in/password")],
        language=language,
    )


def tries_letter(email: str, name: str, tries: int, key: str, language: str) -> Letter:
    return compose(
        email,
        _("Somebody tries to sign in to your account in Đối thoại"),
        [
            _(
                "%(tries)s tries to sign in to your account have failed since you last came in."
                " New browsers now have to wait between tries; browsers that you have used before still let you in.",
                tries=tries,
            ),
            _(
                "If it was you: a link in a letter also lets you in."
                " If it was not you: your password still holds; choose a longer one if others may know it."
            ),
        ],
        name=name,
        links=[(_("Sign in by a link"), "/sign-in/link"), (_("Choose a new password"), "/sign-in/password")],
        language=language,
        key=key,
    )


def deputy_letter(email: str, name: str, principal: str, unit: str, since: str, until: str, language: str) -> Letter:
    return compose(
        email,
        _("You stand in for %(name)s", name=principal),
        [
            _(
                "From %(since)s to %(until)s you sign for %(name)s at %(unit)s:"
                " drafts that wait for approval there come to you as well.",
                since=since,
                until=until,
                name=principal,
                unit=unit,
            )
        ],
        name=name,
        links=[(_("My account"), "/me/deputies")],
        language=language,
    )
