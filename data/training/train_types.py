"""Learns the weights of `timeline/resources/lexicons/event_types.toml` from annotated articles.

    python data/training/train_types.py [--articles FOLDER] [--output FILE]

An example is a mention of the gold and the candidate on its trigger. What the lexicon leaves
untyped teaches what its context says; what the lexicon types is taught from, too, as if the word
were not known, but counts less. The articles are those of `data/training/telling/`, the samples in
`seeds/`, seven of the stories in `data/gold/stories/` (`mairie` is only measured), and with
`--articles` (or TIMELINE_ARTICLES) the news articles of `data/gold/news.jsonl`. Prints how often
types agree with the gold by cross-validation, with and without the context, then writes the weights
learned from all of them. Deterministic.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from annotated import arguments, articles_in, mentions_by_article
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from timeline.evaluation.goldfile import GoldMention
from timeline.extraction import load_lexicon, load_pipeline
from timeline.extraction.event_types import UNTYPED, lexical_type
from timeline.extraction.mentions import judged_candidates
from timeline.extraction.type_cues import cues_of
from timeline.extraction.type_setting import Setting
from timeline.model import EVENT_TYPES, Article

_ROOT = Path(__file__).resolve().parents[2]
_HERE = Path(__file__).resolve().parent
_WEIGHTS = _ROOT / "timeline" / "resources" / "lexicons" / "event_types.toml"
_STORIES = ("barrage", "disparition", "laboratoire", "maillot", "manuscrit", "satellite", "usine")
# Chosen by cross-validation: the inverse strength of the L2 penalty on the weights of a cue for a
# type, on those of a type and on shared cues; how often, and in how many articles or stories, a cue
# must occur with a type to get a weight; what an example counts whose type the lexicon knows.
_PENALTY, _BASE_PENALTY, _SHARED_PENALTY = 0.2, 2.0, 1.0
_RARE, _NARROW = 4, 3
_MASKED = 0.3
_FOLDS = 6
# The likelihood, in steps of 0.05, from which a type counts: where most types agree, `other` among
# them.
_THRESHOLD = 0.3
# Weights closer to nothing are left out.
_LEAST = 0.02
_STEPS = 120
_HEAD = """# What speaks for each type of event where the lexicon leaves a word untyped (log-odds);
# learned by data/training/train_types.py, not written by hand. See extraction/event_types.py.
"""

Cues = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Example:
    """A mention: the article or story it is of, its type in the gold and in the lexicon, whether
    it counts (it is not optional), its cues and those that hold without its word."""

    group: str
    type: str
    lexical: str
    counts: bool
    cues: Cues
    masked: Cues


def examples(
    articles: Iterable[Article],
    gold: Mapping[str, Sequence[GoldMention]],
    story: str | None,
    nlp: Any,
    lexicon: Any,
) -> Iterator[Example]:
    """The mentions of the gold, by file name without suffix, on whose trigger a candidate is."""
    for article in articles:
        name = Path(article.path).stem
        if name not in gold:
            continue
        by_trigger: dict[int, list[GoldMention]] = defaultdict(list)
        for mention in gold[name]:
            by_trigger[mention.trigger_start].append(mention)
        judged = judged_candidates(article, nlp, lexicon)
        setting = Setting.of([item for item, _ in judged], lexicon)
        for item, starts in judged:
            found = [mention for start in starts for mention in by_trigger.get(start, ())]
            found = sorted((one for one in found if one.type), key=lambda one: one.optional)
            if not found:
                continue
            yield Example(
                story or name,
                str(found[0].type),
                lexical_type(item.candidate, item.sentence, lexicon),
                not found[0].optional,
                _sorted(cues_of(item, setting)),
                _sorted(cues_of(item, setting, masked=True)),
            )


def _sorted(cues: tuple[list[str], set[tuple[str, str]]]) -> Cues:
    own, shared = cues
    return tuple(own), tuple(sorted(shared))


class ConditionalLogit:
    """The weights of types (`base`), of a cue for a type and of shared cues, learned from examples,
    by L-BFGS."""

    def __init__(self, taught: Sequence[Example]) -> None:
        self.types = sorted({one.type for one in taught})
        self._row = {kind: place for place, kind in enumerate(self.types)}
        used = [(one.cues, 1.0) for one in taught if one.lexical == UNTYPED]
        used += [(one.masked, _MASKED) for one in taught if one.lexical != UNTYPED]
        ordered = [one for one in taught if one.lexical == UNTYPED]
        ordered += [one for one in taught if one.lexical != UNTYPED]
        self._index = _parameters(ordered, [cues for cues, _ in used])
        self._of: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for (cue, kind), place in self._index.items():
            if kind:
                self._of[cue].append((self._row[kind], place))
        matrix = self._matrix([cues for cues, _ in used])
        gold = np.array([self._row[one.type] for one in ordered])
        weights = np.array([weight for _, weight in used])
        penalties = np.array(
            [
                1 / (_BASE_PENALTY if not cue else _PENALTY if kind else _SHARED_PENALTY)
                for cue, kind in self._index
            ]
        )
        back = matrix.T.tocsr()
        rows = np.arange(len(gold))

        def loss(values: NDArray[Any]) -> tuple[float, NDArray[Any]]:
            likelihood = self._softmax(matrix, values)
            missed = -np.log(likelihood[rows, gold])
            total = (weights * missed).sum() + 0.5 * (penalties * values * values).sum()
            likelihood[rows, gold] -= 1
            likelihood *= weights[:, None]
            return float(total), back @ likelihood.ravel() + penalties * values

        start = np.zeros(len(self._index))
        options = {"maxiter": _STEPS}
        self.values = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x

    def likelihoods(self, of: Sequence[Example]) -> NDArray[Any]:
        """One row an example, one column a type."""
        return self._softmax(self._matrix([one.cues for one in of]), self.values)

    def weights(self) -> Iterator[tuple[str, str, float]]:
        """Cue, type and weight: no cue for what a type starts from, no type for a shared cue."""
        for (cue, kind), place in self._index.items():
            yield cue, kind, float(self.values[place])

    def _softmax(self, matrix: Any, values: NDArray[Any]) -> NDArray[Any]:
        scores = (matrix @ values).reshape(-1, len(self.types))
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(scores / scores.sum(axis=1, keepdims=True))

    def _matrix(self, listed: Sequence[Cues]) -> Any:
        rows, columns = [], []
        width = len(self.types)
        for place, (own, shared) in enumerate(listed):
            for cue in ("", *own):
                for kind, parameter in self._of.get(cue, ()):
                    rows.append(place * width + kind)
                    columns.append(parameter)
            for one, cue in shared:
                if one in self._row and (cue, "") in self._index:
                    rows.append(place * width + self._row[one])
                    columns.append(self._index[cue, ""])
        shape = (len(listed) * width, len(self._index))
        return csr_matrix((np.ones(len(rows)), (rows, columns)), shape)


def _parameters(taught: Sequence[Example], listed: Sequence[Cues]) -> dict[tuple[str, str], int]:
    """The cue and type of each weight: of a type alone without a cue, shared without a type."""
    counts: Counter[tuple[str, str]] = Counter()
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one, (own, _) in zip(taught, listed, strict=True):
        for cue in own:
            counts[cue, one.type] += 1
            groups[cue, one.type].add(one.group)
    kept = [pair for pair in counts if counts[pair] >= _RARE and len(groups[pair]) >= _NARROW]
    kept += {("", one.type) for one in taught}
    kept += {(cue, "") for _, shared in listed for _, cue in shared}
    return {pair: place for place, pair in enumerate(sorted(kept))}


def cross_validated(taught: Sequence[Example]) -> list[tuple[Example, str]]:
    """The type that each example gets from weights that its article or story did not teach."""
    names = sorted({one.group for one in taught})
    typed: list[tuple[Example, str]] = []
    for fold in range(_FOLDS):
        out = set(names[fold::_FOLDS])
        held = [one for one in taught if one.group in out]
        model = ConditionalLogit([one for one in taught if one.group not in out])
        other = model.types.index(UNTYPED)
        for one, row in zip(held, model.likelihoods(held), strict=True):
            row[other] = 0
            sure = row.max() >= _THRESHOLD
            context = model.types[int(row.argmax())] if sure else UNTYPED
            typed.append((one, context if one.lexical == UNTYPED else one.lexical))
    return typed


def _toml(model: ConditionalLogit) -> str:
    base: dict[str, float] = dict.fromkeys(sorted(EVENT_TYPES), 0.0)
    base = {kind: 0.0 for kind in base if kind in model.types}
    shared: dict[str, float] = {}
    own: dict[str, dict[str, float]] = defaultdict(dict)
    for cue, kind, weight in model.weights():
        value = round(weight, 2)
        if not cue:
            base[kind] = value
        elif abs(value) < _LEAST:
            continue
        elif kind:
            own[cue][kind] = value
        else:
            shared[cue] = value
    lines = [_HEAD, f"threshold = {_THRESHOLD}", "", "[base]"]
    lines += [f"{kind} = {value}" for kind, value in sorted(base.items())]
    lines += ["", "[shared]", *(f'"{cue}" = {value}' for cue, value in sorted(shared.items()))]
    lines += ["", "[own]"]
    for cue, table in sorted(own.items()):
        inside = ", ".join(f"{kind} = {value}" for kind, value in sorted(table.items()))
        lines.append(f'"{cue}" = {{ {inside} }}')
    return "\n".join(lines) + "\n"


def main() -> None:
    """Trains, measures and writes."""
    wanted = arguments(__doc__, _WEIGHTS)
    gold = _ROOT / "data" / "gold"
    sources: list[tuple[Path, Path, str | None]] = [
        (_HERE / "telling" / "articles", _HERE / "telling" / "mentions.jsonl", None),
        (_ROOT / "seeds", gold / "seeds.jsonl", "seeds"),
    ]
    stories = gold / "stories"
    sources += [(stories / name, stories / name / "gold.jsonl", name) for name in _STORIES]
    if wanted.articles:
        sources.append((Path(wanted.articles), gold / "news.jsonl", None))
    else:
        print("Without --articles: the news articles teach nothing.")
    nlp, lexicon = load_pipeline(), load_lexicon()
    taught = [
        one
        for folder, path, story in sources
        for one in examples(articles_in(folder), mentions_by_article(path), story, nlp, lexicon)
    ]
    untyped = sum(one.lexical == UNTYPED for one in taught)
    print(f"{len(taught)} mentions, {untyped} of them untyped by the lexicon")
    measured = [(one, kind) for one, kind in cross_validated(taught) if one.counts]
    for name, pairs in (
        ("all types", measured),
        ("without other", [pair for pair in measured if pair[0].type != UNTYPED]),
    ):
        before = sum(one.lexical == one.type for one, _ in pairs) / len(pairs)
        after = sum(kind == one.type for one, kind in pairs) / len(pairs)
        print(f"cross-validated, {name}: {before:.3f} by the lexicon, {after:.3f} with the context")
    wanted.output.write_text(_toml(ConditionalLogit(taught)), "utf-8")


if __name__ == "__main__":
    main()
