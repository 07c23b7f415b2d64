"""Nouns that refer back: "l'accident", "cette annonce", and titles, which refer forward.

A definite noun takes the date of the last dated event it can stand for; a title that the
publication alone dates takes that of the body's first telling of the same event.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from timeline.extraction.candidates import Candidate
from timeline.extraction.discourse import MEMORY, UNDATED, Dating, Story, Told
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.presupposing import is_presupposed
from timeline.extraction.reference import WIDE, referent
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import (
    COMPLETED,
    DEMONSTRATIVES,
    OVER,
    children,
    is_definite,
    is_passive,
    preposition,
    tense,
)
from timeline.extraction.tree import HAPPENING, Word
from timeline.model import DateSpan

_WEEK, _MONTH, _YEAR = 7, 31, 365
_FOUNDED = frozenset({"explicit", "relative", "narrative"})
_SAID_TO_BE_OVER = OVER | {"conditional_past"}
# Types of what is won and lost.
_CONTESTS = frozenset({"elect", "vote", "sport"})
# Types of what rules that something be so ("par décret du 3 mai").
_RULINGS = frozenset({"legislate", "trial", "convict"})
# Prepositions between a verb and the happening in which it is done, and nouns of such.
_DURING = frozenset({"lors", "cours", "occasion", "marge"})
_OCCASION = frozenset({"dans", "lors de", "pendant", "durant", "au cours de", "à l'occasion de"})
# How many events of its sentence away a happening may stand.
_BESIDE = 8


def date_noun(
    candidate: Candidate, sentence: Sentence, story: Story, lexicon: Lexicon
) -> Dating | None:
    """The dating that a noun without a date has from what it refers to; None where from nothing.

    Undated where the sentence says that the event does not take place as planned.
    """
    noun = candidate.trigger
    published = story.article.published
    recent = _recent_adjective(candidate, lexicon)
    if published is not None and recent is not None:
        return _recent(published, sentence.raw(recent.i, recent.i + 1))
    known = referent(candidate, sentence, story) if _may_refer(noun, sentence) else None
    if _is_postponed(noun, lexicon):
        # "Prévu samedi, le vol a été reporté": that day is not the flight's.
        return UNDATED
    if known is not None and not _is_in_reach(noun, sentence, story, story.told[known]):
        known = None
    if known is not None and story.told[known].dating.source == "publication":
        # "L'accident s'est produit … jeudi matin": the sentence dates what was only news so far.
        known = _dated_here(sentence, story, known)
    return story.told[known].dating.lent_by(known, "antecedent") if known is not None else None


def _may_refer(noun: Word, sentence: Sentence) -> bool:
    return is_definite(noun) or sentence.is_title


def _is_in_reach(noun: Word, sentence: Sentence, story: Story, told: Told) -> bool:
    """Whether a noun of a dispatch takes up an event: one of its paragraph, one of the weeks before
    the publication, or any if it points to it ("ce cambriolage") or is what a title is about
    ("Collision du Morlac : deux ans de prison pour le pilote")."""
    near = told.sentence.segment.paragraph == sentence.segment.paragraph
    named = any(word.lower_ in DEMONSTRATIVES for word in children(noun, "det"))
    about = sentence.is_main_title and any(word.text == ":" for word in noun.subtree)
    return not story.dispatch or near or named or about or story.is_fresh(told.dating.date)


def date_taken_up(candidate: Candidate, sentence: Sentence, story: Story) -> DateSpan | None:
    """The date of the event told before that a definite noun takes up, if the text gives it one."""
    known = referent(candidate, sentence, story) if is_definite(candidate.trigger) else None
    dating = story.told[known].dating if known is not None else UNDATED
    return dating.date if dating.source != "publication" else None


def _is_postponed(noun: Word, lexicon: Lexicon) -> bool:
    """Whether a verb says of an event noun that it does not take place as planned."""
    verb = noun.head
    patient = noun.relation == "obj" or noun.relation == "nsubj" and is_passive(verb)
    return patient and lexicon.is_a("postponing", verb.lemma_.lower())


def _dated_here(sentence: Sentence, story: Story, otherwise: int) -> int:
    """Index of an event that this sentence dates to the day, else the one given."""
    for index, told in story.backwards():
        if told.sentence is not sentence:
            break
        date = told.dating.date
        if told.dating.source in ("explicit", "relative") and date is not None and date.days == 1:
            return index
    return otherwise


def told_before(candidate: Candidate, story: Story) -> Dating | None:
    """For a completed verb in a dispatch: the date of the same event told and dated before."""
    if not story.dispatch or candidate.tense not in COMPLETED or not candidate.type:
        return None
    for index, other in story.backwards():
        fresh = other.dating.source in _FOUNDED and story.is_fresh(other.dating.date)
        if fresh and _is_alike(candidate, other.candidate):
            return other.dating.lent_by(index, "told before")
    return None


def date_by_later_telling(story: Story) -> None:
    """Gives events that only the publication dates the date of a telling of them elsewhere.

    A title says what the body dates, also where it only counts years ("rouvert six ans après le
    drame"); a first paragraph names an accident whose day comes later.
    """
    _lend(story, MEMORY, lambda event, other: _tells_again(event, other, story))
    for index, event in enumerate(story.told):
        if event.sentence.is_main_title and event.dating.counted:
            story.told[index] = replace(event, dating=_to_the_day(event, story))


def _to_the_day(event: Told, story: Story) -> Dating:
    """The dating of an event of a title that is told years after another: the body's, if that has
    it to the day and near what the title counts."""
    date = event.dating.date
    if date is None or date.start is None or date.end is None:
        return event.dating
    reach = range(date.start.ordinal - _YEAR, date.end.ordinal + _YEAR + 1)
    for index, other in enumerate(story.told[:MEMORY]):
        day = other.dating.date.start if other.dating.date is not None else None
        if day is None or day.ordinal not in reach or other.sentence.is_title:
            continue
        if _is_founded(other) and _is_alike(event.candidate, other.candidate):
            return other.dating.lent_by(index, "later")
    return event.dating


def date_by_happening(story: Story) -> bool:
    """Gives verbs that only the publication dates the date of a happening beside them.

    It is the subject or the occasion: "l'avalanche a tué deux skieurs", "blessés dans l'accident".
    Says whether there was any.
    """
    return _lend(story, _BESIDE, _happens_in)


def _lend(story: Story, reach: int, lends: Callable[[Told, Told], bool]) -> bool:
    """Gives events that only the publication dates the date of the first, up to `reach` events
    before or behind, that lends it. Says whether there was any."""
    lent = False
    for index, event in enumerate(story.told):
        if event.dating.source != "publication":
            continue
        for position in range(max(0, index - reach), min(len(story.told), index + reach)):
            if lends(event, story.told[position]):
                dating = story.told[position].dating.lent_by(position, "later")
                story.told[index] = replace(event, dating=dating)
                lent = True
                break
    return lent


def _happens_in(event: Told, other: Told) -> bool:
    """Whether a verb tells what a dated happening of its sentence does, or what is done in it."""
    verb = event.candidate
    told = not verb.is_noun and verb.tense in _SAID_TO_BE_OVER
    planned = verb.tense == "future" and event.factuality == "planned"
    if (
        not (told or planned)
        or other.sentence is not event.sentence
        or not _is_founded(other, _MONTH)
    ):
        return False
    noun = _happening(other.candidate)
    if noun is None:
        return False
    if other.candidate.type in _RULINGS and noun.head == verb.predicate:
        # "Par décret du 3 mai, les deux communes ont fusionné"
        return preposition(noun) == "par"
    if _takes_part(noun, verb.predicate):
        return True
    return other.candidate.is_noun and _is_founded(other) and _settles(verb, other.candidate)


def _happening(candidate: Candidate) -> Word | None:
    """The noun of an event that a noun tells, or a participle behind it ("un match disputé")."""
    if candidate.trigger.pos_ == "NOUN":
        return candidate.trigger
    verb = candidate.predicate
    behind = verb.relation == "acl" and candidate.tense == "past_participle"
    named = verb.head.pos_ == "NOUN" and verb.head.happening > HAPPENING
    return verb.head if behind and named else None


def _settles(verb: Candidate, happening: Candidate) -> bool:
    """Whether a verb tells how a contest ended: "elle a remporté les élections de dimanche"."""
    contest = verb.type in _CONTESTS and happening.type in _CONTESTS
    noun = happening.trigger
    return contest and noun.relation == "obj" and noun.head == verb.predicate


def _takes_part(noun: Word, verb: Word) -> bool:
    """Whether a happening does what a verb says or is the occasion of it."""
    if noun.head.lower_ in _DURING and noun.head.head == verb:
        # "Lors d'un match", "au cours d'une cérémonie"
        return True
    if noun.head != verb:
        return False
    acts = noun.relation == "nsubj" and not is_passive(verb)
    return acts or noun.relation == "obl" and preposition(noun) in _OCCASION


def _is_founded(told: Told, longest: int = _WEEK) -> bool:
    """Whether the text dates an event to so many days or better."""
    date = told.dating.date
    if date is None or told.dating.source not in _FOUNDED:
        return False
    days = date.days
    return days is not None and days <= longest


def _tells_again(event: Told, other: Told, story: Story) -> bool:
    # What is told as present in the body is so on the day of publication.
    now = event.candidate.tense == "present" and not event.sentence.is_title
    # Asked of every pair of events: what most pairs fail, and what costs least, comes first.
    return (
        not now
        and other.factuality == event.factuality
        and _is_alike(event.candidate, other.candidate)
        and not other.sentence.is_title
        # A noun that took its date from this very event says nothing new.
        and other.dating.date != event.dating.date
        and _is_founded(other)
        # Another word of its type tells of it with words of its own, not with a borrowed date.
        and (other.dating.via == "own" or _same_word(event.candidate, other.candidate))
        and story.is_fresh(other.dating.date)
        and not (_is_earlier(other.candidate) and not _is_earlier(event.candidate))
    )


def _is_earlier(candidate: Candidate) -> bool:
    """Whether the clause of an event looks back on what had been before the news ("ils avaient déjà
    débrayé en mai", "après le départ du maire")."""
    if candidate.is_noun and is_presupposed(candidate.trigger):
        return True
    steps = (candidate.predicate, *candidate.predicate.ancestors)
    verb = next((step for step in steps if step.pos_ in ("VERB", "AUX")), None)
    return candidate.tense == "pluperfect" or verb is not None and tense(verb) == "pluperfect"


def _is_alike(candidate: Candidate, other: Candidate) -> bool:
    """Whether two words can name one event: the same word, or the same telling type."""
    if candidate.type in WIDE or candidate.type == "meet":
        return _same_word(candidate, other)
    return _same_event_word(candidate, other)


def _same_word(candidate: Candidate, other: Candidate) -> bool:
    return other.trigger.lemma_.lower() == candidate.trigger.lemma_.lower()


def _same_event_word(candidate: Candidate, other: Candidate) -> bool:
    same_word = _same_word(candidate, other)
    if same_word and candidate.trigger.pos_ == "VERB" == other.trigger.pos_:
        # "Il est arrivé en tête", "les observateurs, arrivés lundi"
        return candidate.type == other.type
    return same_word or (candidate.type not in WIDE and other.type == candidate.type)


def _recent_adjective(candidate: Candidate, lexicon: Lexicon) -> Word | None:
    """The adjective that tells that an event is recent, if there is one."""
    adjectives = children(candidate.trigger, "amod")
    return next((word for word in adjectives if lexicon.is_a("recent", word.lemma_.lower())), None)


def _recent(published: DateSpan, words: tuple[int, int]) -> Dating:
    """ "La récente proposition": the month of publication, approximately."""
    day = published.end or published.start
    assert day is not None
    month = DateSpan.of_month(day.year, day.month, approximate=True)
    return Dating(month, "relative", words=words)
