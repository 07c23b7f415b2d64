"""Measure a French pipeline on treebanks, entities and event nouns, from raw text.

    python data/training/evaluate.py MODEL TREEBANKS_DIR ARTICLES_DIR [--also TREEBANK]

Syntax is measured as `spacy convert -T -n 10` and `spacy evaluate` do: ten sentences to a text, the
labels of the treebank as published. What --also names must not have been trained on.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import spacy
from annotations import article_sentences
from corpus import HERE, SENTENCES_PER_TEST_DOC, SEQUOIA, TEST, TRAIN, treebank
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.training.converters import conllu_to_docs
from treebanks import Sentence, with_gold_entities

import timeline.extraction.language  # noqa: F401  registers the language "frtl"
from timeline.extraction.supersenses import NO_SENSE, names_event

SYNTAX = {
    "token_f": "tokens, F",
    "pos_acc": "parts of speech",
    "morph_acc": "morphology",
    "dep_uas": "dependencies, unlabelled (UAS)",
    "dep_las": "dependencies, labelled (LAS)",
    "lemma_acc": "lemmas",
    "sents_f": "sentences, F",
}
_MODEL, _MAJORITY = "model", "majority sense of the lemma"
NEWS_TEST = HERE / "entities" / "news-test.jsonl"


def syntax(
    nlp: Language, treebanks: Path, name: str, size: int = SENTENCES_PER_TEST_DOC
) -> dict[str, float]:
    """The scores of SYNTAX on a treebank, `size` sentences to a text."""
    scores = nlp.evaluate(published(nlp, treebanks, name, size))
    return {key: round(scores[key], 4) for key in SYNTAX if scores.get(key) is not None}


def published(nlp: Language, treebanks: Path, name: str, size: int) -> list[Example]:
    """A treebank as `spacy convert -T -n SIZE` writes it and `spacy evaluate` reads it."""
    text = (treebanks / f"{name}.conllu").read_text(encoding="utf-8")
    docs = conllu_to_docs(text, n_sents=size, merge_subtokens=True, no_print=True)
    stored = DocBin(docs=docs, store_user_data=True).get_docs(nlp.vocab)
    return [Example(nlp.make_doc(doc.text), doc) for doc in stored]


def marked(nlp: Language, sentences: Iterable[Sentence]) -> list[tuple[Doc, Doc]]:
    """Pairs of analysed and gold document, one sentence each.

    Gold entities are widened to the pipeline's own tokens.
    """
    pairs = []
    for sentence in sentences:
        gold = with_gold_entities(nlp.make_doc(sentence.text), [sentence], [""])
        pairs.append((nlp(sentence.text), gold))
    return pairs


def entities(pairs: Sequence[tuple[Doc, Doc]]) -> dict[str, float]:
    """Exact spans by character offsets: `typed` F, `untyped` F, and typed F by label."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for predicted, gold in pairs:
        found = {(e.start_char, e.end_char): e.label_ for e in predicted.ents}
        wanted = {(e.start_char, e.end_char): e.label_ for e in gold.ents}
        for key, kinds in (("found", found), ("wanted", wanted)):
            counts["untyped"][key] += len(kinds)
            counts["typed"][key] += len(kinds)
            for label in kinds.values():
                counts[label][key] += 1
        for span, label in found.items():
            counts["untyped"]["right"] += span in wanted
            counts["typed"]["right"] += wanted.get(span) == label
            counts[label]["right"] += wanted.get(span) == label
    return {
        name: round(2 * c["right"] / max(1, c["found"] + c["wanted"]), 4)
        for name, c in sorted(counts.items())
    }


def event_nouns(
    nlp: Language, learned: Sequence[Sentence], test: Sequence[Sentence]
) -> dict[str, float]:
    """F of the nouns that are an Act or Event, by the model and by a lemma's majority sense."""
    return f_scores(event_noun_counts(nlp, learned, test))


def event_noun_counts(
    nlp: Language, learned: Sequence[Sentence], test: Sequence[Sentence]
) -> Counter[tuple[str, str]]:
    """How many event nouns are `wanted`, `found` and `right`, by method."""
    senses: dict[str, Counter[bool]] = defaultdict(Counter)
    for sentence in learned:
        for word in sentence.words:
            if word.sense not in ("", NO_SENSE):
                senses[word.lemma.lower()][names_event(word.sense)] += 1
    always = {lemma for lemma, counts in senses.items() if counts[True] > counts[False]}
    counts: Counter[tuple[str, str]] = Counter()
    for sentence, doc in zip(test, nlp.pipe(s.text for s in test), strict=True):
        wanted = {word.start for word in sentence.words if names_event(word.sense)}
        nouns = (word for word in sentence.words if word.pos in ("NOUN", "PROPN"))
        for method, said in (
            (_MODEL, {t.idx for t in doc if (t._.happening or 0.0) > 0.5}),
            (_MAJORITY, {word.start for word in nouns if word.lemma.lower() in always}),
        ):
            counts[method, "wanted"] += len(wanted)
            counts[method, "found"] += len(said)
            counts[method, "right"] += len(said & wanted)
    return counts


