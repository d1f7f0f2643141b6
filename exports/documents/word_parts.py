"""The parts of an official document as Word elements: head, blocks, signatures, the title of an appendix."""

from collections.abc import Iterator, Sequence

from exports.documents.measure import balanced, rule_length, width
from exports.documents.nd30 import ADDRESSED_TO, DRAFT, MOTTO, NATIONAL_NAME, ND30, RECIPIENTS
from exports.documents.tree import (
    Align,
    Appendix,
    Block,
    Document,
    Header,
    Run,
    Signer,
    Style,
    Table,
)
from exports.documents.word import Element, cell, paragraph, row, rule, run, runs, table
from exports.documents.words import clean, lines, symbol


def head(document: Document) -> Iterator[Element]:
    """Everything above the first paragraph of the body."""
    yield _head_table(document.header)
    if document.kind:
        yield _centred(document.kind, ND30.kind, before=12, keep=True, level=0)
        if document.abstract:
            yield _centred(document.abstract, ND30.kind, keep=True, within=ND30.text_width)
            length = rule_length(document.abstract, ND30.kind, ND30.text_width, ND30.rule_share)
            yield rule(length, ND30.text_width, after=6)
    yield from _addressees(document.addressees)


def _head_table(header: Header) -> Element:
    left, right = ND30.head_left, ND30.head_right
    organ = [_centred(header.parent_organ, ND30.organ, bold=False, within=left)] if header.parent_organ else []
    organ.append(_centred(header.organ, ND30.organ, within=left))
    organ.append(rule(rule_length(header.organ, ND30.organ, left, ND30.rule_share), left))
    nation = [
        _centred(NATIONAL_NAME, ND30.national_name),
        _centred(MOTTO, ND30.motto),
        rule(width(MOTTO, ND30.motto), right),
    ]
    number = []
    if header.has_number:
        number.append(paragraph(run(f"Số: {symbol(header.symbol)}", ND30.symbol), align="center", before=6))
    if header.subject:
        number.append(paragraph(run(clean(header.subject), ND30.subject), align="center", before=6))
    if header.is_draft:
        number.append(_centred(DRAFT, ND30.symbol, before=3))
    place = [paragraph(*runs([Run(header.place_and_date, italic=True)], ND30.place), align="center", before=6)]
    rows = (row(cell(left, *organ), cell(right, *nation)), row(cell(left, *number), cell(right, *place)))
    return table((left, right), *rows, borders=False)


def _centred(
    text: str,
    size: float,
    *,
    bold: bool = True,
    before: float = 0,
    keep: bool = False,
    level: int | None = None,
    within: float = 0,
) -> Element:
    """A centred line; `within` (mm) is the column in which its lines are to be about equally long."""
    side = (within - balanced(text, size, within)) / 2 if within else 0
    words = runs([Run(text, bold)], size)
    return paragraph(*words, align="center", before=before, left=side, right=side, keep=keep, level=level)


def _addressees(addressees: Sequence[str]) -> Iterator[Element]:
    if len(addressees) == 1:
        line = run(f"{ADDRESSED_TO} {clean(addressees[0])}", ND30.body)
        yield paragraph(line, align="center", before=12, after=6)
    elif addressees:
        yield paragraph(run(ADDRESSED_TO, ND30.body), align="left", before=12, left=ND30.addressee_indent)
        for number, name in enumerate(addressees, 1):
            end = "." if number == len(addressees) else ";"
            line = run(f"- {clean(name)}{end}", ND30.body)
            yield paragraph(line, align="left", left=ND30.addressee_indent + 10)


def blocks(content: Sequence[Block], *, closing: bool = False) -> Iterator[Element]:
    """Paragraphs and tables; with `closing` the last paragraph stays on the page of the signatures."""
    for number, block in enumerate(content, 1):
        if isinstance(block, Table):
            yield _table(block)
            continue
        for line in lines(block):
            yield _body_paragraph(line, block.style, keep=closing and number == len(content))


def _body_paragraph(line: tuple[Run, ...], style: Style, *, keep: bool) -> Element:
    is_title = style in (Style.PART, Style.CLAUSE)
    level = {Style.PART: 1, Style.CLAUSE: 2}.get(style)
    content = runs(line, ND30.body, bold=is_title, italic=style is Style.BASIS)
    return paragraph(*content, before=ND30.paragraph_gap, first=ND30.first_line, keep=keep or is_title, level=level)


def _table(block: Table) -> Element:
    widths = [column.width for column in block.columns]
    titles = (
        cell(column.width, _centred(column.title, ND30.table, before=2), centred=True) for column in block.columns
    )
    rows = [row(*titles, is_header=True, together=True)]
    rows.extend(
        row(*(_cell(column.width, text, column.align) for column, text in zip(block.columns, texts, strict=True)))
        for texts in block.rows
    )
    return table(widths, *rows, borders=True, padding=ND30.cell_padding)


def _cell(width_mm: float, text: str, align: Align) -> Element:
    parts = (paragraph(run(line, ND30.table), align=align, before=2) for line in clean(text).split("\n"))
    return cell(width_mm, *parts)


def signatures(document: Document) -> Iterator[Element]:
    """One signer at the right, level with the recipients, or two side by side and the recipients below."""
    match document.signers:
        case ():
            yield from _recipients(document.recipients)
        case (signer,):
            widths = (ND30.sign_left, ND30.sign_right)
            left = cell(widths[0], *_recipients(document.recipients))
            yield paragraph(run("", 6), keep=True)
            yield table(widths, row(left, cell(widths[1], *_signer(signer)), together=True), borders=False)
            yield paragraph(run("", 1))
        case signers:
            half = ND30.sign_half
            cells = (cell(half, *_signer(signer)) for signer in signers)
            yield paragraph(run("", 6), keep=True)
            yield table((half, half), row(*cells, together=True), borders=False)
            yield paragraph(run("", 6), keep=True)
            yield from _recipients(document.recipients)


def _signer(signer: Signer) -> Iterator[Element]:
    """The space for hand, seal or digital signature stays empty: nothing is ever imitated here."""
    for authority in signer.authority:
        yield _centred(authority, ND30.signature)
    yield _centred(signer.name, ND30.signature, before=ND30.sign_space / 25.4 * 72)


def _recipients(recipients: Sequence[str]) -> Iterator[Element]:
    if recipients:
        label = run(RECIPIENTS, ND30.recipients_label, bold=True, italic=True)
        yield paragraph(label, align="left", keep=True)
    for number, name in enumerate(recipients, 1):
        end = "." if number == len(recipients) else ";"
        yield paragraph(run(f"- {clean(name)}{end}", ND30.recipients), align="left")


def appendix_title(appendix: Appendix) -> Iterator[Element]:
    yield _centred(f"Phụ lục {appendix.number}".strip(), ND30.appendix, keep=True, level=0)
    yield _centred(appendix.title.upper(), ND30.appendix, keep=True)
    if appendix.reference:
        yield paragraph(*runs([Run(appendix.reference, italic=True)], ND30.body), align="center", after=6, keep=True)
