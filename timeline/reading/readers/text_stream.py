"""A large text file piece by piece: its encoding told from a sample, its lines bounded."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from timeline.reading.decoding import decode

MOST_LINE = 4_000_000  # characters; a longer one is cut there

_CHUNK = 1 << 18  # bytes
_ENCODINGS = (
    "utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252", "iso8859_15",
    "mac_roman", "cp850",
)  # fmt: skip


def text_chunks(file: BinaryIO) -> Iterator[str]:
    """The text of a file from its beginning, in pieces, without byte order mark.

    The encoding is the one that `decode` finds in the first stretch with something to tell it by;
    broken bytes become U+FFFD. Raises `Unreadable` for what is no text.
    """
    decoder = codecs.getincrementaldecoder(_encoding(file))("replace")
    file.seek(0)
    first = True
    at_end = False
    while not at_end:
        data = file.read(_CHUNK)
        at_end = not data
        text = decoder.decode(data, at_end)
        if text and first:
            text, first = text.removeprefix("\ufeff"), False
        if text:
            yield text


def bounded_lines(chunks: Iterable[str]) -> Iterator[str]:
    """The lines of a text with the `\\n` they end in; of one that is too long, one character more
    than `MOST_LINE`, and no end."""
    pieces: list[str] = []
    size = 0
    for chunk in chunks:
        start = 0
        while start < len(chunk):
            end = chunk.find("\n", start) + 1 or len(chunk)
            if size <= MOST_LINE:
                pieces.append(chunk[start : min(end, start + MOST_LINE + 1 - size)])
                size += len(pieces[-1])
            if chunk[end - 1] == "\n":
                yield "".join(pieces)
                pieces, size = [], 0
            start = end
    if pieces:
        yield "".join(pieces)


def _encoding(file: BinaryIO) -> str:
    sample = _sample(file)
    text = decode(sample)
    for encoding in _ENCODINGS:
        if sample.decode(encoding, "replace").removeprefix("\ufeff") == text:
            return encoding
    return "cp1252"


def _sample(file: BinaryIO) -> bytes:
    """The beginning of a file, or if that is ASCII the first stretch that is not."""
    data = start = file.read(_CHUNK)
    while data.isascii() and len(data) == _CHUNK and b"\x00" not in data:
        data = file.read(_CHUNK)
    if data.isascii():
        data = start
    # A character that the end cuts in two would look like a broken one.
    end = next((i for i in range(len(data), max(0, len(data) - 4), -1) if data[i - 1] < 128), None)
    data = data[:end]
    return data[: len(data) - len(data) % 2] if b"\x00" in data else data
