"""Train the French pipeline of timeline.

    python data/training/train.py TREEBANKS_DIR ARTICLES_DIR OUTPUT_DIR [--without TREEBANK]

TREEBANKS_DIR and ARTICLES_DIR hold the files that README.md lists. OUTPUT_DIR receives the lexicon
tables, the corpora, the training checkpoints and, in OUTPUT_DIR/model, the pipeline with its model
card. A treebank left out can be measured with evaluate.py afterwards.
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
from spacy.cli.train import train
from spacy.language import Language
from treebanks import FEATURES

import timeline.extraction.language  # noqa: F401  registers the language "frtl"

HERE = Path(__file__).parent

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


def package(trained: Path, target: Path) -> Language:
    """Save the pipeline with rules for verb lemmas, its metadata and no path of this machine."""
    nlp = spacy.load(trained)
    # Learning boundaries by themselves helps the shared layers; the parser then finds them better.
    nlp.remove_pipe("senter")
    nlp.add_pipe("boundaries", before="parser")
    nlp.add_pipe("french_verbs", after="trainable_lemmatizer")
    nlp.meta.update(META)
    nlp.meta["performance"] = {}
    config = nlp.config.copy()
    config["paths"] = dict.fromkeys(config["paths"])
    nlp.config = config
    nlp.to_disk(target)
    return nlp


def write_card(nlp: Language, treebanks: Path, articles: Path, target: Path) -> None:
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
    arguments = parser.parse_args()
    treebanks, articles, output = arguments.treebanks, arguments.articles, arguments.output
    output.mkdir(parents=True, exist_ok=True)
    names = [name for name in corpus.TRAIN if name not in arguments.without]
    parts = corpus.treebanks(treebanks, names)
    parts |= corpus.extra(articles)
    lexicon.build(output / "lexicon", corpus.frequencies(parts))
    corpus.write(parts, corpus.treebank(treebanks, corpus.DEV), output / "corpus")
    overrides = {
        "paths.train": str(output / "corpus" / "train.spacy"),
        "paths.dev": str(output / "corpus" / "dev.spacy"),
        "paths.lexicon": str(output / "lexicon"),
    }
    train(HERE / "config.cfg", output / "checkpoints", overrides=overrides)
    # The rate of learning ends at zero, and what spaCy holds for a dev set was learned from.
    nlp = package(output / "checkpoints" / "model-last", output / "model")
    write_card(nlp, treebanks, articles, output / "model")


if __name__ == "__main__":
    main()
