"""Words put in the place of others in the same tree: rare tenses, rare verbs, other names.

All chance comes from the generator given.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lexicon import Form
from treebanks import Sentence, Word

_VOWEL = re.compile(r"[aeiouyâàäéèêëîïôöùûüœh]", re.I)
_PAST = {"Sing": "J3s", "Plur": "J3p"}  # codes of the Lefff


@dataclass(frozen=True)
class Resources:
    """Words to put in the place of others: verb forms by inflection, names by label and length."""

    past: dict[tuple[str, str], str]  # (lemma, number) -> simple past, third person
    verbs: dict[str, list[tuple[str, str]]]  # inflection -> (form, lemma)
    inflections: dict[tuple[str, str], set[str]]  # (form, lemma) -> inflections
    names: dict[tuple[str, int], list[str]]  # (label, number of words) -> names


def resources(forms: Iterable[Form], sentences: Iterable[Sentence]) -> Resources:
    """What the copies are made with: the verbs of a lexicon and the names of the corpus."""
    past: dict[tuple[str, str], str] = {}
    verbs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    inflections: dict[tuple[str, str], set[str]] = defaultdict(set)
    for form in forms:
        if form.pos not in ("v", "auxAvoir", "auxEtre"):
            continue
        for number, code in _PAST.items():
            if form.inflection == code:
                past.setdefault((form.lemma, number), form.text)
        if form.pos == "v":
            verbs[form.inflection].append((form.text, form.lemma))
            inflections[form.text, form.lemma].add(form.inflection)
    names: dict[tuple[str, int], set[str]] = defaultdict(set)
    for sentence in sentences:
        for start, end, label in sentence.entities or ():
            surface = sentence.text[start:end]
            names[label, len(surface.split())].add(surface)
    return Resources(past, verbs, inflections, {k: sorted(v) for k, v in names.items()})


def edited(sentence: Sentence, edits: dict[tuple[int, int], str]) -> Sentence:
    """The sentence with disjoint stretches of text replaced; what they cover moves with them."""
    ordered = sorted(edits.items())

    def moved(place: int, is_end: bool) -> int:
        shift = 0
        for (start, end), new in ordered:
            if end <= place and (not is_end or start < place or start == end):
                shift += len(new) - (end - start)
            elif start < place < end:
                shift += min(len(new), place - start) - (place - start)
        return place + shift

    text, last = "", 0
    for (start, end), new in ordered:
        text += sentence.text[last:start] + new
        last = end
    words = tuple(
        replace(word, start=moved(word.start, False), end=moved(word.end, True))
        for word in sentence.words
    )
    entities = sentence.entities and tuple(
        (moved(start, False), moved(end, True), label) for start, end, label in sentence.entities
    )
    return replace(sentence, text=text + sentence.text[last:], words=words, entities=entities)


def simple_past(sentence: Sentence, stock: Resources) -> Sentence:
    """The story told in the simple past: `il annonce` becomes `il annonça`."""
    edits, morphs = {}, {}
    for index, word in enumerate(sentence.words):
        number = "Sing" if "Number=Sing" in word.morph else "Plur"
        wanted = ("Mood=Ind", "Person=3", "Tense=Pres", "VerbForm=Fin")
        past = stock.past.get((word.lemma, number))
        told = all(feature in word.morph for feature in wanted)
        if past and told and _fits(sentence, word, past):
            edits[word.start, word.end] = past
            morphs[index] = word.morph.replace("Tense=Pres", "Tense=Past")
    changed = edited(sentence, edits)
    words = [replace(w, morph=morphs.get(i, w.morph)) for i, w in enumerate(changed.words)]
    return replace(changed, words=tuple(words))


def other_verbs(sentence: Sentence, stock: Resources, rng: random.Random) -> Sentence:
    """Other verbs in the same inflection, most of them rare: the tree tells that they are verbs."""
    edits, lemmas = {}, {}
    for index, word in enumerate(sentence.words):
        codes = stock.inflections.get((sentence.text[word.start : word.end], word.lemma), set())
        if word.pos != "VERB" or not codes or rng.random() < 0.4:
            continue
        code = _inflection(codes, word.morph)
        if code is None:
            continue
        form, lemma = rng.choice(stock.verbs[code])
        if _fits(sentence, word, form):
            edits[word.start, word.end] = form
            lemmas[index] = lemma
    changed = edited(sentence, edits)
    words = [replace(w, lemma=lemmas.get(i, w.lemma)) for i, w in enumerate(changed.words)]
    return replace(changed, words=tuple(words))


def _inflection(codes: set[str], morph: str) -> str | None:
    """The code that a word's features mean; None where they leave a choice or mean none."""
    if "VerbForm=Inf" in morph:
        wanted = "W"
    elif "VerbForm=Part" in morph:
        wanted = "G" if "Tense=Pres" in morph else "K"
    elif "VerbForm=Fin" in morph:
        mood = re.search(r"Mood=(\w+)", morph)
        tense = re.search(r"Tense=(\w+)", morph)
        tenses = {"Pres": "P", "Fut": "F", "Imp": "I", "Past": "J"}
        moods = {"Cnd": "C", "Sub": "S", "Imp": "Y"}
        wanted = tenses.get(tense[1] if tense else "", "?")
        if mood:
            wanted = moods.get(mood[1], wanted)
    else:
        return None
    # The Lefff writes one code for several moods or persons of one form: "PS13s".
    fitting = [code for code in sorted(codes) if wanted in code]
    return fitting[0] if len(fitting) == 1 else None


def other_names(sentence: Sentence, stock: Resources, rng: random.Random) -> Sentence:
    """Other names of the same kind and number of words in the places of some."""
    edits: dict[tuple[int, int], str] = {}
    lemmas: dict[int, str] = {}
    for start, end, label in sentence.entities or ():
        old = sentence.text[start:end]
        new = rng.choice(stock.names[label, len(old.split())])
        inside = [w for w in sentence.words if w.start < end and w.end > start]
        parts = new.split()
        simple = len(inside) == len(parts) == 1 or not sentence.words
        if rng.random() < 0.6 and simple and _vowel(old) == _vowel(new):
            edits[start, end] = new
            lemmas.update((sentence.words.index(word), new) for word in inside)
    changed = edited(sentence, edits)
    words = [replace(w, lemma=lemmas.get(i, w.lemma)) for i, w in enumerate(changed.words)]
    return replace(changed, words=tuple(words))


def _fits(sentence: Sentence, word: Word, new: str) -> bool:
    """Whether another form can stand in a word's place: elision, hyphen and capital as before."""
    old = sentence.text[word.start : word.end]
    hyphens = sentence.text[word.end : word.end + 1] == "-" or "-" in new
    return not hyphens and old.islower() and _vowel(old) == _vowel(new)


def _vowel(text: str) -> bool:
    return bool(_VOWEL.match(text))
