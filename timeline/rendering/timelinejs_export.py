"""The TimelineJS3 export: JSON for timeline.knightlab.com (its documentation: docs/json-format).

Its texts are HTML: those of articles are escaped. A slide needs a first day; browsers count no days
beyond some 270,000 years.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from timeline.model import Article, DateSpan, Day, Event
from timeline.rendering.content import Content
from timeline.rendering.escaping import html_text
from timeline.rendering.extent import event_date_in_words
from timeline.rendering.formats import NO_BEGINNING, NO_DATE, Options, Unheld, text_format
from timeline.rendering.json_export import dump, write_list
from timeline.rendering.phrases import Quotation, french, quotations, remarks

_OUT_OF_REACH = "a year beyond what browsers count"
_YEARS = range(-271_820, 275_760)


def write(content: Content, out: TextIO, options: Options) -> Unheld:
    """Writes a slide for each event that has a first day; there is no place for articles' text."""
    articles = content.known_articles()
    unheld = Counter[str]()
    title = {"text": {"headline": french().put("title")}, "autolink": False}
    out.write(f'{{"scale": "human",\n "title": {dump(title)}')
    write_list(out, "events", _slides(content.events, articles, unheld))
    out.write("}\n")
    return unheld


def _slides(
    events: Iterable[Event], articles: Mapping[str, Article], unheld: Counter[str]
) -> Iterator[dict[str, Any]]:
    for event in events:
        date = event.date
        days = [day for day in (date.start, date.end) if day] if date else []
        if date is None:
            unheld[NO_DATE] += 1
        elif date.start is None:
            unheld[NO_BEGINNING] += 1
        elif any(day.year not in _YEARS for day in days):
            unheld[_OUT_OF_REACH] += 1
        else:
            yield _slide(event, date, date.start, articles)


def _slide(
    event: Event, date: DateSpan, start: Day, articles: Mapping[str, Article]
) -> dict[str, Any]:
    paragraphs = [html_text(one) for one in remarks(event, articles)]
    paragraphs += [_quoted(one) for one in quotations(event, articles)]
    slide: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": _day(start),
        "display_date": event_date_in_words(event),
        "text": {
            "headline": html_text(event.title),
            "text": "".join(f"<p>{one}</p>" for one in paragraphs),
        },
        "group": event.type,
        "autolink": False,
    }
    if date.end is not None and date.end != start:
        slide["end_date"] = _day(date.end)
    return slide


def _day(day: Day) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _quoted(quotation: Quotation) -> str:
    source = html_text(quotation.source)
    if quotation.link is not None:
        source = f'<a href="{html_text(quotation.link)}">{source}</a>'
    facts = [source, *map(html_text, quotation.facts)]
    return f"« {html_text(quotation.words)} » — {', '.join(facts)}"


FORMAT = text_format("timelinejs", (), write)
