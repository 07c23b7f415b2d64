"""Dates whose year the time told about says: of Antiquity, of the Republican calendar."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.dates.calendars import republican
from timeline.dates.context import Context, Resolved
from timeline.dates.meanings import ancient_year
from timeline.model import DateSpan


@dataclass(frozen=True, slots=True)
class Republican:
    """A day or month of the Republican calendar without its year: that nearest to the story."""

    month: int
    day: int | None
    republican: bool = True

    def resolve(self, context: Context) -> Resolved | None:
        """The day or month; None where the story is of another time."""
        origin = context.story_day()
        if origin is None or not 1792 <= origin.year <= 1806:
            return None
        spans = []
        for year in range(1, 15):
            first = republican(year, self.month, self.day or 1)
            last = republican(year, self.month, self.day or 30)
            if first and last:
                spans.append(DateSpan(first, last, "day" if self.day else "month"))
        span = min(spans, key=lambda one: abs((one.start or origin).ordinal - origin.ordinal))
        story = context.story(day=False)
        if story and story.span.grain == "year":
            span = next((one for one in spans if story.span.contains(one)), span)
        return Resolved(span, "narrative")


@dataclass(frozen=True, slots=True)
class Ancient:
    """A year of one or two figures in a text on Antiquity: of the era that the text is in."""

    number: int

    def resolve(self, context: Context) -> Resolved | None:
        """The year."""
        year = ancient_year(self.number, context)
        return None if year is None else Resolved(DateSpan.of_year(year), "narrative")
