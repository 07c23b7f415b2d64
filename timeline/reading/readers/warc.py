"""Web archive (WARC, ISO 28500) → the pages that were fetched; what else is in it is counted."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import unquote_to_bytes, urlsplit

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader

from timeline.reading.decoding import decode, decode_name
from timeline.reading.members import MOST_BYTES, too_large
from timeline.reading.pages import Facts, Member, Unreadable
from timeline.reading.readers.http_body import decoded_body
from timeline.reading.unpacking import CUT_SHORT, DAMAGED, Unpacked

_MOST_HEADER = 256_000  # bytes, of the record and of HTTP
_MOST_NAME = 300  # characters
_MEDIA = re.compile(r"[ \t]*([\w.+-]+/[\w.+-]+)")
_CHARSET = re.compile(r";[ \t]*charset[ \t]*=[ \t]*[\"']?([\w:.-]+)", re.I)
_DECLARED = re.compile(rb"charset|<\?xml[^>]{0,100}encoding", re.I)  # by the page itself

# The media types that may be articles, and the suffixes of their files.
_SUFFIXES = {
    "text/html": (".html", ".htm", ".xhtml"),
    "application/xhtml+xml": (".xhtml", ".html", ".htm"),
    "text/plain": (".txt", ".text"),
    "text/markdown": (".md", ".markdown"),
    "application/pdf": (".pdf",),
    "application/msword": (".doc",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/rtf": (".rtf",),
    "text/rtf": (".rtf",),
    "application/epub+zip": (".epub",),
}
# What else the web is made of.
_KINDS = (
    (re.compile("image/"), "images"),
    (re.compile("(?:audio|video)/"), "sound and films"),
    (re.compile("font/|.*font"), "fonts"),
    (re.compile("text/css|.*(?:javascript|ecmascript|json)"), "styles, scripts and their data"),
)
_RECORDS = {"request": "requests", "revisit": "repeated visits"}

# It warns of addresses as they stand in the file, on the terminal.
logging.getLogger("warcio").addHandler(logging.NullHandler())


def read_members(file: BinaryIO) -> Iterator[Member]:
    """The pages of a web archive, packed or not, in its order; at last what was passed over.

    A page is the record of a successful answer, or of a resource, whose media type may be that of
    an article. Its name is its address as a file name. The date of a record is that of the visit,
    so it says nothing of the page. Raises `Unreadable`, after the pages before, where the archive
    is damaged, cut short or a bomb.
    """
    passed: Counter[str] = Counter()
    broken = None
    try:
        for record in _records(Unpacked(file)):
            kind = _why_no_page(record)
            if kind is None:
                yield _page(record)
            else:
                passed[kind] += 1
    except Unreadable as error:
        broken = error
    if passed:
        kinds = ", ".join(f"{kind}: {passed[kind]:,}" for kind in sorted(passed))
        yield Member("", Unreadable(f"records that are no pages ({kinds}): nothing to do"))
    if broken is not None:
        raise broken


def _records(stream: Unpacked) -> Iterator[ArcWarcRecord]:
    """The records of an archive, each with its content still to be read.

    Not by warcio's own iterator, which gathers lines of any length, and tells of damage on the
    terminal only.
    """
    loader = ArcWarcRecordLoader(verify_http=False)
    while True:
        stream.allow(_MOST_HEADER)
        while (line := stream.readline()) in (b"\r\n", b"\n"):
            pass
        if not line:
            return
        try:
            record = loader.parse_record_stream(stream, line, known_format="warc")
            end = stream.tell() + record.raw_stream.limit  # which a record without length has not
        except EOFError as error:
            raise Unreadable(CUT_SHORT) from error
        except (ArchiveLoadFailed, AttributeError, TypeError, ValueError) as error:
            raise Unreadable(DAMAGED) from error
        stream.allow(None)
        yield record
        if stream.seek(end) < end:
            raise Unreadable(CUT_SHORT)


def _why_no_page(record: ArcWarcRecord) -> str | None:
    """The kind of a record that is no page; None for a page."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in ("response", "resource"):
        return _RECORDS.get(record.rec_type, "notes of the crawler")
    # Crawlers keep their logs under addresses of their own (metadata:, urn:, dns:).
    if not url.lower().startswith(("http:", "https:", "ftp:", "file:")):
        return "notes of the crawler"
    if record.rec_type == "response":
        if record.http_headers is None:
            return "empty answers"
        status = record.http_headers.get_statuscode()
        if status != "200":
            return "redirections" if status.startswith("3") else "errors"
    if url.lower().split("?")[0].endswith("/robots.txt"):
        return "rules for robots"
    media = _media(record)
    if not media or media in _SUFFIXES:
        return None
    return next((kind for pattern, kind in _KINDS if pattern.match(media)), "other media")


def _page(record: ArcWarcRecord) -> Member:
    url = record.rec_headers.get_header("WARC-Target-URI")
    return Member(_file_name(url, _media(record)), _content(record), Facts(url=url))


def _content(record: ArcWarcRecord) -> bytes | Unreadable:
    """The page as it was sent; in UTF-8 where HTTP alone says how it is encoded."""
    body: bytes = record.raw_stream.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        size = len(body) + record.raw_stream.limit
        return Unreadable(too_large(size, MOST_BYTES, "bytes"))
    if record.raw_stream.limit:
        raise Unreadable(CUT_SHORT)
    http = record.http_headers
    try:
        if http is not None:
            transfer = http.get_header("Transfer-Encoding", "")
            body = decoded_body(body, transfer, http.get_header("Content-Encoding", ""))
        charset = _CHARSET.search(_content_type(record))
        if charset and _media(record).startswith("text/") and not _DECLARED.search(body[:4096]):
            return decode(body, charset.group(1)).encode("utf-8", "replace")
    except Unreadable as error:
        return error
    return body


def _content_type(record: ArcWarcRecord) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "")


def _media(record: ArcWarcRecord) -> str:
    """The media type of what was fetched, lower case; empty where it is not told."""
    match = _MEDIA.match(_content_type(record))
    return match.group(1).lower() if match else ""


def _file_name(url: str, media: str) -> str:
    """An address as the name of a file: host, path and query, with the suffix of its media type."""
    try:
        parts = urlsplit(url)
        path = decode_name(unquote_to_bytes(parts.path))
        name, query = f"{parts.hostname or ''}{path or '/'}", parts.query
    except ValueError:
        name, query = url, ""
    name += "index" if name.endswith("/") else ""
    name += "?" + query.replace("/", "_") if query else ""
    suffixes = _SUFFIXES.get(media, ("",))
    kept = name[:_MOST_NAME]
    return kept if kept.lower().endswith(suffixes) else kept + suffixes[0]
