"""Files as no tool writes them: small sound ones of each format, cut, flipped, misnamed, spliced.

A format joins with one line in `every_format.MAKERS`.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable, Iterator
from random import Random

import brotli
from archive_files import FRENCH, OTHER, tar_of, zip_of
from every_format import MAKERS, Story

_TEXT = f"Le vote de Montverdier\n\nPublié le 5 mars 2021\n\n{FRENCH}\n\n« {OTHER} »\n"
_HTML = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Le vote</title>'
    '<meta property="article:published_time" content="2021-03-05"></head><body><nav>Accueil</nav>'
    f"<article><h1>Le vote</h1><p>{FRENCH}</p><blockquote>{OTHER}</blockquote></article></body>"
)


def _warc() -> bytes:
    records = []
    for body, packing in ((_HTML.encode(), "identity"), (brotli.compress(_HTML.encode()), "br")):
        answer = (
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
            f"Content-Encoding: {packing}\r\nTransfer-Encoding: chunked\r\n\r\n"
        ).encode() + b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
        records.append(
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/vote\r\n"
            b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(answer), answer)
        )
    return b"".join(records)


def _files() -> tuple[tuple[str, str], ...]:
    return ("vote.txt", _TEXT), ("2021/vote.html", _HTML), ("vote.md", f"# Le vote\n\n{FRENCH}")


SAMPLES: dict[str, Callable[[], bytes]] = {
    "a.txt": _TEXT.encode,
    "a.md": lambda: f"---\ndate: 2021-03-05\n---\n# Le vote\n\n{FRENCH}\n\n> {OTHER}\n".encode(),
    "a.html": _HTML.encode,
    "a.zip": lambda: zip_of(*_files(), ("b.zip", zip_of(*_files()))),
    "a.tar": lambda: tar_of(*_files()),
    "a.tar.gz": lambda: gzip.compress(tar_of(*_files()), mtime=0),
    "a.tar.bz2": lambda: bz2.compress(tar_of(*_files())),
    "a.tar.xz": lambda: lzma.compress(tar_of(*_files())),
    "a.txt.gz": lambda: gzip.compress(_TEXT.encode(), mtime=0),
    "a.warc": _warc,
    "a.warc.gz": lambda: gzip.compress(_warc(), mtime=0),
}
_STORY = Story("Le vote", (FRENCH, OTHER), "2021-03-05")
SAMPLES |= {
    name: lambda make=make: make(_STORY)  # type: ignore[misc]
    for name, make in MAKERS.items()
    if name not in SAMPLES
}


def hostile_files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many hostile files, name and content; always the same ones for a seed."""
    random = Random(seed)
    samples = [(name, make()) for name, make in SAMPLES.items()]
    for number in range(count):
        name, data = samples[number % len(samples)]
        mangle = random.choice((_cut, _flipped, _flipped, _spliced, _zeroed, _grown))
        data = mangle(data, random.choice(samples)[1], random)
        if random.random() < 0.25:
            name = random.choice([*SAMPLES, "a", "a.docx", "a.gz"])
        yield f"{number:06}{name.removeprefix('a')}", data


def _cut(data: bytes, other: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def _flipped(data: bytes, other: bytes, random: Random) -> bytes:
    flipped = bytearray(data)
    # Most of what matters to a reader stands at the beginning and the end.
    places = (len(data), min(len(data), 600), -min(len(data), 200))
    for _ in range(random.choice((1, 3, 30))):
        end = random.choice(places)
        flipped[random.randrange(min(end, 0), max(end, 0))] ^= 1 << random.randrange(8)
    return bytes(flipped)


def _spliced(data: bytes, other: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))] + other[random.randrange(len(other)) :]


def _zeroed(data: bytes, other: bytes, random: Random) -> bytes:
    start = random.randrange(len(data))
    length = random.randrange(1, 600)
    filler = random.choice((b"\0", b"\xff", b"9", b"<", b"\n"))
    return data[:start] + filler * length + data[start + length :]


def _grown(data: bytes, other: bytes, random: Random) -> bytes:
    start, end = sorted(random.randrange(len(data)) for _ in range(2))
    return data[:end] + data[start:end] * random.randrange(1, 20) + data[end:]
