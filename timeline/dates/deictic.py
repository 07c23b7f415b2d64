"""Meanings that count from publication ("hier") or from the story told ("la veille")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline.dates.arithmetic import add, season, unit_around
from timeline.dates.context import Context, Resolved
from timeline.dates.meanings import make_span
from timeline.dates.storyline import leaves
from timeline.model import Anchor, DateSpan, Day, Grain

# "coming" counts the day of publication itself, "next" does not; "habit" is every such day, unless
# the tense tells of one.
Which = Literal["nearest", "last", "next", "this", "that", "coming", "habit"]
_LATE = 75  # days into a season after which it is told of as the one before
# Units whose count names the unit that holds the day: "il y a deux ans" is a year, not a day.
_COARSE = ("week", "month", "quarter", "half", "year", "decade", "century", "millennium")


def _origin(
    anchor: Anchor, context: Context, *, ahead: bool = False
) -> tuple[Day, Anchor, Grain] | None:
    """The day to count from and how precisely it is known; `ahead` where it is counted forward."""
    if anchor == "narrative":
        earlier = context.story(day=False)
        day = None if earlier is None else earlier.last if ahead else earlier.span.start
        if earlier and day:
            return day, "narrative", earlier.span.grain
    return (context.published, anchor, "day") if context.published else None


def _implausible(day: Day, anchor: Anchor, context: Context) -> bool:
    """Whether a story told in the past would go on after the day it was published."""
    if anchor != "narrative" or context.published is None or day <= context.published:
        return False
    return context.tense == "past" or (bool(context.memory) and context.tense != "future")


@dataclass(frozen=True, slots=True)
class Shifted:
    """The calendar unit that lies `count` units from the one that holds the origin.

    A `running` one ("la fin de l'année") is that of the dated frame it stands in, if there is one.
    """

    unit: str
    count: int = 0
    anchor: Anchor = "publication"
    running: bool = False

    def resolve(self, context: Context) -> Resolved | None:
        """The unit."""
        frame = self._frame(context)
        if frame is not None:
            return Resolved(unit_around(frame, self.unit), "narrative")
        if self.anchor == "narrative" and self.unit == "day":
            day = context.story_or_published()
        else:
            origin = _origin(self.anchor, context, ahead=self.count > 0)
            day = origin[0] if origin else None
        if day is None:
            return None
        if self.unit == "weekend" and self.count == 0:
            return Resolved(unit_around(_weekend_day(day, context), "weekend"), self.anchor)
        moved = add(day, self.count, self.unit)
        if self.count > 0 and _implausible(moved, self.anchor, context):
            return None
        span = unit_around(moved, self.unit)
        if self.unit == "weekend" and self.count < 0 and span.end and span.end >= day:
            span = unit_around(add(day, self.count - 1, self.unit), self.unit)
        return Resolved(span, self.anchor)

    def _frame(self, context: Context) -> Day | None:
        """The day of another year that the frame of a running unit gives."""
        if not self.running:
            return None
        slow = self.unit in ("decade", "century")
        frame = context.story(day=False) if slow else context.frame()
        start = frame.span.start if frame else None
        if start is None or (context.published and start.year == context.published.year):
            return None
        return start


def _weekend_day(day: Day, context: Context) -> Day:
    """Early in the week, "ce week-end" told in the past is the one just over."""
    return day.plus(-7) if day.weekday <= 2 and context.tense == "past" else day


@dataclass(frozen=True, slots=True)
class Distance:
    """So many units before or after the origin: "il y a trois ans", "deux jours plus tard"."""

    count: int
    unit: str
    anchor: Anchor = "publication"
    exact: bool = False

    def resolve(self, context: Context) -> Resolved | None:
        """The day, or for units longer than a day the unit that holds it, approximate."""
        origin = _origin(self.anchor, context, ahead=self.count > 0)
        if origin is None:
            return None
        day, _, grain = origin
        if self.unit == "weekend":
            return Shifted("weekend", self.count, self.anchor).resolve(context)
        moved = add(day, self.count, self.unit)
        told = self.anchor == "narrative" and (bool(context.memory) or context.tense == "past")
        beyond = told and context.published and moved > context.published
        if beyond and context.tense != "future":
            return None
        span = counted(day, grain, self.count, self.unit, self.exact or self._told_in_days(grain))
        return Resolved(span, self.anchor) if span else None

    def _told_in_days(self, grain: Grain) -> bool:
        """Weeks from a day of the story are days: "une semaine plus tard"."""
        return self.unit == "week" and self.anchor == "narrative" and grain == "day"


def counted(day: Day, grain: Grain, count: int, unit: str, exact: bool = False) -> DateSpan | None:
    """What lies so many units from a day that is known to a grain.

    For units longer than a day the unit that holds it, approximate, unless it shall be `exact`;
    None where the units are finer than what they are counted from.
    """
    moved = add(day, count, unit)
    if exact:
        return DateSpan.of_day(moved).vague() if unit == "week" else DateSpan.of_day(moved)
    coarse = unit in _COARSE
    if grain in ("month", "year", "decade") and not coarse:
        return None  # three days after "2012" is no day
    if grain == "year" and unit not in ("year", "decade", "century", "millennium"):
        if abs(count) < 12 or unit != "month":
            return None
        return DateSpan(moved, add(moved, 12, "month").plus(-1), "day").vague()
    shown = unit if coarse else "day"
    span = unit_around(moved, "year" if shown in ("decade", "century", "millennium") else shown)
    return span.vague() if coarse else span


@dataclass(frozen=True, slots=True)
class Night:
    """A night ("dans la nuit"): the one before publication, or after the last day of a story."""

    def resolve(self, context: Context) -> Resolved | None:
        """Both its days."""
        told, published = context.story(day=True), context.published
        day = told.last if told and told.anchor != "publication" else None
        if day and (published is None or day.year != published.year):
            return Resolved(DateSpan(day, day.plus(1), "day"), "narrative")
        if published is None:
            return None
        return Resolved(DateSpan(published.plus(-1), published, "day"), "publication")


@dataclass(frozen=True, slots=True)
class Daytime:
    """ "Dans la soirée": of the day that the paragraph tells of, else of that of publication."""

    def resolve(self, context: Context) -> Resolved | None:
        """The day."""
        told = None if context.clause_tense == "future" else context.paragraph_day()
        day = told.last if told else context.published
        anchor: Anchor = "narrative" if told else "publication"
        return Resolved(DateSpan.of_day(day), anchor) if day else None


@dataclass(frozen=True, slots=True)
class NextSuch:
    """The first day or month of this name after the date of the story."""

    month: int
    day: int | None

    def resolve(self, context: Context) -> Resolved | None:
        """The day or month."""
        origin = _origin("narrative", context, ahead=True)
        if origin is None:
            return None
        for year in range(origin[0].year, origin[0].year + 9):
            span = make_span(year, self.month, self.day)
            if span and span.start and span.start > origin[0]:
                return Resolved(span, "narrative")
        return None


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch that ends or begins at the origin: "ces trois derniers jours", "récemment"."""

    count: int
    unit: str
    anchor: Anchor = "publication"
    include_origin: bool = True

    def resolve(self, context: Context) -> Resolved | None:
        """From `count` units before to the origin, or from it to `count` units after."""
        origin = _origin(self.anchor, context, ahead=self.count > 0)
        if origin is None:
            return None
        day = origin[0]
        edge = add(day, self.count, self.unit)
        if _implausible(edge, self.anchor, context):
            return None
        near = day if self.include_origin else day.plus(1 if self.count > 0 else -1)
        first, last = (edge, near) if self.count < 0 else (near, edge)
        return Resolved(DateSpan(first, last, "day", approximate=True), self.anchor)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, without its number."""

    weekday: int
    which: Which = "nearest"
    anchor: Anchor = "publication"

    def resolve(self, context: Context) -> Resolved | None:
        """By tense: the last such day up to publication, or the next after it."""
        told = self.anchor == "narrative"
        day = context.story_or_published() if told else context.published
        if day is None or (self.which == "habit" and self._recurs(context)):
            return None
        if self.which == "that":
            # "Ce jeudi-là" is the day told last, if that was a Thursday.
            return Resolved(DateSpan.of_day(day), "narrative") if self._is_told(context) else None
        behind = (day.weekday - self.weekday) % 7
        ahead = (self.weekday - day.weekday) % 7
        if self.which == "last":
            found = day.plus(-(behind or 7))
        elif self.which == "next":
            found = day.plus(ahead or 7)
        elif self.which == "coming" or self._looks_ahead(ahead, behind, context):
            found = day.plus(ahead)
        else:
            found = day.plus(-behind)
        return Resolved(DateSpan.of_day(found), self.anchor)

    def _is_told(self, context: Context) -> bool:
        told = context.story(day=True)
        return told is not None and told.last is not None and told.last.weekday == self.weekday

    @staticmethod
    def _recurs(context: Context) -> bool:
        """Whether nothing in the clause tells of one day ("la piscine est fermée le mercredi")."""
        return context.clause_tense in ("", "done")

    def _looks_ahead(self, ahead: int, behind: int, context: Context) -> bool:
        """By tense; "ce vendredi" without any is the nearest."""
        told = context.tense
        near = self.which == "this" and ahead < behind and told != "past"
        return near or told == "future" or (not told and context.quoted)


@dataclass(frozen=True, slots=True)
class Season:
    """A season without its year: "cet été", "l'hiver dernier"; "l'hiver suivant" of a story."""

    name: str
    which: Which = "nearest"
    anchor: Anchor = "publication"

    def resolve(self, context: Context) -> Resolved | None:
        """That of the story's year, else the running or nearest one; "dernier" as said."""
        frame = context.frame() if self.which == "nearest" else None
        if frame and context.published and leaves(frame, context):
            frame = None
        if frame is not None and frame.span.start is not None:
            return Resolved(self._after(frame.span.start, context), "narrative")
        origin = _origin(self.anchor, context)
        if origin is None:
            return None
        published = origin[0]
        near = [season(self.name, published.year + shift) for shift in (-2, -1, 0, 1, 2)]
        over = [s for s in near if s.end and s.end < published]
        ahead = [s for s in near if s.start and s.start > published]
        running = [s for s in near if s not in over and s not in ahead]
        if self.which == "last":
            late = [s for s in running if s.start and published.ordinal - s.start.ordinal > _LATE]
            return Resolved((late or over)[-1], self.anchor)
        if self.which == "next":
            return Resolved(ahead[0], self.anchor)
        if running:
            return Resolved(running[0], "publication")
        this_year = season(self.name, published.year)
        if context.tense == "past" and this_year in ahead:
            return Resolved(over[-1], "publication")
        if context.tense == "future" and this_year in over:
            return Resolved(ahead[0], "publication")
        return Resolved(this_year, "publication")

    def _after(self, frame: Day, context: Context) -> DateSpan:
        """The season of a frame's year, or of the year after where the story is past it."""
        found = season(self.name, frame.year)
        story = context.story(day=False)
        begun = story.span.start if story and story.anchor != "publication" else None
        late = begun is not None and begun.year == frame.year and found.end and found.end < begun
        return season(self.name, frame.year + 1) if late else found
