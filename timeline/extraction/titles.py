"""A short headline that says what happened, in the article's own words: an event's title.

The tree gives the words: subject, verb group, objects and complements, without dates and clauses.
Where that is too long, whole phrases are dropped, the least needed first, so that what is left
stays a sentence. A pronoun whose antecedent is known is replaced by the name in square brackets,
as in a quotation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from timeline.extraction.participants import missing_subject
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import (
    antecedent,
    auxiliaries,
    children,
    feature,
    preposition,
    relation,
    subjects,
)
from timeline.extraction.tree import Word
from timeline.extraction.triggers import Candidate

# The longest title, in characters.
LONGEST = 90
_LEFT_OUT = frozenset(
    {
        "parataxis", "dislocated", "punct", "cc", "discourse", "vocative", "orphan", "csubj",
    }
)  # fmt: skip
# What may go where a title is too long.
_SPARE = frozenset({"obl", "nmod", "amod", "advmod", "conj", "acl", "appos", "advcl"})
# How much each of them is missed.
_WORTH = {"advcl": 1, "advmod": 2, "obl": 3, "conj": 3, "acl": 4, "nmod": 5, "amod": 7}
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "root", "parataxis"})
# What makes a clause of a noun, not a phrase.
_OF_CLAUSES = frozenset({"nsubj", "cop", "expl", "aux", "mark"})
_OUTER_PUNCTUATION = ' ,;:.…–—-«»"“”()'
_CLAUSE_BREAKS = frozenset({",", ";", ":", "«", "»", "(", ")", "–", "—"})
_RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "lequel", "laquelle"})
# Words of the verb group that link a sentence to the one before it.
_CONNECTORS = frozenset(
    {
        "ainsi", "également", "aussi", "pourtant", "cependant", "toutefois", "néanmoins", "enfin",
        "ensuite", "alors", "donc", "notamment", "finalement", "puis", "d'ailleurs", "encore",
        "aussitôt", "désormais", "déjà", "entre-temps", "d'abord", "surtout",
    }
)  # fmt: skip
_LINKS = frozenset(
    {
        "en effet", "par ailleurs", "de plus", "en outre", "par conséquent", "de son côté",
        "pour sa part", "quant à lui", "quant à elle", "au final", "de fait", "en revanche",
        "par exemple", "au contraire", "à l' inverse", "de même", "du coup", "en fait",
    }
)  # fmt: skip
_NEGATIONS = frozenset(
    {"pas", "plus", "jamais", "rien", "personne", "aucun", "aucune", "guère", "ni", "nul", "nulle"}
)
_RESTRICTIONS = frozenset({"que", "qu'"})
# What cannot end a title.
_OPENING = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PUNCT"})
# The most words of an adverb with what belongs to it.
_ADVERB = 3
# Fewer words than this say nothing by themselves ("L'accident").
_FEWEST = 3
# From this many words on an event noun's phrase stands by itself.
_ENOUGH = 4
_FINITE = frozenset(
    {"past", "preterite", "pluperfect", "imperfect", "present", "future", "conditional"}
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_BARE_OPENINGS = frozenset({"a", "ont", "est", "sont", "se", "avait", "aurait", "sera", "ne"})


def clause(candidate: Candidate, sentence: Sentence, names: Mapping[int, str]) -> str:
    """The title of an event: subject, predicate and complements, at most 90 characters.

    `names` gives the names that the sentence's pronouns stand for, by position. Blanks are single.
    """
    draft = _Draft(sentence, dict(names))
    if sentence.is_title:
        headline = " ".join(sentence.doc[sentence.start : sentence.end].text.split())
        if len(headline) <= LONGEST:
            return headline.strip(_OUTER_PUNCTUATION)
    if candidate.named is not None:
        return _bracket(candidate.named, sentence)
    if candidate.is_noun:
        verb = _governing(candidate.trigger, sentence)
        if verb is not None:
            draft.add_clause([verb])
            draft.add_phrase(candidate.trigger)
            draft.need(candidate.trigger)
        else:
            draft.add_phrase(candidate.trigger)
            draft.keep -= {
                word.i for child in children(candidate.trigger, "case") for word in child.subtree
            }
    else:
        draft.add_clause([*reversed(candidate.governors), candidate.predicate], candidate)
    text = draft.shortened()
    if len(text.split()) < _FEWEST or draft.lacks_subject(candidate, text):
        text = _whole(sentence) or _excerpt(candidate, sentence)
    return text[:1].upper() + text[1:]


def _bracket(name: Word, sentence: Sentence) -> str:
    """A name with what stands in brackets behind it."""
    found = sentence.names[name.i]
    closing = next(
        (i for i in range(found.end, sentence.end) if sentence.doc[i].text == ")"), found.end
    )
    text = " ".join(sentence.doc[found.start : closing + 1].text.split())
    return text if len(text) <= LONGEST else found.text


def _governing(noun: Word, sentence: Sentence) -> Word | None:
    """The verb of the clause that an event noun stands in."""
    for word in noun.ancestors:
        if not sentence.start <= word.i < sentence.end:
            return None
        finite = word.pos_ in ("VERB", "AUX") and feature(word, "VerbForm") != "Part"
        if finite or any(children(word, "cop", "aux")):
            return word
    return None


class _Draft:
    """The tokens of a title in the making."""

    def __init__(self, sentence: Sentence, said: dict[int, str]) -> None:
        self.sentence = sentence
        self.said = said
        self.keep: set[int] = set()
        # Tokens that no shortening may drop.
        self.needed: set[int] = set()
        moments = (m for m in sentence.moments if m.expression.type in ("DATE", "TIME"))
        self.dates = {i for m in moments for i in range(m.start, m.end)}

    def add_clause(self, verbs: list[Word], candidate: Candidate | None = None) -> None:
        """A chain of verbs, outermost first, with what belongs to each."""
        outer, inner = verbs[0], verbs[-1]
        for verb in verbs:
            self._add_verb(verb)
        if candidate is not None:
            self._need(candidate.trigger)
            if candidate.trigger not in verbs:
                self.add_phrase(candidate.trigger)
        if self._add_subject(outer):
            return
        above = outer.head
        if relation(outer) == "conj" and above.pos_ in ("VERB", "AUX"):
            self._add_subject(above)
            self._need(*auxiliaries(inner))
        elif self._add_holder(outer, candidate):
            return
        elif relation(outer) in ("acl", "amod") and above.pos_ in ("NOUN", "PROPN"):
            self.add_phrase(above)
            self.keep -= {child.i for child in children(above, "case")}
            self._need(above)
        elif relation(outer) in ("advcl", "xcomp") and feature(outer, "VerbForm") == "Inf":
            # "Il la retire avant d'en déposer une autre": the infinitive needs its main clause.
            if above.pos_ == "VERB" and above.i < outer.i:
                self._need(*children(outer, "mark", "case"))
                self._add_verb(above)
                self._add_subject(above)
        elif candidate is not None:
            for token in missing_subject(candidate, self.sentence):
                name = self.sentence.names[token.i]
                self.keep.update(range(name.start, name.end))

    def _add_holder(self, participle: Word, candidate: Candidate | None) -> bool:
        """Puts the subject in front of a participle that opens the sentence ("Créé par une veuve,
        le prix …")."""
        if candidate is None or candidate.tense != "past_participle":
            return False
        if relation(participle) != "advcl" or participle.head.i < participle.i:
            return False
        holder = next((w for w in subjects(participle) if w.pos_ in ("NOUN", "PROPN")), None)
        if holder is None or holder.i < participle.i:
            return False
        phrase = _Draft(self.sentence, dict(self.said))
        phrase.add_phrase(holder)
        phrase.need(holder)
        said = phrase.shortened(LONGEST // 2)
        self.said[participle.i] = f"{said} {participle.lower_}"
        return True

    def _add_verb(self, verb: Word) -> None:
        self._need(verb)
        for child in verb.children:
            kind = relation(child)
            if kind in ("aux", "expl", "cop") or child.pos_ == "PRON" and kind in ("obj", "iobj"):
                self._need(child)
                self._need(*(t for t in child.children if t.lower_ in _NEGATIONS | {"ne", "n'"}))
            elif (
                kind == "mark" and feature(verb, "VerbForm") == "Inf" and any(children(verb, "cop"))
            ):
                # "L'objectif est de construire"
                self._need(child)
            elif kind == "advmod":
                if child.lower_ in _NEGATIONS | {"ne", "n'"}:
                    self._need(child)
                elif child.lower_ not in _CONNECTORS:
                    adverb = [t.i for t in child.subtree]
                    self.keep.update(adverb if len(adverb) <= _ADVERB else ())
            elif kind in ("obj", "xcomp", "ccomp") and not self._is_speech(child):
                self.add_phrase(child)
                self._need(child)
            elif kind in ("iobj", "obl", "advcl") and not _is_link(child):
                self.add_phrase(child)

    def _is_speech(self, clause: Word) -> bool:
        """Whether a complement clause is a quotation in marks, or stands before its verb."""
        before = clause.subtree[0].i - 1
        quoted = before >= 0 and clause.doc[before].text in (":", "«", '"', "“")
        return relation(clause) == "ccomp" and (quoted or clause.i < clause.head.i)

    def _add_subject(self, verb: Word) -> bool:
        for child in children(verb, "nsubj"):
            noun = antecedent(child)
            if noun != child:
                # "… une filiale, qui a levé des fonds": what the pronoun stands for says it.
                self.said[child.i] = _Draft(self.sentence, self.said).phrase(noun, before=child.i)
                self._need(child)
            else:
                self.add_phrase(child)
                self._need(child)
            return True
        return False

    def phrase(self, noun: Word, before: int) -> str:
        """A phrase by itself, as far as it stands before a position."""
        self.add_phrase(noun)
        self.keep = {i for i in self.keep if i < before} - {c.i for c in children(noun, "case")}
        self._need(noun)
        return self.shortened(LONGEST // 2)

    def add_phrase(self, token: Word) -> None:
        """A phrase or clause with all that belongs to it; asides and further clauses stay out."""
        if any(child.i in self.dates and child.i < token.i for child in token.children):
            # "Cinq jours après la mort de Luc": the phrase goes with its date.
            return
        self.keep.add(token.i)
        for child in token.children:
            kind = relation(child)
            small = kind in ("case", "det", "mark", "fixed", "flat", "aux", "expl", "cop")
            clause = kind == "conj" and child.pos_ in ("VERB", "AUX")
            phrase = token.pos_ in _NOMINAL and relation(token) not in _CLAUSES
            if kind in _LEFT_OUT or clause or phrase and kind in _OF_CLAUSES:
                continue
            if small:
                self.keep.update(t.i for t in child.subtree if abs(t.i - child.i) <= 3)
                continue
            if kind == "conj":
                self.keep.update(c.i for c in child.children if relation(c) == "cc")
            self.add_phrase(child)

    def _need(self, *tokens: Word) -> None:
        self.keep.update(token.i for token in tokens)
        self.needed.update(token.i for token in tokens)

    def need(self, word: Word) -> None:
        """Keeps a word whatever is dropped."""
        self._need(word)

    def lacks_subject(self, candidate: Candidate, text: str) -> bool:
        """Whether a finite clause has come out without what it says something of."""
        if candidate.is_noun or candidate.tense not in _FINITE:
            return False
        first = text.split(maxsplit=1)[0].lower() if text else ""
        bare = first in _BARE_OPENINGS or "-t-" in first or first.startswith(("s'", "l'a", "n'a"))
        return bare or min(self.keep, default=0) == min(self._verb_group(candidate), default=-1)

    def _verb_group(self, candidate: Candidate) -> list[int]:
        verb = candidate.governors[-1] if candidate.governors else candidate.predicate
        inverted = any(child.i > verb.i for child in children(verb, "nsubj"))
        return [] if inverted else [verb.i, *(child.i for child in children(verb, "aux", "expl"))]

    def shortened(self, longest: int = LONGEST) -> str:
        """The text, phrases dropped until it is no longer than allowed."""
        text = self._text()
        while len(text) > longest:
            spare = next(self._spare(), None)
            if spare is None:
                break
            self.keep -= {token.i for token in spare.subtree}
            text = self._text()
        if len(text) > longest:
            text = text[:longest].rsplit(" ", 1)[0].rstrip(_OUTER_PUNCTUATION)
        return text

    def _spare(self) -> Iterator[Word]:
        """Phrases that can go, those that are missed least first."""
        kept = map(self.sentence.doc.words.__getitem__, self.keep)
        found = [
            word
            for word in kept
            if word.relation in _SPARE
            and word.i not in self.needed
            and word.head.i in self.keep
            and self.needed.isdisjoint([token.i for token in word.subtree])
        ]
        yield from sorted(found, key=lambda word: (self._worth(word), -word.i))

    def _worth(self, word: Word) -> int:
        """How much a phrase is missed: asides behind a comma least, arguments most."""
        kind, first = relation(word), word.subtree[0].i
        aside = first > 0 and self.sentence.doc[first - 1].text in (",", "(", "–", "—")
        if kind == "appos" or aside and kind in ("acl", "advcl", "obl", "advmod"):
            return 0
        if word.dep_ == "acl:relcl":
            return 2
        halved = kind == "conj" and preposition(word.head) == "entre"
        if halved or kind == "advmod" and word.head.pos_ in ("ADJ", "ADV", "NUM"):
            # "Entre l'offre et la demande", "bien plus rapide"
            return 8
        if word.dep_ in ("obl:arg", "obl:agent"):
            return 6
        return _WORTH.get(kind, 5)

    def _marks(self) -> list[Word]:
        """The punctuation between words that are both kept; quotation marks go."""
        doc, kept = self.sentence.doc.words, self.keep - self.dates
        inner = (i + 1 for i in kept if i + 2 in kept and i + 2 < self.sentence.end)
        return [doc[i] for i in inner if doc[i].text in (",", ":", "(", ")", "-", "–", "%")]

    def _text(self) -> str:
        doc, start, end = self.sentence.doc.words, self.sentence.start, self.sentence.end
        words = [doc[i] for i in sorted(self.keep - self.dates) if start <= i < end]
        words = sorted([*words, *self._marks()], key=lambda word: word.i)
        words = _without_dangling(words, self.said)
        while words and words[0].i not in self.said and _cannot_begin(words[0]):
            words.pop(0)
        return _joined(words, self.said)


def _without_dangling(words: list[Word], said: Mapping[int, str]) -> list[Word]:
    """Without words that lost what they introduce, and a "ne" that lost its second half."""
    while True:
        kept = {word.i for word in words}
        orphans = {
            word.i
            for word in words
            if word.i not in said
            and relation(word) in ("case", "det", "cc", "mark", "fixed", "nummod", "amod")
            and word.head.i not in kept
            and word.pos_ not in ("NOUN", "PROPN", "VERB")
        }
        orphans |= {word.i for word in words if word.pos_ == "ADP" and _is_stranded(word, kept)}
        if not orphans:
            break
        words = [word for word in words if word.i not in orphans]
    lower = {word.lower_ for word in words}
    if not lower & _NEGATIONS:
        words = [word for word in words if word.lower_ not in ("ne", "n'")]
        words = [
            word for word in words if word.lower_ not in _RESTRICTIONS or relation(word) != "advmod"
        ]
    while words and words[-1].i not in said and _cannot_end(words[-1]):
        words.pop()
    return words


def _is_stranded(word: Word, kept: set[int]) -> bool:
    """Whether a preposition that heads its phrase has lost what follows ("autour")."""
    below = [child for child in word.children if child.i > word.i]
    return bool(below) and not any(child.i in kept for child in below)


def _cannot_end(word: Word) -> bool:
    return word.pos_ in _OPENING or word.lower_ in ("afin", "ainsi", "comme", "ne", "n'")


def _is_link(phrase: Word) -> bool:
    """Whether a phrase only links a sentence to the one before it ("en effet")."""
    return " ".join(word.lower_ for word in phrase.subtree if not word.is_punct) in _LINKS


def _cannot_begin(word: Word) -> bool:
    """Whether a word only joins what follows to what is left out before it."""
    joins = word.pos_ in ("CCONJ", "PUNCT", "SCONJ") or word.lower_ in _RELATIVES
    return joins or word.lower_ in _CONNECTORS


def _joined(words: list[Word], said: Mapping[int, str]) -> str:
    pieces: list[str] = []
    for word, following in zip(words, [*words[1:], None], strict=False):
        text = said.get(word.i, word.text)
        gap = following is None or following.i != word.i + 1
        pieces.append(text + (" " if word.whitespace_ or gap else ""))
    text = "".join(pieces).replace("' ", "'").replace(" ,", ",")
    return " ".join(text.split()).strip(_OUTER_PUNCTUATION)


def _whole(sentence: Sentence) -> str | None:
    """The whole sentence, where it is short enough for a title."""
    text = " ".join(sentence.doc[sentence.start : sentence.end].text.split())
    text = text.strip(_OUTER_PUNCTUATION)
    return text if len(text) <= LONGEST else None


def _excerpt(candidate: Candidate, sentence: Sentence) -> str:
    """The words of the sentence around the trigger, from one break of the clause to the next."""
    doc = sentence.doc
    start = end = candidate.trigger.i
    while start > sentence.start and doc[start - 1].text not in _CLAUSE_BREAKS:
        start -= 1
    while end < sentence.end - 1 and doc[end + 1].text not in _CLAUSE_BREAKS:
        end += 1
    words = list(doc[start : end + 1])
    while len(" ".join(word.text for word in words)) > LONGEST and len(words) > 1:
        words.pop(0 if words[0].i < candidate.trigger.i and words[-1] == candidate.trigger else -1)
    while len(words) > 1 and _cannot_end(words[-1]):
        words.pop()
    text = " ".join("".join(word.text_with_ws for word in words).split())
    return text.strip(_OUTER_PUNCTUATION) or candidate.trigger.text
