"""Dates as limits: since, from, until, before, after, by or about one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from timeline.dates.compound import PartOf
from timeline.dates.context import Context, Meaning, Resolved
from timeline.model import DateSpan

Side = Literal["from", "since", "until", "before", "after", "by", "about", "as_early_as"]


@dataclass(frozen=True, slots=True)
class Bound:
    """A date as a limit: since, from, until, before, after, by it; or only about it."""

    of: Meaning
    side: Side

    def resolve(self, context: Context) -> Resolved | None:
        """The open (or, for "d'ici à", closed) interval that the limit leaves."""
        if self.side == "since":
            context.ongoing = not context.clause_tense
            context.forced = "past"
        elif self._looks_ahead(context):
            context.forced = "future"
        whole = self.of.resolve(context)
        if whole is None:
            return None
        span = self._limit(whole, context)
        return Resolved(span, whole.anchor) if span else None

    def _looks_ahead(self, context: Context) -> bool:
        """Whether it ends, or begins, after now: unless it is told of the past."""
        if self.side == "as_early_as":
            return context.tense != "past"
        if self.side in ("until", "by", "before", "from"):
            return context.clause_tense != "past" or context.after_infinitive
        return False

    def _limit(self, whole: Resolved, context: Context) -> DateSpan | None:
        span = whole.span
        if self.side == "as_early_as":
            return span
        if self.side == "about":
            return span.vague()
        if self.side == "since" and whole.anchor != "none":
            if isinstance(self.of, PartOf) and self.of.part == "start" and context.published:
                return replace(span, end=context.published, grain="day")
            return span
        if self.side in ("since", "from"):
            return replace(span, end=None) if span.start else None
        if self.side == "until":
            return replace(span, start=None) if span.end else None
        if self.side == "by":
            start = context.published
            if start and span.end and start <= span.end:
                return DateSpan(start, span.end, "day", span.approximate)
            return replace(span, start=None) if span.end else None
        if self.side == "before":
            if isinstance(self.of, PartOf) and self.of.part == "end":
                return replace(span, start=None, grain="day") if span.end else None
            return DateSpan(None, span.start.plus(-1), span.grain) if span.start else None
        return DateSpan(span.end.plus(1), None, span.grain) if span.end else None
