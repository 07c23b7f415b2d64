"""Read Universal Dependencies treebanks and turn them into spaCy documents."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

# The four treebanks do not mark these alike, so the finer half of the label is dropped.
SAME_LABEL = {
    "obl:mod": "obl",
    "obl:arg": "obl",
    "parataxis:insert": "parataxis",
    "nsubj:outer": "nsubj",
    "nsubj:caus": "nsubj",
    "obj:lvc": "obj",
    "iobj:agent": "iobj",
    "dep:comp": "dep",
}
_FEATURE_NAMES = "Definite Gender Mood Number Person Polarity Poss PronType Reflex Tense VerbForm"
FEATURES = frozenset(_FEATURE_NAMES.split())


@dataclass(frozen=True)
class Word:
    """A surface word of a treebank: half-open offsets into the sentence, `head` an index."""

    start: int
    end: int
    lemma: str
    pos: str
    morph: str
    head: int
    dep: str


@dataclass(frozen=True)
class Sentence:
    text: str
    words: tuple[Word, ...]


def read_conllu(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file, multiword tokens (`du` = `de` + `le`) as one word."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        text = next(line[9:] for line in lines if line.startswith("# text = "))
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        yield Sentence(text, tuple(_surface_words(text, rows)))


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
            columns[2],
            columns[3],
            _features(syntactic[n][5] for n in (carrier, *numbers)),
            group_of[head] if head else index,
            "ROOT" if not head else _label(columns, syntactic),
        )


def _label(columns: list[str], syntactic: dict[int, list[str]]) -> str:
    label = SAME_LABEL.get(columns[7], columns[7])
    if label != "obl":
        return label
    # PUD, which alone has plain "obl", does not mark agents: "par" under a passive participle.
    governor = syntactic[int(columns[6])]
    by = any(c[6] == columns[0] and c[2] == "par" and c[7] == "case" for c in syntactic.values())
    auxiliaries = {c[7] for c in syntactic.values() if c[6] == governor[0]}
    passive = "aux:pass" in auxiliaries or (
        "Tense=Past|VerbForm=Part" in governor[5] and "aux:tense" not in auxiliaries
    )
    return "obl:agent" if columns[7] == "obl" and by and passive else label


def _features(values: Iterable[str]) -> str:
    found: dict[str, str] = {}
    for value in values:
        for pair in value.split("|"):
            name, _, setting = pair.partition("=")
            if name in FEATURES:
                found.setdefault(name, setting)
    return "|".join(f"{name}={found[name]}" for name in sorted(found))


def curly(sentence: Sentence) -> Sentence:
    """The sentence with curly apostrophes and French quotation marks, offsets unchanged."""
    text = sentence.text.replace("'", "’")
    while text.count('"') > 1:
        text = text.replace('"', "«", 1).replace('"', "»", 1)
    return Sentence(text, sentence.words)


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

    heads, deps, lemmas, pos, morphs = [], [], [], [], []
    for token, numbers in zip(doc, covered, strict=True):
        if not numbers:
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
    return Doc(
        nlp.vocab,
        [t.text for t in doc],
        [bool(t.whitespace_) for t in doc],
        pos=pos,
        morphs=morphs,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
    )


def _joined(sentences: list[Sentence], joiners: list[str]) -> list[Word]:
    """The words of several sentences with offsets and heads in the joined text."""
    words: list[Word] = []
    offset = 0
    for sentence, joiner in zip(sentences, joiners, strict=True):
        base = len(words)
        for word in sentence.words:
            start, end = word.start + offset, word.end + offset
            words.append(replace(word, start=start, end=end, head=word.head + base))
        offset += len(sentence.text) + len(joiner)
    return words


def reference_doc(nlp: Language, sentences: list[Sentence]) -> Doc:
    """One test document in the treebank's own surface words."""
    words: list[str] = []
    spaces, heads, deps, lemmas, pos, morphs = [], [], [], [], [], []
    for sentence in sentences:
        base = len(words)
        ends = [w.start for w in sentence.words[1:]] + [-1]
        for word, following in zip(sentence.words, ends, strict=True):
            words.append(sentence.text[word.start : word.end])
            spaces.append(word.end != following)
            heads.append(base + word.head)
            deps.append(word.dep)
            lemmas.append(word.lemma)
            pos.append(word.pos)
            morphs.append(word.morph)
    return Doc(
        nlp.vocab, words, spaces, pos=pos, morphs=morphs, lemmas=lemmas, heads=heads, deps=deps
    )


def training_docs(nlp: Language, sentences: list[Sentence], rng: random.Random) -> Iterator[Doc]:
    """Documents of one to eight sentences, joined as the paragraphs of an article are."""
    rest = list(sentences)
    while rest:
        size = rng.choice((1, 2, 3, 4, 6, 8))
        group, rest = rest[:size], rest[size:]
        joiners = []
        for sentence in group:
            closed = sentence.text[-1] in '.!?…:;"»)'
            joiners.append("\n\n" if rng.random() < (0.15 if closed else 0.8) else " ")
        yield gold_doc(nlp, group, joiners)
        if rng.random() < 0.12:
            yield gold_doc(nlp, [curly(s) for s in group], joiners)


def in_groups(sentences: list[Sentence], size: int) -> Iterator[list[Sentence]]:
    for start in range(0, len(sentences), size):
        yield sentences[start : start + size]
