"""Text for other programs: UTF-8 with Unix line ends, whatever characters it is given."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO


@contextmanager
def utf8_text(out: BinaryIO) -> Iterator[TextIO]:
    """A text stream over a binary one, which stays open. Halves of surrogate pairs are escaped."""
    text = io.TextIOWrapper(out, "utf-8", "backslashreplace", newline="", write_through=True)
    try:
        yield text
    finally:
        text.detach()  # or the binary stream would be closed along with it