def f_scores(counts: Counter[tuple[str, str]]) -> dict[str, float]:
    """F by method, from what `event_noun_counts` counted."""
    return {
        method: round(
            2
            * counts[method, "right"]
            / max(1, counts[method, "found"] + counts[method, "wanted"]),
            4,
        )
        for method in (_MODEL, _MAJORITY)
    }


def measure(nlp: Language, treebanks: Path, articles: Path) -> dict[str, dict[str, float]]:
    """Every figure of the model card, on texts that the packaged pipeline is not trained on.

    Syntax on Sequoia test, `joined` (ten sentences to a text) and `single`; entities on Sequoia
    test and on the annotated news articles; event nouns on Sequoia test.
    """
    test = treebank(treebanks, TEST)
    learned = [sentence for name in SEQUOIA for sentence in treebank(treebanks, name)]
    return {
        "joined": syntax(nlp, treebanks, TEST),
        "single": syntax(nlp, treebanks, TEST, 1),
        "entities, Sequoia test": entities(marked(nlp, test)),
        "entities, news": entities(marked(nlp, article_sentences(NEWS_TEST, articles))),
        "event nouns": event_nouns(nlp, learned, test),
    }


def table(figures: dict[str, dict[str, float]]) -> str:
    """The figures of `measure` as Markdown."""
    rows = ["| Sequoia test | joined | single |", "|---|---|---|"]
    rows += [
        f"| {label} | {figures['joined'][key]:.4f} | {figures['single'][key]:.4f} |"
        for key, label in SYNTAX.items()
    ]
    rows += ["", "| entities, F | Sequoia test | news articles |", "|---|---|---|"]
    sequoia, recent = figures["entities, Sequoia test"], figures["entities, news"]
    for key in ("typed", "untyped", "PER", "ORG", "LOC", "MISC"):
        rows.append(f"| {key} | {sequoia.get(key, 0):.4f} | {recent.get(key, 0):.4f} |")
    rows += ["", "| event nouns on Sequoia test | F |", "|---|---|"]
    rows += [f"| {name} | {f:.4f} |" for name, f in figures["event nouns"].items()]
    return "\n".join(rows)


def label_table(nlp: Language, treebanks: Path) -> str:
    """F of every dependency label that occurs at least ten times in Sequoia test, as Markdown."""
    examples = published(nlp, treebanks, TEST, SENTENCES_PER_TEST_DOC)
    seen = Counter(token.dep_.lower() for example in examples for token in example.reference)
    scores = nlp.evaluate(examples)
    found = scores["dep_las_per_type"]
    rows = ["| label | in the test | F |", "|---|---|---|"]
    rows += [
        f"| {label} | {count} | {found[label]['f']:.3f} |"
        for label, count in seen.most_common()
        if count >= 10 and label in found
    ]
    return "\n".join(rows)


def token_table(treebanks: Path) -> str:
    """Token F on every treebank, for the package's tokenizer and for spaCy's French one."""
    rows = ['| treebank | `FrenchNews` | `spacy.blank("fr")` |', "|---|---|---|"]
    for name in (TEST, *TRAIN):
        ours, theirs = (
            syntax(spacy.blank(code), treebanks, name)["token_f"] for code in ("frtl", "fr")
        )
        rows.append(f"| {name} | {ours:.4f} | {theirs:.4f} |")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path, help="folder of the pipeline")
    parser.add_argument("treebanks", type=Path, help="folder with the treebanks")
    parser.add_argument("articles", type=Path, help="folder with the annotated articles")
    parser.add_argument("--also", action="append", default=[], help="another treebank, by name")
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.model)
    print(table(measure(nlp, arguments.treebanks, arguments.articles)))
    for name in arguments.also:
        print(f"\n{name}:", syntax(nlp, arguments.treebanks, name))
        print(f"{name}, entities, F:", entities(marked(nlp, treebank(arguments.treebanks, name))))


if __name__ == "__main__":
    main()
