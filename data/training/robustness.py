"""Measure a French pipeline on Sequoia test as other hands would have typed it.

    python data/training/robustness.py MODEL TREEBANKS_DIR

Every sentence is a text of its own, in each of the shapes that training has, too: with curly
apostrophes, « guillemets » and no-break spaces; with capitals that lack their accents; all in
capitals; without a full stop; as a list item; between quotation marks; a noun phrase of it as a
headline. Labels are evened out as for training. Prints one row a shape.
"""

import argparse
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import augmentation
import corpus
import evaluate
import spacy
from spacy.language import Language
from spacy.training import Example
from treebanks import Sentence, reference_doc

import timeline.extraction.language  # noqa: F401  registers the language "frtl"

SEED = 3
Shape = Callable[[Sentence, random.Random], Sentence]
SHAPES: dict[str, Shape] = {
    "as it is": lambda sentence, rng: sentence,
    "typeset": augmentation.typeset,
    "capitals without accents": lambda sentence, rng: augmentation.bare_capitals(sentence),
    "all in capitals": augmentation.capitals,
    "without full stop": lambda sentence, rng: augmentation.unclosed(sentence),
    "list item": augmentation.item,
    "quoted": augmentation.quoted,
    "headline": augmentation.headline,
}


def rows(nlp: Language, sentences: list[Sentence]) -> Iterator[str]:
    """One row of a table for each shape; of headlines, those that a sentence has."""
    yield "| shape | sentences | part of speech | LAS | lemmas | entities, typed | untyped |"
    yield "|---" * 7 + "|"
    for name, shape in SHAPES.items():
        rng = random.Random(SEED)
        shaped = [shape(sentence, rng) for sentence in sentences]
        if name == "headline":
            shaped = [new for new, old in zip(shaped, sentences, strict=True) if new is not old]
        examples = [Example(nlp.make_doc(s.text), reference_doc(nlp, [s])) for s in shaped]
        syntax = nlp.evaluate(examples)
        names = evaluate.entities(evaluate.marked(nlp, shaped))
        figures = [syntax[key] for key in ("pos_acc", "dep_las", "lemma_acc")]
        figures += [names["typed"], names["untyped"]]
        yield f"| {name} | {len(shaped)} | " + " | ".join(f"{f:.3f}" for f in figures) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model")
    parser.add_argument("treebanks", type=Path)
    arguments = parser.parse_args()
    names = (*corpus.SEQUOIA, corpus.TEST)
    sentences = corpus.treebanks(arguments.treebanks, names)[corpus.TEST]
    print("\n".join(rows(spacy.load(arguments.model), sentences)))


if __name__ == "__main__":
    main()
