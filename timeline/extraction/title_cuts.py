"""What may be left out of a sentence to make a title of it, and at what price.

A cut is always a whole phrase in one piece, with the commas that set it off. Its price says how
much it is missed and how likely the rest is garbled; phrases without which a sentence is broken or
says something else (half of a pair, a negation, a condition) have none and stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children, feature, is_passive, preposition
from timeline.extraction.title_words import COMMAS, STOPS, listed
from timeline.extraction.tree import Word

# A cut that leaves words on both sides without a comma between them.
_JOIN = 0.6
# What every character left out costs.
_A_CHARACTER = 0.012
_ELIDED = ("'", "’")
_OPENING_MARKS = ("(", "«", "“", "[")
_CLOSING_MARKS = (")", "»", "”", "]")
# Articles of a noun that something behind it makes known.
_DEFINITE = frozenset({"le", "la", "l'", "les", "au", "aux", "du"})
_RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "auquel", "lequel", "laquelle"})
_BOUND = frozenset(
    {
        "punct", "case", "det", "mark", "aux", "cop", "expl", "fixed", "flat", "nummod", "compound",
        "goeswith", "iobj", "nsubj", "csubj", "obj", "xcomp", "ccomp", "dep", "cc", "orphan",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cut:
    """Tokens `start` to `end` (half-open) that may be left out together, and the price."""

    start: int
    end: int
    price: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of a sentence that cuts are looked for in: tokens `start` to `end` (half-open),
    below `root`. `kept` are positions that no cut may take."""

    sentence: Sentence
    root: Word
    start: int
    end: int
    kept: frozenset[int]


def cuts(frame: Frame) -> list[Cut]:
    """All cuts inside a stretch, in the order of the text, outer before inner."""
    found: dict[tuple[int, int], float] = {}
    for cut in (*_phrases(frame), *_brackets(frame)):
        span = cut.start, cut.end
        found[span] = min(cut.price, found.get(span, cut.price))
    ordered = sorted(found, key=lambda span: (span[0], -span[1]))
    nested: list[Cut] = []
    open_until: list[int] = []
    for start, end in ordered:
        while open_until and open_until[-1] <= start:
            open_until.pop()
        if open_until and start == open_until[-1] - 1 and end > open_until[-1]:
            # Two asides in a row share a comma.
            price = found[start, end]
            open_until.pop()
            open_until.append(end)
            nested.append(Cut(start + 1, end, price))
            continue
        if open_until and end > open_until[-1]:
            # Two cuts that cross: a piece of each would remain.
            continue
        open_until.append(end)
        nested.append(Cut(start, end, found[start, end]))
    return nested


def _phrases(frame: Frame) -> Iterator[Cut]:
    yield from _other_sentences(frame)
    sealed = _conditions(frame)
    dated = {
        i
        for moment in frame.sentence.moments
        if moment.expression.type in ("DATE", "TIME")
        for i in range(moment.start, moment.end)
    }
    for word in frame.root.subtree:
        if not frame.start <= word.i < frame.end:
            continue
        listed_with = [
            child for child in word.children if child.relation == "conj" and child.i > word.i
        ]
        if listed_with:
            yield from _listing(listed_with, word, frame)
        for child in word.children:
            if child.relation in _BOUND or child.relation == "conj":
                continue
            if child.i in sealed and child.relation != "advcl" or child.pos_ == "PRON":
                continue
            if word.i in dated and child.i not in dated:
                # "Le Ve siècle avant notre ère"
                continue
            span = _span(child, frame)
            if span is None:
                continue
            price = _price(child, word, span, frame)
            if price is not None:
                yield _cut(span, price, frame)


def _conditions(frame: Frame) -> set[int]:
    """Positions of the words of conditions: less of them would be another condition."""
    return {
        word.i
        for mark in frame.sentence.doc[frame.start : frame.end]
        if mark.relation == "mark" and listed(mark.lower_, "conditions")
        for word in mark.head.subtree
        if mark.head.relation == "advcl"
    }


def _other_sentences(frame: Frame) -> Iterator[Cut]:
    """Further sentences in the stretch, as in a quotation of several."""
    for word in frame.sentence.doc[frame.start : frame.end]:
        if word.head is word and word is not frame.root:
            span = _span(word, frame)
            if span is not None and span[1] - span[0] > 2:
                yield _cut(span, 1.5, frame)


