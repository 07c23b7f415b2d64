"""One-to-one matching of gold mentions with a timeline's mentions.

As many pairs as possible; of those matchings the one whose pairs fit best: spans on the trigger
first, then near it, then of the same date. It is a maximum-weight matching (Edmonds' blossom
algorithm, by networkx), solved for each connected component by itself. Weights are integers, so
that what is equal is equal, and ties are settled by order in the files, never by chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from timeline.evaluation.agreement import dates_overlap, in_sentence, on_trigger, same_date
from timeline.evaluation.answers import Answer
from timeline.evaluation.goldfile import GoldMention

Pair = tuple[GoldMention, Answer]
Rule = Callable[[GoldMention, Answer], bool]
Edge = tuple[int, int]

# What a pair is worth: being one outweighs all the rest, of however many pairs; then its span lies
# on the trigger, then near it (up to 5), then its date agrees.
_A_PAIR = 1e5
_ON_TRIGGER = 10
_NEAR = 5
_DATE_AS_GIVEN = 0.5
_DATE_ACCEPTED = 0.4
_DATE_OVERLAPS = 0.2
# Doubles of the size of _A_PAIR are whole multiples of 2**-36: counted in these they sum exactly.
_GRAINS = 2**36


def match(
    gold: Iterable[GoldMention],
    answers: Iterable[Answer],
    allowed: Rule,
    alternatives: bool = True,
) -> list[Pair]:
    """The best one-to-one pairs of mentions in the same sentence that `allowed` lets pass.

    `alternatives` says whether other readings of a gold date count when dates are compared. The
    pairs come in the order of the gold.
    """
    by_doc: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_doc[answer.doc].append(answer)
    candidates = {
        (mention.line, answer.index): (mention, answer)
        for mention in gold
        for answer in by_doc[mention.doc]
        if in_sentence(mention, answer) and allowed(mention, answer)
    }
    worth = {edge: _worth(*pair, alternatives) for edge, pair in candidates.items()}
    return [candidates[edge] for edge in sorted(best_pairs(worth))]


def best_pairs(worth: Mapping[Edge, int]) -> list[Edge]:
    """The one-to-one choice of edges (row, column) with the greatest summed worth.

    Worths are positive. Of choices equal in sum, the one is taken that uses the earliest members of
    the more numerous side, and then the one in which the first members of the other side have
    what is worth most to them.
    """
    import networkx as nx

    graph = nx.Graph()
    graph.add_edges_from((("row", row), ("column", column)) for row, column in worth)
    chosen: list[Edge] = []
    for component in nx.connected_components(graph):
        rows = sorted(number for side, number in component if side == "row")
        columns = sorted(number for side, number in component if side == "column")
        weighted = nx.Graph()
        for (row, column), weight in _weights(rows, columns, worth).items():
            weighted.add_edge(("row", row), ("column", column), weight=weight)
        for ends in map(dict, nx.max_weight_matching(weighted)):
            chosen.append((ends["row"], ends["column"]))
    return chosen


def _weights(
    rows: Sequence[int], columns: Sequence[int], worth: Mapping[Edge, int]
) -> dict[Edge, int]:
    """Weights of one component's edges under which no two choices are equal.

    A weight is written as if in three digits: the edge's worth, which member of the more numerous
    side it uses, and how high it ranks for its member of the other. Each digit's base exceeds
    what any choice can sum up below it, so a later digit never outweighs an earlier one.
    """
    few, many = (rows, columns) if len(rows) <= len(columns) else (columns, rows)
    weights: dict[Edge, int] = {}
    for turn, scarce in enumerate(few):
        edges = [
            (place, edge)
            for place, ample in enumerate(many)
            if (edge := (scarce, ample) if few is rows else (ample, scarce)) in worth
        ]
        edges.sort(key=lambda placed: -worth[placed[1]])
        for rank, (place, edge) in enumerate(edges):
            earliest = 2 ** (len(many) - 1 - place)
            preferred = (len(many) - rank) * (len(many) + 1) ** (len(few) - 1 - turn)
            weight = worth[edge] * 2 ** len(many) + earliest
            weights[edge] = weight * (len(many) + 1) ** len(few) + preferred
    return weights


def _worth(gold: GoldMention, answer: Answer, alternatives: bool) -> int:
    """What a pair is worth, in grains."""
    centre = (answer.start + answer.end) / 2
    target = gold.trigger_start + len(gold.trigger) / 2
    near = max(0.0, 1 - abs(centre - target) / (gold.sentence_end - gold.sentence_start))
    date = 0.0
    if answer.date is not None and answer.date == gold.date:
        date = _DATE_AS_GIVEN
    elif same_date(gold, answer, alternatives):
        date = _DATE_ACCEPTED
    elif dates_overlap(gold, answer):
        date = _DATE_OVERLAPS
    on_target = _ON_TRIGGER * on_trigger(gold, answer)
    return int((_A_PAIR + on_target + _NEAR * near + date) * _GRAINS)
