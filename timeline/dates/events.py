"""Dates counted from an event that the text has dated: "cinq ans après sa création"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from timeline.dates.context import Context, Resolved
from timeline.dates.deictic import counted
from timeline.dates.storyline import Remembered

_RECENT = 60  # dates that may be leaned on
_FAR = 160  # characters of a sentence on either side of its date


def stems_of(after: str, lexicon: Mapping[str, Any]) -> tuple[str, ...]:
    """How the words begin that tell of the event named right behind an expression; none if none is.

    Takes what follows the expression, folded, and the parsed `events.toml`.
    """
    words = sorted(lexicon["determiners"]["before"], key=len, reverse=True)
    articles = "|".join(re.escape(word) for word in words)
    found = re.match(rf"(?: de| du| des| d')? ?(?:(?:{articles})\b ?)?([^\W\d_]+)", after)
    if found is None:
        return ()
    noun = found.group(1)
    for known in (noun, noun.removesuffix("s")):
        if known in lexicon["stems"]:
            return tuple(lexicon["stems"][known])
    for ending in lexicon["endings"]:
        stem = noun.removesuffix("s").removesuffix(ending)
        if stem != noun.removesuffix("s") and len(stem) >= lexicon["shortest"]:
            return (stem,)
    return (noun,) if len(noun) > lexicon["shortest"] else ()


@dataclass(frozen=True, slots=True)
class FromEvent:
    """So many units before or after an event, or its own day: by the date told right behind it,
    else by the last date told with it."""

    count: int
    unit: str
    stems: tuple[str, ...]

    def resolve(self, context: Context) -> Resolved | None:
        """The day or unit; None where the text has not dated such an event."""
        dated = context.following.resolve(context) if context.following else None
        told = self._telling(context) if dated is None else None
        if dated is not None:
            event, last = dated.span, dated.span.end
        elif told is not None:
            event, last = told.span, told.last
        else:
            return None
        if not self.count:
            # "Le soir de l'incendie" is as well known as the incendie.
            return Resolved(event, "narrative")
        day = last if self.count > 0 else event.start
        span = counted(day, event.grain, self.count, self.unit) if day else None
        return Resolved(span, "narrative") if span else None

    def _telling(self, context: Context) -> Remembered | None:
        """The date nearest to the words for the event, in the last sentence that has both."""
        sentence, best, nearest = -1, None, _FAR
        for told in reversed(context.memory[-_RECENT:]):
            if isinstance(told.meaning, FromEvent) and told.meaning.count:
                # "Au lendemain de l'incendie" is no date of the incendie.
                continue
            begin = context.sentence_start(told.position)
            if best is not None and begin != sentence:
                break
            distance = self._distance(told, begin, context)
            if distance is not None and distance < nearest:
                sentence, best, nearest = begin, told, distance
        return best

    def _distance(self, told: Remembered, begin: int, context: Context) -> int | None:
        """How far from a date its sentence tells of the event; None where it does not."""
        if not self.stems:
            return None
        end = min(context.sentence_end(told.end, _FAR), context.start)
        stems = "|".join(re.escape(stem) for stem in self.stems)
        words = re.finditer(rf"(?<![^\W\d_])(?:{stems})[^\W\d_]*", context.view[begin:end])
        places = [(begin + word.start(), begin + word.end()) for word in words]
        return min(
            (max(told.position - after, before - told.end, 0) for before, after in places),
            default=None,
        )
