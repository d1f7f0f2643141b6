"""Who may change how an installation works. Pure."""

from app.access import Role, Viewer
from app.errors import NotAllowed
from app.i18n import Sentence
from app.i18n import Sentence as _


def why_not_configure(viewer: Viewer) -> Sentence | None:
    if viewer.is_system or viewer.has(Role.ADMIN):
        return None
    return _("Only an administrator may change the settings.")


def permit(viewer: Viewer) -> None:
    """Raises NotAllowed."""
    if refusal := why_not_configure(viewer):
        raise NotAllowed(refusal)
