"""Draws a document as PDF through the fixed template `nd30.typ`, in a process of its own."""

import json
from dataclasses import asdict
from typing import Any

from app.apart import run_apart
from exports.documents.measure import balanced, rule_length, width
from exports.documents.nd30 import (
    ADDRESSED_TO,
    DRAFT,
    MOTTO,
    NATIONAL_NAME,
    ND30,
    PDF_TYPEFACES,
    RECIPIENTS,
)
from exports.documents.tree import Appendix, Block, Document, Paragraph, Style, Table
from exports.documents.words import breakable, clean, lines, symbol

SECONDS = 20


async def render_pdf(document: Document) -> bytes:
    """The document as tagged PDF; raises app.errors.Unavailable after 20 seconds."""
    given = json.dumps(template_inputs(document), ensure_ascii=False).encode()
    return await run_apart("exports.documents.compile", given=given, seconds=SECONDS)


def template_inputs(document: Document) -> dict[str, Any]:
    """What the template reads: the tree and the profile as plain lists, numbers and cleaned text."""
    header = document.header
    dated = (document.dated.year, document.dated.month, document.dated.day)
    drawn = {
        "title": clean(document.title).replace("\n", " "),
        "dated": dated,
        "header": {name: clean(value) if isinstance(value, str) else value for name, value in asdict(header).items()}
        | {"symbol": symbol(header.symbol)},
        "kind": clean(document.kind),
        "abstract": clean(document.abstract),
        "parent_width": balanced(header.parent_organ, ND30.organ, ND30.head_left),
        "organ_width": balanced(header.organ, ND30.organ, ND30.head_left),
        "organ_rule": _rule(header.organ, ND30.organ, ND30.head_left),
        "abstract_width": balanced(document.abstract, ND30.kind, ND30.text_width),
        "abstract_rule": _rule(document.abstract, ND30.kind, ND30.text_width),
        "addressees": [clean(name) for name in document.addressees],
        "blocks": _blocks(document.blocks),
        "signers": [
            {"authority": [clean(line) for line in signer.authority], "name": clean(signer.name)}
            for signer in document.signers
        ],
        "recipients": [clean(name) for name in document.recipients],
        "appendices": [_appendix(appendix) for appendix in document.appendices],
    }
    words = {
        "nation": NATIONAL_NAME,
        "motto": MOTTO,
        "draft": DRAFT,
        "recipients": RECIPIENTS,
        "to": ADDRESSED_TO,
    }
    profile = asdict(ND30) | {
        "words": words,
        "typefaces": PDF_TYPEFACES,
        "motto_rule": width(MOTTO, ND30.motto),
    }
    return {"document": drawn, "profile": profile, "dated": dated}


def _rule(text: str, points: float, within: float) -> float:
    return rule_length(text, points, within, ND30.rule_share)


def _appendix(appendix: Appendix) -> dict[str, Any]:
    return {
        "number": clean(appendix.number),
        "title": clean(appendix.title).upper(),
        "reference": clean(appendix.reference),
        "is_landscape": appendix.is_landscape,
        "blocks": _blocks(appendix.blocks),
    }


def _blocks(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    has_parts = any(isinstance(block, Paragraph) and block.style is Style.PART for block in blocks)
    drawn: list[dict[str, Any]] = []
    for block in blocks:
        if isinstance(block, Table):
            drawn.append(_table(block))
            continue
        # A screen reader's outline may not skip a level.
        level = 3 if block.style is Style.CLAUSE and has_parts else 2
        drawn.extend(
            {
                "what": "paragraph",
                "style": block.style,
                "level": level,
                "runs": [asdict(piece) for piece in line],
            }
            for line in lines(block)
        )
    return drawn


def _table(table: Table) -> dict[str, Any]:
    widths = [column.width for column in table.columns]
    rows = [
        [breakable(clean(text), points=ND30.table, within=room) for room, text in zip(widths, texts, strict=True)]
        for texts in table.rows
    ]
    return {"what": "table", "columns": [asdict(column) for column in table.columns], "rows": rows}
