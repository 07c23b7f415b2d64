"""The training corpus: treebanks and annotations, copied in many shapes, joined to documents."""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from annotations import article_sentences, marked_sentences, with_entities, with_names, with_senses
from augmentation import augmented, spans_ok
from harmonisation import Usage, harmonised
from lexicon import lefff
from replacement import resources
from spacy.tokens import Doc, DocBin
from treebanks import Sentence, gold_doc, in_groups, read_conllu, reference_doc

SEED = 0
TRAIN = ("fr_sequoia-ud-train", "fr_gsd-ud-dev", "fr_pud-ud-test", "fr_fqb-ud-test")
MODELS = ("fr_sequoia-ud-train", "fr_gsd-ud-dev")
DEV = "fr_sequoia-ud-dev"
TEST = "fr_sequoia-ud-test"
SENTENCES_PER_TEST_DOC = 10
ROUNDS = 5
HERE = Path(__file__).parent
_ENTITIES = {"fr_gsd-ud-dev": "gsd-dev.ner.tsv", "fr_pud-ud-test": "pud.ner.tsv"}
# Questions are a fourth of all sentences, and rare in the news: they come in every other round.
_EVERY_OTHER = {"fr_fqb-ud-test"}


def treebanks(folder: Path, names: Iterable[str]) -> dict[str, list[Sentence]]:
    """Some of the treebanks of TRAIN, evened out after the models among them."""
    found = {name: treebank(folder, name) for name in names}
    usage = Usage(s for name in MODELS if name in found for s in found[name])
    return {
        name: [harmonised(sentence, usage, name in MODELS) for sentence in sentences]
        for name, sentences in found.items()
    }


def treebank(folder: Path, name: str) -> list[Sentence]:
    """The sentences of one treebank with all that is annotated on them."""
    sentences = read_conllu(folder / f"{name}.conllu")
    if "sequoia" in name:
        named = with_names(sentences, folder / "ner" / "sequoia_names.typed.tsv")
        return list(with_senses(named, folder / "sequoia-9.1.frsemcor"))
    listed = _ENTITIES.get(name)
    return list(with_entities(sentences, folder / "ner" / listed) if listed else sentences)


def extra(articles: Path) -> list[Sentence]:
    """The sentences with entities and no syntax: the project's own, and those of articles."""
    folder = HERE / "entities"
    own = [s for path in sorted(folder.glob("*.txt")) for s in marked_sentences(path)]
    return own + list(article_sentences(folder / "news.jsonl", articles))


def write(parts: dict[str, list[Sentence]], dev: list[Sentence], corpus: Path) -> None:
    """Write train.spacy and dev.spacy to the folder `corpus`."""
    nlp = spacy.blank("frtl")
    rng = random.Random(SEED)
    everything = [sentence for part in parts.values() for sentence in part]
    stock = resources(lefff(), everything)
    docs: list[Doc] = []
    for turn in range(ROUNDS):
        for name, sentences in parts.items():
            if turn % 2 and name in _EVERY_OTHER:
                continue
            shaped = [augmented(sentence, stock, rng) for sentence in sentences]
            wrong = [s for s in shaped if not spans_ok(s)]
            if wrong:
                raise ValueError(f"a copy of {wrong[0].name} is damaged: {wrong[0].text!r}")
            titles = [s for s in sentences if s.words and _is_title(s)]
            docs.extend(gold_doc(nlp, *group) for group in _documents(shaped, titles, rng))
    if any("dele " in doc.text for doc in docs):
        raise ValueError("a contraction was written out: multiword tokens were not merged")
    corpus.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs, store_user_data=False).to_disk(corpus / "train.spacy")
    groups = in_groups(dev, SENTENCES_PER_TEST_DOC)
    DocBin(docs=[reference_doc(nlp, group) for group in groups]).to_disk(corpus / "dev.spacy")


def _is_title(sentence: Sentence) -> bool:
    return len(sentence.words) <= 8 and not _is_closed(sentence)


def _is_closed(sentence: Sentence) -> bool:
    return sentence.text[-1] in '.!?…:;"»)'


def _documents(
    sentences: list[Sentence], titles: list[Sentence], rng: random.Random
) -> Iterator[tuple[list[Sentence], list[str]]]:
    """Sentences joined as the paragraphs of an article are, or run together on one line.

    On one line titles stand between them, as they do in the text of a page without its markup.
    """
    rest = list(sentences)
    while rest:
        size = rng.choice((1, 2, 3, 4, 6, 8, 10, 10))
        group, rest = rest[:size], rest[size:]
        one_line = rng.random() < 0.5
        if one_line and titles:
            for place in range(len(group), -1, -1):
                if rng.random() < 0.12:
                    group.insert(place, rng.choice(titles))
        joiners = []
        for sentence in group:
            parted = rng.random() < (0.15 if _is_closed(sentence) else 0.8)
            joiners.append("\n\n" if parted and not one_line else " ")
        yield group, joiners
