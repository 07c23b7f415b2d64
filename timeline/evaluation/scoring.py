"""Which of a timeline's mentions are right, which are passed over, and what gold is asked for.

Three readings of "right" share one procedure: the answer lies in the gold sentence and its date
agrees exactly (strict), overlaps (relaxed), or is not looked at (sentence).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from timeline.evaluation.agreement import dates_overlap, on_trigger, same_date
from timeline.evaluation.answers import Answer
from timeline.evaluation.goldfile import GoldMention
from timeline.evaluation.matching import Pair, Rule, match

ZoneFilter = Literal["all", "body", "title"]
OptionalPolicy = Literal["ignore", "count", "drop"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome under one reading of "right".

    `pairs` are the hits on required gold, `ignored` the answers that are neither right nor wrong,
    `undated` the pairs on undated gold, which count for clustering only.
    """

    pairs: tuple[Pair, ...]
    ignored: tuple[Answer, ...]
    undated: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that the figures are worked out from.

    `required` is the dated gold that is asked for, `undated_gold` the undated gold that clustering
    is measured on, `answers` the timeline's mentions in the documents and zone that are scored.
    """

    required: tuple[GoldMention, ...]
    undated_gold: tuple[GoldMention, ...]
    answers: tuple[Answer, ...]
    strict: Reading
    relaxed: Reading
    sentence: Reading
    alternatives: bool


def in_zone(
    gold: Sequence[GoldMention],
    answers: Sequence[Answer],
    zone: ZoneFilter,
    title_ends: Mapping[str, int],
) -> tuple[list[GoldMention], list[Answer]]:
    """The gold and the answers of one zone.

    `title_ends` gives for each document where its title ends, exclusive. A document that is not
    in it has its title's end from the gold mention that stands there, or is taken to have none.
    """
    if zone == "all":
        return list(gold), list(answers)
    ends = {m.doc: m.sentence_end for m in gold if m.sentence_start == 0} | dict(title_ends)

    def in_title(answer: Answer) -> bool:
        return answer.start >= 0 and answer.end <= ends.get(answer.doc, -1)

    return (
        [mention for mention in gold if mention.zone == zone],
        [answer for answer in answers if in_title(answer) == (zone == "title")],
    )


def compare(
    gold: Sequence[GoldMention],
    answers: Sequence[Answer],
    optional: OptionalPolicy = "ignore",
    alternatives: bool = True,
) -> Outcome:
    """Match the answers with the gold under each reading.

    `optional` says what optional gold is: nobody's concern ("ignore"), as required as the rest
    ("count") or as if it were not there ("drop").
    """
    dated = [mention for mention in gold if mention.date is not None]
    required = [mention for mention in dated if optional == "count" or not mention.optional]
    spare = [mention for mention in dated if mention.optional] if optional == "ignore" else []
    measured = [
        mention
        for mention in gold
        if mention.date is None and (optional == "count" or not mention.optional)
    ]
    pool = [mention for mention in gold if optional != "drop" or not mention.optional]
    on_undated = _on_undated(pool, answers, alternatives)

    def read(allowed: Rule) -> Reading:
        pairs = match(required, answers, allowed, alternatives)
        used = {answer.index for _, answer in pairs}
        left = [answer for answer in answers if answer.index not in used]
        ignored = [answer for _, answer in match(spare, left, allowed, alternatives)]
        free = [pair for pair in on_undated if pair[1].index not in used]
        used |= {answer.index for answer in ignored}
        ignored += [answer for _, answer in free if answer.index not in used]
        wanted = {mention.line for mention in measured}
        undated = (pair for pair in free if pair[0].line in wanted)
        return Reading(tuple(pairs), tuple(ignored), tuple(undated))

    return Outcome(
        required=tuple(required),
        undated_gold=tuple(measured),
        answers=tuple(answers),
        strict=read(lambda mention, answer: same_date(mention, answer, alternatives)),
        relaxed=read(dates_overlap),
        sentence=read(lambda mention, answer: True),
        alternatives=alternatives,
    )


def _on_undated(
    gold: Sequence[GoldMention], answers: Sequence[Answer], alternatives: bool
) -> list[Pair]:
    """The answers that stand for undated gold.

    Dated and undated gold are matched together, so that no answer is taken which a dated mention
    explains better. An answer with a date has to lie on the undated trigger; one without need
    only be in the sentence.
    """
    if all(mention.date is not None for mention in gold):
        return []
    pairs = match(
        gold,
        answers,
        lambda mention, answer: (
            mention.date is not None or answer.date is None or on_trigger(mention, answer)
        ),
        alternatives,
    )
    return [(mention, answer) for mention, answer in pairs if mention.date is None]
