"""Train the French pipeline of timeline from Universal Dependencies treebanks.

    python data/training/train.py TREEBANKS_DIR OUTPUT_DIR

TREEBANKS_DIR holds the `.conllu` files that README.md lists. OUTPUT_DIR receives the converted
corpora, the training checkpoints and, in OUTPUT_DIR/model, the pipeline with its model card.
"""

import argparse
import json
import platform
import random
from importlib.metadata import version
from pathlib import Path
from string import Template

import spacy
from spacy.cli.train import train
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example
from treebanks import FEATURES, in_groups, read_conllu, reference_doc, training_docs

import timeline.extraction.language  # noqa: F401  registers the language "frtl"

HERE = Path(__file__).parent
SEED = 0
TRAIN = ("fr_sequoia-ud-train", "fr_gsd-ud-dev", "fr_pud-ud-test", "fr_fqb-ud-test")
DEV = "fr_sequoia-ud-dev"
TEST = "fr_sequoia-ud-test"
SENTENCES_PER_TEST_DOC = 10

META = {
    "name": "timeline_fr_news",
    "version": "0.1.0",
    "spacy_version": ">=3.8.0,<3.9.0",
    "author": "timeline",
    "description": "French pipeline of timeline: tokens, parts of speech, morphology, lemmas, "
    "dependencies and sentence boundaries.",
    "license": "LGPLLR AND CC-BY-SA-4.0",
    "sources": [
        {
            "name": f"UD_French-{name}",
            "url": f"https://github.com/UniversalDependencies/UD_French-{name}",
            "license": licence,
        }
        for name, licence in (
            ("Sequoia", "LGPL-LR"),
            ("GSD", "CC BY-SA 4.0"),
            ("PUD", "CC BY-SA 3.0"),
            ("FQB", "LGPL-LR"),
        )
    ],
}
SCORES = {
    "token_f": "tokens, F",
    "pos_acc": "parts of speech",
    "morph_acc": "morphology",
    "dep_uas": "dependencies, unlabelled (UAS)",
    "dep_las": "dependencies, labelled (LAS)",
    "lemma_acc": "lemmas",
    "sents_f": "sentences, F",
}


def convert(treebanks: Path, corpus: Path) -> None:
    """Write train.spacy, dev.spacy and test.spacy to the folder `corpus`."""
    nlp = spacy.blank("frtl")
    rng = random.Random(SEED)
    docs = [
        doc
        for name in TRAIN
        for doc in training_docs(nlp, list(read_conllu(treebanks / f"{name}.conllu")), rng)
    ]
    if any("dele " in doc.text for doc in docs):
        raise ValueError("a contraction was written out: multiword tokens were not merged")
    corpus.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs, store_user_data=False).to_disk(corpus / "train.spacy")
    for name, target in ((DEV, "dev"), (TEST, "test")):
        sentences = list(read_conllu(treebanks / f"{name}.conllu"))
        groups = in_groups(sentences, SENTENCES_PER_TEST_DOC)
        docs = [reference_doc(nlp, group) for group in groups]
        DocBin(docs=docs).to_disk(corpus / f"{target}.spacy")


def score(nlp: Language, treebank: Path, sentences_per_doc: int) -> dict[str, float]:
    """The scores of SCORES on a treebank; spaCy's scorer leaves punctuation out of UAS and LAS."""
    groups = in_groups(list(read_conllu(treebank)), sentences_per_doc)
    references = [reference_doc(nlp, group) for group in groups]
    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in references])
    return {name: round(scores[name], 4) for name in SCORES if scores.get(name) is not None}


def token_table(treebanks: Path) -> str:
    """Token F on every treebank, for the package's tokenizer and for spaCy's French one."""
    ours, theirs = spacy.blank("frtl"), spacy.blank("fr")
    rows = ['| treebank | `FrenchNews` | `spacy.blank("fr")` |', "|---|---|---|"]
    for name in (TEST, DEV, *TRAIN):
        path = treebanks / f"{name}.conllu"
        figures = [score(nlp, path, SENTENCES_PER_TEST_DOC)["token_f"] for nlp in (ours, theirs)]
        rows.append(f"| {name} | {figures[0]:.4f} | {figures[1]:.4f} |")
    return "\n".join(rows)


def package(trained: Path, target: Path) -> Language:
    """Save the pipeline with rules for verb lemmas, its metadata and no path of this machine."""
    nlp = spacy.load(trained)
    nlp.add_pipe("french_verbs", last=True)
    nlp.meta.update(META)
    nlp.meta["performance"] = {}
    config = nlp.config.copy()
    config["paths"].update(train=None, dev=None)
    nlp.config = config
    nlp.to_disk(target)
    return nlp


def score_table(nlp: Language, treebank: Path) -> str:
    joined = score(nlp, treebank, SENTENCES_PER_TEST_DOC)
    single = score(nlp, treebank, 1)
    rows = ["| | joined | single |", "|---|---|---|"]
    rows += [f"| {label} | {joined[k]:.4f} | {single[k]:.4f} |" for k, label in SCORES.items()]
    return "\n".join(rows)


def boundaries(nlp: Language, treebank: Path) -> str:
    """Sentence F with the senter's boundaries and with the parser's own."""
    found = {"with `senter`": score(nlp, treebank, SENTENCES_PER_TEST_DOC)}
    with nlp.select_pipes(disable="senter"):
        found["`parser` alone"] = score(nlp, treebank, SENTENCES_PER_TEST_DOC)
    return ", ".join(f"{name} {scores['sents_f']:.4f}" for name, scores in found.items())


def write_card(nlp: Language, treebanks: Path, target: Path) -> None:
    """Measure the packaged pipeline; write MODEL_CARD.md and the scores in meta.json."""
    test = treebanks / f"{TEST}.conllu"
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    template = Template((HERE / "MODEL_CARD.template.md").read_text(encoding="utf-8"))
    card = template.substitute(
        name=META["name"],
        version=META["version"],
        components=", ".join(f"`{name}`" for name in nlp.pipe_names),
        features=", ".join(sorted(FEATURES)),
        scores=score_table(nlp, test),
        boundaries=boundaries(nlp, treebanks / f"{DEV}.conllu"),
        tokens=token_table(treebanks),
        size=f"{size / 1e6:.1f}",
        seed=nlp.config["system"]["seed"],
        steps=nlp.config["training"]["max_steps"],
        python=platform.python_version(),
        spacy=version("spacy"),
        thinc=version("thinc"),
        numpy=version("numpy"),
    )
    (target / "MODEL_CARD.md").write_text(card, encoding="utf-8")
    meta = json.loads((target / "meta.json").read_text(encoding="utf-8"))
    meta["performance"] = score(nlp, test, SENTENCES_PER_TEST_DOC)
    (target / "meta.json").write_text(
        json.dumps(meta, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("treebanks", type=Path, help="folder with the .conllu files")
    parser.add_argument("output", type=Path, help="folder to write; model/ is the result")
    arguments = parser.parse_args()
    treebanks, output = arguments.treebanks, arguments.output
    corpus = output / "corpus"
    convert(treebanks, corpus)
    paths = {f"paths.{part}": str(corpus / f"{part}.spacy") for part in ("train", "dev")}
    train(HERE / "config.cfg", output / "checkpoints", overrides=paths)
    nlp = package(output / "checkpoints" / "model-best", output / "model")
    write_card(nlp, treebanks, output / "model")


if __name__ == "__main__":
    main()
