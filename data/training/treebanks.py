"""Read Universal Dependencies treebanks and turn them into spaCy documents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from timeline.extraction.supersenses import NO_SENSE

_FEATURE_NAMES = """
    Definite Emph Gender Mood Number NumType Person Polarity Poss PronType Reflex Tense VerbForm
    Voice
"""
FEATURES = frozenset(_FEATURE_NAMES.split())
Span = tuple[int, int, str]  # half-open offsets and a label


@dataclass(frozen=True)
class Word:
    """A surface word of a treebank: half-open offsets into the sentence, `head` an index.

    `sense` is the supersense of a noun, "" where nobody has looked for one.
    """

    start: int
    end: int
    lemma: str
    pos: str
    morph: str
    head: int
    dep: str
    sense: str = ""


@dataclass(frozen=True)
class Sentence:
    """A sentence by its name in its treebank; no words where it has no syntax, entities None
    where nobody has marked them."""

    name: str
    text: str
    words: tuple[Word, ...]
    entities: tuple[Span, ...] | None = None


def read_conllu(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file, multiword tokens as one word: `du`, lemma `de le`."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        header = dict(line[2:].split(" = ", 1) for line in lines if " = " in line[:20])
        text = header["text"]
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        yield Sentence(header["sent_id"], text, tuple(_surface_words(text, rows)))


def _surface_words(text: str, rows: list[list[str]]) -> Iterator[Word]:
    groups: list[tuple[str, list[int]]] = []
    last = 0
    for columns in rows:
        number, form = columns[:2]
        if "-" in number:
            first, last = (int(part) for part in number.split("-"))
            groups.append((form, list(range(first, last + 1))))
        elif "." not in number and int(number) > last:
            groups.append((form, [int(number)]))
    syntactic = {int(c[0]): c for c in rows if c[0].isdigit()}
    group_of = {n: i for i, (_, numbers) in enumerate(groups) for n in numbers}
    end = 0
    for index, (form, numbers) in enumerate(groups):
        start = text.index(form, end)
        end = start + len(form)
        # The word that carries a contraction is the one whose head lies outside it.
        carrier = next(n for n in numbers if int(syntactic[n][6]) not in numbers)
        columns = syntactic[carrier]
        head = int(columns[6])
        yield Word(
            start,
            end,
            " ".join(syntactic[n][2] for n in numbers),
            columns[3],
            _features(syntactic[n][5] for n in (carrier, *numbers)),
            group_of[head] if head else index,
            columns[7] if head else "ROOT",
        )


def _features(values: Iterable[str]) -> str:
    found: dict[str, str] = {}
    for value in values:
        for pair in value.split("|"):
            name, _, setting = pair.partition("=")
            if name in FEATURES:
                found.setdefault(name, setting)
    return "|".join(f"{name}={found[name]}" for name in sorted(found))


def gold_doc(nlp: Language, sentences: list[Sentence], joiners: list[str]) -> Doc:
    """One training document in the pipeline's own tokens; `joiners` follow each sentence.

    A piece of a word that the tokenizer cut hangs on the word's first piece; a token that covers
    several words takes the annotation of the one whose head lies outside; white space hangs on
    the token before it.
    """
    text = "".join(s.text + j for s, j in zip(sentences, joiners, strict=True)).rstrip()
    words = _joined(sentences, joiners)
    doc = nlp.make_doc(text)
    word_at = {i: n for n, word in enumerate(words) for i in range(word.start, word.end)}
    covered = [
        sorted({word_at[i] for i in range(t.idx, t.idx + len(t)) if i in word_at}) for t in doc
    ]
    first_token: dict[int, int] = {}
    for index, numbers in enumerate(covered):
        for number in numbers:
            first_token.setdefault(number, index)

    if not words:
        return _entities_only(doc, sentences, joiners)
    heads, deps, lemmas, pos, morphs, senses = [], [], [], [], [], []
    annotated = any(word.sense for word in words)
    for token, numbers in zip(doc, covered, strict=True):
        if not numbers:
            senses.append(NO_SENSE if annotated else "")
            heads.append(max(token.i - 1, 0))
            deps.append("dep")
            lemmas.append(token.text)
            pos.append("SPACE")
            morphs.append("")
            continue
        number = next(n for n in numbers if words[n].head not in numbers or words[n].head == n)
        word = words[number]
        begins = first_token[number] == token.i
        whole = len(numbers) == 1 and (word.start, word.end) == (token.idx, token.idx + len(token))
        heads.append(first_token[word.head] if begins else first_token[number])
        deps.append(word.dep if begins else "flat")
        lemmas.append(word.lemma if whole else token.text)
        pos.append(word.pos)
        morphs.append(word.morph)
        senses.append(word.sense if begins or not annotated else NO_SENSE)
    gold = Doc(
        nlp.vocab,
        [t.text for t in doc],
        [bool(t.whitespace_) for t in doc],
        pos=pos,
        morphs=morphs,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
        tags=senses,
    )
    return with_gold_entities(gold, sentences, joiners)


def _entities_only(doc: Doc, sentences: list[Sentence], joiners: list[str]) -> Doc:
    starts = set(_offsets(sentences, joiners))
    gold = Doc(
        doc.vocab,
        [t.text for t in doc],
        [bool(t.whitespace_) for t in doc],
        sent_starts=[t.idx in starts for t in doc],
    )
    return with_gold_entities(gold, sentences, joiners)


def with_gold_entities(doc: Doc, sentences: list[Sentence], joiners: list[str]) -> Doc:
    """The document with the entities of its sentences; nobody has looked at the others' tokens."""
    entities, unseen = [], []
    for offset, sentence in zip(_offsets(sentences, joiners), sentences, strict=True):
        if sentence.entities is None:
            end = offset + len(sentence.text)
            unseen.append(doc.char_span(offset, end, alignment_mode="expand"))
            continue
        for start, end, label in sentence.entities:
            span = (offset + start, offset + end)
            entities.append(doc.char_span(*span, label=label, alignment_mode="expand"))
    doc.set_ents(filter_spans(entities), missing=unseen, default="outside")
    return doc