def _cut(span: tuple[int, int], price: float, frame: Frame) -> Cut:
    """A cut with its commas: both of an aside, the one before what ends the stretch, the one
    behind what begins it."""
    doc, (start, end) = frame.sentence.doc, span
    size = doc[end - 1].idx + len(doc[end - 1]) - doc[start].idx
    before = start > frame.start and doc[start - 1].text in COMMAS
    behind = end < frame.end and doc[end].text in COMMAS
    leading = start - before == frame.start or _precedes_subject(start, frame)
    stops = end == frame.end or doc[end].text in STOPS
    if behind and (start == frame.start or before and leading):
        end += 1
    elif before and (stops or behind):
        start -= 1
        end += behind and not _opens_another(doc[end], start, frame)
    elif before and not leading:
        start -= 1
    smooth = before or behind or stops or start == frame.start
    return Cut(start, end, price + _A_CHARACTER * size + (0 if smooth else _JOIN))


def _opens_another(comma: Word, start: int, frame: Frame) -> bool:
    """Whether a comma sets off what follows it, not only what it closes (", écrit le journal")."""
    head = comma.head
    return head.i > comma.i and head is not frame.root and head.relation in (
        "parataxis", "advcl", "conj", "acl"
    )


def _precedes_subject(position: int, frame: Frame) -> bool:
    return any(position < child.i for child in children(frame.root, "nsubj", "expl")) and (
        position < frame.root.i
    )


def _span(phrase: Word, frame: Frame) -> tuple[int, int] | None:
    """The tokens of a phrase, None unless it is in one piece that can go as a whole."""
    words = phrase.subtree
    start, end = words[0].i, words[-1].i + 1
    if end - start != len(words):
        return None
    return _trimmed(start, end, frame)


def _trimmed(start: int, end: int, frame: Frame) -> tuple[int, int] | None:
    doc = frame.sentence.doc
    while start < end and (doc[start].text in COMMAS or doc[start].text in (";", ":")):
        start += 1
    while end > start and (doc[end - 1].text in COMMAS or doc[end - 1].text in STOPS - {")", "»"}):
        end -= 1
    if start >= end or start < frame.start or end > frame.end:
        return None
    if not frame.kept.isdisjoint(range(start, end)) or (start, end) == (frame.start, frame.end):
        return None
    return (start, end) if _is_whole(start, end, frame) else None


def _is_whole(start: int, end: int, frame: Frame) -> bool:
    """Whether no name, pair of marks, elision or negation is torn apart by leaving words out."""
    sentence, doc = frame.sentence, frame.sentence.doc
    first, last = sentence.names.get(start), sentence.names.get(end - 1)
    if first is not None and first.start < start or last is not None and last.end > end:
        return False
    amount = sentence.amounts.get(start)
    if amount is not None and sentence.amounts.get(start - 1) is amount:
        return False
    if start > frame.start and doc[start - 1].text.endswith(_ELIDED):
        return False
    texts = [word.text for word in doc[start:end]]
    for opening, closing in zip(_OPENING_MARKS, _CLOSING_MARKS, strict=True):
        if texts.count(opening) != texts.count(closing):
            return False
    if texts.count('"') % 2:
        return False
    if start > frame.start and doc[start - 1].text in _OPENING_MARKS and doc[start - 1].text != "(":
        return False
    if end < frame.end and doc[end - 1].pos_ in ("VERB", "AUX", "ADP", "DET"):
        # What stands behind belongs to the last word, whatever the parser made of it.
        if doc[end].pos_ in ("DET", "NOUN", "PROPN", "NUM", "VERB"):
            return False
    if end < frame.end and _hangs_on(doc[end], doc[end - 1]):
        return False
    return not _halves_a_pair(start, end, frame)


def _hangs_on(following: Word, last: Word) -> bool:
    """Whether a word likely says something of the noun before it, whatever the parser made of
    it: a relative pronoun, an adjective or a participle."""
    if following.pos_ == "PRON" and following.lower_ in _RELATIVES:
        return True
    says = following.relation in ("amod", "acl") or feature(following, "VerbForm") == "Part"
    return says and last.pos_ in ("NOUN", "PROPN") and following.pos_ in ("ADJ", "VERB")


