"""What a headline tells, as a label, where it opens with no noun phrase that says it.

"Anne Roux acquittée en appel" is a label by itself; of "Belcour conteste le plan de reprise", what
is done is one, and of "Anne Roux, la dame du port", who it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import DEFINITES, OF, children, feature
from timeline.extraction.title_antecedents import is_dated
from timeline.extraction.title_frames import once_a_sentence
from timeline.extraction.title_labels import (
    LONGEST,
    Labels,
    beginning,
    capitalised,
    joined,
    labels,
    may_end,
    shortened,
    stretch,
    text_of,
)
from timeline.extraction.title_naming import of_phrase
from timeline.extraction.title_people import is_human
from timeline.extraction.title_words import listed, noun_of
from timeline.extraction.tree import HAPPENING, Word

# How many labels are enough, and how many words stand before what was done to somebody.
_MOST = 4
_FEW = 2
_FAR = 6
_NOT, _OWN = frozenset({"ne", "n'"}), frozenset({"se", "s'"})
_TO = frozenset({"à", "au", "aux"})
_VAGUE = ("genres", "quantities", "calendar", "units", "relatives")


@once_a_sentence
def telling_labels(headline: Sentence) -> Labels:
    """What a headline says that its article is about, whatever it opens with. Worked out once."""
    known = labels(headline)
    if known.texts:
        return known
    place, start = beginning(headline)
    told = list(_told(headline, start))[:_MOST]
    told = told or list(_things(headline, start))[:_FEW] or list(_matters(headline, start))[:_FEW]
    about = place or _subject(headline, start)
    texts = [text for text in (joined(about, phrase) for phrase in told) if text]
    apart = [capitalised(phrase) for phrase in told if len(phrase) <= LONGEST]
    named = (
        known.named
        or bool(about)
        or any(part[:1].isupper() for text in told for part in text.split())
    )
    who = known.place or _person(headline, start, bool(told))
    subject = _subject(headline, start)
    if not who and subject and told and told[0].startswith(subject):
        who = subject
    return Labels(tuple(texts), tuple(apart), who, named or bool(who))


def _subject(headline: Sentence, start: int) -> str:
    """The name of no person that a headline begins with."""
    article = start < headline.end and headline.doc.words[start].pos_ == "DET"
    name = headline.names.get(start + article)
    return name.text if name is not None and name.type != "PER" else ""


def _told(headline: Sentence, start: int) -> Iterator[str]:
    yield from _done(headline, start)
    yield from _happened(headline, start)
    yield from _deeds(headline, start)


@once_a_sentence
def portrayed(headline: Sentence) -> str:
    """Whom a text is a portrait of, as its headline says: "Anne Roux, la dame du port"; "" if it is
    none. Worked out once."""
    return _person(headline, headline.start, False)


def _things(headline: Sentence, start: int) -> Iterator[str]:
    """What a headline begins with where that is new, but says enough: "un marché de la laine"."""
    words = headline.doc.words
    if start + 1 >= headline.end or words[start].pos_ != "DET":
        return
    inside, ends = stretch(headline, start + 1)
    head = next((word for word in inside if word.pos_ == "NOUN"), None)
    if head is None or is_human(head) or _is_vague(head):
        return
    for kept in shortened(inside, ends):
        nouns = sum(word.pos_ == "NOUN" for word in kept)
        if nouns > 1 and head in kept and all(word.pos_ not in ("VERB", "AUX") for word in kept):
            yield text_of(kept)


def _matters(headline: Sentence, start: int) -> Iterator[str]:
    """What a text is about, where its headline says what kind of text it is, how many there are or
    from where to where it goes: "Les dessous de la vente d'une halle", "Le nombre d'emplois
    menacés", "De la vente de la halle au procès : les dates"."""
    words = headline.doc.words
    first = next((w for w in words[start : headline.end] if w.pos_ == "NOUN"), None)
    if first is None or first.i > start + 1:
        first = words[start + 2] if words[start].lower_ in OF and start + 2 < headline.end else None
        if first is None or words[start + 1].pos_ != "DET":
            return
        to = (w.i for w in words[first.i : headline.end] if w.lower_ in _TO or w.is_punct)
        place, end, counts = first.i, next(to, headline.end), False
    else:
        behind = words[first.i + 1 : min(first.i + 3, headline.end)]
        counts = listed(first.lower_, "quantities")
        if not (counts or listed(first.lower_, "genres")) or not behind:
            return
        if behind[0].lower_ not in OF:
            return
        article = len(behind) > 1 and behind[1].pos_ == "DET"
        place, end = first.i + 2 + article, headline.end
    inside, ends = stretch(headline, place)
    for kept in shortened(inside, [i for i in ends if i <= end]):
        named = counts or any(word.i in headline.names for word in kept)
        if named and sum(word.pos_ in ("NOUN", "PROPN") for word in kept) > 1:
            yield text_of(kept)


def _is_vague(noun: Word) -> bool:
    """Whether a noun says nothing of what it is about: "une série de", "une semaine de"."""
    return any(listed(noun.lemma_.lower(), table) for table in _VAGUE)


