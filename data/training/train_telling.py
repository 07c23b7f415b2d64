"""Learns the weights of `timeline/resources/lexicons/telling.toml` from annotated articles.

    python data/training/train_telling.py [--articles FOLDER] [--output FILE]

A candidate is an example of what is told where the gold has a mention of it, and of what is only
spoken of where it has none; optional mentions teach nothing. The articles are those of
`data/training/telling/`, written and annotated for this, the samples in `seeds/`, and with
`--articles` (or TIMELINE_ARTICLES) the news articles of `data/gold/news.jsonl`. Prints precision
and recall of the mentions by cross-validation over articles, then writes the weights learned from
all of them. Deterministic.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotated import arguments, articles_in, mentions_by_article
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from timeline.evaluation.goldfile import GoldMention
from timeline.extraction import load_lexicon, load_pipeline
from timeline.extraction.mentions import judged_candidates
from timeline.model import Article

_ROOT = Path(__file__).resolve().parents[2]
_HERE = Path(__file__).resolve().parent
_WEIGHTS = _ROOT / "timeline" / "resources" / "lexicons" / "telling.toml"
# The inverse strength of the L2 penalty, and how often a cue must occur to get a weight: chosen
# by cross-validation.
_PENALTY = 0.07
_RARE = 3
_FOLDS = 12
# From which likelihood on a candidate counts: the balance of precision and recall in dispatches;
# elsewhere few candidates are events, and precision comes first.
_THRESHOLD = 0.40
_THRESHOLD_ELSEWHERE = 0.55
# The same for the likeliest candidate of a sentence of a dispatch where none reaches the threshold.
_THRESHOLD_ALONE = 0.32
_HEAD = """# What speaks for and against a candidate being told as an event, in log-odds; learned by
# data/training/train_telling.py, not written by hand. See timeline/extraction/telling.py.
"""


@dataclass(frozen=True)
class Row:
    """A candidate with a date: its cues, and whether the gold has it (None: nobody minds)."""

    article: str
    cues: tuple[str, ...]
    told: bool | None


def rows(
    articles: Iterable[Article], gold: Mapping[str, Sequence[GoldMention]], nlp: Any, lexicon: Any
) -> Iterator[Row]:
    """The dated candidates of the articles that the gold knows, by file name without suffix."""
    for article in articles:
        name = Path(article.path).stem
        if name not in gold:
            continue
        by_trigger: dict[int, list[GoldMention]] = defaultdict(list)
        for mention in gold[name]:
            by_trigger[mention.trigger_start].append(mention)
        for judged, starts in judged_candidates(article, nlp, lexicon):
            if judged.telling is None or judged.dating.date is None:
                continue
            found = [mention for start in starts for mention in by_trigger.get(start, ())]
            required = any(not mention.optional for mention in found)
            told = True if required else None if found else False
            yield Row(name, judged.telling.cues, told)


def _fit(examples: Sequence[Row]) -> tuple[DictVectorizer, LogisticRegression]:
    used = [row for row in examples if row.told is not None]
    counts = Counter(cue for row in used for cue in row.cues)
    features = [{cue: 1 for cue in row.cues if counts[cue] >= _RARE} for row in used]
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=_PENALTY, max_iter=3000)
    model.fit(vectorizer.fit_transform(features), [row.told for row in used])
    return vectorizer, model


def _likelihoods(
    fitted: tuple[DictVectorizer, LogisticRegression], of: Sequence[Row]
) -> list[float]:
    vectorizer, model = fitted
    features = vectorizer.transform([dict.fromkeys(row.cues, 1) for row in of])
    return [float(value) for value in model.predict_proba(features)[:, 1]]


def cross_validated(examples: Sequence[Row]) -> tuple[float, float]:
    """Precision and recall over the candidates, each judged by weights that its article did not
    teach."""
    names = sorted({row.article for row in examples})
    right = wrong = 0
    for fold in range(_FOLDS):
        out = set(names[fold::_FOLDS])
        fitted = _fit([row for row in examples if row.article not in out])
        held = [row for row in examples if row.article in out]
        for row, likelihood in zip(held, _likelihoods(fitted, held), strict=True):
            if likelihood >= _THRESHOLD and row.told is not None:
                right, wrong = right + row.told, wrong + (not row.told)
    required = sum(row.told is True for row in examples)
    return right / (right + wrong), right / required


def _toml(fitted: tuple[DictVectorizer, LogisticRegression]) -> str:
    vectorizer, model = fitted
    tables: dict[str, dict[str, float]] = defaultdict(dict)
    for cue, weight in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True):
        kind, _, name = str(cue).partition(":")
        if round(float(weight), 2):
            tables[kind][name] = round(float(weight), 3)
    lines = [
        _HEAD,
        f"intercept = {float(model.intercept_[0]):.3f}",
        f"threshold = {_THRESHOLD}",
        f"threshold_elsewhere = {_THRESHOLD_ELSEWHERE}",
        f"threshold_alone = {_THRESHOLD_ALONE}",
    ]
    for kind, weights in sorted(tables.items()):
        lines += ["", f"[cues.{kind}]", *(f'"{name}" = {w}' for name, w in sorted(weights.items()))]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Trains, measures and writes."""
    wanted = arguments(__doc__, _WEIGHTS)
    sources = [
        (_HERE / "telling" / "articles", _HERE / "telling" / "mentions.jsonl"),
        (_ROOT / "seeds", _ROOT / "data" / "gold" / "seeds.jsonl"),
    ]
    if wanted.articles:
        sources.append((Path(wanted.articles), _ROOT / "data" / "gold" / "news.jsonl"))
    else:
        print("Without --articles: the news articles teach nothing.")
    nlp, lexicon = load_pipeline(), load_lexicon()
    examples = [
        row
        for folder, gold in sources
        for row in rows(articles_in(folder), mentions_by_article(gold), nlp, lexicon)
    ]
    told = sum(row.told is True for row in examples)
    precision, recall = cross_validated(examples)
    articles = len({row.article for row in examples})
    print(f"{len(examples)} candidates of {articles} articles, {told} told")
    print(
        f"cross-validated, candidates with a date: precision {precision:.3f}, recall {recall:.3f}"
    )
    wanted.output.write_text(_toml(_fit(examples)), "utf-8")


if __name__ == "__main__":
    main()
