"""The environment of templates: escaping, strictness, addresses, paragraphs, pages of lists."""

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, UndefinedError

from app.settings import Settings
from app.web.icons import icon
from app.web.paging import Page, Total, page_number
from app.web.static import StaticFiles
from app.web.templating import Compiled, environment, paragraphs, with_query


@pytest.fixture
def templates(web_settings: Settings) -> Environment:
    return environment(web_settings, StaticFiles())


def test_everything_is_escaped(templates: Environment) -> None:
    assert templates.from_string("{{ x }}").render(x="<script>") == "&lt;script&gt;"
    assert templates.from_string("{% trans x=x %}Page {{ x }}{% endtrans %}").render(x="<b>") == "Page &lt;b&gt;"


def test_a_forgotten_value_is_a_fault(templates: Environment) -> None:
    with pytest.raises(UndefinedError):
        templates.from_string("{{ forgotten }}").render()


def test_paragraphs_escape_and_keep_line_ends() -> None:
    assert paragraphs("a <b>\nc\n\n\nd") == "<p>a &lt;b&gt;<br>c</p><p>d</p>"


def test_an_unknown_icon_never_takes_a_page_down() -> None:
    assert icon("no-such-icon").startswith("<svg")
    assert 'aria-hidden="true"' in icon("search")
    assert "&lt;" in icon("search", "<x>")


def test_a_query_is_changed_and_the_rest_is_kept() -> None:
    assert with_query("/q?q=đất&page=2", page=3) == "/q?q=%C4%91%E1%BA%A5t&page=3"
    assert with_query("/q?page=2", page=None) == "/q"
    assert with_query("/q", unit=5) == "/q?unit=5"


@pytest.mark.parametrize(
    ("wanted", "number"),
    [(None, 1), ("", 1), ("0", 1), ("-3", 1), ("7", 7), ("x", 1), ("9" * 30, 1), ("99999", 400), ("٣", 1)],
)
def test_any_page_number_is_read(wanted: str | None, number: int) -> None:
    assert page_number(wanted) == number


def test_a_page_knows_whether_another_follows() -> None:
    page = Page.cut([1, 2, 3], 2, 2, Total.counted(1001))
    assert (page.items, page.has_next, page.has_previous, page.first_index) == ([1, 2], True, True, 3)
    assert str(page.total) == "hơn 1.000"
    assert str(Total.counted(1000)) == "1000"


def test_templates_are_compiled_once_and_also_where_nothing_may_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rendered(folder: Path, words: str = "{{ 6 * 7 }}") -> str:
        made = Environment(loader=DictLoader({"a": words}), autoescape=True, bytecode_cache=Compiled(folder))
        return made.get_template("a").render()

    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "file").write_text("")
    assert rendered(tmp_path / "file" / "none") == "42"
    assert rendered(tmp_path / "kept") == "42"
    monkeypatch.setattr(Environment, "_generate", None)  # whoever compiles again fails
    assert rendered(tmp_path / "kept") == "42"
    with pytest.raises(TypeError):
        rendered(tmp_path / "kept", "{{ 6 * 8 }}")
