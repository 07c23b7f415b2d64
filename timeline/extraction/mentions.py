"""Mentions of one article: the pieces of the extraction put together. A pure function."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from timeline.dates import find_dates
from timeline.extraction.attribution import attribution
from timeline.extraction.candidates import Candidates
from timeline.extraction.coreference import Coreference, resolve
from timeline.extraction.dating import date_events
from timeline.extraction.discourse import Dating, Story, Told
from timeline.extraction.event_types import is_typed, type_of
from timeline.extraction.factuality import factuality
from timeline.extraction.gapping import left_to_others
from timeline.extraction.lemmas import set_lemmas
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.moving import is_ahead
from timeline.extraction.names import find_names
from timeline.extraction.participants import names_in_brackets, participants, places
from timeline.extraction.penalties import terms
from timeline.extraction.segments import Segment, blanked, segments
from timeline.extraction.sentences import Sentence, sentences
from timeline.extraction.title_story import follow
from timeline.extraction.title_topics import note_topics
from timeline.extraction.titles import clause
from timeline.extraction.tree import Tree
from timeline.extraction.triggers import find_candidates
from timeline.extraction.type_setting import Setting
from timeline.model import (
    Amount,
    Article,
    Component,
    DateSource,
    Day,
    Evidence,
    Factuality,
    Mention,
    PassedOver,
    Trigger,
)

# Paragraphs given to the pipeline at once.
_BATCH = 64
# How often a date is right by where it comes from, as measured on annotated articles.
_TRUST: dict[DateSource, float] = {
    "explicit": 0.97,
    "relative": 0.93,
    "narrative": 0.75,
    "publication": 0.75,
    "cross-document": 0.5,
    "none": 0.5,
}

# Ways of coming by a date that say that two words tell one event.
# What speaks for the type of the event that a word takes up, in log-odds: of 39 such words in the
# stories of `data/gold/stories` 33 take up what they are said to.
_TAKES_UP = (Component("takes up", 1.7),)
_TELLING_AGAIN = frozenset({"told before", "later"})


def extract_mentions(
    articles: Iterable[Article], nlp: Language, lexicon: Lexicon
) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
    """The event mentions of each article, articles in the order given, mentions in text order.

    The articles come back with what they only speak of in `passed_over`. A pure function of each
    article: the same article gives the same mentions whatever the others.
    """
    for article in articles:
        mentions, passed_over = mentions_of(article, *_parsed(article, nlp), lexicon)
        yield replace(article, passed_over=passed_over), mentions


def judged_candidates(
    article: Article, nlp: Language, lexicon: Lexicon
) -> list[tuple[Told, tuple[int, ...]]]:
    """Every candidate of an article as it was judged, told or passed over, with the offsets at
    which the words that lead to it begin: what the weights of `telling` are learned from. Events
    whose verb is left out were not judged by themselves."""
    story, leading, _ = _story(article, nlp, lexicon)
    judged = (*story.told, *story.passed_over)
    return [(item, leading(item)) for item in judged if item.candidate.gap is None]


def candidate_mentions(
    article: Article, nlp: Language, lexicon: Lexicon
) -> list[tuple[Mention, tuple[int, ...], bool]]:
    """Every candidate of an article as the mention it is or would be, with the offsets at which the
    words that lead to it begin, and whether it counts as told."""
    story, leading, known = _story(article, nlp, lexicon)
    reach, setting = _reach(story.told), _setting(story, lexicon)
    return [
        (_mention(article, item, known, setting, reach), leading(item), counts)
        for items, counts in ((story.told, True), (story.passed_over, False))
        for item in items
    ]


def _story(
    article: Article, nlp: Language, lexicon: Lexicon
) -> tuple[Story, Callable[[Told], tuple[int, ...]], Coreference]:
    found = _sentences(article, *_parsed(article, nlp), lexicon)
    read = [_judged(sentence, lexicon) for sentence in found]
    words = {sentence.index: candidates.of for sentence, candidates, _ in read}

    def leading(item: Told) -> tuple[int, ...]:
        of = words[item.sentence.index].items()
        positions = [position for position, one in of if one is item.candidate]
        return tuple(item.sentence.raw(position, position + 1)[0] for position in positions)

    return date_events(article, read, lexicon), leading, resolve(found)


def _setting(story: Story, lexicon: Lexicon) -> Setting:
    return Setting.of((*story.told, *story.passed_over), lexicon)


def _parsed(article: Article, nlp: Language) -> tuple[list[Segment], list[Doc]]:
    parts = list(segments(article))
    return parts, list(nlp.pipe((part.view.text for part in parts), batch_size=_BATCH))


def _sentences(
    article: Article, parts: Sequence[Segment], docs: Sequence[Doc], lexicon: Lexicon
) -> list[Sentence]:
    trees = [Tree(doc) for doc in docs]
    for tree in trees:
        set_lemmas(tree, lexicon)
    expressions = find_dates(blanked(article), article.published)
    names = find_names(trees, lexicon.nouns)
    return sentences(list(zip(parts, trees, strict=True)), names, expressions)


def mentions_of(
    article: Article, parts: Sequence[Segment], docs: Sequence[Doc], lexicon: Lexicon
) -> tuple[tuple[Mention, ...], tuple[PassedOver, ...]]:
    """The mentions of an article whose segments the pipeline has read, and the words that may name
    events in the sentences that tell none."""
    found = _sentences(article, parts, docs, lexicon)
    follow(found)
    note_topics(found)
    read = [_judged(sentence, lexicon) for sentence in found]
    story = date_events(article, read, lexicon)
    told = story.told
    known = resolve(found)
    reach, setting = _reach(told), _setting(story, lexicon)
    made = [_mention(article, item, known, setting, reach) for item in told]
    carried = [
        mention
        if item.dating.carried is None
        else _lent(mention, item, made[item.dating.carried], lexicon)
        for mention, item in zip(made, told, strict=True)
    ]
    mentions = sorted(carried, key=lambda mention: (mention.trigger.char_start, mention.id))
    passed_over = _passed_over(article, story)
    for sentence in found:
        sentence.doc.release()
    return tuple(mentions), passed_over


def _lent(mention: Mention, item: Told, lender: Mention, lexicon: Lexicon) -> Mention:
    # Of two verbs of one type the second may be another act: a noun, a title or the same word
    # takes up what was told.
    same = mention.trigger.lemma == lender.trigger.lemma or item.sentence.is_main_title
    again = item.dating.via == "antecedent" or item.dating.via in _TELLING_AGAIN and same
    refers_to = lender.id if again else None
    mention = replace(mention, carried_from=lender.id, refers_to=refers_to)
    if not again or is_typed(item.candidate, lexicon) or mention.type == lender.type:
        return mention
    # "Cette décision", "l'offre": of the type of what it takes up.
    return replace(mention, type=lender.type, type_components=_TAKES_UP)


def _passed_over(article: Article, story: Story) -> tuple[PassedOver, ...]:
    """The candidates of the sentences without an event, in the order of the text."""
    telling = {item.sentence.index for item in story.told}
    found = [
        PassedOver(
            *item.sentence.raw_span,
            _trigger(article, item),
            round(item.telling.probability, 3) if item.telling else 0.0,
            item.telling.components() if item.telling else (),
        )
        for item in story.passed_over
        if item.sentence.index not in telling
    ]
    return tuple(sorted(found, key=lambda one: (one.trigger.char_start, one.trigger.char_end)))


def _trigger(article: Article, item: Told) -> Trigger:
    word = item.candidate.trigger
    start, end = item.sentence.raw(word.i, word.i + 1)
    return Trigger(article.text[start:end], word.lemma_, start, end)


def _judged(
    sentence: Sentence, lexicon: Lexicon
) -> tuple[Sentence, Candidates, Sequence[Factuality]]:
    candidates = find_candidates(sentence, lexicon)
    return sentence, candidates, [factuality(item, lexicon) for item in candidates.items]


def _mention(
    article: Article, told: Told, known: Coreference, setting: Setting, reach: Day | None
) -> Mention:
    candidate, sentence, lexicon = told.candidate, told.sentence, setting.lexicon
    start, end = sentence.raw_span
    trigger = _trigger(article, told)
    typing = type_of(told, setting)
    source = attribution(candidate, sentence, lexicon)
    return Mention(
        id=_identifier(article.id, trigger.char_start),
        article=article.id,
        char_start=start,
        char_end=end,
        quote=article.text[start:end],
        trigger=trigger,
        type=typing.type,
        title=clause(
            candidate,
            sentence,
            names_in_brackets(sentence, known.pronouns),
            names_in_brackets(sentence, known.descriptions),
            source,
        ),
        factuality=_in_time(told, article, reach),
        date=told.dating.date,
        date_source=told.dating.source,
        date_evidence=_evidence(article, told.dating),
        participants=participants(candidate, sentence, known, lexicon),
        amounts=_amounts(told),
        places=places(candidate, sentence),
        attribution=source,
        confidence=_confidence(told),
        components=told.telling.components() if told.telling else (),
        type_components=typing.components,
    )


def _identifier(article: str, offset: int) -> str:
    return hashlib.sha256(f"{article}:{offset}".encode()).hexdigest()[:16]


def _reach(told: Iterable[Told]) -> Day | None:
    """The last day that the events told as facts reach: an article is no older."""
    dates = (item.dating.date for item in told if item.factuality == "actual")
    ends = [date.end for date in dates if date is not None and date.end is not None]
    return max(ends, default=None)


def _in_time(told: Told, article: Article, reach: Day | None) -> Factuality:
    """What is dated after the article's publication is still to come, and what a plain future
    tense dates before it, or before a day that the article tells of (`reach`), has come."""
    published, date, value = article.published, told.dating.date, told.factuality
    future = _plain_future(told)
    if date is None:
        return value
    if published is None:
        over = date.end is not None and reach is not None and date.end < reach
        return "actual" if value == "planned" and future and over else value
    if value == "actual":
        return "planned" if is_ahead(date, published) else value
    if value == "planned" and future and date.end is not None and published.start is not None:
        # The future of a narrative: "l'entreprise ne sera dévoilée qu'en juillet".
        return "actual" if date.end < published.start else value
    return value


def _plain_future(told: Told) -> bool:
    return told.candidate.tense == "future" and not told.candidate.governors


def _evidence(article: Article, dating: Dating) -> tuple[Evidence, ...]:
    if dating.moment is not None:
        expression = dating.moment.expression
        start, end = expression.char_start, expression.char_end
    elif dating.words is not None:
        start, end = dating.words
    else:
        return ()
    return (Evidence(article.id, article.text[start:end], start, end),)


def _amounts(told: Told) -> tuple[Amount, ...]:
    """Amounts below the trigger or the predicate, in order, each once."""
    candidate, sentence = told.candidate, told.sentence
    if candidate.toll and candidate.trigger.i in sentence.amounts:
        return (sentence.amounts[candidate.trigger.i].amount,)
    below = {token.i for token in candidate.trigger.subtree}
    # "Douze salariés ont débrayé après le limogeage": they are not those of the circumstance.
    if not (candidate.is_noun and candidate.trigger.relation in ("obl", "nmod")):
        below |= {
            token.i
            for child in candidate.predicate.children
            if child.dep_.partition(":")[0] in ("obj", "obl", "nsubj", "xcomp", "nmod")
            for token in child.subtree
        }
    below -= left_to_others(candidate, sentence)
    below.update(candidate.gap.own if candidate.gap is not None else ())
    amounts = map(sentence.amounts.__getitem__, sorted(below & sentence.amounts.keys()))
    found = {(one.start, one.end): one.amount for one in amounts}
    return (*found.values(), *terms(candidate, sentence, below))


def _confidence(told: Told) -> float:
    """The likelihood that the sentence tells the event, times the trust in its date."""
    likelihood = told.telling.probability if told.telling else 1.0
    date = told.dating.date
    vague = 0.9 if date is not None and date.approximate else 1.0
    return round(likelihood * _TRUST[told.dating.source] * vague, 3)
