"""What a timeline answered: its mentions, placed in documents and dated.

Reads the JSON export (`timeline/1`); of it, only articles' ids and paths, events' ids, dates, types
and factualities, and mentions' offsets are needed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from timeline.evaluation.isodates import read_span
from timeline.model import DateSpan

NOWHERE = -1


class TimelineFileError(ValueError):
    """A timeline that cannot be evaluated; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A mention of the timeline.

    `start` and `end` delimit its trigger (else its sentence) in code points, half-open; both are -1
    where it has no offsets. `date`, `factuality` and `type` are its own, else its event's. `index`
    is its place in the file.
    """

    index: int
    doc: str
    event: str
    start: int
    end: int
    date: DateSpan | None
    factuality: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """A timeline's mentions, its documents by article id, and what was odd about it.

    A document's name is the stem of the article's path, its id where it has no path. `homeless`
    counts the mentions left out because no article of theirs is listed.
    """

    documents: Mapping[str, str]
    mentions: tuple[Answer, ...]
    homeless: int
    warnings: tuple[str, ...]


def read_answers(timeline: Mapping[str, Any]) -> Answers:
    """The mentions of a timeline. Raises TimelineFileError where it is not one."""
    articles, events = _rows(timeline, "articles"), _rows(timeline, "events")
    documents = {str(article.get("id")): document_of(article) for article in articles}
    found: list[Answer] = []
    homeless = unreadable = 0
    for event, mention in _mentions(events):
        doc = documents.get(str(mention.get("article")))
        if doc is None:
            homeless += 1
            continue
        date, readable = _date(event, mention)
        unreadable += not readable
        start, end = _offsets(mention)
        found.append(
            Answer(
                index=len(found),
                doc=doc,
                event=str(event.get("id")),
                start=start,
                end=end,
                date=date,
                factuality=_text(mention.get("factuality", event.get("factuality"))),
                type=_text(mention.get("type", event.get("type"))),
            )
        )
    return Answers(documents, tuple(found), homeless, _warnings(documents, homeless, unreadable))


def document_of(article: Mapping[str, Any]) -> str:
    """The name of an article's document: the stem of its path, else its id."""
    return PurePath(str(article.get("path") or article.get("id"))).stem


def _rows(timeline: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    rows = timeline.get(key) if isinstance(timeline, Mapping) else None
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise TimelineFileError(
            f"this is no timeline: it has no list of {key}; make one with `timeline export`."
        )
    return rows


def _mentions(
    events: list[Mapping[str, Any]],
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for event in events:
        mentions = event.get("mentions") or []
        if not isinstance(mentions, list) or not all(isinstance(m, Mapping) for m in mentions):
            raise TimelineFileError(
                f"event {event.get('id')!r} has no list of mentions; export the timeline as JSON."
            )
        for mention in mentions:
            yield event, mention


def _offsets(mention: Mapping[str, Any]) -> tuple[int, int]:
    trigger = mention.get("trigger")
    if not isinstance(trigger, Mapping) or trigger.get("char_start") is None:
        trigger = mention
    start, end = trigger.get("char_start"), trigger.get("char_end")
    if start is None or end is None:
        return NOWHERE, NOWHERE
    if not isinstance(start, int) or not isinstance(end, int):
        raise TimelineFileError(
            f"mention {mention.get('id')!r} has offsets that are no whole numbers: "
            f"{start!r}, {end!r}; export the timeline anew."
        )
    return start, end


def _date(event: Mapping[str, Any], mention: Mapping[str, Any]) -> tuple[DateSpan | None, bool]:
    """The mention's date, else its event's; and whether all that was looked at could be read."""
    readable = True
    for holder in (mention, event):
        try:
            date = read_span(holder.get("date"))
        except ValueError:
            readable = False
            continue
        if date is not None:
            return date, readable
    return None, readable


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _warnings(documents: Mapping[str, str], homeless: int, unreadable: int) -> tuple[str, ...]:
    found = [
        f"{count} articles of the timeline are named {doc!r}; their mentions are taken together."
        for doc, count in sorted(Counter(documents.values()).items())
        if count > 1
    ]
    if homeless:
        found.append(
            f"{homeless} mentions belong to articles that the timeline does not list; left out."
        )
    if unreadable:
        found.append(f"{unreadable} mentions have a date that cannot be read; it counts as none.")
    return tuple(found)