def _halves_a_pair(start: int, end: int, frame: Frame) -> bool:
    """Whether a "ne", or a comparing word, before the cut would lose its second half."""
    doc = frame.sentence.doc
    inside = {word.lower_ for word in doc[start:end]}
    if inside & {"ne", "n'"}:
        return False
    for word in doc[start:end]:
        if listed(word.lower_, "negations") and word.pos_ not in ("NOUN", "VERB", "AUX"):
            if word.lower_ in ("que", "qu'") and word.relation != "advmod":
                continue
            head = word.head if word.relation in ("advmod", "det", "mark") else word
            outer = [head, *head.ancestors][:4]
            negated = (t for above in outer for t in above.children if t.lower_ in ("ne", "n'"))
            if any(frame.start <= t.i < start for t in negated):
                return True
    first = doc[start]
    if first.lower_ in ("que", "qu'") and first.pos_ != "PRON":
        return any(listed(word.lower_, "comparing") for word in doc[frame.start : start])
    return False


def _listing(members: list[Word], first: Word, frame: Frame) -> Iterator[Cut]:
    """The further members of a list: each in the middle by itself, all together."""
    doc = frame.sentence.doc
    verbal = first.pos_ in ("VERB", "AUX") or any(children(first, "cop"))
    if any(listed(word.lower_, "correlatives") for word in doc[max(frame.start, first.i - 6) : members[0].i]):
        return
    if first.relation == "nsubj" and len(members) == 1 and not verbal:
        # The verb agrees with both.
        return
    if first.relation == "nsubj" or first.relation == "conj" and first.head.relation == "nsubj":
        return
    spans = [(member, _span(member, frame)) for member in members]
    if any(span is None for _, span in spans):
        whole = None
    else:
        whole = _trimmed(spans[0][1][0], spans[-1][1][1], frame)  # type: ignore[index]
    clause = verbal and any(children(members[0], "nsubj"))
    price = 0.6 if clause else 1.6 if verbal else 3.0
    if first.pos_ == "PROPN":
        price += 1
    if whole is not None:
        yield _cut(whole, price, frame)
    yield from _earlier_members(members, first, frame)
    for member, span in spans[:-1]:
        if span is not None and not any(children(member, "cc")):
            yield _cut(span, 1.5 if verbal else 2.2, frame)


def _earlier_members(members: list[Word], first: Word, frame: Frame) -> Iterator[Cut]:
    """All members before the one with the event, where both begin alike ("de lire et d'écrire")."""
    if first.pos_ in ("VERB", "AUX") and feature(first, "VerbForm") == "Fin":
        return
    if any(children(first, "aux", "cop", "nsubj")) or first.relation in ("nsubj", "root", "ROOT"):
        return
    for member in members:
        inside = {word.i for word in member.subtree}
        if frame.kept.isdisjoint(inside):
            continue
        own = [word for word in first.subtree if not any(word in m.subtree for m in members)]
        words = [word for word in member.subtree if not word.is_punct and word.relation != "cc"]
        start, end = own[0].i, words[0].i
        alike = own[0].pos_ == words[0].pos_ and own[0].pos_ in ("ADP", "DET")
        if alike and own[0].pos_ == "ADP":
            alike = _plain(own[0]) == _plain(words[0])
        whole = frame.start <= start and frame.kept.isdisjoint(range(start, end))
        if alike and whole and _is_whole(start, end, frame):
            size = frame.sentence.doc[end - 1].idx - frame.sentence.doc[start].idx
            yield Cut(start, end, 1.6 + _A_CHARACTER * size)


def _plain(introducing: Word) -> str:
    return {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à"}.get(
        introducing.lower_, introducing.lower_
    )


def _brackets(frame: Frame) -> Iterator[Cut]:
    """What stands in brackets or between two dashes, whatever the parser made of it."""
    doc = frame.sentence.doc
    opening: int | None = None
    for position in range(frame.start, frame.end):
        text = doc[position].text
        if text == "(":
            opening = position
        elif text == ")" and opening is not None:
            span = (opening, position + 1)
            if frame.kept.isdisjoint(range(*span)):
                yield Cut(*span, 0.5 + _A_CHARACTER * (position - opening))
            opening = None


