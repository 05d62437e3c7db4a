"""Files of a kind that is not read, told by how they begin, so that a person hears what they sent."""

import re
from collections.abc import Collection

from shared.domain.budget.imports.refusals import OtherKind

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"{\\rtf", "RTF"),
)
_HTML = re.compile(
    rb"(?:<!--.*?-->|<\?xml[^>]*>|\s)*<(?:!doctype\s+html|html|head|body|table|meta)\b", re.I | re.S
)
_LOOKED_AT = 2048
_MARK = b"\xef\xbb\xbf"
_PACKED: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "DOCX"),
    ("ppt/presentation.xml", "PPTX"),
    ("xl/workbook.bin", "XLSB"),
    ("content.xml", "OpenDocument"),
)


def refuse_other_kinds(content: bytes) -> None:
    """Raise OtherKind for PDF, pictures, archives and web pages; workbooks are looked into elsewhere."""
    begin = content[:_LOOKED_AT].removeprefix(_MARK).lstrip()
    kind = next((kind for start, kind in _STARTS if begin.startswith(start)), None)
    if kind is None and begin.startswith(b"RIFF") and begin[8:12] == b"WEBP":
        kind = "WebP"
    if kind is None and begin[4:8] == b"ftyp" and begin[:3] == b"\x00\x00\x00":
        kind = "HEIC"
    if kind is None and _HTML.match(begin):
        # Some banks' ".xls" are web pages.
        kind = "HTML"
    if kind is not None:
        raise OtherKind(kind)


def kind_of_archive(names: Collection[str]) -> str:
    """What an archive is that is no workbook, by the files in it."""
    return next((kind for name, kind in _PACKED if name in names), "ZIP")
