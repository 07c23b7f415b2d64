"""One file packed with gzip, bzip2 or xz → that file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from timeline.reading.decoding import decode_name
from timeline.reading.members import MOST_BYTES, is_hidden, too_large
from timeline.reading.pages import Member, Unreadable
from timeline.reading.registry import HEAD_BYTES, has_reader
from timeline.reading.unpacking import Unpacked

# RFC 1952, 2.3: the flags of a gzip file, in its fourth byte; its fixed fields take ten bytes.
_HAS_EXTRA, _HAS_NAME = 4, 8
_FIXED = 10


def read_members(file: BinaryIO) -> Iterator[Member]:
    """The one file that is packed, by the name that gzip keeps of it if that tells its format.

    Otherwise it goes by the name of the packed file. Raises `Unreadable` for one that is damaged,
    too large or a bomb.
    """
    name = _gzip_name(file.read(HEAD_BYTES))
    file.seek(0)
    content = Unpacked(file).read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Unreadable(too_large(len(content), MOST_BYTES, "bytes or more"))
    yield Member(name if has_reader(name) and not is_hidden(name) else "", content)


def _gzip_name(head: bytes) -> str:
    """The name of the file in a gzip file that begins with `head`; empty where it has none."""
    if not head.startswith(b"\x1f\x8b") or len(head) < _FIXED or not head[3] & _HAS_NAME:
        return ""
    start = _FIXED
    if head[3] & _HAS_EXTRA:
        start += 2 + int.from_bytes(head[_FIXED : _FIXED + 2], "little")
    end = head.find(b"\0", start)
    return decode_name(head[start:end]) if end > 0 else ""
