"""Random texts: nothing raises, and nothing hangs.

The texts of a minute differ from run to run on purpose; TIMELINE_FUZZ_SECONDS says how long to go
on (30 unless told), and a failure prints the seed that brings it back (TIMELINE_FUZZ_SEED).
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

from timeline.dates import find_dates
from timeline.dates.grammar import RULE_FILES, grammar, read_rules

SECONDS = float(os.environ.get("TIMELINE_FUZZ_SECONDS", "30"))
HANGS = 30  # seconds of processor time in which a text of this length must have ended
LENGTH = 2000

WORDS = sorted(grammar().words)
EXAMPLES = [
    example["text"]
    for file in RULE_FILES
    for rule in read_rules()[file]["rule"]
    for example in rule.get("examples", ())
]
MARKS = [" ", " ", " ", ", ", ". ", "\n", "\n\n", "-", "/", ".", ":", "'", "’", "(", ")", "«", "»"]
MARKS += ["\u00a0", "\u202f", "\u00ad", "\u200b", "\u0301", "%", "€", "°", "@", "+", "=", "|", "→"]
PUBLISHED = [None, "2012-05-22", "2024-02-29", "1999-12", "0987-01-01"]


def text(source: random.Random) -> str:
    """A text of words of the grammar, numbers, pieces of its examples, or anything at all."""
    pieces: list[str] = []
    kind = source.random()
    while sum(map(len, pieces)) < LENGTH:
        draw = source.random()
        if kind < 0.1:
            pieces.append(
                chr(source.choice([source.randrange(32, 0x250), source.randrange(0x10000)]))
            )
        elif draw < 0.35:
            pieces += [source.choice(WORDS), source.choice(MARKS)]
        elif draw < 0.6:
            pieces += [str(source.randrange(10 ** source.randrange(1, 6))), source.choice(MARKS)]
        elif draw < 0.75:
            example = source.choice(EXAMPLES)
            start = source.randrange(len(example))
            pieces += [example[start : start + source.randrange(40)], source.choice(MARKS)]
        elif draw < 0.9:
            pieces.append(source.choice(WORDS).upper() + source.choice(MARKS))
        else:
            pieces.append(source.choice(pieces or MARKS) * source.randrange(1, 20))
    return "".join(pieces)[:LENGTH]


@contextmanager
def alarm(message: str) -> Iterator[None]:
    """Breaks off what takes `HANGS` seconds, a regular expression too."""

    def ring(number: int, frame: object) -> None:
        raise TimeoutError(message)

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, HANGS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def test_random_texts_neither_raise_nor_hang() -> None:
    first = int(os.environ.get("TIMELINE_FUZZ_SEED", random.SystemRandom().randrange(10**9)))
    end, seed = time.monotonic() + SECONDS, first
    while time.monotonic() < end:
        made = text(random.Random(seed))
        with alarm(f"TIMELINE_FUZZ_SEED={seed}"):
            try:
                found = find_dates(made, PUBLISHED[seed % len(PUBLISHED)])
            except Exception as error:
                raise AssertionError(f"TIMELINE_FUZZ_SEED={seed}") from error
        assert all(e.text == made[e.char_start : e.char_end] for e in found), seed
        ends = [0, *(e.char_end for e in found)]
        assert all(e.char_start >= before for e, before in zip(found, ends, strict=False)), seed
        seed += 1
    print(f"{seed - first} texts")
