"""The iCalendar export (RFC 5545): an all-day VEVENT for each event.

A month or a year is a span of days, of which DTEND is the day behind the last; without an end it
has none. Dates without a beginning, and years that four digits do not write, cannot be expressed.
DTSTAMP is the day on which the last of its articles was published, so that the same articles give
the same bytes. What is denied is CANCELLED, what is not told as a fact TENTATIVE; nobody is made
busy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TextIO

from timeline.model import Article, DateSpan, Day, Event, Factuality
from timeline.rendering.content import Content
from timeline.rendering.extent import event_date_in_words
from timeline.rendering.formats import NO_BEGINNING, NO_DATE, Options, Unheld, text_format
from timeline.rendering.phrases import quotations, remarks
from timeline.rendering.sanitize import visible

_OUT_OF_REACH = "a year before 1 or after 9999"
_OCTETS = 75  # of a line, without its end (RFC 5545, 3.1)
_EPOCH = Day(1970, 1, 1)
_STATUS: dict[Factuality, str] = {"actual": "CONFIRMED", "negated": "CANCELLED"}


def write(content: Content, out: TextIO, options: Options) -> Unheld:
    """Writes an object for each event that has a first day of the years 1 to 9999."""
    articles = content.known_articles()
    unheld = Counter[str]()
    product = visible(f"-//timeline//timeline {content.generator.version}//FR")
    out.write(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{product}\r\nCALSCALE:GREGORIAN\r\n")
    for event in content.events:
        reason = _why_not(event.date)
        if reason is None:
            out.writelines(map(_folded, _lines(event, articles)))
        else:
            unheld[reason] += 1
    out.write("END:VCALENDAR\r\n")
    return unheld


def _why_not(date: DateSpan | None) -> str | None:
    if date is None:
        return NO_DATE
    if date.start is None:
        return NO_BEGINNING
    last = date.start if date.end is None else date.end.plus(1)
    return None if date.start.year >= 1 and last.year <= 9999 else _OUT_OF_REACH


def _lines(event: Event, articles: Mapping[str, Article]) -> Iterator[str]:
    date = event.date
    assert date is not None
    assert date.start is not None
    told = list(quotations(event, articles))
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@timeline"
    yield f"DTSTAMP:{_digits(_last_published(event, articles))}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_digits(date.start)}"
    if date.end is not None:
        yield f"DTEND;VALUE=DATE:{_digits(date.end.plus(1))}"
    yield f"SUMMARY:{_text(event.title)}"
    paragraphs = ["; ".join([event_date_in_words(event), *remarks(event, articles)])]
    for one in told:
        source = ", ".join([one.source, *one.facts, *([one.link] if one.link else [])])
        paragraphs.append(f"« {one.words} » — {source}")
    yield "DESCRIPTION:" + "\\n\\n".join(map(_text, paragraphs))
    if event.places:
        yield f"LOCATION:{_text(', '.join(event.places))}"
    yield f"CATEGORIES:{_text(event.type)}"
    if link := next((one.link for one in told if one.link), None):
        yield f"URL:{link}"
    yield f"STATUS:{_STATUS.get(event.factuality, 'TENTATIVE')}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _last_published(event: Event, articles: Mapping[str, Article]) -> Day:
    told_in = [articles[one.article] for one in event.mentions if one.article in articles]
    days = [one.published.first for one in told_in if one.published]
    return max((day for day in days if 1 <= day.year <= 9999), default=_EPOCH)


def _digits(day: Day) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _text(text: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    shown = visible(text).replace("\\", "\\\\")
    return shown.replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """The content line with its end, folded between characters (RFC 5545, 3.1)."""
    octets = line.encode("utf-8", "replace")
    rows, start, room = [], 0, _OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        rows.append(octets[start:end])
        start, room = end, _OCTETS - 1  # for the blank that a further line begins with
    return b"\r\n ".join([*rows, octets[start:]]).decode() + "\r\n"


FORMAT = text_format("ics", (".ics",), write)
