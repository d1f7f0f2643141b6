"""The letters about accounts."""

from app.access import Role
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
