"""What the header of an e-mail message says (RFC 5322): its subject, sender, list and day.

The standard library's own header objects (`policy.default`) take seconds for a parameter list of
80 kB and raise on some broken headers, so the headers are bounded and decoded here.
"""

from __future__ import annotations

import binascii
import re
from datetime import date
from email.message import Message
from email.policy import Compat32
from email.utils import parseaddr, parsedate_tz
from quopri import decodestring
from typing import TYPE_CHECKING, Any

from timeline.reading.decoding import decode
from timeline.reading.pages import Claim, Facts, Unreadable
from timeline.reading.readers.mail_words import Kind, mail_words

if TYPE_CHECKING:
    Mail = Message[Any, Any]
else:  # generic in the type checker's eyes only
    Mail = Message

_MOST_HEADER = 8_000  # characters of one header field
_MOST_VALUE = 500  # characters of one fact
# RFC 2047, section 2; the language after `*` is RFC 2231, section 5.
_ENCODED = r"=\?([^?*\s]{1,40})(?:\*[^?\s]*)?\?([bqBQ])\?([^?\s]*)\?="
_WORD = re.compile(_ENCODED)
_WORDS = re.compile(rf"{_ENCODED}(?:\s*{_ENCODED})*")
_BLANKS = re.compile(r"\s+")


class HeaderPolicy(Compat32):
    """Headers of bounded length, with what is not ASCII in them decoded."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """The name and value of a header field, from its lines."""
        lines: list[str] = []
        room = _MOST_HEADER
        for line in sourcelines:
            lines.append(line[:room])
            room -= len(line)
            if room <= 0:
                break
        name, _, value = "".join(lines).partition(":")
        return name, _as_text(value.lstrip(" \t").rstrip("\r\n"))


def clean(value: str | None) -> str | None:
    """A value on one line, of bounded length; None where nothing is left."""
    return _BLANKS.sub(" ", value or "").strip()[:_MOST_VALUE].strip() or None


def decode_words(value: str) -> str:
    """A header's text, its encoded words decoded; words that follow each other are one text.

    RFC 2047, section 6.2. Many programs cut a character in two between words, which it forbids.
    """
    return _WORDS.sub(_decoded, value) if "=?" in value else value


def header(message: Mail, name: str) -> str:
    """The first header field of this name, as text on one line; empty where there is none."""
    return clean(decode_words(str(message.get(name, "")))) or ""


def sender(written: str) -> str | None:
    """The name in an address (« Jeanne Bidule <jeanne@…> »); None for a bare address."""
    # Decoded after the address was taken apart: an encoded name may hold a comma.
    name, _ = parseaddr(_BLANKS.sub(" ", written[:_MOST_HEADER]))
    name = (clean(decode_words(name)) or "").strip("*_'\"<> ")
    return None if not name or "@" in name else name


def day_of(written: str) -> str | None:
    """The day of a date field, `YYYY-MM-DD`, where its sender was (the time zone is theirs)."""
    try:
        parsed = parsedate_tz(written[:200])
        return date(*parsed[:3]).isoformat() if parsed else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def header_facts(message: Mail) -> tuple[Facts, Kind | None]:
    """What the header says of the message, and whether its subject says answer or forward.

    The sender of a newsletter (RFC 2369 and 2919: it says how to leave it, or which list it is) is
    the site; that of any other message, and of a list that has a name of its own, is the author.
    """
    title, kind = mail_words().subject(header(message, "Subject"))
    name = sender(str(message.get("From", "")))
    of_list = _list_name(header(message, "List-Id"))
    is_list = bool(message.get("List-Id") or message.get("List-Unsubscribe"))
    site = of_list or (name if is_list else None)
    day = day_of(str(message.get("Date", "")))
    facts = Facts(
        title=clean(title),
        author=None if name == site else name,
        site=site,
        published=(Claim(day, "e-mail header", "Date"),) if day else (),
    )
    return facts, kind


def has_header(message: Mail) -> bool:
    """Whether it has one of the fields that every message has."""
    return any(message.get(name) is not None for name in ("From", "Date", "Subject", "Received"))


def _list_name(written: str) -> str | None:
    """The words before the identifier of a list (`La lettre <lettre.bocage.example>`)."""
    return clean(written.partition("<")[0].strip(" \"'"))


def _decoded(match: re.Match[str]) -> str:
    pieces: list[tuple[str, bytes]] = []
    for charset, encoding, written in _WORD.findall(match.group()):
        data = _bytes_of(encoding, written)
        if pieces and pieces[-1][0] == charset.lower():
            pieces[-1] = (charset.lower(), pieces[-1][1] + data)
        else:
            pieces.append((charset.lower(), data))
    return "".join(_text_of(data, charset) for charset, data in pieces)


def _bytes_of(encoding: str, written: str) -> bytes:
    if encoding in "qQ":
        return decodestring(written.encode("utf-8", "replace"), header=True)
    try:
        return binascii.a2b_base64(written.encode("utf-8", "replace") + b"==")
    except binascii.Error:
        return b""


def _text_of(data: bytes, charset: str | None) -> str:
    try:
        return decode(data, charset)
    except Unreadable:  # a header of binary rubbish still has a message under it
        return data.decode("ascii", "replace")


def _as_text(value: str) -> str:
    """A header in which bytes outside ASCII stand as surrogates: as text."""
    return value if value.isascii() else _text_of(value.encode("ascii", "surrogateescape"), None)
