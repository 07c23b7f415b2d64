"""The process in which PDFs are read, one after the other: see `pdf.py`.

On its standard input come the bytes of each, on its standard output goes what they gave, as JSON;
both with their length before them. It ends with its input.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict
from time import process_time
from typing import IO, Any

from timeline.processes import channels, limit
from timeline.reading.pages import Block, Claim, Facts, Page, Unreadable

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
    orders, answers = channels()
    limit("RLIMIT_AS", MOST_MEMORY)  # what is asked for beyond it is refused, which ends a bomb
    while (data := receive(orders)) is not None:
        # Computing for longer ends the process; waiting does not count. Where the system knows no
        # such limit, the time that the other side waits is one.
        limit("RLIMIT_CPU", int(process_time()) + 1 + MOST_SECONDS)
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


if __name__ == "__main__":
    serve()
