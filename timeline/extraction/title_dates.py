"""Which words of a sentence its title leaves out in any case: dates and links to what is before.

A date goes only where the sentence stays whole without it: not what a verb says ("est lundi"), not
what tells a thing from others ("la loi du 3 mai"), not a participle's only word ("signé en mai").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.extraction.sentences import Moment, Sentence
from timeline.extraction.syntax import children, feature, preposition
from timeline.extraction.title_antecedents import is_dated
from timeline.extraction.title_frames import facts
from timeline.extraction.title_misread import behind_date
from timeline.extraction.title_wholeness import is_put_right
from timeline.extraction.title_words import COMMAS, STOPS, listed
from timeline.extraction.tree import Word

_INTRODUCING = frozenset({"case", "det", "fixed", "mark", "advmod", "cc"})
_CIRCUMSTANCES = frozenset({"obl", "advmod", "nmod", "appos", "parataxis", "dep", "advcl"})
# How far behind a date another one may stand for which the verb holds as well, in words.
_GAP = 7
_GAPPED = frozenset({"ADP", "NOUN", "PROPN", "ADJ"})
# The longest link, in words.
_LINK = 4
# How many words behind a comma the subject of a clause stands that it opens.
_NEAR = 8


def left_out(sentence: Sentence, start: int, end: int, kept: frozenset[int]) -> set[int]:
    """Positions between two (half-open) of the words that go in any case."""
    gone: set[int] = set()
    for moment in sentence.moments:
        if moment.expression.type in ("DATE", "TIME") and moment.start < end and start < moment.end:
            span = _date(moment, sentence, start, end)
            if span is None or _is_restricted(span[0], sentence, start):
                continue
            if kept.isdisjoint(range(*span)):
                gone |= _with_commas(*span, sentence, start, end, gone)
    gone |= _links(sentence, start, end, gone, kept)
    return gone


def _date(moment: Moment, sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The tokens of a date with what introduces it, None where it cannot go."""
    doc = sentence.doc.words
    first, last = max(moment.start, start), min(moment.end, end)
    roots = [
        word for word in doc[first:last] if not first <= word.head.i < last or word.head is word
    ]
    if not roots or len({root.head.i for root in roots}) > 1:
        return None
    root = roots[0]
    full = _nothing_but_dates(roots, sentence)
    if full is not None and start <= full[0] and full[1] <= end:
        first, last = full
        # Which of its commas go is seen later.
        first += doc[first].text in COMMAS
        last -= doc[last - 1].text in COMMAS
    while first > start and _introduces(doc[first - 1], first, last):
        first -= 1
    if doc[first].relation == "cc" and root.relation != "conj":
        first += 1
    if doc[last - 1].pos_ == "ADP" or root.relation == "case" or not _is_spare(root, sentence):
        # "Une semaine après l'accident"
        return None
    cleft = first > start and last < end and doc[last].lower_ in ("que", "qu'")
    if cleft and doc[first - 1].lemma_.lower() == "être" or is_put_right(root, last, sentence):
        # "C'est en novembre qu'il faut y aller"
        return None
    if not _leaves_a_phrase(root, first, last, sentence) or _is_gapped(
        first, last, start, end, sentence
    ):
        return None
    before = doc[first - 1] if first > start else None
    if before is not None and (
        before.pos_ == "NUM"
        or before.text in (",", "et")
        and first - 2 >= start
        and doc[first - 2].pos_ == "NUM"
    ):
        # "Les 4, 5 et 9 août"
        return None
    if before is not None and (
        before.pos_ in ("ADP", "DET") and before.text != "»" or before.text.endswith("'")
    ):
        return None
    if before is not None and before.text == "(" and last < end and doc[last].text == ")":
        return first - 1, last + 1
    return first, last


def _is_gapped(first: int, last: int, start: int, end: int, sentence: Sentence) -> bool:
    """Whether a verb holds for two dates, this one and another: "le lycée a fermé en 2001, le
    collège en 2007"."""
    return any(
        moment.start < end
        and _goes_on(last, moment.start, sentence)
        or moment.end > start
        and _goes_on(moment.end, first, sentence)
        for moment in sentence.moments
    )


def _goes_on(end: int, start: int, sentence: Sentence) -> bool:
    """Whether between two dates a sentence goes on without a verb."""
    if not 3 <= start - end <= _GAP:
        return False
    comma, *between = sentence.doc.words[end:start]
    verbal = any(word.pos_ in ("VERB", "AUX", "PRON", "PUNCT") for word in between)
    # "…, la loi de 2007"
    bound = any(word.lower_ in ("de", "du", "d'") for word in between[-2:])
    nominal = between[0].pos_ in ("DET", "PROPN") and between[-1].pos_ in _GAPPED
    return comma.text == "," and nominal and not verbal and not bound


