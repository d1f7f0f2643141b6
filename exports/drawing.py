"""From a document's tree to the bytes of a file, off the event loop."""

import asyncio

from exports.documents.tree import Document


async def draw(document: Document, kind: str) -> bytes:
    """`kind` is "docx" or "pdf". Raises Unavailable when the PDF takes too long."""
    if kind == "pdf":
        from exports.documents.pdf import render_pdf

        return await render_pdf(document)
    from exports.documents.docx import render_docx

    return await asyncio.to_thread(render_docx, document)
