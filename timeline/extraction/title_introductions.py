"""What a noun of a title has been introduced with, where its sentence takes that for known.

"Le forum s'est ouvert" is told as "Le forum [mondial de la pêche] s'est ouvert" where the article
has spoken of that forum before, and "L'association a fait appel" as "L'association [Belcour] …".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import DEFINITES, DEMONSTRATIVES, children, feature
from timeline.extraction.title_antecedents import is_dated
from timeline.extraction.title_frames import once_a_sentence
from timeline.extraction.title_story import before, headline, long_name
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word

# How many sentences before its own a noun may have been introduced in.
_REACH = 30
# The longest explanation, in characters.
_LONGEST = 44
# How many nouns of a title are explained.
_MOST = 2
_BESIDE = frozenset({"obl", "nmod"})
_ARGUMENTS = _BESIDE | {"nsubj", "obj", "ROOT"}
# By these a noun is told from others of its kind, or the reader knows that none is meant.
_TELLING = frozenset({"nmod", "acl", "appos", "flat", "nummod", "conj", "amod", "obl", "advcl"})
_MERGED = frozenset({"du", "des", "au", "aux"})
# Prepositions of what tells which one is meant.
_WHICH = frozenset({"de", "d'", "du", "des", "à", "au", "aux", "pour", "contre", "sur", "entre"})
# What cannot stand in an explanation: it would need one itself.
_UNCLEAR = ("possessives", "demonstratives", "speakers", "pronouns", "others")
_AGREEING = ("Gender", "Number")
_MARKS = frozenset('«»"“”()[]:;,')


def explained(
    words: Sequence[Word], names: Mapping[int, str], said: Mapping[int, str], sentence: Sentence
) -> dict[int, str]:
    """What stands in place of some words of a title, by position: as given, and nouns with what
    explains them in brackets. `names` are the names that nouns stand for."""
    known = _explanations(sentence)
    found = dict(said)
    present = {word.i for word in words}
    count = 0
    for word in words:
        text = names.get(word.i, "") if word.pos_ == "NOUN" else ""
        text = text or known.get(word.i, "")
        if not text or count == _MOST or word.i in said or not _is_open(word, present):
            continue
        if any(text.strip("[]") in (w.text, said.get(w.i, "").strip("[]")) for w in words):
            continue
        count += 1
        # "L'agence [européenne]" where it is called "Agence européenne".
        first, _, rest = text.strip("[]").partition(" ")
        text = f"[{rest}]" if rest and first.lower() == word.lower_ else text
        found[word.i] = f"{word.text} {text}"
    return found


def _is_open(noun: Word, present: set[int]) -> bool:
    """Whether nothing that is left in a title says which one a noun means."""
    return not any(child.relation in _TELLING and child.i in present for child in noun.children)


@once_a_sentence
def _explanations(sentence: Sentence) -> dict[int, str]:
    """What nouns of a sentence have been introduced with, in brackets, by position."""
    found: dict[int, str] = {}
    for word in sentence.doc.words[sentence.start : sentence.end]:
        if word.relation not in _ARGUMENTS or not _has_definite(word):
            continue
        text = ""
        if word.i in sentence.names:
            text = _rest_of_name(word, sentence)
        elif word.pos_ == "NOUN" and _takes_for_known(word, sentence):
            text = _introduction(word, sentence)
            if word.relation in _BESIDE and not any(p[:1].isupper() for p in text.split()):
                # What stands beside is worth no more than a name.
                text = ""
        if text:
            found[word.i] = f"[{text}]"
    return found


def _has_definite(noun: Word) -> bool:
    articles = [child.lower_ for child in children(noun, "det") if child.i < noun.i]
    # "Du groupe", "aux députés"
    articles += [c.lower_ for c in children(noun, "case") if c.i < noun.i and not articles]
    return any(article in DEFINITES | DEMONSTRATIVES | _MERGED for article in articles)


def _rest_of_name(word: Word, sentence: Sentence) -> str:
    """What a name of one word goes on with elsewhere: "le Forum" is the "Forum mondial"."""
    name = sentence.names[word.i]
    if name.end - name.start > 1:
        return ""
    rest = long_name(name, sentence)[len(name.text) :].strip()
    return rest if len(rest) <= _LONGEST else ""


def _takes_for_known(noun: Word, sentence: Sentence) -> bool:
    """Whether nothing beside a noun says which one it is, and it has to be known."""
    if any(child.relation in _TELLING for child in noun.children) or is_dated(noun, sentence):
        return False
    lemma = noun.lemma_.lower()
    if listed(lemma, "calendar") or listed(lemma, "quantities") or noun.i in sentence.amounts:
        return False
    if sentence.doc.words[noun.i - 1].head is not noun:
        return False
    behind = sentence.doc.words[noun.i + 1 : noun.i + 2]
    return not any(w.i in sentence.names or w.text in _MARKS and w.text in '«"“' for w in behind)


def _introduction(noun: Word, sentence: Sentence) -> str:
    """What stood behind a noun when it was last said in full, "" if it never was."""
    lemma, number = noun.lemma_.lower(), feature(noun, "Number")
    for earlier in _told_before(sentence):
        words = earlier.doc.words[earlier.start : earlier.end]
        for word in reversed(words):
            if word.pos_ != "NOUN" or word.lemma_.lower() != lemma:
                continue
            if feature(word, "Number") != number:
                continue
            text = _behind(word, earlier)
            if text:
                return text
            if any(child.lower_ in ("un", "une") for child in children(word, "det")):
                return ""
    return ""


def _told_before(sentence: Sentence) -> Iterator[Sentence]:
    yield from before(sentence, _REACH)
    first = headline(sentence)
    if first is not None:
        yield first


def _behind(noun: Word, sentence: Sentence) -> str:
    """The adjectives and complements right behind a noun that tell which one it is."""
    words, inside = noun.doc.words, {word.i for word in noun.subtree}
    end = noun.i + 1
    best = ""
    while end < sentence.end and end in inside:
        part = words[end]
        while part.head is not noun and part.head.i in inside:
            part = part.head
        if part.head is not noun or part.i < noun.i:
            break
        last = max(word.i for word in part.subtree) + 1
        if not _tells_which(part, end, last, sentence):
            break
        text = "".join(word.text_with_ws for word in words[noun.i + 1 : last]).strip()
        text = " ".join(text.split())
        if len(text) > _LONGEST:
            break
        best, end = text, last
    return best


def _tells_which(part: Word, start: int, end: int, sentence: Sentence) -> bool:
    """Whether a phrase right behind a noun, tokens `start` to `end`, tells which one it is by
    itself."""
    words = part.doc.words[start:end]
    if end > sentence.end or any(is_dated(word, sentence) for word in words):
        return False
    called = [word for word in words if word.text not in "«»"] if words[0].text == "«" else words
    if called and called[0].i in sentence.names and part.relation in ("flat", "appos", "nmod"):
        # "Le chalutier « Belle Rose »"
        return sentence.names[called[0].i].end == called[-1].i + 1
    between = words[0].lower_ == "entre"
    bad = ("VERB", "AUX", "PRON") if between else ("VERB", "AUX", "PRON", "CCONJ")
    if any(word.text in _MARKS or word.pos_ in bad for word in words):
        return False
    if any(listed(word.lower_, table) for word in words for table in _UNCLEAR):
        return False
    if part.relation == "amod":
        agreeing = all(feature(part, f) in ("", feature(part.head, f)) for f in _AGREEING)
        return len(words) == 1 and agreeing and feature(part, "VerbForm") != "Part"
    if part.relation != "nmod" or words[0].lower_ not in _WHICH or len(words) < 2:
        return False
    # "Du groupe" says no more than "le groupe" does; "d'appareils" and "de Lyon" do.
    definite = words[0].lower_ in _MERGED or any(w.lower_ in DEFINITES for w in words)
    named = any(w.i in sentence.names for w in words)
    more = any(w.relation in ("amod", "nmod") for w in words if w is not part)
    return named or not definite or more
