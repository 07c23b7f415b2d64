"""Train the French pipeline of timeline.

    python data/training/train.py TREEBANKS_DIR ARTICLES_DIR OUTPUT_DIR [--without TREEBANK]
                                  [--resume CHECKPOINT]

TREEBANKS_DIR and ARTICLES_DIR hold the files that README.md lists. OUTPUT_DIR receives the lexicon
tables, the corpora, the training checkpoints and, in OUTPUT_DIR/model, the pipeline with its model
card. A treebank left out can be measured with evaluate.py afterwards. With --resume a checkpoint of
an earlier run learns on from new copies of the sentences for a short time; the pipeline is the mean
of what it was before and after.
"""

import argparse
import json
import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from string import Template

import corpus
import evaluate
import lexicon
import spacy
import srsly
from spacy.cli.train import train
from spacy.language import Language
from spacy.training.loop import train as train_on
from spacy.util import fix_random_seed
from treebanks import FEATURES

import timeline.extraction.language  # noqa: F401  registers the language "frtl"

HERE = Path(__file__).parent
# A run that is resumed needs fewer copies of a sentence and a lower rate.
STEPS_MORE = 900
RATE_MORE = 0.0005
ROUNDS_MORE = 3
RESUMED = (
    f"; then {STEPS_MORE} more at a rate that falls from {RATE_MORE}, and the mean of the weights "
    "before and after them"
)

META = {
    "name": "timeline_fr_news",
    "version": "0.4.0",
    "spacy_version": ">=3.8.0,<3.9.0",
    "author": "timeline",
    "description": "French pipeline of timeline: tokens, parts of speech, morphology, lemmas, "
    "dependencies, sentence boundaries, noun supersenses and named entities.",
    "license": "LGPLLR AND CC-BY-SA-4.0",
    "sources": [
        {"name": name, "url": url, "license": licence}
        for name, url, licence in (
            ("UD_French-Sequoia", "github.com/UniversalDependencies/UD_French-Sequoia", "LGPL-LR"),
            ("UD_French-GSD", "github.com/UniversalDependencies/UD_French-GSD", "CC BY-SA 4.0"),
            ("UD_French-PUD", "github.com/UniversalDependencies/UD_French-PUD", "CC BY-SA 3.0"),
            ("UD_French-FQB", "github.com/UniversalDependencies/UD_French-FQB", "LGPL-LR"),
            ("FrSemCor", "github.com/FrSemCor/FrSemCor", "LGPL-LR"),
            ("Lefff 3.4", "almanach.inria.fr/software_and_resources/custom/Alexina-en", "LGPL-LR"),
            ("GeoNames", "www.geonames.org", "CC BY 4.0"),
            ("Unicode CLDR", "cldr.unicode.org", "Unicode-3.0"),
            ("Faker", "github.com/joke2k/faker", "MIT"),
        )
    ],
}


def resume(checkpoint: Path, data: Path, output: Path) -> Language:
    """Train a checkpoint on for STEPS_MORE steps; give the mean of what it was and what it became.

    Its lexicon tables stay as they were. The mean of weights before and after a short training on
    other data keeps more of what both know than either (Wortsman et al., "Robust fine-tuning of
    zero-shot models", CVPR 2022).

    spaCy saves the edit trees of a lemmatizer and its labels, but not which label is whose; without
    that, it takes every lemma for unknown when it learns on.
    """
    nlp = spacy.load(checkpoint)
    lemmatizer = nlp.get_pipe("trainable_lemmatizer")
    lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}
    config = nlp.config.copy()
    config["paths"] |= {part: str(data / f"{part}.spacy") for part in ("train", "dev")}
    training = config["training"]
    training["max_steps"] = STEPS_MORE
    training["optimizer"]["learn_rate"] |= {
        "warmup_steps": STEPS_MORE // 18,
        "total_steps": STEPS_MORE,
        "initial_rate": RATE_MORE,
    }
    training["batcher"]["size"] = training["batcher"]["size"]["stop"]
    nlp.config = config
    fix_random_seed(config["system"]["seed"])
    output.mkdir(exist_ok=True)
    train_on(nlp, output)
    return mean(spacy.load(checkpoint), spacy.load(output / "model-last"))


def mean(one: Language, other: Language) -> Language:
    """The first of two trained pipelines of the same shape, with the mean of both's weights."""
    for name in one.pipe_names:
        models = [nlp.get_pipe(name).model.walk() for nlp in (one, other)]
        for node, twin in zip(*models, strict=True):
            for weights in node.param_names:
                if node.has_param(weights):
                    pair = node.get_param(weights), twin.get_param(weights)
                    node.set_param(weights, sum(pair) / 2)
    return one


