"""The date of each event of an article: its own, one carried over, or the day of publication.

Each candidate without a date of its own goes through the rules in order; the first that applies
decides when it would have been. Whether it is told as an event at all is judged then
(`telling`): the same words are an event with a date and a topic without.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from timeline.extraction.anaphora import (
    date_by_happening,
    date_by_later_telling,
    date_noun,
    date_taken_up,
    told_before,
)
from timeline.extraction.announcing import days_announced
from timeline.extraction.attachment import attach, temporal_clause
from timeline.extraction.attribution import is_incise
from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.counted_origins import count_from_later, origins
from timeline.extraction.counting import count_between
from timeline.extraction.discourse import (
    UNDATED,
    Dating,
    Story,
    Told,
    is_bare_day_part,
    source_of,
)
from timeline.extraction.dispatches import is_dispatch
from timeline.extraction.gapping import event_of
from timeline.extraction.lending import PRESUPPOSED, meanwhile, of_its_verb, same_sentence
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.likeliest import tell_likeliest
from timeline.extraction.moving import beginning, is_ahead
from timeline.extraction.outcomes import date_outcome
from timeline.extraction.plans import was_to_be
from timeline.extraction.presupposing import is_presupposed, is_spoken_of, looks_back
from timeline.extraction.sentences import Moment, Sentence
from timeline.extraction.syntax import COMPLETED, OVER, children, subjects, tense
from timeline.extraction.telling import (
    Surroundings,
    is_main,
    judge,
    quoted_positions,
    threshold,
)
from timeline.extraction.tree import Word
from timeline.extraction.triggers import SCHEDULING
from timeline.extraction.undated import drop_repeated, is_worth_keeping
from timeline.model import Article, DateSpan, Factuality

# Forms that look back on what was before the story: the publication does not date them.
_EARLIER = frozenset({"pluperfect"})
# Forms of a verb whose plan may be over since.
_FROM_LATER_ON = frozenset({"pluperfect", "preterite"})
# Forms that tell what is to come.
_AHEAD = frozenset({"planned", "hypothetical"})
_TOLD = frozenset({"actual", "alleged"})
_PAST_FORMS = COMPLETED | {"past_participle"}
_NARRATING = COMPLETED | {"imperfect", "conditional_past", "subjunctive"}
_SEVERAL = frozenset({"plusieurs", "maintes", "nombreuses", "diverses", "multiples"})
_TIMES = frozenset({"reprise", "fois"})
_VAGUE = frozenset({"ça", "cela", "ce", "c'", "on"})
# Types of what is done about an event afterwards.
_AFTERMATH = frozenset({"announce", "protest", "investigate", "sue", "charge"})
_CIRCUMSTANCES = frozenset({"advcl", "obl", "xcomp", "acl"})
_A_YEAR = 365
_DAYS_OF_A_STORY = 2
# Sentences from the start of the body that tell what the article is about.
_LEAD = 2


def date_events(
    article: Article,
    read: Sequence[tuple[Sentence, Candidates, Sequence[Factuality]]],
    lexicon: Lexicon,
) -> Story:
    """The story of an article: the events told with their dates, and the candidates passed over.

    `read` gives each sentence with its candidates and their factualities, in the text's order.
    """
    story = Story(article, is_dispatch(article, [sentence for sentence, *_ in read]))
    body = [sentence for sentence, *_ in read if not sentence.is_title]
    topics = frozenset(
        w for sentence, *_ in read if sentence.is_main_title for w in _content(sentence)
    )
    days = frozenset(day for sentence in body for day in story.days_named(sentence))
    # What a title sums up is dated by the body.
    for sentence, candidates, factualities in sorted(read, key=lambda item: item[0].is_main_title):
        story.leave_scene(sentence)
        if sentence.is_main_title:
            sentence.moments = _as_in_body(sentence.moments, body)
        today = article.published if story.dispatch else None
        known = partial(date_taken_up, sentence=sentence, story=story)
        dated = count_between(sentence, candidates, attach(sentence, candidates), today, known)
        dated = days_announced(candidates, factualities, dated, article.published)
        story.origins = origins(sentence, candidates, story)
        story.set_scene(sentence, candidates, dated)
        around = Surroundings(
            sentence, candidates, story, lexicon, frozenset(dated), quoted_positions(sentence),
            body[0].segment.paragraph if body else 0, any(sentence is one for one in body[:_LEAD]),
            topics, days,
        )  # fmt: skip
        _tell_sentence(candidates, factualities, dated, around)
    count_from_later(story, ((sentence, candidates) for sentence, candidates, _ in read))
    date_by_later_telling(story)
    if date_by_happening(story):
        # What the happening beside it dates may date a title.
        date_by_later_telling(story)
    drop_repeated(story)
    story.told += story.undated
    return story


def _as_in_body(moments: Sequence[Moment], body: Sequence[Sentence]) -> list[Moment]:
    """The moments of a title, its bare days as the body means them: a title has no tense to tell
    last Friday from next ("Grève : un train sur trois vendredi")."""
    meant: dict[str, Moment] = {}
    for sentence in body if moments else ():
        for moment in sentence.moments:
            meant.setdefault(moment.expression.text.lower(), moment)
    found = []
    for moment in moments:
        expression = moment.expression
        told = meant.get(expression.text.lower())
        if told is not None and expression.anchor == told.expression.anchor == "publication":
            expression = replace(expression, date=told.expression.date)
        found.append(replace(moment, expression=expression))
    return found


def _tell_sentence(
    candidates: Candidates,
    factualities: Sequence[Factuality],
    dated: Mapping[int, Moment],
    around: Surroundings,
) -> None:
    """Files the candidates of a sentence, those with a date of their own first."""
    sentence, story, lexicon = around.sentence, around.story, around.lexicon
    first, passed_before = len(story.told), len(story.passed_over)
    incises = {item.trigger.i for item in candidates.items if is_incise(item, lexicon)}
    said = next((dated[position] for position in sorted(incises) if position in dated), None)
    passed = incises | {gap.trigger.i for _, _, gap, _ in candidates.gapped}
    pending: list[tuple[Candidate, Factuality]] = []
    for candidate, factuality in zip(candidates.items, factualities, strict=True):
        if candidate.trigger.i in passed or _only_introduces(candidate, candidates):
            continue
        own = _own(candidate, factuality, dated, story, lexicon)
        if own is None:
            pending.append((candidate, factuality))
        elif own.date is not None or candidate.type is None or candidate.is_noun:
            _tell(candidate, factuality, own, around)
        else:
            # It has a date of its own that nothing resolves; no other may take its place.
            story.tell(Told(candidate, sentence, factuality, own))
    for candidate, factuality in pending:
        dating = _infer(candidate, factuality, first, around)
        if said is not None and _is_said(candidate, factuality, dating):
            dating = replace(dating, date=said.expression.date, source=source_of(said), moment=said)
        _tell(candidate, factuality, dating, around)
    _tell_gapped(candidates, first, around)
    if story.dispatch and len(story.told) == first:
        tell_likeliest(story, passed_before)


def _content(sentence: Sentence) -> list[str]:
    """Lemmas of the nouns and verbs of a sentence."""
    return [token.lemma_.lower() for token in sentence.tokens if token.pos_ in ("NOUN", "VERB")]


def _only_introduces(candidate: Candidate, candidates: Candidates) -> bool:
    """Whether a vague main clause only leads to what its "lorsque" clause tells ("la tension est
    montée d'un cran lorsque la société a porté plainte"), or a vague gerund to what its verb does.
    """
    verb = candidate.predicate
    gerund = any(mark.lower_ == "en" for mark in children(verb, "mark", "case"))
    how = gerund and candidates.of.get(verb.head.i, candidate).tense in COMPLETED
    return candidate.type is None and (how or temporal_clause(candidate, candidates) is not None)


def _tell(
    candidate: Candidate, factuality: Factuality, dating: Dating, around: Surroundings
) -> None:
    """Files a candidate with the events told, or with what the article only speaks of."""
    telling = judge(candidate, factuality, dating, around)
    story, sentence = around.story, around.sentence
    told = Told(candidate, sentence, factuality, dating, telling)
    news = story.dispatch or sentence.segment.paragraph == around.paragraph
    if dating.date is not None:
        sure = candidate.is_sure and dating.source != "publication"
        counts = sure or telling.probability >= threshold(story.dispatch)
        if not story.dispatch:
            awaited = story.waiting and _is_awaited(candidate, dating)
            counts = awaited or counts and _is_plain(candidate, factuality, dating)
            story.waiting = story.waiting and not awaited
    else:
        # What nothing dates is kept where it is beyond doubt a completed fact of a known type.
        known = candidate.type is not None and factuality == "actual"
        verb = not candidate.is_noun and candidate.tense in OVER
        counts = known and (verb or candidate.is_noun and dating is PRESUPPOSED)
    if counts:
        story.tell(told)
    elif is_worth_keeping(told, around.lexicon, around.quoted, news):
        own = dating.via == "own" and dating.source in ("explicit", "relative")
        story.undated.append(told if own else replace(told, dating=UNDATED))
    else:
        story.passed_over.append(told)


def _is_said(candidate: Candidate, factuality: Factuality, dating: Dating) -> bool:
    """Whether the news of a sentence was known when somebody told it: "il a signé, a annoncé lundi
    le club" is no news of a later day."""
    past = candidate.tense in COMPLETED and factuality in _TOLD
    return past and dating.via == "publication" and not candidate.is_noun


def _tell_gapped(candidates: Candidates, first: int, around: Surroundings) -> None:
    """Files the events whose verb is left out, where the event with that verb is told."""
    story = around.story
    for host, shared, gap, own in candidates.gapped:
        told = next((item for item in story.told[first:] if item.candidate is host), None)
        candidate = event_of(gap, host)
        # "Champion en 1925 et 1931, il gagne un tour en 1932": the verb has another date.
        if told is None or told.dating.moment is not shared:
            continue
        moment, planned = own, told.factuality == "planned"
        if planned:
            # What is to come is not over, whichever year the grammar guessed.
            moment = replace(own, expression=replace(own.expression, anchor="narrative"))
        date = story.bounded(moment, candidate.tense, planned)
        if date is not None:
            dating = Dating(date, source_of(own), own)
            story.tell(Told(candidate, around.sentence, told.factuality, dating, told.telling))


def _is_plain(candidate: Candidate, factuality: Factuality, dating: Dating) -> bool:
    """Whether outside dispatches, which argue about events more than they tell them, a candidate
    is one beyond what its cues say: by words of its own, or by a type and a told fact."""
    if candidate.is_noun:
        inferred = dating.via in ("publication", "sentence")
        known = candidate.type is not None or dating.via == "antecedent"
        return known and (factuality == "actual" or not inferred)
    return dating.via == "own" or candidate.type is not None and factuality in _TOLD


def _is_awaited(candidate: Candidate, dating: Dating) -> bool:
    """Whether a verb tells what a date before it, alone in its sentence, leads the reader to expect
    ("En 2016, la société avait besoin d'argent. Un fonds lui en a proposé.")."""
    if candidate.is_noun:
        return dating.via == "scene" and _is_heading(candidate)
    verb = candidate.predicate
    told = dating.via == "scene" and candidate.tense in COMPLETED and is_main(candidate)
    actors = [token for token in subjects(verb) if token.lower_ not in _VAGUE]
    return told and bool(actors) and not any(child.dep_ == "expl:subj" for child in verb.children)


def _is_heading(candidate: Candidate) -> bool:
    """Whether a noun is told by a sentence without a verb, as in a chronicle ("Mort du maire")."""
    noun = candidate.trigger
    return candidate.type not in (None, "other") and noun.head is noun


def _own(
    candidate: Candidate,
    factuality: Factuality,
    dated: Mapping[int, Moment],
    story: Story,
    lexicon: Lexicon,
) -> Dating | None:
    """The dating by a time expression of the candidate's own; None where it has none, undated
    where it has one that nothing resolves."""
    moment = dated.get(candidate.trigger.i)
    if moment is None or (not story.dispatch and is_bare_day_part(moment)):
        return None
    began = beginning(candidate.type, moment.expression.date)
    if began is not None and factuality != "planned":
        return Dating(began, source_of(moment), moment)
    lemma = candidate.predicate.lemma_.lower()
    postponed = lexicon.is_a("postponing", lemma)
    # "La fête a été reportée au 14 juin", "prévue le 3 mai": the verb is past, the date is not.
    ahead = postponed or lemma in SCHEDULING and factuality == "planned"
    told = "future" if ahead else candidate.tense
    to_come = (
        factuality == "planned"
        and not was_to_be(candidate.trigger, lexicon)
        and not _was_ahead(candidate)
    )
    date = story.evening(moment, told) or story.bounded(moment, told, to_come)
    if date is None:
        return UNDATED
    if not postponed and _is_impossible(candidate, date, story.article):
        return None
    return Dating(date, source_of(moment), moment)


def _was_ahead(candidate: Candidate) -> bool:
    """Whether a plan is told of from later on: "avait annoncé la fermeture en juin"."""
    verb = next((word for word in candidate.trigger.ancestors if word.pos_ == "VERB"), None)
    governors = (*candidate.governors, *(() if verb is None else (verb,)))
    return any(tense(word) in _FROM_LATER_ON for word in governors)


def _is_impossible(candidate: Candidate, date: DateSpan, article: Article) -> bool:
    """Whether what a verb tells as over would lie after the article was published.

    The date is then that of another word: "a signé un bail pour 2030".
    """
    over = candidate.tense in OVER and candidate.trigger == candidate.predicate
    # "Ils ont menacé de bloquer le pont samedi": past is only the threat.
    over = over and all(verb.lemma_ == "venir" for verb in candidate.governors)
    return over and article.published is not None and is_ahead(date, article.published)


def _infer(
    candidate: Candidate, factuality: Factuality, first: int, around: Surroundings
) -> Dating:
    """When an event without a date of its own would have been.

    `first` is the index of the first event told in this sentence.
    """
    sentence, story, lexicon = around.sentence, around.story, around.lexicon
    if (outcome := date_outcome(candidate, sentence, story, lexicon)) is not None:
        return outcome
    is_noun = candidate.is_noun
    if is_noun:
        known = meanwhile(candidate, story, first) or date_noun(candidate, sentence, story, lexicon)
        if known is None and candidate.trigger.i in story.origins:
            index = story.origins[candidate.trigger.i]
            return story.told[index].dating.lent_by(index, "antecedent")
        noun = candidate.trigger
        if known is None and (is_presupposed(noun) or is_spoken_of(noun, sentence)):
            return UNDATED
        if known := known or of_its_verb(candidate, story, first):
            return known
    elif candidate.trigger.pos_ == "NOUN" and candidate.tense in _PAST_FORMS:
        # "Organisées par la ville, ces fêtes …", "la grève a duré deux jours": the noun takes up
        # what was told before.
        known = date_noun(candidate, sentence, story, lexicon)
        if known is not None and known.date is not None:
            return known
    if not is_noun and (_sums_up(candidate) or looks_back(candidate) or _is_later(candidate)):
        return UNDATED
    if _is_of_a_thing(candidate, around):
        return UNDATED
    dating = same_sentence(candidate, factuality, story, first)
    if dating is None and not is_noun:
        dating = told_before(candidate, story)
    if dating := dating or _by_story(candidate, factuality, sentence, story):
        return dating
    news = _as_news(candidate, factuality, around)
    return news if news.date is not None else story.going_on(candidate, sentence) or UNDATED


def _sums_up(candidate: Candidate) -> bool:
    """Whether a verb tells of several times at once ("à deux reprises"): no one date is its own."""
    found = [token for token in candidate.predicate.subtree if token.lemma_ in _TIMES]
    return any(children(token, "nummod") or _is_several(token) for token in found)


def _is_several(token: Word) -> bool:
    return any(child.lower_ in _SEVERAL for child in children(token, "det", "amod"))


def _is_later(candidate: Candidate) -> bool:
    """Whether a verb only says that something came later ("les tribunes, démolies plus tard")."""
    return any(child.lower_ == "tard" for child in children(candidate.predicate, "advmod"))


def _by_story(
    candidate: Candidate, factuality: Factuality, sentence: Sentence, story: Story
) -> Dating | None:
    """The date of the scene, or of the event a narrative goes on from."""
    scene = story.scene
    # "Un an plus tard, …" opens an aside in a dispatch; what follows may be of any time.
    if scene is not None and (story.entry or not (story.dispatch and scene.counted)):
        past = candidate.tense in COMPLETED and factuality not in _AHEAD
        told_so = story.entry or not story.dispatch
        historic = candidate.tense == "present" and told_so and candidate.type is not None
        ahead = factuality in _AHEAD and story.is_ahead(scene.date)
        # "1981. Mort du fondateur."
        entry = candidate.is_noun and (story.dispatch or story.waiting and _is_heading(candidate))
        if past or historic or ahead or entry:
            return scene
    if candidate.is_noun:
        return None
    if factuality == "planned" and story.dispatch:
        return story.planned(sentence)
    typed = candidate.type is not None and factuality == "actual"
    return story.narrated(candidate, sentence) if typed else None


def _as_news(candidate: Candidate, factuality: Factuality, around: Surroundings) -> Dating:
    """The day that a dispatch is about or the day of its publication, for what can be its news."""
    story, sentence = around.story, around.sentence
    opening = sentence.is_main_title or sentence.segment.paragraph == around.paragraph
    if not (story.dispatch or opening):
        # Outside dispatches only the title and the first paragraph tell news without a date.
        return UNDATED
    told_of_old = candidate.tense == "preterite" and not story.dispatch
    aim = candidate.tense == "infinitive" and candidate.predicate.relation in _CIRCUMSTANCES
    # "Elle avait quitté la ville avant de revenir": parsers make "avant" the head.
    above = candidate.predicate.head
    above = above if above.pos_ in ("VERB", "AUX") else above.head
    of_old = told_of_old or aim and tense(above) in _EARLIER
    historic = candidate.tense == "present" and _opens_in_the_past(candidate, around)
    if candidate.tense in _EARLIER or of_old or historic or story.is_background(sentence):
        return UNDATED
    news = story.news() or UNDATED
    main = story.main_day()
    if main is None or main[1].dating.date == news.date:
        return news
    index, told = main
    return (
        told.dating.lent_by(index, "main day") if _goes_on(candidate, factuality, around) else news
    )


def _is_of_a_thing(candidate: Candidate, around: Surroundings) -> bool:
    """Whether a participle tells of a thing that the news of a day is about, and so was before it:
    "la police a saisi mardi un tableau volé au musée"."""
    verb, sentence = candidate.predicate, around.sentence
    bare = candidate.tense == "past_participle" and verb.relation == "acl"
    if not bare or any(children(verb, "aux")) or sentence.is_title:
        return False
    above = {word.i for word in verb.ancestors}
    return any(
        item.trigger.i in around.dated and item.predicate.i in above and item.tense in COMPLETED
        for item in around.candidates.items
    )


def _opens_in_the_past(candidate: Candidate, around: Surroundings) -> bool:
    """Whether a participle before a verb dates its sentence to years ago: "Né en 1937, il publie
    ses premiers vers à vingt ans" is no news."""
    sentence, published = around.sentence, around.story.article.published
    opening = sentence.doc.words[sentence.start]
    fronted = opening.relation == "advcl" and tense(opening) == "past_participle"
    if not fronted or published is None or published.start is None:
        return False
    for moment in sentence.moments:
        end = moment.expression.date.end if moment.expression.date is not None else None
        if moment.start > candidate.predicate.i:
            return False
        if end is not None and published.start.ordinal - end.ordinal > _A_YEAR:
            return True
    return False


def _goes_on(candidate: Candidate, factuality: Factuality, around: Surroundings) -> bool:
    """Whether a verb tells more of what happened on the day that a dispatch is about.

    What was said of it, is now, or has not come to pass belongs to the day of publication; where
    several days are told, no one of them is the story's.
    """
    # "Ils protestaient contre une loi" goes on with it, "ils ont protesté" came of it; "ils
    # auraient remarqué un bijou" tells what was done, not what was said.
    after = candidate.type in _AFTERMATH and candidate.tense != "imperfect"
    said = candidate.weak and candidate.tense != "conditional_past"
    if candidate.is_noun or said or after:
        return False
    # "Vingt personnes devaient y participer": a plan that the story has overtaken.
    due = factuality == "planned" and candidate.tense == "imperfect"
    undone = factuality == "negated" and candidate.tense in COMPLETED
    told = due or undone or factuality in _TOLD and candidate.tense in _NARRATING
    return told and len(around.days) <= _DAYS_OF_A_STORY
