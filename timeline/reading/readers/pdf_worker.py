"""The process in which PDFs are read, one after the other: see `pdf.py`.

On its standard input come the bytes of each, on its standard output goes what they gave, as JSON;
both with their length before them. It ends with its input.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import IO, Any

from timeline.reading.pages import Block, Claim, Facts, Page, Unreadable

try:
    import resource
except ImportError:  # not on every system; there the time that the other side waits is the limit
    resource = None  # type: ignore[assignment]

MOST_MEMORY = 900_000_000  # bytes
MOST_SECONDS = 10  # of computing, a PDF
_LENGTH = struct.Struct("<Q")


def send(stream: IO[bytes], message: bytes) -> None:
    """Writes one message to the other side."""
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Reads one message; None where the other side has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    message = stream.read(length)
    return message if len(message) == length else None


def page_from(answer: bytes) -> Page:
    """The page that an answer tells of. Raises `Unreadable` where it tells why there is none."""
    told: dict[str, Any] = json.loads(answer)
    if "unreadable" in told:
        raise Unreadable(told["unreadable"])
    facts = told["facts"]
    facts["published"] = tuple(Claim(**claim) for claim in facts["published"])
    return Page(told["text"], tuple(Block(*block) for block in told["blocks"]), Facts(**facts))


def serve() -> None:
    """Answers until the input ends."""
    # Whatever a library prints must not come between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _limit_memory()
    while (data := receive(sys.stdin.buffer)) is not None:
        _limit_time()
        send(answers, _answer(data))


def _answer(data: bytes) -> bytes:
    from timeline.reading.readers.pdf_text import page_of

    try:
        page = page_of(data)
    except Unreadable as error:
        told: dict[str, Any] = {"unreadable": str(error)}
    except MemoryError:
        told = {"unreadable": "too large PDF (reading it takes too much memory): split it"}
    except Exception as error:
        told = {"unreadable": f"broken PDF ({type(error).__name__}): save the article again"}
    else:
        blocks = [(block.char_start, block.char_end, block.hint) for block in page.blocks]
        told = {"text": page.text, "blocks": blocks, "facts": asdict(page.facts)}
    return json.dumps(told).encode()


def _limit_memory() -> None:
    """What is asked for beyond the limit is refused, which ends a bomb."""
    if resource is not None:
        _limit(resource.RLIMIT_AS, MOST_MEMORY)


def _limit_time() -> None:
    """Computing for longer ends the process; waiting does not count."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + MOST_SECONDS)


def _limit(kind: int, most: int) -> None:
    """Sets a limit where the system knows it; a lower one that holds already is left."""
    assert resource is not None
    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most, hard))


if __name__ == "__main__":
    serve()
