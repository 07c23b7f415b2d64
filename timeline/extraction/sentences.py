"""Sentences as the extraction works on them, with everything found inside each of them.

The parser's boundaries are corrected where typography knows better: nothing inside « » is cut off
from its reporting clause, and a title is one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from timeline.extraction.amounts import FoundAmount, find_amounts
from timeline.extraction.names import Name
from timeline.extraction.segments import Segment
from timeline.extraction.syntax import children, feature
from timeline.extraction.tree import Tree, Word
from timeline.model import TimeExpression

_PASSING = frozenset({"venir", "arriver", "passer", "suivre"})


@dataclass(frozen=True, slots=True)
class Moment:
    """A resolved time expression and the tokens it covers (half-open, in the document)."""

    expression: TimeExpression
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A phrase that tells an event with the verb of the clause before it ("et 500 en 2020").

    `start` and `end` (half-open) span it with its conjunction and date, `own` what differs from the
    clause besides the date (empty if nothing does); `trigger` is the word that stands for the
    event.
    """

    start: int
    end: int
    own: range
    trigger: Word


@dataclass(slots=True)
class Sentence:
    """Tokens `start` to `end` (half-open) of one segment's document."""

    doc: Tree
    segment: Segment
    start: int
    end: int
    index: int
    first_title: bool = False
    names: dict[int, Name] = field(default_factory=dict)
    amounts: dict[int, FoundAmount] = field(default_factory=dict)
    moments: list[Moment] = field(default_factory=list)
    # Its phrases that tell an event without a verb, once its dates are attached.
    gaps: list[Gap] = field(default_factory=list)
    # The types of its nouns, by position, once they are asked for.
    types: dict[int, str | None] = field(default_factory=dict)
    # Whether this is a title or heading.
    is_title: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_title = self.segment.kind == "title"

    @property
    def tokens(self) -> Iterator[Word]:
        """The tokens, in order."""
        return iter(self.doc.words[self.start : self.end])

    @property
    def times(self) -> set[int]:
        """Positions of the tokens of its time expressions."""
        return {i for moment in self.moments for i in range(moment.start, moment.end)}

    @property
    def is_main_title(self) -> bool:
        """Whether this is the article's own title, the first of its title zones."""
        return self.is_title and self.first_title

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the article's text of tokens `start` to `end` (half-open)."""
        words = self.doc.words
        last = words[end - 1]
        return self.segment.view.raw(words[start].idx, last.idx + len(last.text))

    @property
    def raw_span(self) -> tuple[int, int]:
        """Offsets of the sentence in the article's text, blanks at the ends left out."""
        words, start, end = self.doc.words, self.start, self.end
        while start < end - 1 and words[start].is_space:
            start += 1
        while end > start + 1 and words[end - 1].is_space:
            end -= 1
        return self.raw(start, end)


def passes_by(verb: Word, sentence: Sentence) -> bool:
    """Whether a verb says that a time comes or goes, which is no event: "puis vient 2019"."""
    if verb.lemma_.lower() not in _PASSING or feature(verb, "VerbForm") != "Fin":
        return False
    times = sentence.times
    bare = [w for w in children(verb, "nsubj", "obj", "obl", "dep") if not children(w, "case")]
    return bool(bare) and all(word.i in times for word in bare)


def boundaries(doc: Tree, is_title: bool) -> list[tuple[int, int]]:
    """Token ranges (half-open) of the sentences of a document."""
    if not len(doc):
        return []
    if is_title:
        return [(0, len(doc))]
    starts: list[int] = []
    depth = 0
    for token in doc.words:
        if token.i == 0 or (token.is_sent_start and depth == 0 and not _stranded(token)):
            starts.append(token.i)
        text = token.text
        if text == "«":
            depth += 1
        elif text == "»":
            depth = max(0, depth - 1)
    if depth:
        # An unclosed quotation must not swallow the rest of the paragraph.
        starts = [t.i for t in doc if t.i == 0 or (t.is_sent_start and not _stranded(t))]
    return list(zip(starts, [*starts[1:], len(doc)], strict=True))


