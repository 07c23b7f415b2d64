"""The figures: precision, recall, F1, date accuracy and B-cubed, worked out from an outcome.

Rates are rounded to four decimals at the end. A rate of nothing is 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from timeline.evaluation.agreement import dates_overlap, on_trigger, same_date
from timeline.evaluation.answers import Answer
from timeline.evaluation.goldfile import GoldMention
from timeline.evaluation.matching import Pair
from timeline.evaluation.scoring import Outcome, Reading

Figures = dict[str, Any]

_BREAKDOWNS: dict[str, Callable[[GoldMention], object]] = {
    "salience": lambda mention: mention.salience,
    "date_source": lambda mention: mention.date_source,
    "type": lambda mention: mention.type,
    "factuality": lambda mention: mention.factuality,
    "zone": lambda mention: mention.zone,
    "approx": lambda mention: mention.approximate,
}


def all_figures(outcome: Outcome) -> Figures:
    """Every figure that depends on the matching, by name."""
    strict, relaxed, sentence = outcome.strict, outcome.relaxed, outcome.sentence
    on_target = sum(on_trigger(*pair) for pair in strict.pairs)
    figures: Figures = {
        "undated_gold": {
            "gold": len(outcome.undated_gold),
            "found": len(strict.undated),
            "system_dated": sum(answer.date is not None for _, answer in strict.undated),
        },
        "mentions_strict": _mentions(outcome, strict, len(strict.pairs)),
        "mentions_trigger": _mentions(outcome, strict, on_target),
        "mentions_relaxed": _mentions(outcome, relaxed, len(relaxed.pairs)),
        "mentions_sentence_only": _mentions(outcome, sentence, len(sentence.pairs)),
        "events_strict": _events(outcome, strict),
        "events_relaxed": _events(outcome, relaxed),
    }
    for name, value in _BREAKDOWNS.items():
        figures[f"recall_by_{name}"] = _recall_by(value, outcome)
    figures["date_accuracy_on_sentence_pairs"] = _date_accuracy(outcome)
    found, found_relaxed = strict.pairs + strict.undated, relaxed.pairs + relaxed.undated
    figures["bcubed_strict_pairs"] = bcubed(_labels(found))
    figures["bcubed_relaxed_pairs"] = bcubed(_labels(found_relaxed))
    figures["bcubed_strict_within_document"] = bcubed(
        [((mention.doc, mention.cluster), (mention.doc, answer.event)) for mention, answer in found]
    )
    figures["factuality_on_strict_pairs"] = _agreement(
        (mention.factuality, answer.factuality)
        for mention, answer in strict.pairs
        if answer.factuality
    )
    figures["type_on_strict_pairs"] = _agreement(
        (mention.type, answer.type)
        for mention, answer in strict.pairs
        if answer.type and mention.type not in (None, "other")
    )
    return figures


def bcubed(labels: Sequence[tuple[Hashable, Hashable]]) -> Figures:
    """B-cubed precision, recall and F1 of a clustering (Bagga and Baldwin 1998).

    Takes for each mention the gold cluster and the timeline's event that hold it. Precision is the
    mean share of a mention's event that is of its cluster, recall the mean share of its cluster
    that is in its event.
    """
    shared = Counter(labels)
    clusters = Counter(cluster for cluster, _ in labels)
    events = Counter(event for _, event in labels)
    precision = sum(shared[label] / events[label[1]] for label in labels)
    recall = sum(shared[label] / clusters[label[0]] for label in labels)
    return {"n": len(labels)} | _precision_recall(precision, len(labels), recall, len(labels))


def _mentions(outcome: Outcome, reading: Reading, right: int) -> Figures:
    system, gold = len(outcome.answers) - len(reading.ignored), len(outcome.required)
    counts = {"tp": right, "system": system, "gold": gold}
    return (
        counts | _precision_recall(right, system, right, gold) | {"ignored": len(reading.ignored)}
    )


def _events(outcome: Outcome, reading: Reading) -> Figures:
    """Gold clusters with a mention found; events with a mention right, of those not ignored."""
    clusters = {mention.cluster for mention in outcome.required}
    found = {mention.cluster for mention, _ in reading.pairs}
    supported = {answer.event for _, answer in reading.pairs}
    passed_over = {answer.event for answer in reading.ignored} - supported
    events = {answer.event for answer in outcome.answers} - passed_over
    return {
        "gold_events": len(clusters),
        "found": len(found),
        "system_events": len(events),
        "supported": len(supported),
    } | _precision_recall(len(supported), len(events), len(found), len(clusters))


def _recall_by(value: Callable[[GoldMention], object], outcome: Outcome) -> Figures:
    total = Counter(str(value(mention)) for mention in outcome.required)
    strict = Counter(str(value(mention)) for mention, _ in outcome.strict.pairs)
    relaxed = Counter(str(value(mention)) for mention, _ in outcome.relaxed.pairs)
    return {
        name: {
            "gold": count,
            "strict": _rate(strict[name], count),
            "relaxed": _rate(relaxed[name], count),
        }
        for name, count in sorted(total.items())
    }


def _date_accuracy(outcome: Outcome) -> Figures:
    pairs = outcome.sentence.pairs

    def accuracy(chosen: Sequence[Pair]) -> Figures:
        exact = sum(same_date(*pair, outcome.alternatives) for pair in chosen)
        overlap = sum(dates_overlap(*pair) for pair in chosen)
        return {
            "pairs": len(chosen),
            "exact": _rate(exact, len(chosen)),
            "overlap": _rate(overlap, len(chosen)),
            "undated": sum(answer.date is None for _, answer in chosen),
        }

    figures = {
        "all": accuracy(pairs),
        "span_on_trigger": accuracy([pair for pair in pairs if on_trigger(*pair)]),
    }
    # A gold line without a source is listed under JSON's null.
    for source in sorted({mention.date_source or "null" for mention, _ in pairs}):
        figures[source] = accuracy([p for p in pairs if (p[0].date_source or "null") == source])
    return figures


def _labels(pairs: Iterable[tuple[GoldMention, Answer]]) -> list[tuple[Hashable, Hashable]]:
    return [(mention.cluster, answer.event) for mention, answer in pairs]


def _agreement(values: Iterable[tuple[str | None, str | None]]) -> Figures:
    same = [gold == given for gold, given in values]
    return {"pairs": len(same), "agree": _rate(sum(same), len(same))}


def _precision_recall(right: float, system: int, found: float, gold: int) -> dict[str, int | float]:
    """P, R and their harmonic mean, F1."""
    precision = right / system if system else 0.0
    recall = found / gold if gold else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return {"P": round(precision, 4), "R": round(recall, 4), "F1": round(f1, 4)}


def _rate(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
