"""Texts that list dates, each with what happened then: "12 mai – Le conseil renonce"."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.extraction.sentences import Sentence

# What sets a date off from what happened then.
_SET_OFF = frozenset({":", "-", "–", "—"})
_FEWEST = 3  # entries


def is_chronology(sentences: Sequence[Sentence]) -> bool:
    """Whether most paragraphs of a text begin with a date that is set off."""
    body = [sentence for sentence in sentences if not sentence.is_title]
    paragraphs = {sentence.segment.paragraph for sentence in body}
    entries = {sentence.segment.paragraph for sentence in body if _is_entry(sentence)}
    return len(entries) >= _FEWEST and 2 * len(entries) > len(paragraphs)


def _is_entry(sentence: Sentence) -> bool:
    first = sentence.moments[0] if sentence.moments else None
    return (
        first is not None
        and first.start == sentence.start == 0
        and first.end < sentence.end
        and sentence.doc[first.end].text in _SET_OFF
    )
