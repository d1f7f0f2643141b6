"""Files as people send them, and as attackers do; made here, so that none lies in the repository."""

import struct
import zipfile
import zlib
from io import BytesIO

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + rb"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PLACE = b"10 deg 2 min north, 105 deg 47 min east"
WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def pdf(inside: bytes = b"") -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog " + inside + b">>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def packed(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    return packed({"[Content_Types].xml": b"<Types>" + WORD + b"</Types>", "word/document.xml": b"<w/>"} | more)


def xlsx() -> bytes:
    return packed({"[Content_Types].xml": b"<Types>" + EXCEL + b"</Types>", "xl/workbook.xml": b"<x/>"})


def odt() -> bytes:
    return packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<o/>"})


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int = 3, height: int = 2, points: bytes | None = None, note: bytes = PLACE, after: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    lines = b"".join(b"\0" + b"\x10\x20\x30" * width for _ in range(height)) if points is None else points
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"tEXt", b"Comment\0" + note)
        + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
        + after
    )


def jpeg(width: int = 2, height: int = 2, orientation: int = 6, note: bytes = PLACE, after: bytes = b"") -> bytes:
    def segment(marker: int, data: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data

    exif = b"Exif\0\0MM\0\x2a" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0) + note
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\x01\x02\0\0\x48\0\x48\0\0")
        + segment(0xE1, exif)
        + segment(0xFE, note)
        + segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0")
        + segment(0xDA, b"\x01\x01\0\0\x3f\0")
        + b"\x12\xff\x00\x34\xff\xd0\x56"
        + b"\xff\xd9"
        + after
    )
