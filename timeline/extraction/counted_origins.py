"""Events that others are counted from: named by a noun, and told with their date elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from timeline.extraction.anaphora import date_taken_up
from timeline.extraction.candidates import Candidates
from timeline.extraction.counting import pairs_apart
from timeline.extraction.discourse import Dating, Story
from timeline.extraction.distances import counted_from
from timeline.extraction.reference import referent
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import is_definite


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


def origins(sentence: Sentence, candidates: Candidates, story: Story) -> dict[int, int]:
    """For the trigger position of each event noun that another event of its sentence is counted
    from ("elle est morte deux jours après l'incendie"), the index of the event that a story has
    dated before and that it takes up."""
    found: dict[int, int] = {}
    for *_, earlier in pairs_apart(sentence, candidates):
        definite = earlier.is_noun and is_definite(earlier.trigger)
        index = referent(earlier, sentence, story) if definite else None
        if index is not None and story.told[index].dating.source != "publication":
            found[earlier.trigger.i] = index
    return found
