"""What explains an event, as data: one JSON object, schema `timeline-explanation/1`.

```
{"schema": "timeline-explanation/1",
 "event": as in the JSON export, with its mentions,
 "articles": [those that the explanation speaks of, as in the JSON export],
 "lenders": [mentions of other events that lent their date to one of this event],
 "choice": what singles out the date of the event, in words,
 "dates": [{"date": {"start", "end", "grain", "edtf"} | null (mentions without a date of their own),
   "chosen": whether it is the event's, "sources": number of independent articles that give it,
   "articles": [ids of these, of copies the original], "mentions": [ids],
   "date_sources": {what the date rests on ("explicit" …): [ids of mentions]}}],
 "links": [{"mention": id, "joined": id of the mention it was matched with | null (the first),
   "components": [{"name", "weight"}], "score": their sum | null}]}
```

A pair is a match where its score is not negative. A weight that is no finite number is null, and
so is a sum of such. `dates` begin with the chosen one, `links` are in the order of the mentions.
Keys may be added: readers are to ignore those they do not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TextIO

from timeline import codec
from timeline.model import Article, Event, Membership, Mention
from timeline.rendering.date_choice import Reading, choice, readings
from timeline.rendering.json_export import dump, event_to_dict, write_list
from timeline.rendering.waterfall import score

SCHEMA = "timeline-explanation/1"


def write(
    event: Event, articles: Mapping[str, Article], lenders: Mapping[str, Mention], out: TextIO
) -> None:
    """Writes what explains an event as JSON, item by item.

    `articles` are found by their id; `lenders` are mentions of other events that lent their date to
    one of this event, by their id.
    """
    found = readings(event, articles)
    out.write(f'{{"schema": {dump(SCHEMA)},\n')
    out.write(f' "event": {dump(event_to_dict(event))}')
    told_of = (codec.article_to_dict(articles[identifier]) for identifier in sorted(articles))
    write_list(out, "articles", told_of)
    lent = (codec.mention_to_dict(lenders[identifier]) for identifier in sorted(lenders))
    write_list(out, "lenders", lent)
    out.write(f',\n "choice": {dump(choice(event, found))}')
    write_list(out, "dates", map(_date, found))
    write_list(out, "links", map(_link, event.memberships))
    out.write("}\n")


def _date(reading: Reading) -> dict[str, Any]:
    return {
        "date": codec.date_to_dict(reading.date),
        "chosen": reading.chosen,
        "sources": len(reading.sources),
        "articles": list(reading.sources),
        "mentions": [one.mention.id for one in reading.memberships],
        "date_sources": {
            source: [one.mention.id for one in found]
            for source, found in reading.by_evidence().items()
        },
    }


def _link(membership: Membership) -> dict[str, Any]:
    parts = membership.components
    total = codec.number(score(parts)) if parts else None
    return {
        "mention": membership.mention.id,
        "joined": membership.joined,
        "components": [{"name": one.name, "weight": codec.number(one.weight)} for one in parts],
        "score": total if total is None else round(total, 3),
    }