def _nothing_but_dates(roots: Sequence[Word], sentence: Sentence) -> tuple[int, int] | None:
    """The stretch of all that hangs on a date, where it is dates and what introduces them
    ("lundi et mardi", "du 3 au 5 mai")."""
    words = [word for root in roots for word in root.subtree]
    positions = {word.i for word in words}
    first, last = min(positions), max(positions) + 1
    other = any(
        not is_dated(word, sentence) and word.relation not in (*_INTRODUCING, "punct")
        for word in words
    )
    return None if other or last - first != len(positions) else (first, last)


def _introduces(word: Word, first: int, last: int) -> bool:
    inside = first <= word.head.i < last
    if word.relation == "fixed":
        # "à partir de": the last word of it stands before the date.
        return first <= word.head.head.i < last
    return inside and word.relation in _INTRODUCING


def _is_spare(root: Word, sentence: Sentence) -> bool:
    """Whether a sentence is whole without a date."""
    head, kind = root.head, root.relation
    if head is root:
        return False
    if kind == "obj":
        return not any(children(root, "det", "case"))
    if kind not in _CIRCUMSTANCES or any(children(root, "cop", "nsubj")):
        return False
    introduced = preposition(root)
    if kind == "nmod" and introduced in ("de", "en", ""):
        # "La loi du 3 mai" is told from other laws by it; "la réunion mardi" is not.
        return not introduced and head.pos_ == "NOUN"
    if introduced and listed(head.lemma_.lower(), "timed") and not children(head, "obj"):
        # "Le litige remonte à 2015", "la réunion est fixée à mardi"
        return False
    if root.dep_ == "obl:arg" and introduced in ("à", "de") and not children(head, "obj"):
        # "Les chiffres se rapportent au 24 octobre"
        return False
    participle = feature(head, "VerbForm") == "Part" and not any(children(head, "aux", "cop"))
    if (
        head.relation in ("acl", "amod")
        and head.pos_ != "ADJ"
        or head.relation in ("advcl", "conj")
        and participle
    ):
        others = [
            child
            for child in head.children
            if child is not root
            and not is_dated(child, sentence)
            and child.relation not in ("punct", "aux", "mark", "advmod", "case", "nsubj", "expl")
        ]
        return bool(others)
    return True


def _leaves_a_phrase(root: Word, first: int, last: int, sentence: Sentence) -> bool:
    """Whether nothing hangs on a date, or what does is a phrase that stands by itself ("mardi à
    Nice")."""
    dated = sentence.times
    rest = [
        word
        for word in root.subtree
        if not first <= word.i < last and not word.is_punct and word.i not in dated
    ]
    if not rest:
        return True
    if rest[0].i < last:
        return False
    behind = behind_date(root)
    if behind is not None and behind.subtree[0].i == last:
        return True
    if rest[0].i == last and rest[0].lower_ == "qui" and not children(root, "det"):
        # "Il a tourné un film lundi dernier qui a fait rire"
        return True
    between = sentence.doc[last : rest[0].i]
    if rest[0].lower_ in ("que", "qu'") and rest[0].relation == "mark" and not list(between):
        # "A fait savoir hier qu'il partait", whatever the parser made of it
        return True
    if any(word.text in (*COMMAS, "(") for word in between):
        return root.head is not root
    if list(between) or rest[0].pos_ != "ADP":
        return False
    if rest[0].lower_ not in ("de", "d'", "du", "des"):
        return True
    # "A parlé le 3 mai de son départ": no part of the date.
    told = rest[0].head
    numbered = any(word.pos_ == "NUM" for word in sentence.doc.words[first:last])
    verbal = numbered and root.head.pos_ == "VERB" and root.relation == "obl"
    return verbal and told.pos_ == "NOUN" and not listed(told.lemma_.lower(), "calendar")


def _with_commas(
    first: int, last: int, sentence: Sentence, start: int, end: int, gone: set[int]
) -> set[int]:
    """A date's tokens with the commas that only set it off."""
    doc = sentence.doc.words
    before = first > start and doc[first - 1].text in COMMAS
    behind = last < end and doc[last].text in COMMAS
    opens = all(i in gone for i in range(start, first))
    closes = last == end or doc[last].text in STOPS
    found = set(range(first, last))
    if behind and (opens or before):
        found.add(last)
    if behind and not before and _precedes_object(first, last, sentence):
        # "Il a lancé en 2023, Astra."
        found.add(last)
    if before and closes:
        found.add(first - 1)
    if before and behind and not _parts_more(first, last, sentence):
        found.add(first - 1)
    return found


