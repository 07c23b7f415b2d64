"""Text from articles made inert in markup: HTML, XML, Markdown, and the addresses of links."""

from __future__ import annotations

import html
import re
from urllib.parse import quote, urlsplit

from timeline.rendering.sanitize import visible

# What may stand in a URI as it is (RFC 3986), without the brackets that Markdown ends a link with.
_URI = "!$&*+,/:;=?@-._~%#"
# What begins markup within a line, a block at its beginning, or an address that is made a link.
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>|~&$^]|^[-+#=]|:(?=\S)|(?<=www)\.", re.IGNORECASE)
_NUMBERED = re.compile(r"^([0-9]{1,9})(?=[.)])")
_MAIL = re.compile(r"@(?=\w)")
_WORD_JOINER = "\u2060"

# XML 1.0 has no place for the first, not even escaped; the second a terminal would obey.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNSAFE_IN_XML = re.compile(
    '[&<>"\r\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e007f]'
)
_CONTROL_PICTURES = 0x2400


def web_link(url: str | None) -> str | None:
    """The address if it is one of the web, with nothing in it that could end a link; else None."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = "" if parts.port is None else f":{parts.port}"
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[\w.-]+", host):
        return None
    rest = f"{parts.path}{'?' if parts.query else ''}{parts.query}"
    rest += f"#{parts.fragment}" if parts.fragment else ""
    # Two quotations that say the same may be encoded or not: a `%` stays as it is.
    return f"{parts.scheme}://{host}{port}{quote(rest, safe=_URI, errors='replace')}"


def html_text(text: str) -> str:
    """The text for HTML, within elements and attributes alike, on one line."""
    return html.escape(visible(text))


def markdown_text(text: str) -> str:
    """The text for a line of Markdown in which it is nothing but text.

    A word joiner behind `@` keeps mail addresses from becoming links: GitHub makes them of escaped
    text, too.
    """
    escaped = _MARKDOWN.sub(r"\\\g<0>", visible(text).strip())
    return _MAIL.sub(f"@{_WORD_JOINER}", _NUMBERED.sub(r"\1\\", escaped))


def xml_text(text: str) -> str:
    """The text for XML, within elements and attributes alike; lines stay lines.

    One character stays one character: what XML cannot hold is shown by its picture or U+FFFD, what
    a terminal would obey is a character reference.
    """
    return _UNSAFE_IN_XML.sub(_reference, _NOT_IN_XML.sub(_picture, text))


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(_CONTROL_PICTURES + code) if code < 0x20 else "\ufffd"


def _reference(match: re.Match[str]) -> str:
    letter = match.group()
    named = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    return named.get(letter) or f"&#{ord(letter)};"
