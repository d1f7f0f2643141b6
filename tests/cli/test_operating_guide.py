"""What the guide for operators says is what the program does."""

import re
import shlex
from dataclasses import fields

from app.cli import build_parser
from app.i18n import speaking
from app.post.states import PAUSES
from app.settings import Settings
from app.web.messages import extracted

from .running import ROOT

GUIDE = (ROOT / "docs" / "operating.md").read_text()


def test_the_guide_names_every_setting_with_its_default():
    named = dict(re.findall(r"^\| `([A-Z_]+)` \| (.+?) \|", GUIDE, re.M))
    assert list(named) == [field.name.upper().removeprefix("IS_") for field in fields(Settings)]
    for field in fields(Settings):
        shown = named[field.name.upper().removeprefix("IS_")]
        if isinstance(field.default, bool):
            assert shown == f"`{int(field.default)}`"
        elif isinstance(field.default, str | int) and field.default:
            assert shown == f"`{field.default}`"


def test_every_command_of_the_guide_exists():
    with speaking("en"):
        listed = build_parser().format_help()
    used = set(re.findall(r"^(?:\S*/)?doithoai ([a-z]+)", GUIDE, re.M)) | set(re.findall(r"`doithoai ([a-z]+)`", GUIDE))
    assert used >= {"setup", "migrate", "user", "doctor", "backup", "restore", "worker"}
    for name in used:
        assert re.search(rf"^    {name}\b", listed, re.M), name


def test_the_guide_tells_the_pauses_between_attempts():
    assert [pause.total_seconds() / 60 for pause in PAUSES] == [1, 5, 30, 120, 360]
    assert "tried again after 1, 5 and 30 minutes, 2 and 6 hours" in GUIDE


def _forms(words: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def test_the_guide_quotes_what_the_program_says():
    """Each sentence in the table of alarms is one of the program's, and each figure is one that it gives."""
    table = GUIDE.partition("### What each alarm means")[2].partition("\n## ")[0]
    said = [
        re.sub(r"%\(\w+\)s", "…", sentence) for message in extracted() if message.id for sentence in _forms(message.id)
    ]
    quoted = re.findall(
        r"“([^”]+)”", "\n".join(line.split("|")[1] for line in table.splitlines() if line.count("|") > 3)
    )
    assert len(quoted) > 7
    for words in quoted:
        assert any(words.strip("… ") in sentence for sentence in said), words
    given = {
        name for path in (ROOT / "app").rglob("*.py") for name in re.findall(r"doithoai_[a-z_]+", path.read_text())
    }
    for figure in re.findall(r"`(doithoai_[a-z_]+)", GUIDE):
        assert figure.removesuffix("_total") in given, figure


def test_the_options_of_the_guide_are_understood():
    """Every line of a block that begins with our command is parsed as it stands."""
    parser = build_parser()
    lines = re.findall(r"^doithoai .+?(?<!\\)$", GUIDE.replace("\\\n", " "), re.M)
    assert len(lines) > 15
    for line in lines:
        plain = re.sub(r"\$\(.*?\)", "now", line.partition(" #")[0].partition(" && ")[0])
        words = shlex.split(plain)[1:]
        parser.parse_args(words)
