"""How far each reader of the news has read."""

from piccolo.columns import Integer, Serial, Varchar
from piccolo.table import Table


class NewsCursor(Table, tablename="news_cursor"):
    """The last entry of the journal that a reader has taken (one row for each reader)."""

    id: Serial
    reader = Varchar(40)
    entry = Integer(default=0)
