"""Every template parses, and none needs what the content policy forbids."""

import re
from pathlib import Path

import pytest

from app.settings import Settings
from app.web.static import StaticFiles
from app.web.templating import TEMPLATES, environment

ALL = sorted(TEMPLATES.rglob("*.html"))
FORBIDDEN = {
    "an inline style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style block": re.compile(r"<style\b", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "code for htmx to evaluate": re.compile(r"hx-on\b|hx-vals=['\"]js:|hx-trigger=\"[^\"]*\[", re.IGNORECASE),
    "unescaped text": re.compile(r"\|\s*safe\b"),
    "a switched-off escape": re.compile(r"autoescape\s+false", re.IGNORECASE),
}
_FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\"[^>]*>.*?</form>", re.IGNORECASE | re.DOTALL)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_a_template_parses_and_holds_nothing_the_policy_forbids(path: Path) -> None:
    source = path.read_text()
    environment(Settings("sqlite:///x", "x" * 40), StaticFiles()).parse(source)
    markup = re.sub(r"{#.*?#}", "", source, flags=re.DOTALL)
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(markup)] == []


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_every_posted_form_carries_the_token(path: Path) -> None:
    source = re.sub(r"{#.*?#}", "", path.read_text(), flags=re.DOTALL)
    assert [form[:80] for form in _FORM.findall(source) if "csrf()" not in form] == []


@pytest.mark.parametrize(
    "path",
    [path for path in ALL if path.name.startswith("_")],
    ids=lambda path: path.relative_to(TEMPLATES).as_posix(),
)
def test_a_partial_has_one_root_with_an_id(path: Path) -> None:
    source = re.sub(r"{#.*?#}|{%.*?%}", "", path.read_text(), flags=re.DOTALL).strip()
    assert re.match(r"<\w+[^>]*\bid=\"", source), source[:80]
