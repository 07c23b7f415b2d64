"""Copies of treebank sentences in the shapes that news texts have and treebanks lack.

Every change keeps the annotation true: offsets move with the text, and where a word is replaced its
part of speech and place in the tree stay (its tense may change). All chance comes from the
generator given.
"""

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from replacement import Resources, edited, other_names, other_verbs, simple_past
from treebanks import Sentence, Span, Word

from timeline.extraction.supersenses import NO_SENSE

NO_BREAK, NARROW = "\u00a0", "\u202f"
_SAYING = ("a déclaré", "affirme", "a expliqué", "estime", "a lancé", "répond", "raconte", "dit")


def typeset(sentence: Sentence, rng: random.Random) -> Sentence:
    """Curly apostrophes, French quotation marks, no-break spaces before tall marks and units."""
    space = rng.choice((NO_BREAK, NARROW, NO_BREAK))
    text = sentence.text
    edits: dict[tuple[int, int], str] = {}
    quotes = [i for i, char in enumerate(text) if char == '"']
    for number, place in enumerate(quotes[: len(quotes) // 2 * 2]):
        edits[place, place + 1] = space + "»" if number % 2 else "«" + space
    for match in re.finditer(r" (?=[:;?!»%€$])|(?<=«) |(?<=\d) (?=\d|million|milliard|euro)", text):
        edits[match.span()] = space
    for match in re.finditer("'", text):
        edits[match.span()] = "’"
    changed = edited(sentence, edits)
    words = tuple(_without_space(word, changed.text) for word in changed.words)
    return replace(changed, words=words)


def _without_space(word: Word, text: str) -> Word:
    """A quotation mark that became « and a space: the word is the mark alone."""
    surface = text[word.start : word.end]
    if not surface.strip("«»" + NO_BREAK + NARROW) and surface:
        start = word.start + (len(surface) - len(surface.lstrip()))
        end = word.end - (len(surface) - len(surface.rstrip()))
        return replace(word, start=start, end=end, lemma=text[start:end])
    return word


def capitals(sentence: Sentence, rng: random.Random) -> Sentence:
    """A title in capitals, half of the time without accents, mostly without its full stop."""
    upper = sentence.text.upper()
    if len(upper) != len(sentence.text):
        return sentence
    changed = replace(sentence, text=upper)
    if rng.random() < 0.5:
        changed = replace(changed, text=_bare(changed.text))
    return unclosed(changed) if rng.random() < 0.7 else changed


def bare_capitals(sentence: Sentence) -> Sentence:
    """Capitals without their accents: `Etat`, `A Paris`."""
    text = "".join(_bare(char) if char.isupper() else char for char in sentence.text)
    return replace(sentence, text=text)


def _bare(text: str) -> str:
    """The text without accents, of the same length."""
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text)


def unclosed(sentence: Sentence) -> Sentence:
    """A title: the sentence without its final full stop."""
    last = len(sentence.words) - 1
    stops = sentence.text.endswith(".") and last > 2 and sentence.words[last].pos == "PUNCT"
    if not stops or any(word.head == last for word in sentence.words):
        return sentence
    end = sentence.words[last].start
    return replace(sentence, text=sentence.text[:end].rstrip(), words=sentence.words[:last])


def headline(sentence: Sentence, rng: random.Random) -> Sentence:
    """A noun with all that hangs on it, as a title without a verb; else the sentence itself."""
    words = sentence.words
    nouns = [
        i
        for i, w in enumerate(words)
        if w.pos == "NOUN" and w.dep in ("nsubj", "obj", "obl:mod", "obl:arg", "nmod")
    ]
    rng.shuffle(nouns)
    for noun in nouns:
        kept = [i for i in range(len(words)) if _under(words, i, noun)]
        while kept and kept[0] != noun and words[kept[0]].dep in ("case", "det", "punct"):
            kept.pop(0)
        whole = kept == list(range(kept[0], kept[-1] + 1)) and all(
            i == noun or words[i].head in kept for i in kept
        )
        if whole and 4 <= len(kept) <= 25 and words[kept[-1]].pos != "PUNCT":
            part = _part(sentence, kept, noun)
            if part.text.count('"') % 2 == 0 and part.text.count("(") == part.text.count(")"):
                return part
    return sentence


def _under(words: tuple[Word, ...], index: int, top: int) -> bool:
    while index != top:
        if words[index].head == index:
            return False
        index = words[index].head
    return True


def _part(sentence: Sentence, kept: list[int], root: int) -> Sentence:
    first, words = kept[0], sentence.words
    start, end = words[first].start, words[kept[-1]].end
    text = sentence.text[start:end]
    part = [
        replace(
            words[i],
            start=words[i].start - start,
            end=words[i].end - start,
            head=words[i].head - first,
        )
        for i in kept
    ]
    part[root - first] = replace(part[root - first], head=root - first, dep="ROOT")
    entities = sentence.entities and tuple(
        (a - start, b - start, label)
        for a, b, label in sentence.entities
        if start <= a and b <= end
    )
    return replace(sentence, text=text[0].upper() + text[1:], words=tuple(part), entities=entities)


def item(sentence: Sentence, rng: random.Random) -> Sentence:
    """A line of a list, with its dash or bullet."""
    mark = rng.choice(("-", "•", "–", "*"))
    if not sentence.words or sentence.text[0] in "-•–*":
        return sentence
    moved = edited(sentence, {(0, 0): mark + " "})
    words = [replace(word, head=word.head + 1) for word in moved.words]
    front = _mark(sentence, 0, mark, _root(sentence) + 1)
    return replace(moved, words=(front, *words))


def quoted(sentence: Sentence, rng: random.Random) -> Sentence:
    """Somebody's words: the sentence between straight quotation marks, its full stop inside."""
    if not sentence.words or '"' in sentence.text or sentence.text[0] in "«-•–*":
        return sentence
    moved = edited(sentence, {(0, 0): '"'})
    words = [replace(word, head=word.head + 1) for word in moved.words]
    first, last = (
        _mark(sentence, start, '"', _root(sentence) + 1) for start in (0, len(moved.text))
    )
    return replace(moved, text=moved.text + '"', words=(first, *words, last))


def speech(sentence: Sentence, stock: Resources, rng: random.Random) -> Sentence:
    """Somebody's words between guillemets, with or without the speaker; of sentences without tree.

    What stands behind « with a capital is a title less often than the start of a sentence.
    """
    closed = sentence.text.endswith(".") and not sentence.text.endswith("..")
    if sentence.words or not closed or '"' in sentence.text or "«" in sentence.text:
        return sentence
    speaker, verb = rng.choice(stock.names["PER", 2]), rng.choice(_SAYING)
    before, after = rng.choice(
        (("« ", " »"), ("« ", f" », {verb} {speaker}."), (f"{speaker} {verb} : « ", " »"))
    )
    said = edited(sentence, {(0, 0): before})
    text = (said.text[:-1] if speaker in after else said.text) + after
    names = [*(said.entities or ())]
    if speaker in before + after:
        start = 0 if speaker in before else len(text) - len(speaker) - 1
        names.append((start, start + len(speaker), "PER"))
    return replace(said, text=text, entities=tuple(sorted(names)))


def announcing(sentence: Sentence) -> Sentence:
    """A line that ends with a colon: what it announces is a sentence of its own."""
    if not sentence.words or sentence.words[-1].pos == "PUNCT":
        return sentence
    colon = _mark(sentence, len(sentence.text) + 1, ":", _root(sentence))
    return replace(sentence, text=sentence.text + " :", words=(*sentence.words, colon))


def chained(first: Sentence, second: Sentence) -> Sentence | None:
    """One long sentence of two: a semicolon between them, the second beside the first's root."""
    first = unclosed(first)
    starts_small = second.words and second.words[0].pos not in ("PROPN", "X", "NUM", "PUNCT")
    starts_small = starts_small and not any(start == 0 for start, _, _ in second.entities or ())
    if not first.words or not starts_small or first.words[-1].pos == "PUNCT":
        return None
    root = _root(second)
    shift, mark = len(first.text) + 3, len(first.words)
    semicolon = _mark(first, shift - 2, ";", mark + 1 + root)
    words = [
        replace(
            word,
            start=word.start + shift,
            end=word.end + shift,
            head=word.head + mark + 1,
        )
        for word in second.words
    ]
    words[root] = replace(words[root], head=_root(first), dep="parataxis")
    entities = None
    if first.entities is not None and second.entities is not None:
        moved = tuple((a + shift, b + shift, label) for a, b, label in second.entities)
        entities = first.entities + moved
    text = f"{first.text} ; {second.text[0].lower()}{second.text[1:]}"
    return replace(first, text=text, words=(*first.words, semicolon, *words), entities=entities)


def _root(sentence: Sentence) -> int:
    return next(i for i, word in enumerate(sentence.words) if word.dep == "ROOT")


def _mark(sentence: Sentence, start: int, mark: str, head: int) -> Word:
    """A punctuation mark for a sentence, with a supersense if others looked for one there."""
    sense = NO_SENSE if any(word.sense for word in sentence.words) else ""
    return Word(start, start + 1, mark, "PUNCT", "", head, "punct", sense)


def augmented(sentence: Sentence, stock: Resources, rng: random.Random) -> Sentence:
    """One copy of a sentence for one round of training, often the sentence itself."""
    if sentence.words:
        if rng.random() < 0.08:
            sentence = simple_past(sentence, stock)
        if rng.random() < 0.10:
            sentence = other_verbs(sentence, stock, rng)
    if sentence.entities and rng.random() < 0.3:
        sentence = other_names(sentence, stock, rng)
    if sentence.entities is not None and rng.random() < 0.1:
        sentence = speech(sentence, stock, rng)
    shapes: list[tuple[float, Callable[[Sentence, random.Random], Sentence]]] = [
        (0.04, headline),
        (0.03, capitals),
        (0.03, lambda s, _: unclosed(s)),
        (0.02, item),
        (0.03, quoted),
    ]
    chance = rng.random()
    for share, shape in shapes:
        chance -= share
        if chance < 0 and sentence.words:
            sentence = shape(sentence, rng)
            break
    if rng.random() < 0.06:
        sentence = bare_capitals(sentence)
    return typeset(sentence, rng) if rng.random() < 0.35 else sentence


def spans_ok(sentence: Sentence) -> bool:
    """Whether words and entities still lie inside the text, in order."""
    words: list[Span] = [(w.start, w.end, "") for w in sentence.words]
    return all(
        all(0 <= start < end <= len(sentence.text) for start, end, _ in spans)
        and all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
        for spans in (words, sentence.entities or ())
    )
