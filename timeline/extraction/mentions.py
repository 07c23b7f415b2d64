"""Mentions of one article: the pieces of the extraction put together. A pure function."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from timeline.dates import find_dates
from timeline.extraction.coreference import Coreference, resolve
from timeline.extraction.dating import date_events
from timeline.extraction.discourse import Dating, Told, is_ahead
from timeline.extraction.factuality import attribution, factuality
from timeline.extraction.lemmas import set_lemmas
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.names import find_names
from timeline.extraction.participants import participants, places, pronoun_names
from timeline.extraction.segments import Segment, blanked, segments
from timeline.extraction.sentences import Sentence, sentences
from timeline.extraction.titles import clause
from timeline.extraction.triggers import Candidates, find_candidates
from timeline.model import Amount, Article, DateSource, Evidence, Factuality, Mention, Trigger

# Paragraphs given to the pipeline at once.
_BATCH = 64
# How far to trust a date by where it comes from.
_CONFIDENCE: dict[DateSource, float] = {
    "explicit": 0.9,
    "relative": 0.85,
    "narrative": 0.6,
    "publication": 0.55,
    "cross-document": 0.5,
    "none": 0.4,
}

# Below this probability of being a happening a noun of the event lexicon is in doubt.
_DOUBTFUL = 0.2


def extract_mentions(
    articles: Iterable[Article], nlp: Language, lexicon: Lexicon
) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
    """The event mentions of each article, articles in the order given, mentions in text order.

    A pure function of each article: the same article gives the same mentions whatever the others.
    """
    for article in articles:
        parts = list(segments(article))
        docs = list(nlp.pipe((part.view.text for part in parts), batch_size=_BATCH))
        yield article, mentions_of(article, parts, docs, lexicon)


def mentions_of(
    article: Article, parts: Sequence[Segment], docs: Sequence[Doc], lexicon: Lexicon
) -> tuple[Mention, ...]:
    """The mentions of an article whose segments the pipeline has read."""
    set_lemmas((token for doc in docs for token in doc), lexicon)
    expressions = find_dates(blanked(article), article.published)
    found = sentences(
        list(zip(parts, docs, strict=True)), find_names(docs, frozenset(lexicon.nouns)), expressions
    )
    read = [_judged(sentence, lexicon) for sentence in found]
    told = date_events(article, read, lexicon)
    known = resolve(found)
    made = [_mention(article, item, known, lexicon) for item in told]
    carried = [
        replace(mention, carried_from=made[item.dating.carried].id)
        if item.dating.carried is not None
        else mention
        for mention, item in zip(made, told, strict=True)
    ]
    return tuple(sorted(carried, key=lambda mention: (mention.trigger.char_start, mention.id)))


def _judged(
    sentence: Sentence, lexicon: Lexicon
) -> tuple[Sentence, Candidates, Sequence[Factuality]]:
    candidates = find_candidates(sentence, lexicon)
    return sentence, candidates, [factuality(item, lexicon) for item in candidates.items]


def _mention(article: Article, told: Told, known: Coreference, lexicon: Lexicon) -> Mention:
    candidate, sentence = told.candidate, told.sentence
    start, end = sentence.raw_span
    trigger_start, trigger_end = sentence.raw(candidate.trigger.i, candidate.trigger.i + 1)
    said = candidate.weak and lexicon.is_a("reporting", candidate.trigger.lemma_)
    kind = candidate.type or ("announce" if said else "other")
    return Mention(
        id=_identifier(article.id, trigger_start),
        article=article.id,
        char_start=start,
        char_end=end,
        quote=article.text[start:end],
        trigger=Trigger(
            article.text[trigger_start:trigger_end],
            candidate.trigger.lemma_,
            trigger_start,
            trigger_end,
        ),
        type=kind,
        title=clause(candidate, sentence, pronoun_names(sentence, known)),
        factuality=_in_time(told.factuality, told.dating, article, _plain_future(told)),
        date=told.dating.date,
        date_source=told.dating.source,
        date_evidence=_evidence(article, told.dating),
        participants=participants(candidate, sentence, known),
        amounts=_amounts(told),
        places=places(candidate, sentence),
        attribution=attribution(candidate, sentence, lexicon),
        confidence=_confidence(told),
    )


def _identifier(article: str, offset: int) -> str:
    return hashlib.sha256(f"{article}:{offset}".encode()).hexdigest()[:16]


def _in_time(value: Factuality, dating: Dating, article: Article, future: bool) -> Factuality:
    """What is dated after the article's publication is still to come, and what a plain future
    tense dates before it has come."""
    published, date = article.published, dating.date
    if published is None or date is None:
        return value
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
    below = {token.i for token in candidate.trigger.subtree}
    below |= {
        token.i
        for child in candidate.predicate.children
        if child.dep_.partition(":")[0] in ("obj", "obl", "nsubj", "xcomp", "nmod")
        for token in child.subtree
    }
    found: dict[tuple[int, int], Amount] = {}
    for position in sorted(below):
        amount = sentence.amounts.get(position)
        if amount is not None:
            found.setdefault((amount.start, amount.end), amount.amount)
    return tuple(found.values())


def _confidence(told: Told) -> float:
    value = _CONFIDENCE[told.dating.source]
    if told.candidate.type is None:
        value -= 0.15
    if told.dating.date is not None and told.dating.date.approximate:
        value -= 0.1
    happening = told.candidate.trigger._.happening
    if told.candidate.is_noun and happening is not None and happening < _DOUBTFUL:
        # "La construction s'est effondrée": listed as an event, but here perhaps a thing.
        value -= 0.1
    return round(value, 3)
