"""Why a file is not taken, one code and one sentence for each. Pure, and light: the checking process reads codes."""

from app.files.kinds import MOST_BYTES, MOST_FILES
from app.files.pictures import MOST_PIXELS
from app.i18n import Sentence
from app.i18n import Sentence as _

PROBLEMS: dict[str, Sentence] = {
    "kind": _(
        "“%(name)s” is not taken. Files of these kinds are taken: PDF, Word (docx), Excel (xlsx), OpenDocument (odt),"
        " JPG and PNG."
    ),
    "empty": _("“%(name)s” is empty."),
    "large": _("“%(name)s” is too large. A file may have %(most)s MB."),
    "other": _("What is in “%(name)s” is not what its name says. Please save it again in its own program."),
    "damaged": _("“%(name)s” cannot be read; it may be damaged. Please save it again and send it once more."),
    "bomb": _("“%(name)s” unpacks to far more than it seems to hold, so it is not taken."),
    "pixels": _("The picture “%(name)s” has too many points. At most %(pixels)s million are taken."),
    "macros": _("“%(name)s” holds a program (macros or scripts), so it is not taken. Please save it without them."),
    "fetches": _(
        "“%(name)s” loads parts of it from another computer when it is opened, so it is not taken. Please save it as"
        " PDF, or without the template and objects that it is linked with."
    ),
    "locked": _("“%(name)s” is locked with a password, so nobody could read it. Please save it without one."),
    "virus": _("The virus scanner refused “%(name)s”."),
}
TOO_MANY = _("At most %(most)s files can be attached.", most=MOST_FILES)
NO_SCANNER = _("The virus scanner does not answer, so no files are taken now. Please send without files, or try later.")
DISK_FULL = _(
    "There is no room for files at the moment, so nothing was stored. Please send without files, or try later."
)


def problem(code: str, name: str) -> Sentence:
    """The sentence about this file."""
    sentence = PROBLEMS.get(code, PROBLEMS["damaged"])
    return _(sentence.message, name=name, most=MOST_BYTES // 1024 // 1024, pixels=MOST_PIXELS // 1_000_000)
