"""Walks the recognised expressions from left to right and gives each its date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from timeline.dates.arithmetic import hull
from timeline.dates.builders import IMPOSSIBLE
from timeline.dates.compound import NthOf, PartOf
from timeline.dates.context import Context, Meaning, Resolved
from timeline.dates.deictic import Distance, Shifted, Weekday, Window
from timeline.dates.events import FromEvent
from timeline.dates.folding import Folded
from timeline.dates.grammar import Grammar
from timeline.dates.limits import Bound
from timeline.dates.meanings import Calendar, Feast, Fixed, Quantity
from timeline.dates.ranges import Between, named_year
from timeline.dates.recogniser import Found
from timeline.dates.tense import Cues, TenseAt
from timeline.dates.timex import value_of
from timeline.model import Anchor, DateSpan, Day, Problem, TimeExpression, TimexType

Recognised = Sequence[tuple[int, int, Found]]


def resolve(
    recognised: Recognised,
    folded: Folded,
    grammar: Grammar,
    published: DateSpan | None,
    tense_at: TenseAt | None = None,
) -> list[TimeExpression]:
    """Time expressions with their dates; `tense_at` takes offsets of the text.

    Where the publication date is longer than a day, relative expressions span what they would mean
    on its first and on its last day, and are uncertain.
    """

    def walk(day: Day | None) -> list[TimeExpression | None]:
        context = Context(folded.view, day, _cues(grammar))
        if tense_at is not None:
            context.tense_at = lambda a, b: tense_at(folded.origin(a), folded.origin_end(b))
        return _walk(recognised, folded, context)

    if published is None:
        return [one for one in walk(None) if one]
    first = walk(published.first)
    if published.days == 1 or published.start is None or published.end is None:
        return [one for one in first if one]
    both = zip(first, walk(published.end), strict=True)
    return [_joined(one, two) for one, two in both if one and two]


@lru_cache(maxsize=4)
def _cues(grammar: Grammar) -> Cues:
    return Cues(grammar.tense)


def _joined(one: TimeExpression, two: TimeExpression) -> TimeExpression:
    if one.date == two.date or one.date is None or two.date is None:
        return one if one.date == two.date else replace(one, date=None)
    span = hull(one.date, two.date)
    if span is None or span.start is None or span.end is None:
        return replace(one, date=None)
    return replace(one, date=replace(span, uncertain=True))


def _walk(recognised: Recognised, folded: Folded, context: Context) -> list[TimeExpression | None]:
    """The expressions; None where one says no more than that something was on its own day."""
    if context.published is None:  # nothing else asks for it
        context.latest_year = _latest_year(recognised, context)
    expressions: list[TimeExpression | None] = []
    for place, (start, end, found) in enumerate(recognised):
        context.move_to(start, end)
        if isinstance(found.meaning, FromEvent):
            context.following = _dates_event(context, recognised[place + 1 : place + 2])
        possible = found.type == "DATE" and found.meaning is not IMPOSSIBLE
        resolved = _resolve(found.meaning, context) if possible else None
        if resolved is None and isinstance(found.meaning, FromEvent) and not found.meaning.count:
            expressions.append(None)
            continue
        if resolved and _is_antecedent(found.meaning):
            context.remember(resolved, found.meaning)
        left, right = folded.origin(start), folded.origin_end(end)
        text = folded.text[left:right]
        span = resolved.span if resolved else None
        anchor = resolved.anchor if resolved else _anchor(found.meaning)
        value = value_of(found.meaning, span, found.type)
        type_: TimexType = "SET" if span is None and _is_habit(found.meaning) else found.type
        problem = _problem(found.meaning, span, anchor, context) if type_ == "DATE" else None
        expressions.append(TimeExpression(text, left, right, type_, value, span, anchor, problem))
    return expressions


def _dates_event(context: Context, after: Recognised) -> Meaning | None:
    """The date of the event that an expression counts from, where it is told right behind it."""
    for start, _, found in after:
        between = context.view[context.end : min(start, context.end + 80)]
        dates = found.type == "DATE" and isinstance(found.meaning, (Calendar, Feast, Fixed))
        if dates and context.cues.around["event_between"].fullmatch(between):
            return found.meaning
    return None


def _problem(
    meaning: Meaning, span: DateSpan | None, anchor: Anchor, context: Context
) -> Problem | None:
    """Why an expression has no date, or what speaks against the date it has."""
    if meaning is IMPOSSIBLE:
        return "no such day"
    if span is None:
        missing = anchor == "publication" and context.published is None
        return "no publication date" if missing else "nothing to count from"
    day = span.start if span.days == 1 else None
    weekday = meaning.weekday if isinstance(meaning, (Calendar, Feast)) else None
    return "other weekday" if day and weekday is not None and weekday != day.weekday else None


def _is_habit(meaning: Meaning) -> bool:
    return isinstance(meaning, Weekday) and meaning.which == "habit"


def _resolve(meaning: Meaning, context: Context) -> Resolved | None:
    """The date, or None where the arithmetic leaves the calendar (a month 13, a far-off year)."""
    try:
        return meaning.resolve(context)
    except (ValueError, OverflowError):
        return None


def _is_antecedent(meaning: Meaning) -> bool:
    """Whether later expressions may lean on this one: a limit is no place in the story."""
    return not isinstance(meaning, Bound)


def _anchor(meaning: Meaning) -> Anchor:
    """What an expression that got no date would have leaned on."""
    if meaning is IMPOSSIBLE:
        return "none"
    if isinstance(meaning, (Bound, PartOf, NthOf)):
        return _anchor(meaning.of)
    if isinstance(meaning, FromEvent):
        return "narrative"
    if isinstance(meaning, (Quantity, Shifted, Distance, Window, Weekday)):
        return meaning.anchor
    return "publication"


def _latest_year(recognised: Recognised, context: Context) -> int | None:
    """The latest year that the text names as past, None where it names none."""
    latest = None
    for start, end, found in recognised:
        context.move_to(start, end)
        years = _years(found.meaning)
        if years and (latest is None or years > latest) and context.clause_tense != "future":
            latest = years
    return latest


def _years(meaning: Meaning) -> int | None:
    """The last year an expression names, if it names one and does not look ahead."""
    if isinstance(meaning, Bound):
        return None if meaning.side == "by" else _years(meaning.of)
    if isinstance(meaning, (PartOf, NthOf)):
        return _years(meaning.of)
    if isinstance(meaning, Between):
        return _years(meaning.last)
    return named_year(meaning, last=True)
