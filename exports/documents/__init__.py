"""Official papers: a pure tree of a document, drawn as DOCX and as PDF in the layout of Nghị định 30/2020."""