def _price(phrase: Word, head: Word, span: tuple[int, int], frame: Frame) -> float | None:
    doc, (start, end) = frame.sentence.doc, span
    aside = start > frame.start and doc[start - 1].text in (*COMMAS, "(")
    last = end == frame.end or doc[end].text in STOPS
    kind = phrase.relation
    if kind == "advmod":
        return _adverb(phrase, head, aside)
    if kind == "amod":
        return _adjective(phrase, head, aside, frame)
    if kind == "appos":
        named = start in frame.sentence.names and head.i not in frame.sentence.names
        return None if not aside else 3.0 if named else 1.2
    if kind == "nmod":
        return _noun_complement(phrase, head, aside, last, frame)
    if kind == "obl":
        return _circumstance(phrase, head, aside, start == frame.start, frame)
    if kind == "acl":
        return _modifying_clause(phrase, head, aside, last, frame)
    if kind == "advcl":
        return _adverbial_clause(phrase, head)
    if kind == "parataxis":
        return _inserted(phrase, frame)
    return {"dislocated": 3.0, "discourse": 0.6, "vocative": 0.8}.get(kind)


def _adverb(adverb: Word, head: Word, aside: bool) -> float | None:
    words = [word.lower_ for word in adverb.subtree]
    opens = adverb.subtree[0].i < head.i and any(
        child.relation == "nsubj" and adverb.i < child.i < head.i for child in head.children
    )
    if opens and len(words) > 3:
        return 1.8
    if any(listed(word, "kept_adverbs") for word in words) or adverb.text[:1].isupper() and not (
        adverb.is_sent_start
    ):
        return None
    if head.pos_ in ("ADJ", "ADV", "NUM", "DET", "PROPN", "NOUN", "ADP"):
        return None
    if listed(adverb.lower_, "connectors"):
        return 0.1
    return 0.8 if aside else 1.8


def _adjective(adjective: Word, head: Word, aside: bool, frame: Frame) -> float | None:
    if adjective.i < head.i:
        return None
    words = frame.sentence.doc[head.i + 1 : adjective.i + 1]
    if any(listed(word.lower_, "comparing") for word in words):
        return None
    if adjective.i in frame.sentence.names or head.i in frame.sentence.names:
        return None
    if aside:
        return 1.5
    participle = feature(adjective, "VerbForm") == "Part" or len(adjective.subtree) > 2
    return 3.0 + _known_by(head, adjective) if participle else 4.0


def _known_by(noun: Word, phrase: Word) -> float:
    """More where a definite noun is known by nothing but the phrase ("le rêve d'une vie")."""
    others = [
        child
        for child in noun.children
        if child is not phrase and child.relation in ("nmod", "amod", "acl", "appos", "flat", "nummod")
    ]
    definite = any(child.lower_ in _DEFINITE for child in noun.children if child.i < noun.i)
    demonstrative = any(child.lower_.startswith("ce") for child in children(noun, "det"))
    if demonstrative or noun.i < phrase.i and others and others[0].i < phrase.i:
        return 0.0
    # "À l'exception de Nice", "la fermeture de l'usine"
    bound = phrase.subtree[0].i == noun.i + 1 and (
        preposition(phrase) == "de" or phrase.relation == "acl"
    )
    in_phrase = noun.relation == "obl" and any(child.i < noun.i for child in children(noun, "case"))
    if not definite:
        return 1.4 if bound else 0.6
    return 2.2 + (1.3 + 1.5 * in_phrase if bound else 0.0)


def _noun_complement(
    phrase: Word, head: Word, aside: bool, last: bool, frame: Frame
) -> float | None:
    introduced = preposition(phrase)
    if not introduced or head.pos_ in ("NUM", "PRON", "DET", "ADV", "SYM"):
        return 1.2 if aside and not introduced else None
    if head.i in frame.sentence.names and phrase.i in frame.sentence.names and not aside:
        return None
    if head.i in frame.sentence.amounts or listed(introduced, "binding"):
        return None
    if aside:
        return 1.4
    price = (3.6 if introduced == "de" else 2.6) + _known_by(head, phrase)
    price += 2.0 * (head.relation == "appos")
    return price - 0.3 * last