def _offsets(sentences: list[Sentence], joiners: list[str]) -> Iterator[int]:
    """Where each sentence begins in the joined text."""
    offset = 0
    for sentence, joiner in zip(sentences, joiners, strict=True):
        yield offset
        offset += len(sentence.text) + len(joiner)


def _joined(sentences: list[Sentence], joiners: list[str]) -> list[Word]:
    """The words of several sentences with offsets and heads in the joined text."""
    words: list[Word] = []
    for sentence, offset in zip(sentences, _offsets(sentences, joiners), strict=True):
        base = len(words)
        for word in sentence.words:
            start, end = word.start + offset, word.end + offset
            words.append(replace(word, start=start, end=end, head=word.head + base))
    return words


def reference_doc(nlp: Language, sentences: list[Sentence]) -> Doc:
    """One test document in the treebank's own surface words."""
    words: list[str] = []
    spaces, heads, deps, lemmas, pos, morphs, senses = [], [], [], [], [], [], []
    for sentence in sentences:
        base = len(words)
        ends = [w.start for w in sentence.words[1:]] + [-1]
        for word, following in zip(sentence.words, ends, strict=True):
            words.append(sentence.text[word.start : word.end])
            spaces.append(word.end != following)  # the last word of a sentence has a space
            heads.append(base + word.head)
            deps.append(word.dep)
            lemmas.append(word.lemma)
            pos.append(word.pos)
            morphs.append(word.morph)
            senses.append(word.sense)
    doc = Doc(
        nlp.vocab,
        words,
        spaces,
        pos=pos,
        morphs=morphs,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
        tags=senses,
    )
    joiners = [" "] * len(sentences)
    return with_gold_entities(doc, sentences, joiners)


def in_groups(sentences: list[Sentence], size: int) -> Iterator[list[Sentence]]:
    for start in range(0, len(sentences), size):
        yield sentences[start : start + size]
