"""Who follows what, and the news that waits for them."""

from piccolo.columns import Integer, Serial, Timestamptz, Varchar
from piccolo.table import Table


class Follower(Table, tablename="follower"):
    """One address that follows one thing (unique for each). Removed when it is left, or never confirmed.

    `token_hash` is of the secret of the address, the same in all its rows.
    """

    id: Serial
    email = Varchar(254)
    kind = Varchar(20)
    thing = Integer()
    language = Varchar(2, default="vi")
    token_hash = Varchar(64, index=True)
    asked_at = Timestamptz(null=False, default=None)
    confirmed_at = Timestamptz(null=True, default=None)


class FollowerNews(Table, tablename="follower_news"):
    """One piece of news (an entry of the journal) for one address (unique for each); removed some days after."""

    id: Serial
    email = Varchar(254)
    entry = Integer()
    found_at = Timestamptz(null=False, default=None)
    told_at = Timestamptz(null=True, default=None)
