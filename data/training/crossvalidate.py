"""Measure entities and event nouns by cross-validation over all annotated sentences.

    python data/training/crossvalidate.py TREEBANKS_DIR ARTICLES_DIR OUTPUT_DIR [--folds N]

Every fold trains embedding, tagger, supersenses and recogniser afresh, without the parser, on the
other folds; the names put into copies of sentences come from these alone. Folds are blocks of
consecutive sentences of every file; the three parts of Sequoia share texts, so there a sentence's
neighbour in its text may be in another fold. A fold that OUTPUT_DIR holds from an earlier run is
not trained again, whatever changed since: folds can be trained side by side with --only and then
measured together. Prints F of exact spans, by source and pooled, and F of event nouns beside that
of a lemma's majority sense.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import corpus
import evaluate
import lexicon
import spacy
from spacy.tokens import Doc
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from treebanks import Sentence

HERE = Path(__file__).parent
# Over two thirds of the sentences as many rounds as the packaged pipeline's 6,000 over all.
STEPS = 4000
PIPELINE = ["tok2vec", "morphologizer", "supersenses", "ner"]


def folds(sentences: list[Sentence], count: int) -> list[list[Sentence]]:
    """Blocks of consecutive sentences, as equal as can be."""
    cuts = [len(sentences) * i // count for i in range(count + 1)]
    return [sentences[a:b] for a, b in zip(cuts, cuts[1:], strict=False)]


def fit(parts: dict[str, list[Sentence]], output: Path, dev: list[Sentence]) -> spacy.Language:
    """A recogniser trained on these sentences, unless `output` holds one already."""
    trained = output / "model" / "model-last"
    if trained.exists():
        return spacy.load(trained)
    corpus.write(parts, dev, output)
    lexicon.build(output / "lexicon", corpus.frequencies(parts))
    paths = {"train": str(output / "train.spacy"), "dev": str(output / "dev.spacy")}
    config = load_config(
        HERE / "config.cfg",
        overrides={
            **{f"paths.{name}": path for name, path in paths.items()},
            "paths.lexicon": str(output / "lexicon"),
            "training.max_steps": STEPS,
            "training.optimizer.learn_rate.total_steps": STEPS,
        },
        interpolate=False,
    )
    config["nlp"]["pipeline"] = PIPELINE
    config["components"] = {name: config["components"][name] for name in PIPELINE}
    config["training"]["score_weights"] = {"ents_f": 0.5, "event_nouns_f": 0.5}
    nlp = init_nlp(config)
    (output / "model").mkdir(exist_ok=True)
    train(nlp, output / "model")
    return spacy.load(trained)


def table(pairs: dict[str, list[tuple[Doc, Doc]]]) -> Iterator[str]:
    """The rows of the table in README.md: F of entities by source, and of several together."""
    written = [name for name in pairs if name not in (*corpus.TRAIN, corpus.TEST, corpus.ARTICLES)]
    rows = {name: [name] for name in pairs if name not in written}
    rows |= {"entities/*.txt": written, "GSD dev and PUD": [*corpus.ENTITIES], "all": [*pairs]}
    columns = ("typed", "untyped", "PER", "ORG", "LOC", "MISC")
    yield "| sentences of | " + " | ".join(columns) + " |"
    yield "|---" * (1 + len(columns)) + "|"
    for label, names in rows.items():
        scores = evaluate.entities([pair for name in names for pair in pairs[name]])
        yield f"| {label} | " + " | ".join(f"{scores.get(name, 0):.3f}" for name in columns) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--only", type=int, help="train this fold alone, counted from 0")
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    names = [*(name for name in corpus.TRAIN if "fqb" not in name), corpus.TEST]
    sources = corpus.treebanks(arguments.treebanks, names)
    sources |= corpus.extra(arguments.articles)
    split = {name: folds(sentences, arguments.folds) for name, sentences in sources.items()}
    dev = corpus.treebank(arguments.treebanks, corpus.DEV)
    pairs: dict[str, list[tuple[Doc, Doc]]] = defaultdict(list)
    nouns: Counter[tuple[str, str]] = Counter()
    for fold in range(arguments.folds) if arguments.only is None else [arguments.only]:
        rest = {
            name: [s for i, block in enumerate(blocks) if i != fold for s in block]
            for name, blocks in split.items()
        }
        nlp = fit(rest, arguments.output / f"fold{fold}", dev)
        nlp.add_pipe("entity_bounds", after="ner")
        for name, blocks in split.items():
            pairs[name] += evaluate.marked(nlp, blocks[fold])
        sensed = [name for name in sources if "sequoia" in name]
        nouns.update(
            evaluate.event_noun_counts(
                nlp,
                [s for name in sensed for s in rest[name]],
                [s for name in sensed for s in split[name][fold]],
            )
        )
        print(f"fold {fold} done", flush=True)
    print("\n".join(table(pairs)))
    print("event nouns", evaluate.f_scores(nouns))


if __name__ == "__main__":
    main()
