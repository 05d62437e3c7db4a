"""Opening gzip while counting what comes out, so that a small bomb never becomes a large file."""

import zlib

from shared.domain.budget.imports.bounds import MAX_PACKED, MAX_UNPACKED
from shared.domain.budget.imports.refusals import BrokenFile, EmptyFile, FileTooLarge

GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31
_STEP = 64 * 1024


def unpacked(content: bytes) -> bytes:
    """The file without its gzip layer, if it has one; however it was announced, its first bytes tell.

    Raises EmptyFile, FileTooLarge for more than MAX_PACKED or MAX_UNPACKED bytes, and BrokenFile.
    """
    if len(content) > MAX_PACKED:
        raise FileTooLarge
    opened = _gunzipped(content) if content.startswith(GZIP) else content
    if not opened:
        raise EmptyFile
    if opened.startswith(GZIP):
        raise BrokenFile
    return opened


def _gunzipped(packed: bytes) -> bytes:
    """All members of a gzip file, one after the other."""
    pieces: list[bytes] = []
    size = 0
    while packed:
        member, packed = _member(packed, MAX_UNPACKED - size)
        pieces.append(member)
        size += len(member)
    return b"".join(pieces)


def _member(packed: bytes, room: int) -> tuple[bytes, bytes]:
    """One gzip member of at most `room` bytes, and what follows it."""
    opening = zlib.decompressobj(wbits=_GZIP_WINDOW)
    pieces: list[bytes] = []
    waiting = packed
    try:
        while not opening.eof:
            piece = opening.decompress(waiting, _STEP)
            waiting = opening.unconsumed_tail
            room -= len(piece)
            if room < 0:
                raise FileTooLarge
            if not piece and not waiting and not opening.eof:
                raise BrokenFile
            pieces.append(piece)
    except zlib.error:
        raise BrokenFile from None
    return b"".join(pieces), opening.unused_data