def _person(headline: Sentence, start: int, done: bool) -> str:
    """Whom a headline begins with, where a comma or what was done to them follows: whom a colon
    follows is quoted, and who acts is not what all of a text is about."""
    name = headline.names.get(start)
    if name is None or name.type != "PER" or " " not in name.text or name.end >= headline.end:
        return ""
    return name.text if done or headline.doc.words[name.end].text == "," else ""


def _done(headline: Sentence, start: int) -> Iterator[str]:
    """Who or what a headline begins with and what was done to them, ever shorter."""
    words = headline.doc.words
    article = start < headline.end and words[start].pos_ == "DET"
    if article and words[start].lower_ not in DEFINITES:
        # "Une chapelle vendue": which one is not said.
        return
    first = start + article
    end = next((w.i for w in words[first : headline.end] if w.is_punct), headline.end)
    inside = words[first:end]
    done = next((w for w in inside[1:_FAR] if _is_participle(w)), None)
    if done is None or any(w.pos_ in ("PRON", "NUM", "CCONJ") for w in inside[: done.i - first]):
        return
    if any(feature(w, "VerbForm") == "Fin" or w.pos_ == "AUX" for w in inside):
        return
    ends = [end, *(w.i for w in reversed(inside) if w.i > done.i and w.pos_ == "ADP")]
    for last in ends:
        behind = [w for w in words[last : last + 2] if last < end]
        if not may_end(words[last - 1]) or any(feature(w, "VerbForm") == "Inf" for w in behind):
            continue
        kept = words[first:last]
        if any(is_dated(w, headline) or w.text in '«»"' for w in kept):
            continue
        torn = last - 1 not in headline.names and behind and behind[0].lower_ in OF
        # "Anne Roux acquittée [du meurtre]" says enough.
        torn = torn and not (last == done.i + 1 and listed(done.lemma_.lower(), "suffered"))
        if torn or last == done.i + 1 and behind and behind[0].lower_ == "par":
            # "Anne Roux accusée | de fraude", "Belcour visée | par une plainte"
            continue
        if len(text_of(kept)) <= LONGEST:
            yield text_of(kept)


def _is_participle(word: Word) -> bool:
    return feature(word, "VerbForm") == "Part" and not word.text.endswith("ant")


def _happened(headline: Sentence, start: int) -> Iterator[str]:
    """What the clause of a headline tells, as a noun: "vente de la papeterie de Lormond"."""
    verb = next(
        (w for w in headline.doc.words[start : headline.end] if feature(w, "VerbForm") == "Fin"),
        None,
    )
    if verb is None or verb.pos_ != "VERB" or any(w.lower_ in _NOT for w in verb.children):
        return
    lemma = f"s'{verb.lemma_}" if any(w.lower_ in _OWN for w in verb.children) else verb.lemma_
    objects = [child for child in children(verb, "obj") if child.i > verb.i]
    noun = noun_of(lemma, "done_to" if objects else "done_by")
    nouns = [w for w in (objects or children(verb, "nsubj")) if w.i > verb.i or w.i >= start]
    if not noun or not nouns or nouns[0].pos_ not in ("NOUN", "PROPN"):
        return
    first = nouns[0].subtree[0].i
    article = headline.doc.words[first].pos_ == "DET"
    inside, ends = stretch(headline, first + article)
    if nouns[0] not in inside or any(listed(w.lower_, "possessives") for w in nouns[0].subtree):
        return
    told = headline.doc.words[first].text_with_ws.lower() if article else ""
    for kept in shortened(inside, ends):
        text = f"{noun} {of_phrase(told + text_of(kept))}"
        torn = len(kept) == 1 and kept[0].pos_ == "NOUN"
        if nouns[0] in kept and not torn and len(text) <= LONGEST:
            yield text


def _deeds(headline: Sentence, start: int) -> Iterator[str]:
    """What is done, or what it is done to, where that says enough."""
    words = headline.doc.words
    for noun in words[start : headline.end]:
        if noun.pos_ != "NOUN" or noun.i in headline.names or is_human(noun):
            continue
        happens = noun.happening > HAPPENING and noun.relation == "obl"
        if noun.head.pos_ != "VERB" or not happens and noun.relation != "obj":
            continue
        if is_dated(noun, headline) or _is_vague(noun):
            continue
        if any(listed(child.lower_, "possessives") for child in children(noun, "det")):
            continue
        before = [c.i for c in children(noun, "amod") if c.i == noun.i - 1]
        inside, ends = stretch(headline, min((*before, noun.i)))
        for kept in shortened(inside, ends):
            named = any(word.i in headline.names for word in kept)
            nouns = sum(word.pos_ in ("NOUN", "PROPN") for word in kept)
            owned = any(listed(word.lower_, "possessives") for word in kept)
            if noun not in kept or owned or not (named or nouns > 1):
                continue
            if len(text_of(kept)) <= LONGEST:
                yield text_of(kept)
