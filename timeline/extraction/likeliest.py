"""The event of a sentence of which no candidate is likely enough to be one by itself."""

from __future__ import annotations

from timeline.extraction.discourse import Story
from timeline.extraction.telling import threshold

_FACTS = frozenset({"actual", "alleged"})


def tell_likeliest(story: Story, first: int) -> None:
    """Files with the events told the likeliest of the candidates passed over from index `first` on,
    those of one sentence, where it is a dated fact and likely enough (`telling.threshold`).

    A sentence of the news tells something more often than not: where all that it might tell is in
    doubt, the doubt is about which word tells it.
    """
    likely = {
        index: item.telling.probability
        for index, item in enumerate(story.passed_over[first:], first)
        if item.telling and item.dating.date is not None and item.factuality in _FACTS
    }
    best = max(likely, key=likely.__getitem__, default=None)
    if best is not None and likely[best] >= threshold(story.dispatch, alone=True):
        story.tell(story.passed_over.pop(best))
