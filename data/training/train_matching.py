"""Calibrates the match weights of reconciliation on gold.

    python data/training/train_matching.py STORY_FOLDER … [--story ARTICLES GOLD.jsonl] …
        [--also ARTICLES GOLD.jsonl] … [--write]

Each STORY_FOLDER holds articles that tell of one thing and their `gold.jsonl`; --story names such
articles and a gold file elsewhere, --also articles that tell of different things, and the gold for
some of them. All are taken as one corpus. Every candidate pair of mentions is an example: of
two mentions that gold knows, whether it puts them in one cluster; of two from different folders, or
of two articles that one GOLD of --also speaks of, that they are not one event (these count less:
folders of unrelated articles are not what people have). A pair that contradicts itself is none.

Logistic regression by Newton's method, the squares of the weights penalised: the same input gives
the same weights. With --write they go to `timeline/resources/lexicons/matching.toml`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from timeline.engine.copying import copies_among
from timeline.engine.local import LocalEngine
from timeline.engine.reading import read_paths
from timeline.engine.run import with_originals
from timeline.evaluation.answers import Answer
from timeline.evaluation.goldfile import load_gold
from timeline.evaluation.scoring import compare as match
from timeline.model import Article, Mention
from timeline.reading import merge_carriers
from timeline.reconciliation.blocking import candidate_pairs
from timeline.reconciliation.comparison import levels
from timeline.reconciliation.contradiction import contradict
from timeline.reconciliation.names import NameTable
from timeline.reconciliation.ordering import OrderedMentions
from timeline.reconciliation.profiles import Profile, profiles_of
from timeline.reconciliation.retelling import retold

TABLE = Path(__file__).resolve().parents[2] / "timeline/resources/lexicons/matching.toml"
_PENALTY = 2.0
_UNRELATED = 0.3  # how much a pair of unrelated articles counts beside one that gold speaks of
# Two articles' mentions are joined somewhat more readily than single pairs would have it: groups
# join by the mean of many pairs, and cannot-links hold them apart.
_READINESS = 0.5
# Comparisons that gold hardly ever shows, by judgement, and those that a trial of a few values on
# all stories gave: "another thing of somebody", "names or figures of both", "refers back".
_BY_HAND = {
    "other dates": -2.0,
    "same ordinal": 0.0,
    "sentence of a copy": 0.3,
    "planned for another day": 0.0,
    "another inferred date": -1.0,
    "another thing of somebody": -1.0,
    "names or figures of both": 0.63,
    "refers back": 1.8,
    "planned, then done": 0.0,
    "a similar name": 0.0,
}
_HEAD = """# How much each comparison speaks for one event, in log-odds; the weights add up.
# Made by data/training/train_matching.py.

[weights]
"""


@dataclass(frozen=True)
class Corpus:
    """Mentions of one folder, and their gold clusters by id.

    `unrelated` gives, for each article that tells of something else than the others of its gold
    file, that file; it is empty for a story.
    """

    articles: list[Article]
    mentions: list[Mention]
    clusters: dict[str, str]
    unrelated: dict[str, Path]


def main() -> None:
    """Prints the weights; writes them where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("stories", nargs="*", type=Path)
    parser.add_argument("--story", nargs=2, type=Path, action="append", default=[])
    parser.add_argument("--also", nargs=2, type=Path, action="append", default=[])
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    engine = LocalEngine(None, ())
    golds = {folder: [folder / "gold.jsonl"] for folder in given.stories}
    for folder, gold in (*given.story, *given.also):
        golds.setdefault(folder, []).append(gold)
    stories = frozenset((*given.stories, *(folder for folder, _ in given.story)))
    corpora = [corpus_of(path, files, engine, path in stories) for path, files in golds.items()]
    rows, labels, counts = examples(corpora)
    weights = fitted(rows, labels, counts)
    seen, same = Counter[str](), Counter[str]()
    for row, label in zip(rows, labels, strict=True):
        seen.update(row)
        same.update(row if label else ())
    print(f"{len(rows)} pairs, {int(sum(labels))} of them one event")
    for name, weight in sorted(weights.items(), key=lambda item: -item[1]):
        print(f"{weight:+6.2f}  {name:40} {seen[name]:6} {same[name]:5}")
    if given.write:
        lines = [f'"{name}" = {weight:.2f}\n' for name, weight in sorted(weights.items())]
        TABLE.write_text(_HEAD + "".join(lines), encoding="utf-8")


