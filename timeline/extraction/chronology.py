"""Texts that list dates, each with what happened then: "12 mai – Le conseil renonce"."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.sentences import Moment, Sentence

# What sets a date off from what happened then.
_SET_OFF = frozenset({":", "-", "–", "—"})
_FEWEST = 3  # entries
_MAIN = frozenset({"root", "ROOT", "parataxis"})
_UNFINISHED = frozenset({"none", "infinitive", "past_participle", "present_participle"})
# What a noun may have in front of it, and the parts that it has not in a clause with a verb.
_BEFORE_NOUN = frozenset({"ADJ", "DET", "NUM"})
_PARTS_OF_CLAUSES = frozenset({"nsubj", "obj", "obl", "advcl"})


def is_chronology(sentences: Sequence[Sentence]) -> bool:
    """Whether most paragraphs of a text begin with a date that is set off."""
    body = [sentence for sentence in sentences if not sentence.is_title]
    paragraphs = {sentence.segment.paragraph for sentence in body}
    entries = {sentence.segment.paragraph for sentence in body if _is_entry(sentence)}
    return len(entries) >= _FEWEST and 2 * len(entries) > len(paragraphs)


def _is_entry(sentence: Sentence) -> bool:
    first = sentence.moments[0] if sentence.moments else None
    return (
        first is not None
        and first.start == sentence.start == 0
        and first.end < sentence.end
        and sentence.doc[first.end].text in _SET_OFF
    )


def told_by_entry(
    sentence: Sentence, moment: Moment, candidates: Candidates
) -> Sequence[Candidate]:
    """What the entry of a date tells first: its first main verb, the noun that it begins with."""
    noun = _opening_noun(sentence, moment, candidates)
    opening = () if noun is None else (noun,)
    for item in candidates.items:
        outer = item.governors[-1] if item.governors else item.predicate
        if not item.is_noun and item.tense not in _UNFINISHED and outer.relation in _MAIN:
            return opening if item.weak else (item, *opening)
    nouns = [one for one in candidates.items if one.is_noun and one.trigger.relation in _MAIN]
    return opening or nouns[:1]


def _opening_noun(sentence: Sentence, moment: Moment, candidates: Candidates) -> Candidate | None:
    """The event noun that opens the text of the entry of a date, without a verb of its own:
    "17 février – Avarie sur le navire : il est ramené au port"."""
    words = sentence.doc.words
    for word in words[moment.end + 1 : sentence.end]:
        noun = candidates.of.get(word.i)
        if noun is not None and noun.is_noun and noun.trigger is word:
            return noun if word.relation not in _PARTS_OF_CLAUSES else None
        if word.pos_ not in _BEFORE_NOUN:
            return None
    return None
