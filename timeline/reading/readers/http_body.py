"""What a server sent → the page: chunks put together (RFC 9112), packing undone (RFC 9110)."""

from __future__ import annotations

import io
import re
import zlib

import brotli

from timeline.reading.members import MOST_BYTES, too_large
from timeline.reading.pages import Unreadable
from timeline.reading.unpacking import Unpacked

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_LINE_END = re.compile(rb"\r?\n")
_SMALLEST_CHUNK = 64  # bytes on average, of a long page; smaller ones only take time
_DAMAGED = "damaged on its way from the server: fetch the page again"


def decoded_body(body: bytes, transfer: str, packing: str) -> bytes:
    """The body of an answer without its `Transfer-Encoding` and `Content-Encoding`.

    Crawlers often undo these and keep the headers; such a body is given as it is. Raises
    `Unreadable` for one that is damaged, too large, or packed by another method.
    """
    if transfer.strip().lower() == "chunked" and _CHUNK.match(body):
        body = _dechunked(body)
    for method in reversed(packing.lower().split(",")[-3:]):
        try:
            body = _unpacked(body, method.strip())
        except (Unreadable, zlib.error, brotli.error) as error:
            if body.lstrip()[:1] == b"<":  # markup: it was unpacked
                return body
            raise error if isinstance(error, Unreadable) else Unreadable(_DAMAGED) from error
        if len(body) > MOST_BYTES:
            raise Unreadable(too_large(len(body), MOST_BYTES, "bytes or more"))
    return body


def _dechunked(body: bytes) -> bytes:
    pieces: list[bytes] = []
    place = 0
    while match := _CHUNK.match(body, place):
        size = int(match.group(1), 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[match.end() : match.end() + size])
        end = _LINE_END.match(body, match.end() + size)
        if end is None or len(pieces) > 1000 + len(body) // _SMALLEST_CHUNK:
            break
        place = end.end()
    raise Unreadable(_DAMAGED)


def _unpacked(body: bytes, method: str) -> bytes:
    """The body unpacked, up to one byte more than an article may have."""
    most = MOST_BYTES + 1
    if method in ("", "identity"):
        return body
    if method in ("gzip", "x-gzip"):
        return Unpacked(io.BytesIO(body)).read(most)  # as it is where it is not packed
    if method == "deflate":
        # The zlib format by the letter of RFC 9110, 8.4.1.2; some servers send it bare.
        bare = len(body) < 2 or (body[0] & 15, int.from_bytes(body[:2]) % 31) != (8, 0)
        inflater = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS)
        data, whole = inflater.decompress(body, most), inflater.eof
    elif method == "br":
        opener = brotli.Decompressor()
        data, whole = opener.process(body, output_buffer_limit=most), opener.is_finished()
    else:
        raise Unreadable("packed by its server in a way that is not read: fetch the page again")
    if not whole and len(data) < most:
        raise Unreadable(_DAMAGED)
    return data
