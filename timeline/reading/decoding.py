"""Bytes → text: which encoding a French file is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from timeline.reading.pages import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
# Control bytes that text does not hold: C0 without tab, line ends, page feed and escape; delete.
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b") + b"\x7f"
_EVERYDAY = frozenset("éèàçêùâîôûœ’«»\u00a0")
_OTHER_FRENCH = frozenset("ëïüÿæÉÈÀÇÊÙÂÎÔÛŒËÏ“”‘–—…€°•²³·\u00ad")
_LEGACY = ("cp1252", "iso8859_15", "mac_roman", "cp850")
_LEGACY_NAMES = ("cp850", "cp1252")
# Families of encodings that pages declare; a hostile page may name any codec Python has.
_WEB_ENCODINGS = (
    "iso8859", "cp125", "cp85", "mac-", "koi8", "utf-16", "gb", "big5", "shift_jis", "euc_",
)  # fmt: skip
_LONE_REPLACEMENT = re.compile("\ufffd")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`, byte order mark dropped, everything else as it is.

    Tried in turn: byte order mark; UTF-8; UTF-16 without mark; the encoding that the file declares;
    UTF-8 with a few broken bytes (they become U+FFFD); the single-byte encoding whose reading looks
    most French; what charset-normalizer finds. Raises `Unreadable` for what is no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    wide = _unmarked_utf16(data)
    if wide is not None:
        return wide
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        _refuse_binary(data, most_controls=0.03)
        return _decode_legacy(data, declared)
    _refuse_binary(data, most_controls=0.2)
    return text


def decode_name(data: bytes) -> str:
    """The name of a file that an archive has as bytes without saying in which encoding.

    UTF-8, or what looks most French of what DOS (and old ZIP tools after it) and Windows write.
    Raises nothing; bytes that stand for nothing become U+FFFD.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        best = max(_LEGACY_NAMES, key=lambda encoding: _frenchness(data, encoding))
        return data.decode(best, "replace")


def _refuse_binary(data: bytes, most_controls: float) -> None:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise Unreadable(f"not a text file (it is {kind}): save its text as .txt or .html")
    if not data:
        return
    controls = len(data) - len(data.translate(None, _CONTROLS))
    nuls = data.count(0)
    if controls > most_controls * len(data) or nuls > 0.001 * len(data):
        raise Unreadable("not a text file (binary content): save its text as .txt or .html")


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without byte order mark shows as NULs in every other byte."""
    sample = data[:4000]
    if len(sample) < 8 or len(data) % 2:
        return None
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = sample[offset::2], sample[1 - offset :: 2]
        if high.count(0) > 0.7 * len(high) and low.count(0) < 0.02 * len(low):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    return None


def _decode_legacy(data: bytes, declared: str | None) -> str:
    if declared:
        try:
            # Browsers read pages that declare Latin-1 as Windows-1252, which has its quotes.
            name = codecs.lookup(declared).name
            name = "cp1252" if name in ("iso8859-1", "ascii") else name
            if name.startswith(_WEB_ENCODINGS):
                return data.decode(name)
        except (LookupError, UnicodeError, ValueError):
            pass
    as_utf8 = data.decode("utf-8", "replace")
    broken = len(_LONE_REPLACEMENT.findall(as_utf8))
    sound = len(as_utf8) - len(as_utf8.encode("ascii", "ignore")) - broken
    if sound > broken:
        return as_utf8
    frenchness = {encoding: _frenchness(data, encoding) for encoding in _LEGACY}
    best = max(_LEGACY, key=frenchness.__getitem__)
    if frenchness[best] >= 0.6:
        return data.decode(best, "replace")
    if broken <= 0.01 * len(as_utf8):
        return as_utf8
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:100_000]).best()
    return data.decode(guess.encoding if guess else "cp1252", "replace")


def _frenchness(data: bytes, encoding: str) -> float:
    """How much of what lies outside ASCII is what French prints, 0–1, everyday letters first."""
    high = data.translate(None, bytes(range(128))).decode(encoding, "replace")
    if not high:
        return 0.0
    score = sum(1.0 if c in _EVERYDAY else 0.5 if c in _OTHER_FRENCH else 0.0 for c in high)
    return score / len(high)
