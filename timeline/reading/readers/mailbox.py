"""A mailbox, many messages in one file → the text and attachments of each.

In the mbox family (RFC 4155; variants mboxo and mboxrd) a message begins with a line `From …` after
an empty line; such a line in a message has a `>` before it. As some programs leave that out, the
line that follows has to be a header field. The file is streamed: one message is in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from timeline.reading.members import MOST_BYTES, too_large
from timeline.reading.pages import Member, Unreadable
from timeline.reading.readers.mail import message_members

_CHUNK = 1 << 20  # bytes
_LONGEST_START = 4096  # of a `From` line and the beginning of the next line
_START = re.compile(
    rb"From [^\n]{0,1000}\n(?:>?From [^\n]{0,1000}\n)?[!-9;-~]{1,100}:[ \t\r\n]",
)
_SEPARATOR = re.compile(rb"\n\r?\n(?=From )")
_ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)


def read_members(file: BinaryIO) -> Iterator[Member]:
    """The messages of a mailbox as members `1`, `2`, …, attachments as `1/name`.

    A message that cannot be read is a member that says why. Raises `Unreadable` for no mailbox.
    """
    head = file.read(_LONGEST_START).lstrip()
    if head.startswith(b"*mbx*"):
        raise Unreadable("a mailbox of the UW-IMAP kind: export it as .mbox")
    if not _START.match(head):
        raise Unreadable(
            "not a mailbox (no line 'From …' and header at its beginning): "
            "save it as .mbox, or each message as .eml"
        )
    file.seek(0)
    for number, (message, size) in enumerate(_messages(file), start=1):
        name = str(number)
        if size > MOST_BYTES:
            yield Member(name, Unreadable(too_large(size, MOST_BYTES, "bytes")))
        else:
            yield from _members(message, name)


def _members(message: bytes, name: str) -> Iterator[Member]:
    """The members of one message; whatever is wrong with it, those after it are read."""
    try:
        yield from message_members(_unescaped(message), name)
    except Unreadable as error:
        yield Member(name, error)
    except Exception as error:  # the parser of the standard library may fail in any way
        reason = f"message cannot be read ({type(error).__name__}): save it again as .eml"
        yield Member(name, Unreadable(reason))


def _unescaped(message: bytes) -> bytes:
    """A message without its `From` line, and one `>` fewer before escaped ones."""
    return _ESCAPED.sub(b"", message.lstrip().partition(b"\n")[2])


def _messages(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Each message and its size in bytes; of one over `MOST_BYTES` only the size counts."""
    kept = bytearray()
    size = 0
    for piece, ends in _pieces(file):
        size += len(piece)
        if size <= MOST_BYTES:
            kept += piece
        else:
            kept.clear()
        if ends:
            if kept.strip() or size > MOST_BYTES:
                yield bytes(kept), size
            kept.clear()
            size = 0


def _pieces(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """The bytes of a mailbox, cut before each message; and whether a message ends with them."""
    buffer = b""
    at_end = False
    while not at_end:
        chunk = file.read(_CHUNK)
        at_end = not chunk
        buffer += chunk
        # A start that reaches over the end of the buffer is looked for again with the next chunk.
        sure = len(buffer) if at_end else max(0, len(buffer) - _LONGEST_START)
        place = 0
        for match in _SEPARATOR.finditer(buffer):
            if match.end() > sure:
                sure = min(sure, match.start())
                break
            if _START.match(buffer, match.end()):
                yield buffer[place : match.end()], True
                place = match.end()
        if sure > place:
            yield buffer[place:sure], False
            place = sure
        buffer = buffer[place:]
    yield b"", True
