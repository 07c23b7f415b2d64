"""Days without a year that belong to what is announced, not to the announcement: "le syndicat a
annoncé une grève le 3 juin", "la ministre a promis la fermeture de l'usine en septembre"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.moving import coming, is_ahead, is_yearless
from timeline.extraction.sentences import Moment
from timeline.extraction.syntax import objects
from timeline.model import DateSpan, Factuality

_TENSES = frozenset({"past", "present"})


def days_announced(
    candidates: Candidates,
    factualities: Sequence[Factuality],
    dated: Mapping[int, Moment],
    published: DateSpan | None,
) -> dict[int, Moment]:
    """The moments of a sentence by trigger position (`dated`), where days behind an event that is
    announced are its own, and the next such days where these are nearer than the last ones.

    A day that was less long ago than it is ahead stays that of the announcement ("a annoncé sa
    démission le 3 mai", told in the same May).
    """
    found = dict(dated)
    if published is None or not found:
        return found
    readings = dict(zip(map(id, candidates.items), factualities, strict=True))
    for item in candidates.items:
        noun = _announced(item, candidates, readings)
        if noun is None:
            continue
        moment = found.get(noun.trigger.i) or found.get(item.trigger.i)
        if moment is None or moment.start < noun.trigger.i:
            continue
        day = _ahead(moment, published, meant=_is_meant(item, moment))
        if day is not None:
            if found.get(item.trigger.i) is moment:
                del found[item.trigger.i]
            expression = replace(moment.expression, date=day)
            found[noun.trigger.i] = replace(moment, expression=expression)
    return found


def _announced(
    item: Candidate, candidates: Candidates, readings: Mapping[int, Factuality]
) -> Candidate | None:
    """The event noun behind a verb, whose object it is, if the verb announces it."""
    if item.is_noun or item.trigger is not item.predicate or item.tense not in _TENSES:
        return None
    for noun in objects(item.predicate):
        event = candidates.of.get(noun.i)
        if event is None or not event.is_noun or event.trigger is not noun:
            continue
        announces = item.type == "announce" or readings[id(event)] == "planned"
        if announces and item.predicate.i < noun.i:
            return event
    return None


def _is_meant(item: Candidate, moment: Moment) -> bool:
    """Whether something is meant for a day: "une grève pour le 3 juin"."""
    before = item.predicate.doc.words[max(0, moment.start - 2) : moment.start + 1]
    return any(word.lower_ == "pour" for word in before)


def _ahead(moment: Moment, published: DateSpan, *, meant: bool) -> DateSpan | None:
    """The next such days after the publication, where they are nearer than the last ones."""
    date, anchor = moment.expression.date, moment.expression.anchor
    yearless = anchor == "publication" and is_yearless(moment.expression.text)
    if date is None or date.start is None or date.end is None or not yearless:
        return None
    if published.start is None or published.end is None or date.contains(published):
        return None
    if is_ahead(date, published):
        return date
    later = coming(date, published)
    assert later.start is not None
    behind = published.start.ordinal - date.end.ordinal
    return later if meant or later.start.ordinal - published.end.ordinal < behind else None
