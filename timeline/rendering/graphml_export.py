"""The GraphML export: who took part in what, as a bipartite graph of entities and events.

An edge goes from an entity to an event and says by its `role` how it took part; there are as many
between two nodes as there are roles. Nodes say by their `kind` which they are. Read it with Gephi,
yEd, igraph or networkx. Entities are written when they are first met: what is held of them is an id
of eight bytes each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TextIO

from timeline import codec
from timeline.model import Event, Participant
from timeline.rendering.content import Content
from timeline.rendering.escaping import xml_text
from timeline.rendering.formats import ALL_HELD, Options, Unheld, text_format
from timeline.rendering.sanitize import visible

_KEYS = {
    "node": {
        "kind": "string", "label": "string", "type": "string", "start": "string", "end": "string",
        "edtf": "string", "factuality": "string", "confidence": "double", "salience": "double",
        "sources": "int",
    },
    "edge": {"role": "string"},
}  # fmt: skip


def write(content: Content, out: TextIO, options: Options) -> Unheld:
    """Writes nodes and edges as events come; there is no place for the articles' text."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for kind, keys in _KEYS.items():
        for key, value in keys.items():
            names = f'id="{key}" for="{kind}" attr.name="{key}" attr.type="{value}"'
            out.write(f"<key {names}/>\n")
    out.write('<graph edgedefault="directed">\n')
    met = set[bytes]()
    for event in content.events:
        out.writelines(_elements(event, met))
    out.write("</graph>\n</graphml>\n")
    return ALL_HELD


def _elements(event: Event, met: set[bytes]) -> Iterator[str]:
    name, date = f"e{event.id}", event.date
    yield _node(
        name,
        kind="event",
        label=event.title,
        type=event.type,
        start="" if date is None or date.start is None else str(date.start),
        end="" if date is None or date.end is None else str(date.end),
        edtf="" if date is None else date.edtf,
        factuality=event.factuality,
        confidence=str(codec.score(event.confidence)),
        salience=str(codec.score(event.salience)),
        sources=str(event.sources),
    )
    for one in dict.fromkeys(event.participants):
        digest = _digest(one)
        if digest not in met:
            met.add(digest)
            yield _node(f"n{digest.hex()}", kind="entity", label=one.name, type=one.type or "")
        role = _data("role", one.role)
        yield f'<edge source="n{digest.hex()}" target="{name}">{role}</edge>\n'


def _digest(participant: Participant) -> bytes:
    key = f"{participant.type}\0{participant.name}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(key, digest_size=8).digest()


def _node(identifier: str, **values: str) -> str:
    data = "".join(_data(key, value) for key, value in values.items() if value)
    return f'<node id="{identifier}">{data}</node>\n'


def _data(key: str, value: str) -> str:
    return f'<data key="{key}">{xml_text(visible(value))}</data>'


FORMAT = text_format("graphml", (".graphml",), write)