def corpus_of(folder: Path, golds: Sequence[Path], engine: LocalEngine, is_story: bool) -> Corpus:
    """The mentions of a folder's articles, each with the gold cluster that it is found to tell."""
    outcomes = [reading.outcome for reading in read_paths([folder], None, None)]
    articles = merge_carriers(one for one in outcomes if isinstance(one, Article))
    articles = list(with_originals(articles, copies_among(articles)))
    mentions = [mention for _, found in engine.extract(articles) for mention in found]
    # What a copy repeats is never compared.
    told = OrderedMentions(mentions)
    repeats = retold(told, {article.id: article for article in articles})
    again = {told[position].id for position in repeats}
    mentions = [mention for mention in mentions if mention.id not in again]
    names = {article.id: Path(article.path).stem for article in articles}
    clusters: dict[str, str] = {}
    unrelated: dict[str, Path] = {}
    for gold in golds:
        lines = load_gold(gold)
        documents = {line.doc for line in lines}
        if not is_story:
            unrelated |= {one: gold for one, name in names.items() if name in documents}
        answers = [
            _answer(place, mention, names[mention.article])
            for place, mention in enumerate(mentions)
            if names[mention.article] in documents
        ]
        outcome = match(lines, answers, "ignore", True)
        for reading in (outcome.relaxed, outcome.strict):
            for line, answer in reading.pairs + reading.undated:
                clusters[mentions[answer.index].id] = f"{gold}:{line.cluster}"
    return Corpus(articles, mentions, clusters, unrelated)


def _answer(place: int, mention: Mention, document: str) -> Answer:
    trigger = mention.trigger
    return Answer(
        index=place,
        doc=document,
        start=trigger.char_start,
        end=trigger.char_end,
        date=mention.date,
        event=mention.id,
        type=mention.type,
        factuality=mention.factuality,
    )


def examples(
    corpora: Sequence[Corpus],
) -> tuple[list[list[str]], list[float], list[float]]:
    """The comparisons that hold of each pair, whether it is one event, how much it counts."""
    home = {m.id: place for place, corpus in enumerate(corpora) for m in corpus.mentions}
    clusters = {key: value for corpus in corpora for key, value in corpus.clusters.items()}
    unrelated = {key: value for corpus in corpora for key, value in corpus.unrelated.items()}
    articles = {one.id: one for corpus in corpora for one in corpus.articles}
    every = [mention for corpus in corpora for mention in corpus.mentions]
    ordered = sorted(every, key=lambda m: (m.article, m.trigger.char_start, m.id))
    profiles = list(profiles_of(ordered, articles, NameTable(ordered)))
    rows, labels, counts = [], [], []
    for first, second in candidate_pairs(profiles):
        a, b = profiles[first], profiles[second]
        if contradict(a, b):
            continue
        known = _known(a, b, home, clusters, unrelated)
        if known is not None:
            rows.append(levels(a, b))
            labels.append(float(known[0]))
            counts.append(known[1])
    return rows, labels, counts


def _known(
    a: Profile,
    b: Profile,
    home: dict[str, int],
    clusters: dict[str, str],
    unrelated: dict[str, Path],
) -> tuple[bool, float] | None:
    """Whether two mentions are one event, and how much that counts; None where nobody knows."""
    if home[a.id] != home[b.id]:
        return False, _UNRELATED
    if a.article != b.article and a.article in unrelated:
        apart = unrelated[a.article] == unrelated.get(b.article)
        return (False, _UNRELATED) if apart else None
    if a.id in clusters and b.id in clusters:
        return clusters[a.id] == clusters[b.id], 1.0
    return None


def fitted(
    rows: Sequence[Iterable[str]], labels: Sequence[float], counts: Sequence[float]
) -> dict[str, float]:
    """The weight of each comparison and the prior."""
    names = sorted({name for row in rows for name in row})
    column = {name: place for place, name in enumerate(names, 1)}
    held = np.zeros((len(rows), len(names) + 1))
    held[:, 0] = 1
    for place, row in enumerate(rows):
        held[place, [column[name] for name in row]] = 1
    penalty = np.array([1e-6, *[_PENALTY] * len(names)])
    wanted, weight = np.array(labels), np.array(counts)
    beta = np.zeros(len(names) + 1)
    for _ in range(100):
        chance = 1 / (1 + np.exp(-held @ beta))
        slope = held.T @ (weight * (chance - wanted)) + penalty * beta
        bend = (held * (weight * chance * (1 - chance))[:, None]).T @ held + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        beta -= step
        if abs(step).max() < 1e-9:
            break
    found = dict(zip(["prior", *names], beta.tolist(), strict=True))
    found["same day of a year not said"] = found["same day"]
    found["prior"] += _READINESS
    for name in ("one article", "one sentence"):
        found[name] -= _READINESS
    return {**_BY_HAND, **found}


if __name__ == "__main__":
    main()
