"""The training corpus: treebanks and annotations, copied in many shapes, joined to documents."""

import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import spacy
from annotations import (
    article_sentences,
    foreign_sentences,
    marked_sentences,
    with_entities,
    with_marks,
    with_read_senses,
    with_senses,
)
from augmentation import announcing, augmented, capitals, chained, headline, spans_ok
from harmonisation import Usage, harmonised
from lexicon import lefff
from replacement import resources
from spacy.tokens import Doc, DocBin
from treebanks import Sentence, gold_doc, in_groups, read_conllu, reference_doc

SEED = 0
DEV = "fr_sequoia-ud-dev"
SEQUOIA = ("fr_sequoia-ud-train", DEV)
TRAIN = (*SEQUOIA, "fr_gsd-ud-dev", "fr_pud-ud-test", "fr_fqb-ud-test")
MODELS = (*SEQUOIA, "fr_gsd-ud-dev")
TEST = "fr_sequoia-ud-test"
ARTICLES = "news"
SENTENCES_PER_TEST_DOC = 10
ROUNDS = 5
HERE = Path(__file__).parent
# The treebanks that come with a list of their entities.
ENTITIES = {"fr_gsd-ud-dev": "gsd-dev.ner.tsv", "fr_pud-ud-test": "pud.ner.tsv"}
# Questions are a fourth of all sentences, and rare in the news: they come in three rounds.
_FEWER = {"fr_fqb-ud-test": 3}
# Names are learned in two rounds: a recogniser that sees a name as often as the parser needs its
# sentence learns the name by heart. What has no syntax comes in these rounds alone.
_NAMED = 2


def treebanks(folder: Path, names: Iterable[str]) -> dict[str, list[Sentence]]:
    """Some of the treebanks of TRAIN and TEST, evened out after the models among them."""
    found = {name: treebank(folder, name) for name in names}
    usage = Usage(s for name in MODELS if name in found for s in found[name])
    return {
        name: [harmonised(sentence, usage, name in MODELS) for sentence in sentences]
        for name, sentences in found.items()
    }


def treebank(folder: Path, name: str) -> list[Sentence]:
    """The sentences of one treebank with all that is annotated on them."""
    sentences = list(read_conllu(folder / f"{name}.conllu"))
    semcor = folder / "sequoia-9.1.frsemcor"
    if "sequoia" in name:
        named = with_marks(sentences, name, HERE / "entities" / "sequoia.jsonl")
        return list(with_senses(named, semcor))
    if name not in ENTITIES:
        return sentences
    listed = folder / "ner" / ENTITIES[name]
    if listed.is_file():
        sentences = list(with_entities(sentences, listed))
    else:
        print(f"{listed} is missing: the sentences of {name} teach no names.", file=sys.stderr)
    return list(with_read_senses(sentences, name, HERE / "senses.jsonl", semcor))


def extra(articles: Path) -> dict[str, list[Sentence]]:
    """The sentences with entities and no syntax: the project's own, by file, and of articles."""
    folder = HERE / "entities"
    own = {path.stem: list(marked_sentences(path)) for path in sorted(folder.glob("*.txt"))}
    return own | {ARTICLES: list(article_sentences(folder / f"{ARTICLES}.jsonl", articles))}


def frequencies(parts: dict[str, list[Sentence]]) -> Counter[str]:
    """How often every lower-case form occurs in the sentences."""
    nlp = spacy.blank("frtl")
    texts = (sentence.text for part in parts.values() for sentence in part)
    return Counter(token.norm_ for text in texts for token in nlp.make_doc(text))


def write(
    parts: dict[str, list[Sentence]],
    dev: list[Sentence],
    corpus: Path,
    rounds: int = ROUNDS,
    seed: int = SEED,
) -> None:
    """Write train.spacy, with every sentence up to `rounds` times, and dev.spacy to a folder."""
    nlp = spacy.blank("frtl")
    rng = random.Random(seed)
    everything = [sentence for part in parts.values() for sentence in part]
    stock = resources(lefff(), everything)
    titles = [s for s in everything if s.words and _is_title(s)]
    titles += foreign_sentences(HERE / "foreign.txt")
    docs: list[Doc] = []
    for turn in range(rounds):
        for name, sentences in parts.items():
            if turn >= _FEWER.get(name, rounds if sentences[0].words else _NAMED):
                continue
            shaped = [augmented(sentence, stock, rng) for sentence in sentences]
            if turn >= _NAMED:
                shaped = [replace(sentence, entities=None) for sentence in shaped]
            wrong = [s for s in shaped if not spans_ok(s)]
            if wrong:
                raise ValueError(f"a copy of {wrong[0].name} is damaged: {wrong[0].text!r}")
            docs.extend(gold_doc(nlp, *group) for group in _documents(shaped, titles, rng))
    if any(" dele " in doc.text for doc in docs):
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
        if len(group) > 2 and rng.random() < 0.1:
            joined = chained(group[0], group[1])
            if joined:
                group[:2] = [joined]
        one_line = rng.random() < 0.5
        if one_line and group[0].words:
            share = rng.choice((0.08, 0.16, 0.3))
            for place in range(len(group), -1, -1):
                if rng.random() < share:
                    group.insert(place, _title(titles, rng.choice(sentences), rng))
        joiners = []
        for sentence in group:
            parted = rng.random() < (0.15 if _is_closed(sentence) else 0.8)
            joiners.append("\n\n" if parted and not one_line else " ")
        yield group, joiners


def _title(titles: list[Sentence], sentence: Sentence, rng: random.Random) -> Sentence:
    """A title of the treebanks, a line of English, or a noun phrase of the sentence as a title.

    Some are in capitals, some end with a colon.
    """
    made = headline(sentence, rng)
    title = made if made is not sentence and rng.random() < 0.4 else rng.choice(titles)
    if rng.random() < 0.15:
        title = capitals(title, rng)
    return announcing(title) if rng.random() < 0.15 else title
