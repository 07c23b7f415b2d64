"""When a mention of the timeline agrees with one of the gold: in place, and in date."""

from __future__ import annotations

from timeline.evaluation.answers import Answer
from timeline.evaluation.goldfile import GoldMention
from timeline.model import DateSpan

# A vague expression is met by any closed span that overlaps it and is not much longer: at most a
# month, or four times the length the annotator gave it.
_VAGUE_DAYS = 31
_VAGUE_FACTOR = 4


def in_sentence(gold: GoldMention, answer: Answer) -> bool:
    """Whether the answer's span shares a character with the gold sentence."""
    return _touches(answer, gold.sentence_start, gold.sentence_end)


def on_trigger(gold: GoldMention, answer: Answer) -> bool:
    """Whether the answer's span shares a character with the gold trigger."""
    return _touches(answer, gold.trigger_start, gold.trigger_end)


def same_date(gold: GoldMention, answer: Answer, alternatives: bool = True) -> bool:
    """Whether both are dated and the dates agree exactly.

    With `alternatives`, one of the gold's other readings will do, and a vague gold date is met by
    an overlapping closed span of reasonable length.
    """
    if gold.date is None or answer.date is None:
        return False
    if answer.date == gold.date:
        return True
    if not alternatives:
        return False
    return answer.date in gold.alternatives or (
        gold.approximate and _close_enough(gold.date, answer.date)
    )


def dates_overlap(gold: GoldMention, answer: Answer) -> bool:
    """Whether both are dated and some day lies in both, in any of the gold's readings."""
    if gold.date is None or answer.date is None:
        return False
    return any(answer.date.overlaps(reading) for reading in (gold.date, *gold.alternatives))


def _touches(answer: Answer, start: int, end: int) -> bool:
    # An empty span stands for the character at its start.
    return 0 <= answer.start < end and start < max(answer.end, answer.start + 1)


def _close_enough(vague: DateSpan, given: DateSpan) -> bool:
    if given.days is None or not given.overlaps(vague):
        return False
    return vague.days is None or given.days <= max(_VAGUE_DAYS, _VAGUE_FACTOR * vague.days)
