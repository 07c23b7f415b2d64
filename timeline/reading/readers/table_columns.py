"""Which column of a table holds what: by their names, else the text by its length."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from timeline.reading.lexicon import raw_lexicon
from timeline.reading.pages import Unreadable
from timeline.reading.patterns import fold
from timeline.reading.readers.table_cells import cell_text

OWN_EXPORT = "a timeline's own export: nothing to read"

_ROLES = ("text", "title", "lead", "published", "author", "url", "site", "section")
_PROSE = 200  # characters, that half of the cells of a column of articles have at least
_SHOWN = 12  # names of columns in a message


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns for each fact, best first."""

    text: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    section: tuple[str, ...] = ()


def columns_by_name(names: Iterable[str]) -> Columns:
    """The columns whose names say what they hold."""
    written: dict[str, str] = {}
    for name in names:
        written.setdefault(_bare(name), name)
    return Columns(
        *(tuple(written[name] for name in known if name in written) for known in _known_names())
    )


def columns_of(names: Sequence[str], sample: Sequence[Mapping[str, object]]) -> Columns:
    """The columns of a table with these rows in it, a text column among them.

    If none is named so, it is the one column of long prose: over 200 characters in half of the
    rows, and twice as long as any other. Raises `Unreadable` where there is none.
    """
    named = columns_by_name(names)
    if named.text:
        return named
    taken = {*named.title, *named.published, *named.author, *named.url}
    lengths = sorted(
        ((_typical_length(name, sample), name) for name in names if name and name not in taken),
        reverse=True,
    )
    if not lengths or lengths[0][0] < _PROSE or (lengths[1:] and lengths[1][0] * 2 > lengths[0][0]):
        raise Unreadable(f"no column of texts found ({_shown(names)}): name one of them 'text'")
    text = lengths[0][1]
    lead = tuple(name for name in named.lead if name != text)
    return Columns(
        (text,), named.title, lead, named.published, named.author, named.url, named.site,
        named.section,
    )  # fmt: skip


def _typical_length(name: str, sample: Sequence[Mapping[str, object]]) -> float:
    """The median length of a column's cells, in characters; 0 for what is not made of words."""
    cells = [cell_text(row.get(name)) for row in sample]
    words = sum(len(cell.split()) for cell in cells)
    if words * 15 < sum(map(len, cells)):
        return 0.0
    return float(median(map(len, cells))) if cells else 0.0


def _shown(names: Sequence[str]) -> str:
    listed = [" ".join(name.split())[:40] for name in names[:_SHOWN] if name.strip()]
    more = ", …" if len(names) > _SHOWN else ""
    return f"columns: {', '.join(listed)}{more}" if listed else "it has no columns"


@cache
def _known_names() -> tuple[tuple[str, ...], ...]:
    raw = raw_lexicon()["table"]
    return tuple(tuple(dict.fromkeys(map(_bare, raw[role]))) for role in _ROLES)


def _bare(name: str) -> str:
    """A name without case, accents and separators (`Date_publication`, `datePublication`)."""
    return "".join(filter(str.isalnum, fold(name[:200])))
