"""Events told as so long after one that the article dates only further on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from timeline.extraction.anaphora import date_taken_up
from timeline.extraction.candidates import Candidates
from timeline.extraction.counting import pairs_apart
from timeline.extraction.discourse import Dating, Story
from timeline.extraction.distances import counted_from
from timeline.extraction.sentences import Sentence


def count_from_later(story: Story, read: Iterable[tuple[Sentence, Candidates]]) -> None:
    """Dates the events of a story that had none to count from, now that all of it is told: "il est
    mort deux jours après l'incendie. … L'incendie du 3 mai"."""
    waiting = {
        id(event.candidate): (events, index)
        for events in (story.told, story.undated)
        for index, event in enumerate(events)
        if event.dating.date is None
    }
    for sentence, candidates in read if waiting else ():
        for moment, words, later, earlier in pairs_apart(sentence, candidates):
            if moment.expression.date is not None or id(later) not in waiting:
                continue
            origin = date_taken_up(earlier, sentence, story)
            date = counted_from(words, origin) if origin is not None else None
            if date is not None:
                events, index = waiting[id(later)]
                dating = Dating(date, "narrative", moment)
                events[index] = replace(events[index], dating=dating)
