"""What an event cost, told of it by a pronoun: "Il a causé deux millions d'euros de dégâts"."""

from __future__ import annotations

from timeline.extraction.candidates import Candidate
from timeline.extraction.discourse import Dating, Story
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children

_PRONOUNS = frozenset({"il", "elle"})
# Types of what does damage.
_HARMFUL = frozenset({"accident", "disaster", "attack", "military", "epidemic"})


def date_outcome(
    candidate: Candidate, sentence: Sentence, story: Story, lexicon: Lexicon
) -> Dating | None:
    """The dating of a verb that only counts what the event of the sentence before did, as that
    event's; None where it is no such verb."""
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
