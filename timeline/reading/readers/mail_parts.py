"""The parts of an e-mail message (RFC 2045–2049): which are its text, and which are files.

Read with the standard library's parser, with bounds on the lines, parts and nesting of a message:
its time grows with the product of lines and nesting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesFeedParser
from typing import Any

from timeline.reading.pages import Unreadable
from timeline.reading.readers.mail_headers import HeaderPolicy, Mail, clean, decode_words

_MOST_LINES = 600_000  # 32 MB of base64 are 430,000
_MOST_PARTS = 5_000
_FED = 1 << 16  # bytes at a time
_MOST_NESTED = 20
_SUFFIXES = {
    "message/rfc822": ".eml", "application/pdf": ".pdf", "text/html": ".html", "text/plain": ".txt",
}  # fmt: skip
# What programs attach for other programs.
_MACHINERY = frozenset({
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
    "application/pgp-keys", "message/delivery-status", "message/disposition-notification",
    "message/feedback-report", "text/rfc822-headers", "text/calendar", "text/x-amp-html",
})  # fmt: skip
_ENCRYPTED = "encrypted message: decrypt it in the mail program and save it again"


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of a message's text, in one form or two: `plain` and `html`, transfer decoded.

    `charset` are those they declare; `flowed` says that lines which end in a space go on in the
    next (RFC 3676), `glued` that the space is then none of the text (its `DelSp`).
    """

    plain: bytes | None = None
    html: bytes | None = None
    plain_charset: str | None = None
    html_charset: str | None = None
    flowed: bool = False
    glued: bool = False


@dataclass(slots=True)
class Parts:
    """The stretches of text of a message, in order, and the names and bytes of its files."""

    texts: list[Text] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)


def parse(data: bytes) -> Mail:
    """The message in `data`. Raises `Unreadable` for one of too many lines or parts."""
    if data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n") > _MOST_LINES:
        raise Unreadable(f"more than {_MOST_LINES:,} lines in one message: save its text as .txt")
    parser = BytesFeedParser(_Counted, policy=HeaderPolicy())
    for start in range(0, len(data), _FED):  # the parser's buffer takes four bytes a character
        parser.feed(data[start : start + _FED])
    return parser.close()


def parts_of(message: Mail) -> Parts:
    """The texts and files of a message. Raises `Unreadable` for an encrypted one."""
    parts = Parts()
    _gather(message, parts)
    return parts


class _Counted(Message):
    """A message or part that knows how deep it lies and how many there are."""

    _depth = 0

    def __init__(self, policy: Any = None) -> None:
        super().__init__(policy=policy or HeaderPolicy())
        self._count = [1]

    def attach(self, payload: Any) -> None:
        """Adds a part, as the parser does for each that begins."""
        if isinstance(payload, _Counted):
            payload._depth, payload._count = self._depth + 1, self._count
            self._count[0] += 1
            if payload._depth > _MOST_NESTED or self._count[0] > _MOST_PARTS:
                raise Unreadable(
                    f"more than {_MOST_PARTS:,} parts in one message, or {_MOST_NESTED} in each "
                    "other: save its text as .txt"
                )
        super().attach(payload)


def _gather(part: Mail, parts: Parts) -> None:
    kind = part.get_content_type()
    if kind == "multipart/encrypted" or "enveloped" in str(part.get_param("smime-type")):
        raise Unreadable(_ENCRYPTED)
    if kind == "multipart/alternative" and part.is_multipart():
        _gather_alternative(part, parts)
    elif part.get_content_maintype() == "multipart" and part.is_multipart():
        for child in _children(part):
            _gather(child, parts)
    elif kind in ("text/plain", "text/html") and not _is_file(part):
        parts.texts.append(_text(part))
    elif kind not in _MACHINERY and not _is_inline_picture(part):
        _add_file(part, kind, parts)


def _gather_alternative(part: Mail, parts: Parts) -> None:
    """The forms of one text: the texts among its children are one stretch, the rest are files."""
    forms = Parts()
    for child in _children(part):
        _gather(child, forms)
    parts.files += forms.files
    plains = [text for text in forms.texts if text.plain is not None]
    pages = [text for text in forms.texts if text.html is not None]
    if plains and pages:
        plain, page = plains[0], pages[0]
        parts.texts.append(
            Text(
                plain.plain, page.html, plain.plain_charset, page.html_charset,
                plain.flowed, plain.glued,
            )
        )  # fmt: skip
    parts.texts += plains[bool(pages) :] + pages[bool(plains) :]


def _children(part: Mail) -> Iterator[Mail]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (child for child in payload if isinstance(child, Message))


def _is_file(part: Mail) -> bool:
    return part.get_content_disposition() == "attachment" or _name(part) is not None


def _is_inline_picture(part: Mail) -> bool:
    """Pictures are no articles; those that a page shows are not even named."""
    inline = part.get_content_disposition() != "attachment"
    return part.get_content_maintype() == "image" and inline


def _text(part: Mail) -> Text:
    data, charset = _payload(part), _charset(part)
    if part.get_content_type() == "text/html" or data.lstrip()[:14].lower().startswith(
        (b"<html", b"<!doctype html")
    ):
        return Text(html=data, html_charset=charset)
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    glued = str(part.get_param("delsp", "")).lower() == "yes"
    return Text(plain=data, plain_charset=charset, flowed=flowed, glued=glued)


def _charset(part: Mail) -> str | None:
    declared = part.get_content_charset()
    return declared[:40] if declared else None


def _add_file(part: Mail, kind: str, parts: Parts) -> None:
    name = _name(part) or ("message" if kind == "message/rfc822" else "attachment")
    suffix = _SUFFIXES.get(kind, "")
    if "." not in name[1:] or (kind == "message/rfc822" and not name.lower().endswith(".eml")):
        name += suffix
    nested = next(_children(part), None)
    data = _payload(part) if nested is None else _message(part, nested)
    if data.strip() or _name(part):
        parts.files.append((name, data))


def _message(part: Mail, nested: Mail) -> bytes:
    """The bytes of a message in a message; some programs encode it, which RFC 2046 forbids."""
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64":
        whole = Message()
        whole["Content-Transfer-Encoding"] = "base64"
        whole.set_payload(nested.get_payload())
        return _payload(whole)
    return nested.as_bytes(policy=HeaderPolicy())


def _payload(part: Mail) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _name(part: Mail) -> str | None:
    """The file name of a part, or None; RFC 2231 says how, many programs write it by RFC 2047."""
    return clean(decode_words(part.get_filename() or ""))