def _stranded(token: Word) -> bool:
    """Whether a sentence would begin with what can only end or continue one."""
    return (
        token.is_space
        or token.text in {"»", ")", "]", ",", ";", ".", "…", "!", "?", ":"}
        or (
            # "24 octobre – Le fonds renonce": what stands before a dash belongs to what follows.
            (token.text[:1].islower() or token.text in {"–", "—", "-"})
            and token.i > 0
            and token.nbor(-1).text not in {".", "!", "?", "…", "»"}
        )
    )


def sentences(
    read: Sequence[tuple[Segment, Tree]],
    names: Sequence[Sequence[Name]],
    expressions: Sequence[TimeExpression],
) -> list[Sentence]:
    """All sentences of an article in order, with names, amounts and resolved times inside."""
    found: list[Sentence] = []
    titled = False
    for (segment, doc), doc_names in zip(read, names, strict=True):
        for start, end in boundaries(doc, segment.kind == "title"):
            sentence = Sentence(doc, segment, start, end, len(found))
            sentence.first_title = sentence.is_title and not titled
            titled = titled or sentence.is_title
            for name in doc_names:
                if start <= name.start < end:
                    sentence.names.update(dict.fromkeys(range(name.start, name.end), name))
            found.append(sentence)
    _place_moments(found, expressions)
    for sentence in found:
        _free_names(sentence)
        _free_objects(sentence)
        _place_amounts(sentence)
    return found


def _place_moments(found: Sequence[Sentence], expressions: Sequence[TimeExpression]) -> None:
    following = iter(found)
    sentence, end = None, 0
    for expression in expressions:
        while sentence is None or end <= expression.char_start:
            sentence = next(following, None)
            if sentence is None:
                return
            end = sentence.raw_span[1]
        view = sentence.segment.view
        low, high = view.position(expression.char_start), view.position(expression.char_end)
        inside = [t.i for t in sentence.tokens if t.idx < high and t.idx + len(t.text) > low]
        if inside:
            sentence.moments.append(Moment(expression, inside[0], inside[-1] + 1))


def _free_names(sentence: Sentence) -> None:
    """Takes from a name what begins a date that goes on behind it: "[au Zénith le 5] mai"."""
    words = sentence.doc.words
    for moment in sentence.moments:
        name = sentence.names.get(moment.start)
        if name is None or not name.start < moment.start < name.end < moment.end:
            continue
        end = moment.start
        while end > name.start + 1 and words[end - 1].pos_ in ("DET", "ADP"):
            end -= 1
        text = "".join(word.text_with_ws for word in words[name.start : end]).strip()
        for position in range(name.start, name.end):
            del sentence.names[position]
        kept = replace(name, end=end, text=text)
        sentence.names.update(dict.fromkeys(range(name.start, end), kept))


def _free_objects(sentence: Sentence) -> None:
    """Gives a verb the object that the parser has hung on a date between them ("a reçu mardi des
    élus"): "des" after a weekday is read as "de les"."""
    for moment in sentence.moments:
        head = sentence.doc[moment.start : moment.end].root
        verb = head.head
        behind = head.relation == "obl" and verb.pos_ == "VERB" and verb.i < head.i
        if not behind or any(children(verb, "obj")):
            continue
        for noun in list(children(head, "nmod")):
            article = next((c for c in children(noun, "case") if c.lower_ == "des"), None)
            if article is not None and article.i == moment.end:
                article.relation = article.dep_ = "det"
                noun.relation = noun.dep_ = "obj"
                noun.head = verb
                head.children = [child for child in head.children if child is not noun]
                verb.children = sorted([*verb.children, noun], key=lambda word: word.i)
                for word in (noun, head, verb):
                    word.memo = {}


def _place_amounts(sentence: Sentence) -> None:
    tokens = sentence.doc.words[sentence.start : sentence.end]
    offset = tokens[0].idx
    text = sentence.doc.text[offset : tokens[-1].idx + len(tokens[-1])]
    nouns = {
        t.idx - offset: t.lemma_.lower()
        for t in tokens
        if t.pos_ in ("NOUN", "ADJ") or t.tag_ == "NOUN"
    }
    amounts = find_amounts(text, nouns)
    if not amounts:
        return
    busy = sentence.times
    for amount in amounts:
        covered = [
            t.i for t in tokens
            if t.idx - offset < amount.end and t.idx - offset + len(t.text) > amount.start
        ]  # fmt: skip
        if covered and busy.isdisjoint(covered):
            sentence.amounts.update(dict.fromkeys(covered, amount))
