"""The TimeML export (TimeML 1.2.1): one article with its time expressions and events marked in it.

The text within the elements is the article's, character by character; all that is added are empty
elements. TIMEX3 marks what names a time, EVENT the word that tells of an event; MAKEINSTANCE says
that it took place (`polarity`, and `modality` for what is not told as a fact), TLINK when. A time
that no words beside the event name (another article lent it, a user set it) is an empty TIMEX3.
Tense, aspect and part of speech are not known: NONE, NONE, OTHER.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count, islice
from typing import TextIO

from timeline.model import Article, DateSpan, Membership, TimeExpression
from timeline.rendering.content import Content
from timeline.rendering.escaping import xml_text
from timeline.rendering.formats import FormatError, Options, Unheld, text_format
from timeline.rendering.timex3 import relation, value_and_mod

_OVERLAP = "an event whose word is part of another's"
_NOT_READ = frozenset({"foreign", "furniture"})
_Told = dict[tuple[int, int], list[Membership]]


def write(content: Content, out: TextIO, options: Options) -> Unheld:
    """Writes the one article of the content, with the events that it tells of.

    Raises FormatError where there are several and none was asked for, and where there is none.
    """
    article = _the_one(content)
    told, unheld = _told(article, content)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>')
    out.writelines(_elements(article, told, _times(article, told)))
    out.write("</TimeML>\n")
    return unheld


def _the_one(content: Content) -> Article:
    matching = (one for one in content.articles if content.article in (None, one.id))
    found = list(islice(matching, 2))
    if len(found) != 1:
        raise FormatError("TimeML holds one article: name it with --article (its id or its path).")
    return found[0]


def _told(article: Article, content: Content) -> tuple[_Told, Unheld]:
    """What is told at each stretch of the text; stretches do not overlap, the first ones win."""
    inside = [
        one
        for event in content.events
        for one in event.memberships
        if one.mention.article == article.id
    ]
    inside.sort(key=lambda one: (one.mention.trigger.char_start, one.mention.id))
    told: _Told = {}
    unheld = Counter[str]()
    last = 0
    for one in inside:
        stretch = (one.mention.trigger.char_start, one.mention.trigger.char_end)
        if stretch in told:
            told[stretch].append(one)
        elif last <= stretch[0] < stretch[1]:
            told[stretch] = [one]
            last = stretch[1]
        else:
            unheld[_OVERLAP] += 1
    return told, unheld


def _times(article: Article, told: _Told) -> list[TimeExpression]:
    """The time expressions of what is read of the article, but those that a word of an event is
    part of: elements do not overlap."""
    from timeline.dates import find_dates

    text = article.text
    for zone in article.zones:
        if zone.kind in _NOT_READ:
            blank = " " * (zone.char_end - zone.char_start)
            text = text[: zone.char_start] + blank + text[zone.char_end :]
    return [
        one
        for one in find_dates(text, article.published)
        if one.value and not any(s < one.char_end and one.char_start < e for s, e in told)
    ]


def _elements(article: Article, told: _Told, times: Sequence[TimeExpression]) -> Iterator[str]:
    """All that stands in the root element. No text is added: an element is broken over two lines
    before its end."""
    published = article.published
    if published is not None:
        yield _timex("t0", "DATE", published, "", 'functionInDocument="CREATION_TIME"') + "\n/>"
    names = {id(one): f"t{number}" for number, one in enumerate(times, 1)}
    marks = [(one.char_start, one.char_end, one) for one in times]
    words = {stretch: f"e{number}" for number, stretch in enumerate(sorted(told), 1)}
    place = 0
    for start, end, time in sorted(
        [*marks, *((s, e, None) for s, e in told)], key=lambda one: one[:2]
    ):
        yield xml_text(article.text[place:start])
        inner = xml_text(article.text[start:end])
        if time is None:
            yield f'<EVENT eid="{words[start, end]}" class="OCCURRENCE">{inner}</EVENT>'
        else:
            anchor = _anchor(time, published)
            opening = _timex(names[id(time)], time.type, time.date, time.value, anchor)
            yield f"{opening}>{inner}</TIMEX3>"
        place = end
    yield xml_text(article.text[place:])
    unnamed = {} if published is None else {published: "t0"}
    yield from _instances(told, words, {names[id(one)]: one for one in times}, unnamed)


def _anchor(time: TimeExpression, published: DateSpan | None) -> str:
    if time.anchor == "none":
        return ""
    known = time.anchor == "publication" and published is not None
    return 'temporalFunction="true"' + (' anchorTimeID="t0"' if known else "")


def _timex(name: str, kind: str, date: DateSpan | None, value: str, more: str) -> str:
    """The beginning of a TIMEX3 element, its `>` left out."""
    mod = None
    if date is not None:
        value, mod = value_and_mod(date)
    return " ".join(
        one
        for one in (
            f'<TIMEX3 tid="{name}" type="{kind}" value="{xml_text(value)}"',
            "" if mod is None else f'mod="{mod}"',
            more,
        )
        if one
    )


def _instances(
    told: _Told,
    words: dict[tuple[int, int], str],
    times: dict[str, TimeExpression],
    unnamed: dict[DateSpan, str],
) -> Iterator[str]:
    """An instance for each mention, and a link from each that has a date.

    `unnamed` has the empty TIMEX3 elements by their date; dates that no words name are added.
    """
    number, more = 0, count(len(times) + 1)
    for stretch in sorted(told):
        for one in told[stretch]:
            number += 1
            factuality, date = one.mention.factuality, one.date
            polarity = "NEG" if factuality == "negated" else "POS"
            modality = "" if factuality in ("actual", "negated") else f' modality="{factuality}"'
            yield (
                f'<MAKEINSTANCE eiid="ei{number}" eventID="{words[stretch]}" tense="NONE"'
                f' aspect="NONE" pos="OTHER" polarity="{polarity}"{modality}\n/>'
            )
            if date is None:
                continue
            name = _named(one, date, times) or unnamed.get(date)
            if name is None:
                name = unnamed[date] = f"t{next(more)}"
                yield _timex(name, "DATE", date, "", "") + "\n/>"
            yield (
                f'<TLINK lid="l{number}" eventInstanceID="ei{number}" relatedToTime="{name}"'
                f' relType="{relation(date)}"\n/>'
            )


def _named(membership: Membership, date: DateSpan, times: dict[str, TimeExpression]) -> str | None:
    """The time expression that names the date, among the words that it rests on."""
    mention = membership.mention
    rests_on = [one for one in mention.date_evidence if one.article == mention.article]
    for name, time in times.items():
        if time.date == date and any(
            one.char_start < time.char_end and time.char_start < one.char_end for one in rests_on
        ):
            return name
    return None


FORMAT = text_format("timeml", (".tml", ".xml"), write)
