"""Keeps the catalogues in step with the sentences: `python -m app.web.messages [--check]`."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from app.i18n import CATALOGUES, DEFAULT_LANGUAGE, DOMAIN, LANGUAGES

REPOSITORY = Path(__file__).parents[2]
FOLDERS = ("app", "events", "questions", "exports", "templates")
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "Sentence": None,
    "translate": None,
    "ngettext": (1, 2),
    "translate_plural": (1, 2),
}
# English is what the code says; every other language has a file.
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")
_PLACE = re.compile(r"%\((\w+)\)s")


def extracted() -> Catalog:
    """Every sentence in code and templates, with the places where it stands."""
    with (REPOSITORY / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    catalog = Catalog(domain=DOMAIN, charset="utf-8")
    for folder in FOLDERS:
        found = extract_from_dir(REPOSITORY / folder, methods, options, KEYWORDS, ("Translators:",))
        for name, line, message, comments, _context in found:
            catalog.add(message, None, [(f"{folder}/{name}", line)], auto_comments=comments)
    return catalog


def path_of(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def stored(language: str) -> Catalog:
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def problems(language: str = DEFAULT_LANGUAGE, found: Catalog | None = None) -> list[str]:
    """What is missing or wrong in a language, one line each; empty when all is well."""
    catalog = stored(language)
    return [
        problem
        for message in (found or extracted())
        if message.id and (problem := _problem(message, catalog.get(_key(message))))
    ]


def _problem(message: Message, translated: Message | None) -> str:
    where = ":".join(str(part) for part in message.locations[0])
    if translated is None or not translated.string or not all(_strings(translated)):
        return f"{where}: not translated: {_key(message)!r}"
    if translated.fuzzy:
        return f"{where}: only guessed: {_key(message)!r}"
    named = {name for text in _ids(message) for name in _PLACE.findall(text)}
    for text in _strings(translated):
        if unknown := set(_PLACE.findall(text)) - named:
            return f"{where}: names {', '.join(sorted(unknown))}, which {_key(message)!r} does not have"
    return ""


def update(language: str, found: Catalog) -> None:
    """Write the language's file anew: today's sentences with the translations they have."""
    catalog = stored(language)
    catalog.update(found, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    catalog.obsolete.clear()
    catalog.fuzzy = False  # a header marked as guessed makes compilers leave the whole file out
    catalog.header_comment = f"# The sentences of doithoai in {catalog.locale_identifier}."
    with path_of(language).open("wb") as file:
        write_po(file, catalog, width=110, sort_output=True, no_location=True, ignore_obsolete=True)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _ids(message: Message) -> Sequence[str]:
    return (message.id,) if isinstance(message.id, str) else message.id


def _strings(message: Message) -> Sequence[str]:
    return (message.string,) if isinstance(message.string, str) else message.string or ()


def main(arguments: Sequence[str] = ()) -> int:
    found, bad = extracted(), 0
    for language in TRANSLATED:
        if "--check" not in arguments:
            update(language, found)
        wrong = problems(language, found)
        for line in wrong:
            print(line, file=sys.stderr)
        print(f"{language}: {len(found)} sentences, {len(wrong)} to be mended")
        bad += len(wrong)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
