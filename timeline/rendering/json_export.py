"""The JSON export, schema `timeline/1`: one article, skipped file or event a line.

The same articles give the same bytes. Readers are to ignore keys they do not know.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from timeline import codec
from timeline.model import Event, Membership, Timeline
from timeline.rendering.content import Content
from timeline.rendering.formats import ALL_HELD, Options, Unheld, text_format
from timeline.rendering.sanitize import escaped_json

SCHEMA = "timeline/1"


def to_json(timeline: Timeline, *, with_text: bool = False, undated: bool = False) -> str:
    """The timeline as JSON text, the same bytes as `timeline export`.

    `with_text` adds the articles' text, `undated` the events that nothing dates; without it their
    number is given as `undated_left_out`.
    """
    out = io.StringIO()
    write(Content.of(timeline, undated=undated), out, Options(with_text=with_text))
    return out.getvalue()


def write(content: Content, out: TextIO, options: Options) -> Unheld:
    """Writes the content as JSON, event by event as they come. Nothing is left out."""
    out.write(f'{{"schema": {dump(SCHEMA)},\n')
    out.write(f' "generator": {dump(codec.generator_to_dict(content.generator))}')
    with_text = options.with_text
    articles = (codec.article_to_dict(one, with_text=with_text) for one in content.articles)
    write_list(out, "articles", articles)
    skipped = ({"path": one.path, "reason": one.reason} for one in content.skipped)
    write_list(out, "skipped", skipped)
    write_list(out, "events", map(event_to_dict, content.events))
    out.write(f',\n "undated_left_out": {content.left_out}}}\n')
    return ALL_HELD


def event_to_dict(event: Event) -> dict[str, Any]:
    """An event with its mentions, as the export has them."""
    data = codec.event_to_dict(event)
    data["mentions"] = [_mention(membership) for membership in event.memberships]
    return data


def _mention(membership: Membership) -> dict[str, Any]:
    """A mention as it stands in its event: a date that another article lent is its date here."""
    data = codec.mention_to_dict(membership.mention)
    data["date"] = codec.date_to_dict(membership.date)
    data["date_source"] = membership.date_source
    data["date_giver"] = membership.date_giver
    data["joined"] = membership.joined
    data["match_weights"] = codec.components_to_list(membership.components)
    return data


def write_list(out: TextIO, key: str, items: Iterable[object]) -> None:
    """Writes a further key of the object at hand with a list, one item a line as they come."""
    out.write(f',\n "{key}": [')
    out.writelines(_separated(items))
    out.write("]")


def _separated(items: Iterable[object]) -> Iterator[str]:
    separator = "\n  "
    for item in items:
        yield separator + dump(item)
        separator = ",\n  "


def dump(data: object) -> str:
    """JSON on one line, with nothing in it that a terminal would obey."""
    return escaped_json(json.dumps(data, ensure_ascii=False, allow_nan=False))


FORMAT = text_format("json", (".json",), write)
