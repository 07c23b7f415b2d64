"""JSON (RFC 8259) value by value from a text that is not held in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from timeline.reading.pages import Unreadable
from timeline.reading.readers.text_stream import MOST_LINE

_BLANKS = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder(strict=False)
_NEAR_END = 64  # characters in which a value that is only cut may look wrong
_FIRST_LOOK = 1 << 16


def decoded(text: str) -> object:
    """The value of a JSON text. Raises `Unreadable` for what is none."""
    try:
        return json.loads(text, strict=False)
    except RecursionError as error:
        raise Unreadable("nested too deeply: save its articles as a plain list") from error
    except ValueError as error:
        raise Unreadable(f"not JSON ({_reason(error)}): save the table again") from error


class JsonStream:
    """A place in a JSON text. Raises `Unreadable` where it is no JSON, or a value is too long."""

    def __init__(self, chunks: Iterable[str]) -> None:
        self._chunks = iter(chunks)
        self._buffer = ""
        self._place = 0

    def peek(self) -> str:
        """The next character that is no blank; empty at the end."""
        while True:
            match = _BLANKS.match(self._buffer, self._place)
            self._place = match.end() if match else self._place
            if self._place < len(self._buffer):
                return self._buffer[self._place]
            if not self._fill(1):
                return ""

    def take(self, expected: str) -> None:
        """Steps over one of these characters."""
        found = self.peek()
        if not found or found not in expected:
            where = f"{found!r} for {expected!r}" if found else "it ends in the middle"
            raise Unreadable(f"not JSON ({where}): save the table again")
        self._place += 1

    def value(self) -> object:
        """The next value, whole."""
        self.peek()
        size = _FIRST_LOOK
        while True:
            more = self._fill(size)
            try:
                found, end = _DECODER.raw_decode(self._buffer, self._place)
                if end < len(self._buffer) or not more:
                    self._place = end
                    return found
            except RecursionError as error:
                raise Unreadable("nested too deeply: save its articles as a plain list") from error
            except ValueError as error:
                if not more or self._is_wrong(error):
                    reason = _reason(error)
                    raise Unreadable(f"not JSON ({reason}): save the table again") from error
            if size >= MOST_LINE:
                raise Unreadable(f"a value of more than {MOST_LINE:,} characters: split it")
            size *= 2

    def items(self) -> Iterator[object]:
        """The values of the list that begins here, one at a time."""
        self.take("[")
        if self.peek() == "]":
            return self.take("]")
        while True:
            yield self.value()
            if self.peek() == "]":
                return self.take("]")
            self.take(",")

    def fields(self) -> Iterator[str]:
        """The keys of the object that begins here; the caller takes each value."""
        self.take("{")
        while self.peek() != "}":
            key = self.value()
            if not isinstance(key, str):
                raise Unreadable("not JSON (a key that is no string): save the table again")
            self.take(":")
            yield key
            if self.peek() != "}":
                self.take(",")
        self.take("}")

    def _fill(self, size: int) -> bool:
        """Holds at least so many characters from here on; False at the end of the text."""
        if len(self._buffer) - self._place >= size:
            return True
        pieces = [self._buffer[self._place :]]
        held = len(pieces[0])
        self._place = 0
        while held < size and (chunk := next(self._chunks, "")):
            pieces.append(chunk)
            held += len(chunk)
        self._buffer = "".join(pieces)
        return held >= size

    def _is_wrong(self, error: ValueError) -> bool:
        """Whether a value is wrong where it cannot be because it is cut."""
        if not isinstance(error, json.JSONDecodeError) or error.msg.startswith("Unterminated"):
            return False
        return error.pos < len(self._buffer) - _NEAR_END


def _reason(error: ValueError) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "a number of too many digits"
