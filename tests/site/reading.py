"""The words that a reader meets on a page."""

from html.parser import HTMLParser

_SPOKEN = {"alt", "title", "placeholder", "aria-label", "data-confirm"}
_SILENT = {"script", "style", "svg", "code"}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        for name, value in attrs:
            if name in _SPOKEN and value:
                self.words.append(" ".join(value.split()))

    def handle_endtag(self, tag: str) -> None:
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.words.append(" ".join(data.split()))


def words_of(html: str) -> list[str]:
    """Every piece of text between tags and in attributes that are read aloud."""
    parser = _Words()
    parser.feed(html)
    return parser.words