def _precedes_object(first: int, last: int, sentence: Sentence) -> bool:
    """Whether a date and a comma stand between a verb and its object."""
    words = sentence.doc.words
    verb = words[first - 1] if first > sentence.start else None
    return verb is not None and any(
        child.subtree[0].i == last + 1 for child in children(verb, "obj")
    )


def _parts_more(first: int, last: int, sentence: Sentence) -> bool:
    """Whether the commas around tokens set off more than them: what opens a clause from its
    subject, or the next aside ("il a vendu, hier, à perte, sa maison")."""
    words = sentence.doc.words
    if words[first - 2].relation == "mark":
        # "Il a dit que, lundi, un élu partirait"
        return False
    behind = words[last + 1 : sentence.end]
    aside = next((n for n, word in enumerate(behind[:_NEAR]) if word.text in COMMAS), 0)
    if aside and behind[0].pos_ == "ADP":
        return True
    return any(
        word.relation in ("nsubj", "expl") and word.i < word.head.i
        and word.subtree[0].i == last + 1
        for word in behind[:_NEAR]
    )  # fmt: skip


def _is_restricted(first: int, sentence: Sentence, start: int) -> bool:
    """Whether a "ne … que" says that it was not before a date: "n'ouvrira qu'en mai"."""
    doc = sentence.doc.words
    first += doc[first].lower_ in ("que", "qu'")
    if first - 1 < start or doc[first - 1].lower_ not in ("que", "qu'"):
        return False
    return any(doc[i].lower_ in ("ne", "n'") for i in range(start, first - 1))


def _links(
    sentence: Sentence, start: int, end: int, gone: set[int], kept: frozenset[int]
) -> set[int]:
    words = sentence.doc.words
    found: set[int] = set()
    for first, last in _openings(sentence, start, end, gone):
        found.update(range(first, last))
    for first in facts(sentence).links:
        if not start < first < end - 1:
            continue
        before = words[first - 1]
        comma = before.text in COMMAS
        if not comma and before.pos_ not in ("VERB", "AUX") and before.lower_ != "pas":
            continue
        behind = _link_end(words, first, end)
        if behind is None or not kept.isdisjoint(range(first, behind)):
            continue
        if not comma:
            found.update(range(first, behind))
        elif words[behind].text in COMMAS:
            both = behind + 1 < end and words[behind + 1].pos_ in ("VERB", "AUX")
            found.update(range(first - 1, behind + both))
    return found


def _link_end(words: Sequence[Word], first: int, end: int) -> int | None:
    """Where a link that begins at a position ends, None where none does."""
    for size in range(min(_LINK - 1, end - first - 1), 0, -1):
        text = "".join(word.text_with_ws for word in words[first : first + size])
        following = words[first + size].lower_
        if listed(text.lower().strip(), "links"):
            # "Ainsi que", "aussi bien", "alors que", "aussi grand que"
            alone = words[first].pos_ == "ADV" and words[first].relation == "advmod"
            bound = following in ("que", "qu'", "bien") or not alone or not _is_bare(words[first])
            verb = words[first].head.pos_ in ("VERB", "AUX")
            return None if size == 1 and (bound or not verb) else first + size
    return None


def _is_bare(word: Word) -> bool:
    """Whether nothing but commas hangs on a word."""
    return all(child.is_punct for child in word.children)


def _openings(
    sentence: Sentence, start: int, end: int, gone: set[int]
) -> Iterator[tuple[int, int]]:
    """The links at the beginning ("En effet, …"), each with its comma."""
    doc = sentence.doc.words
    position = start
    while True:
        while position < end and (
            position in gone or doc[position].text in (*COMMAS, "»", "…", "-", "•")
        ):
            position += 1
        if position >= end or not listed(doc[position].lower_, "connector_beginnings"):
            return
        for size in range(_LINK, 0, -1):
            words = sentence.doc[position : min(position + size, end)]
            behind = position + size
            if len(words) < size or behind >= end:
                continue
            comma = doc[behind].text == ","
            alone = size == 1 and words[0].pos_ == "CCONJ" and words[0].lower_ not in ("ni", "soit")
            text = words.text.lower().strip()
            if listed(text, "connectors") and (comma or alone and doc[behind].text != ":"):
                yield position, behind + comma
                position = behind + comma
                break
        else:
            return
