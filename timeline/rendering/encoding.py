"""Text for other programs, UTF-8 with Unix line ends whatever characters it is given; and for
terminals that know fewer letters, the nearest that they know."""

from __future__ import annotations

import codecs
import io
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

_PLAINER = "timeline-plainer"  # the error handler of an encoding
_STAND_INS = str.maketrans(
    {
        **dict(zip("▁▂▃▄▅▆▇█▒", "_.:=+*%#:", strict=True)),
        **dict(zip("─━│┃▌●▾▸→←↑↓↵␣", "--||>*v>><^v<_", strict=True)),
        **dict(zip("…⋯–—·‘’“”«»≠", '~~---\'\'""""#', strict=True)),
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
        "€": "EUR",
    }
)

# Marks that the fonts of the Linux console lack (Debian's Lat15, Uni1 and Uni2), whose encoding has
# them all the same.
_NO_GLYPHS = {letter: _STAND_INS[letter] for letter in map(ord, "▁▂▃▄▅▆▇▌⋯↵␣")}
_LINUX_CONSOLE = "utf-8-linux-console"


@contextmanager
def utf8_text(out: BinaryIO) -> Iterator[TextIO]:
    """A text stream over a binary one, which stays open. Halves of surrogate pairs are escaped."""
    text = io.TextIOWrapper(out, "utf-8", "backslashreplace", newline="", write_through=True)
    try:
        yield text
    finally:
        text.detach()  # or the binary stream would be closed along with it


def use_plainer_letters(stream: io.TextIOWrapper, *, linux_console: bool = False) -> None:
    """Lets a stream write for each character that its encoding lacks what resembles it: "e" for
    "é", "-" for a line; a question mark where nothing does. On a Linux console, also for those
    that it would not draw."""
    codecs.register_error(_PLAINER, _plainer)
    encoding = codecs.lookup(stream.encoding).name
    if linux_console and encoding == "utf-8":
        codecs.register(_linux_console)
        encoding = _LINUX_CONSOLE
    stream.reconfigure(encoding=encoding, errors=_PLAINER)


def _linux_console(name: str) -> codecs.CodecInfo | None:
    if name != _LINUX_CONSOLE.replace("-", "_"):
        return None
    utf8 = codecs.lookup("utf-8")

    def encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
        return utf8.encode(text.translate(_NO_GLYPHS), errors)

    class Encoder(codecs.IncrementalEncoder):
        def encode(self, input: str, final: bool = False) -> bytes:
            return encode(input, self.errors)[0]

    return codecs.CodecInfo(
        encode, utf8.decode, incrementalencoder=Encoder,
        incrementaldecoder=utf8.incrementaldecoder, name=_LINUX_CONSOLE,
    )  # fmt: skip


def _plainer(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_stand_in(letter, error.encoding) for letter in lacking), error.end


def _stand_in(letter: str, encoding: str) -> str:
    base = unicodedata.normalize("NFKD", letter.translate(_STAND_INS))
    kept = "".join(one for one in base if not unicodedata.combining(one))
    try:
        kept.encode(encoding)
    except UnicodeError:
        return "?"
    return kept or "?"
