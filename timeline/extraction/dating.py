"""The date of each event of an article: its own, one carried over, or the day of publication.

Each event without a date of its own goes through the rules in order; the first that applies
decides. A candidate that none dates stays undated if its type is known and it is told as a
completed fact; the rest is background, not an event.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.extraction.anaphora import (
    date_by_happening,
    date_by_later_telling,
    date_noun,
    told_before,
)
from timeline.extraction.attachment import attach
from timeline.extraction.discourse import (
    UNDATED,
    Dating,
    Story,
    Told,
    is_ahead,
    is_bare_day_part,
    is_dispatch,
    source_of,
)
from timeline.extraction.factuality import is_incise
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import COMPLETED, OVER, children, relation, subjects, tense
from timeline.extraction.triggers import Candidate, Candidates
from timeline.model import Article, DateSpan, Factuality

# A clause that these open happens at the time of its main clause.
_WHEN = frozenset({"quand", "lorsque", "lorsqu'", "alors"})
_TOLD = frozenset({"actual", "alleged"})
# Forms that tell no news by themselves.
_NO_NEWS = frozenset(
    {"pluperfect", "imperfect", "infinitive", "past_participle", "subjunctive", "conditional"}
)


def date_events(
    article: Article,
    read: Sequence[tuple[Sentence, Candidates, Sequence[Factuality]]],
    lexicon: Lexicon,
) -> list[Told]:
    """The events of an article with their dates, sentence by sentence.

    `read` gives each sentence with its candidates and their factualities, in the text's order.
    """
    story = Story(article, is_dispatch(article, [sentence for sentence, *_ in read]))
    for sentence, candidates, factualities in read:
        story.leave_scene(sentence)
        dated = attach(sentence, candidates)
        story.set_scene(sentence, candidates, dated)
        first = len(story.told)
        pending: list[tuple[Candidate, Factuality]] = []
        for candidate, factuality in zip(candidates.items, factualities, strict=True):
            if is_incise(candidate, lexicon):
                continue
            moment = dated.get(candidate.trigger.i)
            if moment is None or (not story.dispatch and is_bare_day_part(moment)):
                pending.append((candidate, factuality))
                continue
            date = story.bounded(moment, candidate.tense)
            if date is not None and _is_impossible(candidate, date, article, lexicon):
                pending.append((candidate, factuality))
            elif date is not None:
                dating = Dating(date, source_of(moment), moment)
                story.told.append(Told(candidate, sentence, factuality, dating))
            elif candidate.type is not None and not candidate.is_noun:
                # It has a date of its own that nothing resolves; no other may take its place.
                story.told.append(Told(candidate, sentence, factuality, UNDATED))
        for candidate, factuality in pending:
            dating_found = _infer(candidate, factuality, sentence, story, first, lexicon)
            if dating_found is not None:
                story.told.append(Told(candidate, sentence, factuality, dating_found))
    date_by_later_telling(story)
    if date_by_happening(story):
        # What the happening beside it dates may date a title.
        date_by_later_telling(story)
    return story.told


def _is_impossible(
    candidate: Candidate, date: DateSpan, article: Article, lexicon: Lexicon
) -> bool:
    """Whether what a verb tells as over would lie after the article was published.

    The date is then that of another word: "a signé un bail pour 2030". What is postponed to a
    day is told by that day all the same.
    """
    if lexicon.is_a("postponing", candidate.predicate.lemma_.lower()):
        return False
    over = candidate.tense in OVER and candidate.trigger == candidate.predicate
    return over and article.published is not None and is_ahead(date, article.published)


def _infer(
    candidate: Candidate,
    factuality: Factuality,
    sentence: Sentence,
    story: Story,
    first: int,
    lexicon: Lexicon,
) -> Dating | None:
    """The dating of an event without a date of its own; None where it is no event to report.

    `first` is the index of the first event told in this sentence.
    """
    if candidate.weak:
        return None
    if candidate.is_noun:
        return date_noun(candidate, factuality, sentence, story, lexicon)
    awaited = story.waiting and candidate.tense in COMPLETED and _has_actor(candidate)
    if candidate.type is None and not (awaited or _is_main_news(candidate, sentence, story)):
        return None
    if _sums_up(candidate):
        return UNDATED if candidate.type and factuality == "actual" else None
    if factuality in _TOLD:
        together = _same_sentence(candidate, factuality, story, first)
        if together is not None:
            return together
        again = told_before(candidate, story)
        if again is not None:
            return again
    if factuality == "actual":
        told = _by_story(candidate, sentence, story)
        if told is not None:
            return told
    news = _as_news(candidate, factuality, sentence, story)
    if news is not None:
        return news
    completed = candidate.tense in OVER
    return UNDATED if candidate.type and completed and factuality == "actual" else None


def _sums_up(candidate: Candidate) -> bool:
    """Whether a verb tells of several times at once ("à deux reprises"): no one date is its own."""
    return any(
        token.lemma_ in ("reprise", "fois") and any(children(token, "nummod"))
        for token in candidate.predicate.subtree
    )


def _by_story(candidate: Candidate, sentence: Sentence, story: Story) -> Dating | None:
    """The date of the scene for a completed event, else of the event a narrative goes on from."""
    scene = story.scene
    historic = candidate.tense == "present" and not story.dispatch and candidate.type is not None
    # "Un an plus tard, …" opens an aside in a dispatch; what follows may be of any time.
    aside = story.dispatch and scene is not None and scene.counted
    if scene is not None and not aside and (candidate.tense in COMPLETED or historic):
        story.waiting = False
        return scene
    return story.narrated(candidate, sentence) if candidate.type is not None else None


def _same_sentence(
    candidate: Candidate, factuality: Factuality, story: Story, first: int
) -> Dating | None:
    """The date of a dated event of the same sentence that this one follows from or joins."""
    if candidate.tense == "pluperfect":
        return None
    temporal = {
        token.i
        for token in children(candidate.predicate, "advcl")
        if any(mark.lower_ in _WHEN for mark in children(token, "mark", "advmod"))
    }
    for index in range(first, len(story.told)):
        lender = story.told[index]
        if lender.candidate.predicate.i in temporal and lender.dating.date is not None:
            return Dating(lender.dating.date, "narrative", lender.dating.moment, index)
    link = candidate.governors[-1] if candidate.governors else candidate.predicate
    # "…, obligeant X à partir": parsers hang such a clause on the noun before it, or know no name
    # for what it is to the verb.
    clause = relation(link) in ("acl", "ccomp") and tense(link) == "present_participle"
    if relation(link) not in ("advcl", "xcomp", "conj") and not clause:
        return None
    above = {token.i for token in candidate.predicate.ancestors}
    for index in range(first, len(story.told)):
        other = story.told[index]
        if other.dating.date is None or other.candidate.is_noun or other.factuality != factuality:
            continue
        if other.candidate.predicate.i not in above:
            continue
        follows = candidate.tense in (other.candidate.tense, "infinitive", "present_participle")
        if follows and (candidate.tense != "infinitive" or candidate.governors):
            return Dating(other.dating.date, "narrative", other.dating.moment, index)
    return None


def _has_actor(candidate: Candidate) -> bool:
    """Whether a main verb has a subject that can act, not "ça" or an impersonal "il"."""
    vague = {"ça", "cela", "ce", "c'", "on"}
    actors = [token for token in subjects(candidate.predicate) if token.lower_ not in vague]
    impersonal = any(child.dep_ == "expl:subj" for child in candidate.predicate.children)
    return is_main(candidate) and bool(actors) and not impersonal


def is_main(candidate: Candidate) -> bool:
    """Whether a verb heads a main clause, alone or coordinated."""
    outer = candidate.governors[-1] if candidate.governors else candidate.predicate
    # "Le marché est calme : un titre a gagné 2 %": what follows a colon is a main clause too.
    while relation(outer) in ("conj", "parataxis") and outer.head != outer:
        outer = outer.head
    return outer.dep_ == "ROOT" or relation(outer) == "root"


def _is_main_news(candidate: Candidate, sentence: Sentence, story: Story) -> bool:
    """Whether an untyped verb is told as news: completed, in a main clause of a dispatch, or the
    predicate of its title."""
    told = candidate.tense in COMPLETED or sentence.is_main_title or candidate.tense == "present"
    return story.dispatch and told and is_main(candidate)


def _as_news(
    candidate: Candidate, factuality: Factuality, sentence: Sentence, story: Story
) -> Dating | None:
    if candidate.tense in _NO_NEWS:
        return None
    if not story.dispatch:
        # Outside dispatches only the title tells its own news without a date.
        title = sentence.is_main_title and factuality == "actual" and candidate.type is not None
        return story.news() if title else None
    if factuality not in ("actual", "alleged", "negated") or story.is_background(sentence):
        return None
    return story.news()
