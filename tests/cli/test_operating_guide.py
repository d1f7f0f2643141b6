"""What the guide for operators says is what the program does."""

import re
from dataclasses import fields

from app.cli import build_parser
from app.i18n import speaking
from app.post.states import PAUSES
from app.settings import Settings

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
    assert used >= {"migrate", "unit", "user", "doctor", "backup", "restore", "worker"}
    for name in used:
        assert re.search(rf"^    {name}\b", listed, re.M), name


def test_the_guide_tells_the_pauses_between_attempts():
    assert [pause.total_seconds() / 60 for pause in PAUSES] == [1, 5, 30, 120, 360]
    assert "tried again after 1, 5 and 30 minutes, 2 and 6 hours" in GUIDE
