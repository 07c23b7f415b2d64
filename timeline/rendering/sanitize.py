"""Making text from articles safe to show: it may hold anything, and a terminal obeys some of it."""

from __future__ import annotations

import re

# Control characters (escape sequences begin with one), marks that turn the direction of writing,
# line and paragraph separators, halves of surrogate pairs, annotation and tag characters.
_HOSTILE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BLANKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_CONTROL_PICTURES = 0x2400  # U+2400 shows U+0000, and so on
_REPLACEMENT = "\ufffd"

# What else must not leave a JSON file for a terminal, or end a script element of the page that the
# JSON is put into; JSON itself escapes the rest.
_UNSAFE_IN_JSON = re.compile(
    "[<\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would obey.

    Line ends and tabs become blanks, other control characters their pictures (ESC is ␛), marks of
    direction and broken characters U+FFFD. One character stays one character, so offsets hold.
    """
    return _HOSTILE.sub(_shown, text)


def escaped_json(text: str) -> str:
    """The same JSON with what a terminal or a page would obey written as `\\uXXXX`."""
    return _UNSAFE_IN_JSON.sub(_escape, text)


def _shown(match: re.Match[str]) -> str:
    letter = match.group()
    if letter in _BLANKS:
        return " "
    return chr(_CONTROL_PICTURES + ord(letter)) if letter < "\x20" else _REPLACEMENT


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
