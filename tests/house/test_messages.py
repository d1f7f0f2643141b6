"""Q3: every sentence is in Vietnamese, and no text of a template stands outside a sentence."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from app.web.messages import TRANSLATED, extracted, problems, stored
from app.web.templating import TEMPLATES

# Shown to builders only.
SAMPLES = {"styleguide.html", "styleguide_desk.html"}
# Text between tags, once expressions, comments, tags and entities are gone.
_JINJA = re.compile(
    r"{#.*?#}|{%\s*block \w+_class.*?endblock\s*%}|{%\s*macro keep.*?endmacro"
    r"|{%\s*set \w+\s*%}.*?{%\s*endset\s*%}|{%-?\s*trans.*?endtrans\s*-?%}|{%.*?%}|{{.*?}}",
    re.DOTALL,
)
_TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>|&\w+;|&#\d+;", re.DOTALL)
_ATTRIBUTE = re.compile(r'\b(?:title|alt|placeholder|aria-label)="([^"{]*[^\W\d_][^"{]*)"')
NAMES = {"Tiếng Việt", "English", "DOCX", "PDF", "XLSX", "CSV", "ICS", "SHA-256", "Ctrl", "Enter", "Esc"}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated_with_the_same_places(language: str) -> None:
    assert problems(language) == []


def test_sentences_are_found_in_code_and_in_templates() -> None:
    found = extracted()
    for sentence in ("Please fill this in.", "Skip to the content", "Look up"):
        assert found.get(sentence) is not None


def test_vietnamese_has_its_marks() -> None:
    """A translation in letters without marks was typed on the wrong keyboard."""
    bare = [
        message.string
        for message in stored("vi")
        if message.id
        and isinstance(message.string, str)
        and len(message.string.split()) > 5
        and message.string.isascii()
    ]
    assert bare == []


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.relative_to(TEMPLATES).as_posix()
)
def test_no_text_of_a_template_stands_outside_a_sentence(path: Path) -> None:
    if path.name in SAMPLES:
        pytest.skip("shown to builders only")
    source = path.read_text()
    text = _TAG.sub("\n", _JINJA.sub("\n", source))
    loose = [line.strip() for line in text.splitlines() if re.search(r"[^\W\d_]{2}", line)]
    loose += _ATTRIBUTE.findall(_JINJA.sub("{}", source))
    assert [words for words in loose if words not in NAMES] == []


def test_no_word_reaches_the_reader_past_the_catalogue() -> None:
    """The pseudo-locale: every sentence made strange, every template still parsed by the extractor."""
    assert all(_strange(str(message.id)) != message.id for message in extracted() if message.id)
    list(
        extract_from_dir(
            TEMPLATES,
            [("**.html", "jinja2")],
            {"**.html": {"silent": "false", "extensions": "jinja2.ext.i18n, jinja2.ext.do"}},
        )
    )


def _strange(message: str) -> str:
    """ "Save %(name)s" as "[Šåvé %(name)s···]": what is not in brackets on a page was never translated."""
    table = str.maketrans("aeiouAEIOU", "åéîøüÅÉÎØÜ")
    pieces = re.split(r"(%\(\w+\)s)", message)
    return "[" + "".join(piece if piece.startswith("%(") else piece.translate(table) for piece in pieces) + "···]"