def _circumstance(
    phrase: Word, verb: Word, aside: bool, leading: bool, frame: Frame
) -> float | None:
    introduced = preposition(phrase)
    inverted = [child for child in children(verb, "nsubj", "csubj") if child.i > verb.i]
    if phrase.i < verb.i and inverted and not any(
        child.i < verb.i for child in children(verb, "expl", "nsubj")
    ):
        return None
    if verb.pos_ in ("ADV", "DET", "ADP", "NUM", "PRON"):
        # "Plus d'une heure"
        return None
    if introduced == "contre" and (phrase.pos_ == "NUM" or phrase.i in frame.sentence.amounts):
        return None
    if listed(introduced, "binding") or _speaks(phrase, introduced):
        return 5.5 if leading or aside else 6.5
    if verb.pos_ not in ("VERB", "AUX") and not any(children(verb, "cop")):
        return 4.0
    if any(children(phrase, "cop")):
        return None
    if phrase.i < verb.i and feature(verb, "VerbForm") == "Fin" and not any(
        child.i < verb.i for child in children(verb, "expl", "nsubj", "csubj")
    ):
        return None
    if verb.relation in ("acl", "amod"):
        return 2.4 if listed(introduced, "loose") or aside else 4.2
    if phrase.i < verb.i:
        return 1.3 if introduced else 2.0
    if not introduced and not aside:
        return 3.0
    if listed(introduced, "loose") or aside:
        return 1.6 if phrase.dep_ != "obl:agent" else 2.8
    if phrase.dep_ == "obl:agent":
        return 2.8
    complete = any(
        child.i != phrase.i and child.relation in ("obj", "xcomp", "ccomp", "obl")
        and child.i < phrase.i
        for child in verb.children
    )
    if phrase.dep_ == "obl:arg":
        return 4.5 if complete else 7.0
    if complete and introduced in ("à", "de", "sur", "contre", "pour", "devant", "en"):
        return 3.2
    if complete or is_passive(verb):
        return 2.3
    return 5.0 if introduced in ("à", "de", "sur", "en", "dans", "pour", "contre") else 3.2


def _speaks(phrase: Word, introduced: str) -> bool:
    return introduced in ("selon", "d'après", "pour") and phrase.i < phrase.head.i


def _modifying_clause(
    clause: Word, noun: Word, aside: bool, last: bool, frame: Frame
) -> float | None:
    if noun.pos_ in ("PRON", "ADJ", "ADV", "VERB", "DET", "NUM"):
        return None
    if any(child.lower_ in ("c'", "ce") for child in children(noun, "nsubj", "expl")):
        # "C'est l'armée qui décide"
        return None
    if aside:
        return 1.4
    if clause.dep_ == "acl:relcl":
        price = 2.0
    elif feature(clause, "VerbForm") == "Inf":
        price = 4.5
    else:
        price = 2.8
    if any(listed(t.lower_, "comparing") for t in noun.subtree if t.i < noun.i):
        # "La plus grande ville qui …"
        price += 3
    return price + _known_by(noun, clause) - 0.5 * last


def _adverbial_clause(clause: Word, verb: Word) -> float | None:
    marks = [child for child in children(clause, "mark", "advmod", "case") if child.i < clause.i]
    first = marks[0].lower_ if marks else ""
    if listed(first, "conditions"):
        return 8.0
    if first in ("que", "qu'") or clause.dep_ == "advcl:cleft":
        return None
    if first in ("sans", "comme"):
        return 4.5
    if feature(clause, "VerbForm") == "Inf":
        return 2.4
    return 1.8


def _inserted(clause: Word, frame: Frame) -> float | None:
    """A clause set into another: who says it costs most."""
    doc = frame.sentence.doc
    behind = clause.i > frame.root.i
    if behind and any(word.text in (";", ":") for word in doc[frame.root.i : clause.i]):
        return 0.8
    speech = any(mark.text in ("»", '"', "”") for mark in doc[max(0, clause.subtree[0].i - 3) : clause.i])
    return 7.0 if speech or listed(clause.lower_, "speakers") else 3.0
