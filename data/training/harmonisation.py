"""Even out what the four treebanks annotate differently, after the usage of UD Sequoia and GSD.

Function words follow the majority of these two, Sequoia without its test part and GSD's dev; PUD
and FQB, which lack some distinctions, get them from what is known of the word, its governor and
its preposition.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from treebanks import Sentence, Word

# Labels that the models have too rarely to be learned.
SAME_LABEL = {
    "nsubj:outer": "nsubj",
    "nsubj:caus": "nsubj",
    "obj:lvc": "obj",
    "iobj:agent": "iobj",
    "dep:comp": "dep",
}
_CLOSED = frozenset({"PRON", "DET"})
_FORM_FEATURES = ("Emph", "NumType")
_REFLEXIVE = frozenset({"se", "s'"})
_SYMBOL_NOUNS = frozenset({"%", "€", "$", "°C"})


class Usage:
    """How the model treebanks treat function words and prepositional phrases."""

    def __init__(self, models: Iterable[Sentence]) -> None:
        self.lemmas: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.features: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
        self.obliques: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for sentence in models:
            for index, word in enumerate(sentence.words):
                form = _form(sentence, word)
                if word.pos in _CLOSED:
                    self.lemmas[form, word.pos][word.lemma] += 1
                for name in _FORM_FEATURES:
                    self.features[form, word.pos, name][_feature(word, name)] += 1
                if word.dep in ("obl:mod", "obl:arg"):
                    for key in _contexts(sentence.words, index):
                        self.obliques[key][word.dep] += 1

    def lemma(self, form: str, word: Word) -> str:
        """The lemma the models give a pronoun or determiner; another word keeps its own."""
        return _most(self.lemmas.get((form, word.pos))) or word.lemma

    def oblique(self, words: Sequence[Word], index: int) -> str:
        """`obl:arg` or `obl:mod`, by verb and preposition, else by preposition alone."""
        for key in _contexts(words, index):
            label = _most(self.obliques.get(key))
            if label:
                return label
        return "obl:mod"

    def morph(self, form: str, word: Word) -> str:
        """The features with `Emph` and `NumType` as the models set them on this form."""
        morph = word.morph
        for name in _FORM_FEATURES:
            known = self.features.get((form, word.pos, name))
            value = _most(known) if known else ""
            if name == "NumType" and word.pos == "NUM":
                value = "Card"
            morph = _with_feature(morph, name, value)
        return morph


def harmonised(sentence: Sentence, usage: Usage, is_model: bool) -> Sentence:
    """One sentence with the labels, lemmas and features of the models.

    A model's own words keep their lemmas, reflexives and obliques.
    """
    words = []
    for index, word in enumerate(sentence.words):
        form = _form(sentence, word)
        dep = SAME_LABEL.get(word.dep, word.dep)
        lemma, pos, morph = word.lemma, word.pos, _with_voice(sentence.words, index)
        if form in _SYMBOL_NOUNS and pos == "SYM":
            pos = "NOUN"
        if not is_model:
            pos, dep = _determiner(form, pos, dep)
            lemma = usage.lemma(form, replace(word, pos=pos))
            if form in _REFLEXIVE and pos == "PRON" and dep in ("obj", "iobj", "expl:comp"):
                dep = "expl:pv"
            if dep == "obl":
                by = _agent(sentence.words, index)
                dep = "obl:agent" if by else usage.oblique(sentence.words, index)
        morph = usage.morph(form, replace(word, pos=pos, morph=morph))
        words.append(replace(word, lemma=lemma, pos=pos, morph=morph, dep=dep))
    return replace(sentence, words=tuple(words))


def _determiner(form: str, pos: str, dep: str) -> tuple[str, str]:
    if form in ("plusieurs", "chaque") and pos == "ADJ":
        return "DET", "det" if dep == "amod" else dep
    if form == "dont" and pos == "ADP":
        return "PRON", dep
    if form in ("si", "s'") and pos == "ADP":
        return "SCONJ", dep
    return pos, "cc" if form == "mais" and dep == "discourse" else dep


def _with_voice(words: Sequence[Word], index: int) -> str:
    """`Voice=Pass` on the participles of passives alone, which not every treebank marks."""
    word = words[index]
    morph = _with_feature(word.morph, "Voice", "")
    if "Tense=Past" not in morph or "VerbForm=Part" not in morph or word.pos != "VERB":
        return morph
    helpers = {w.dep for w in words if w.head == index and w.dep.startswith("aux")}
    passive = "aux:pass" in helpers or (not helpers and word.dep in ("acl", "amod", "advcl"))
    return _with_feature(morph, "Voice", "Pass") if passive else morph


def _agent(words: Sequence[Word], index: int) -> bool:
    """Whether an oblique is the agent of a passive: `par` under a passive participle."""
    governor = words[index].head
    if _case(words, index) != "par" or "VerbForm=Part" not in words[governor].morph:
        return False
    return "Voice=Pass" in _with_voice(words, governor)


def _contexts(words: Sequence[Word], index: int) -> list[tuple[str, ...]]:
    case, governor = _case(words, index), words[words[index].head]
    return [(governor.lemma, case), (governor.pos, case)]


def _case(words: Sequence[Word], index: int) -> str:
    for word in words:
        if word.dep == "case" and words[word.head] is words[index]:
            return word.lemma.partition(" ")[0]
    return ""


def _form(sentence: Sentence, word: Word) -> str:
    return sentence.text[word.start : word.end].lower().replace("’", "'")


def _feature(word: Word, name: str) -> str:
    found = re.search(rf"(?:^|\|){name}=([^|]+)", word.morph)
    return found[1] if found else ""


def _with_feature(morph: str, name: str, value: str) -> str:
    pairs = [pair for pair in morph.split("|") if pair and not pair.startswith(name + "=")]
    return "|".join(sorted([*pairs, f"{name}={value}"] if value else pairs))


def _most(counts: Counter[Any] | None) -> Any:
    return min(counts, key=lambda key: (-counts[key], key)) if counts else None
