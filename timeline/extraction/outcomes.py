"""What an event cost: "Il a causé des millions d'euros de dégâts", "Le bilan est de deux morts"."""

from __future__ import annotations

from timeline.extraction.candidates import Candidate
from timeline.extraction.discourse import Dating, Story
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children, subjects

_PRONOUNS = frozenset({"il", "elle"})
_INDEFINITES = frozenset({"un", "une", "des", "deux", "plusieurs", "autre", "autres"})
# Types of what does damage.
_HARMFUL = frozenset({"accident", "disaster", "attack", "military", "epidemic"})
# How many paragraphs before its figures the event that they are of may be told.
_REACH = 1


def date_outcome(
    candidate: Candidate, sentence: Sentence, story: Story, lexicon: Lexicon
) -> Dating | None:
    """The dating of what only counts what an event did, as that event's: of figures of dead and
    injured, and of a verb with a pronoun for its subject; None where it is neither."""
    if candidate.toll:
        return _date_toll(candidate, sentence, story)
    verb = candidate.predicate
    if candidate.is_noun or candidate.type or not lexicon.is_a("causing", verb.lemma_.lower()):
        return None
    if not any(token.i in sentence.amounts for token in verb.subtree):
        return None
    if [child.lower_ in _PRONOUNS for child in children(verb, "nsubj")] != [True]:
        return None
    for index, other in story.backwards():
        away = sentence.index - other.sentence.index
        if away > 1 or other.sentence.segment.paragraph != sentence.segment.paragraph:
            return None
        if away == 1 and other.candidate.type in _HARMFUL and other.dating.date is not None:
            return other.dating.lent_by(index, "antecedent")
    return None


def _date_toll(candidate: Candidate, sentence: Sentence, story: Story) -> Dating | None:
    """The date of the harmful event told last in the sentence, or before it in its paragraph or the
    one before: figures with no other subject are its. Those of a title are the article's."""
    if sentence.is_main_title:
        for kinds in (frozenset({candidate.type}), _HARMFUL):
            for index, other in enumerate(story.told):
                if other.candidate.type in kinds and other.dating.date is not None:
                    return other.dating.lent_by(index, "later")
        return None
    new = any(
        child.lower_ in _INDEFINITES
        for subject in subjects(candidate.predicate)
        for child in children(subject, "det", "amod", "nummod")
    )
    for index, other in story.backwards():
        here = other.sentence is sentence
        if new and not here:
            # "Une explosion semblable avait fait deux morts": at another time.
            return None
        away = sentence.segment.paragraph - other.sentence.segment.paragraph
        if not here and not 0 <= away <= _REACH:
            return None
        harmful = other.candidate.type in _HARMFUL and other.factuality == "actual"
        if harmful and other.dating.date is not None:
            return other.dating.lent_by(index, "antecedent")
    return None