def package(nlp: Language, target: Path) -> Language:
    """Save a trained pipeline with its components by rule, its metadata and no local path."""
    # Learning boundaries by themselves helps the shared layers; the parser then finds them better.
    nlp.remove_pipe("senter")
    nlp.add_pipe("boundaries", before="parser")
    nlp.add_pipe("french_verbs", after="trainable_lemmatizer")
    nlp.add_pipe("capitals", after="trainable_lemmatizer")
    nlp.add_pipe("entity_bounds", after="ner")
    nlp.meta.update(META)
    nlp.meta["performance"] = {}
    config = nlp.config.copy()
    config["paths"] = dict.fromkeys(config["paths"])
    nlp.config = config
    nlp.to_disk(target)
    # Every word of the corpus is in the vocabulary: a tenth of the size, a third of the loading.
    srsly.write_json(target / "vocab" / "strings.json", sorted(strings(nlp)))
    return spacy.load(target)


def strings(nlp: Language) -> set[str]:
    """What the components of a pipeline need in the vocabulary: labels and endings of lemmas."""
    trees = nlp.get_pipe("trainable_lemmatizer").trees.to_bytes()
    nodes = srsly.msgpack_loads(trees)["trees"]
    hashes = {node.get(part, 0) for node in nodes for part in ("orig", "subst")}
    labels = {label for component in nlp.pipe_labels.values() for label in component}
    return labels | {nlp.vocab.strings[hashed] for hashed in hashes - {0}}


def write_card(nlp: Language, treebanks: Path, articles: Path, target: Path, resumed: bool) -> None:
    """Measure the packaged pipeline; write MODEL_CARD.md and the scores in meta.json."""
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    training = nlp.config["training"]
    template = Template((HERE / "MODEL_CARD.template.md").read_text(encoding="utf-8"))
    figures = evaluate.measure(nlp, treebanks, articles)
    card = template.substitute(
        name=META["name"],
        version=META["version"],
        components=", ".join(f"`{name}`" for name in nlp.pipe_names),
        features=", ".join(sorted(FEATURES)),
        scores=evaluate.table(figures),
        labels=evaluate.label_table(nlp, treebanks),
        tokens=evaluate.token_table(treebanks),
        own=f"{lines((HERE / 'entities').glob('*.txt')):,}",
        nouns=f"{lines([HERE / 'nouns.tsv']):,}",
        names=f"{lines((HERE / 'names').glob('*.txt')):,}",
        size=f"{size / 1e6:.1f}",
        seed=nlp.config["system"]["seed"],
        steps=training["max_steps"],
        width=nlp.config["components"]["tok2vec"]["model"]["encode"]["width"],
        depth=nlp.config["components"]["tok2vec"]["model"]["encode"]["depth"],
        dropout=training["dropout"],
        rate=training["optimizer"]["learn_rate"]["initial_rate"],
        resumed=RESUMED if resumed else "",
        python=platform.python_version(),
        spacy=version("spacy"),
        thinc=version("thinc"),
        numpy=version("numpy"),
    )
    (target / "MODEL_CARD.md").write_text(card, encoding="utf-8")
    meta = json.loads((target / "meta.json").read_text(encoding="utf-8"))
    meta["performance"] = figures
    (target / "meta.json").write_text(
        json.dumps(meta, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )


def lines(paths: Iterable[Path]) -> int:
    """How many lines the files have together."""
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("treebanks", type=Path, help="folder with the treebanks")
    parser.add_argument("articles", type=Path, help="folder with the annotated articles")
    parser.add_argument("output", type=Path, help="folder to write; model/ is the result")
    parser.add_argument("--without", action="append", default=[], help="leave a treebank out")
    parser.add_argument("--resume", type=Path, help="checkpoint of an earlier run to train on")
    arguments = parser.parse_args()
    treebanks, articles, output = arguments.treebanks, arguments.articles, arguments.output
    output.mkdir(parents=True, exist_ok=True)
    names = [name for name in corpus.TRAIN if name not in arguments.without]
    parts = corpus.treebanks(treebanks, names)
    parts |= corpus.extra(articles)
    dev = corpus.treebank(treebanks, corpus.DEV)
    data, checkpoints = output / "corpus", output / "checkpoints"
    if arguments.resume:
        corpus.write(parts, dev, data, rounds=ROUNDS_MORE, seed=corpus.SEED + 1)
        nlp = resume(arguments.resume, data, checkpoints)
    else:
        corpus.write(parts, dev, data)
        lexicon.build(output / "lexicon", corpus.frequencies(parts))
        overrides = {
            "paths.train": str(data / "train.spacy"),
            "paths.dev": str(data / "dev.spacy"),
            "paths.lexicon": str(output / "lexicon"),
        }
        train(HERE / "config.cfg", checkpoints, overrides=overrides)
        # The rate of learning ends at zero, and what spaCy holds for a dev set was learned from.
        nlp = spacy.load(checkpoints / "model-last")
    nlp = package(nlp, output / "model")
    write_card(nlp, treebanks, articles, output / "model", resumed=bool(arguments.resume))


if __name__ == "__main__":
    main()
