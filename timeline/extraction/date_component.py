"""`timeline_dates`: the French dates of `timeline.find_dates` as a component of any spaCy pipeline.

nlp = spacy.blank("fr")
nlp.add_pipe("timeline_dates", config={"published": "2025-02-15"})
doc = nlp("Le rachat a été annoncé lundi.")
[(span.text, span._.date.edtf) for span in doc.spans["dates"]]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from timeline import codec
from timeline.dates import find_dates
from timeline.dates.tense import Tense
from timeline.extraction.syntax import feature, tense
from timeline.extraction.tree import Tree, Word
from timeline.model import DateSpan, TimeExpression

# In `Doc.user_data`, which only holds what msgpack can write: so documents can be saved and sent to
# other processes.
_KEY = "timeline_dates"

_DIRECTIONS: dict[str, Tense] = {
    "past": "past", "preterite": "past", "pluperfect": "past", "imperfect": "past",
    "conditional_past": "past", "future": "future", "conditional": "future", "imperative": "future",
}  # fmt: skip
# Verbs whose present looks ahead with an infinitive ("doit partir lundi"), their imperfect to what
# was due ("devait partir"); and those that look ahead in the past as well ("a prévu de partir").
_AHEAD = frozenset({"devoir", "aller", "entendre"})
_AHEAD_ALWAYS = frozenset({"compter", "prévoir", "espérer", "vouloir", "promettre", "décider"})
# Participles that look ahead by themselves: "la réunion prévue lundi".
_PLANNED = frozenset({"prévoir", "attendre", "programmer", "planifier", "fixer"})


class DateFinder:
    """The component: sets `doc.spans[spans_key]`, and through it `span._.date`.

    Spans are labelled with the TIMEX3 type (DATE, TIME, DURATION, SET) and cover whole tokens.
    """

    def __init__(self, published: str | None, spans_key: str, use_parse: bool) -> None:
        self.published = published
        self.spans_key = spans_key
        self.use_parse = use_parse

    def __call__(self, doc: Doc) -> Doc:
        """The same document, with its dates. `doc._.published` goes before the setting."""
        published = doc._.published or self.published
        parsed = self.use_parse and doc.has_annotation("DEP") and doc.has_annotation("MORPH")
        found = find_dates(doc.text, published, tense_at=ParsedTense(doc) if parsed else None)
        doc.user_data[_KEY] = [codec.time_expression_to_dict(one) for one in found]
        doc.spans[self.spans_key] = list(_spans(doc, found))
        return doc


class ParsedTense:
    """The tense of the verb that a date hangs on, by the parse of a document."""

    def __init__(self, doc: Doc) -> None:
        self._doc, self._tree = doc, Tree(doc)

    def __call__(self, start: int, end: int) -> Tense | None:
        """By offsets of the document's text; None where the date hangs on a noun, or on nothing."""
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        token = self._tree[span.root.i]
        if token.head.pos_ in ("NOUN", "PROPN") and token.head != token:
            return None
        while token.pos_ not in ("VERB", "AUX") and token.head != token:
            token = token.head
        return _direction(token)


def _direction(verb: Word) -> Tense | None:
    """The tense of a verb; an infinitive has that of the verb it depends on."""
    said = tense(verb)
    if said == "infinitive" and verb.head != verb:
        return _of_infinitive(verb.head)
    if feature(verb, "VerbForm") == "Part" and verb.lemma_ in _PLANNED:
        return "future"
    if said == "past_participle":
        return "done"
    return _DIRECTIONS.get(said)


def _of_infinitive(head: Word) -> Tense | None:
    """The tense of an infinitive that depends on this word."""
    if head.lemma_ in _AHEAD_ALWAYS:
        return "future"
    if head.lemma_ in _AHEAD and tense(head) in ("present", "imperfect"):
        return "future" if tense(head) == "present" else "due"
    return _direction(head) if head.pos_ in ("VERB", "AUX") else None


def _spans(doc: Doc, found: list[TimeExpression]) -> Iterator[Span]:
    """A span for each expression; its `span_id` is the place in the list."""
    for place, one in enumerate(found):
        tokens = doc.char_span(one.char_start, one.char_end, alignment_mode="expand")
        if tokens is not None:
            yield Span(doc, tokens.start, tokens.end, label=one.type, span_id=str(place))


def time_expression(span: Span) -> TimeExpression | None:
    """The expression of a span that the component made, None of any other."""
    listed: list[dict[str, Any]] = span.doc.user_data.get(_KEY, [])
    if not span.id_.isdecimal() or int(span.id_) >= len(listed):
        return None
    return codec.time_expression_from_dict(listed[int(span.id_)])


def date(span: Span) -> DateSpan | None:
    """What a span that the component made names, None where that is no date."""
    found = time_expression(span)
    return found.date if found else None


def make_date_finder(
    nlp: Language, name: str, published: str | None, spans_key: str, use_parse: bool
) -> DateFinder:
    """What spaCy calls for `nlp.add_pipe("timeline_dates")`."""
    return DateFinder(published, spans_key, use_parse)


Language.factory(
    "timeline_dates",
    default_config={"published": None, "spans_key": "dates", "use_parse": True},
    assigns=["doc.spans", "span._.date", "span._.time_expression"],
    func=make_date_finder,
)
Span.set_extension("date", getter=date, force=True)
Span.set_extension("time_expression", getter=time_expression, force=True)
Doc.set_extension("published", default=None, force=True)
