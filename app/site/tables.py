"""The settings of an installation, as data.

`site` holds one row with the id 1; which keys `site_word` knows is said by the packages whose words they are.
"""

from piccolo.columns import Boolean, Bytea, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table


class Site(Table):
    """One installation. Empty texts mean what ships with the program."""

    id: Serial
    name = Varchar(100)
    colour = Varchar(7)  # "#0a4d8c"
    emblem = Varchar(64)  # the SHA-256 of an Emblem
    address = Varchar(300)
    phone = Varchar(30)
    email = Varchar(254)
    second_factor_required = Boolean(default=False)  # of administrators and coordinators
    changed_at = Timestamptz()


class Emblem(Table, tablename="site_emblem"):
    """A picture that is shown at the head of each page: PNG or JPEG, cleaned."""

    id: Serial
    sha256 = Varchar(64)
    media_type = Varchar(20)
    content = Bytea()


class Word(Table, tablename="site_word"):
    """An office's own words under a key, and whether that choice is still offered."""

    id: Serial
    key = Varchar(80)
    vietnamese = Text()
    english = Text()
    is_off = Boolean(default=False)
