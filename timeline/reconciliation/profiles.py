"""What is compared of a mention, made once for all its comparisons."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from timeline.model import Amount, Article, DateSource, DateSpan, Factuality, Mention, Participant
from timeline.reconciliation.date_words import (
    counted_from,
    is_stated,
    is_yearless,
    undated_wording,
)
from timeline.reconciliation.folding import fold
from timeline.reconciliation.knowledge import knowledge
from timeline.reconciliation.names import NameTable, is_name
from timeline.reconciliation.wording import (
    STEM,
    common_stems,
    folded,
    head_stems,
    long_words,
    marks_of,
    root_of,
    stems_of,
)

Keys = frozenset[str]
_NOTHING: Keys = frozenset()
ENDLESS = 10**9  # days
_BEFORE = 3  # words before a noun that may count it
_INFINITIVES = ("er", "ir", "oir", "re")
_SUBJECT = 0.4  # of an article's mentions: who takes part in so many is its subject


@dataclass(frozen=True, slots=True)
class Profile:
    """The comparable side of a mention.

    `story` is the article that its own is a copy of, or its own; `sentence` and `place` are where
    sentence and trigger begin; `root` is what a verb and its noun share.

    `agents`, `patients`, `people` (who act or are acted on), `places` and `everyone` are keys of
    names, `shared` those that several people bear, `subjects` those that the whole article is
    about, `named` those that the sentence itself writes (which name a pronoun stands for is a
    guess), `given` those of people that are one word, which may be a first name.
    `words` and `patient_words` are the longer words of names that are no people's, but for
    those that stand in many names, `nouns`
    stems of the noun phrases that take part, or stand for names that do.

    `stems` is the wording, `marks` are the names and figures of the sentence that the article does
    not repeat everywhere, both but for what dates it; `cast` the words of all names in the
    sentences of the article that tell events, but for those of countries and great cities; names
    without words that stand in many. `ordinals` are the places in a row that the mention speaks of
    (« la seconde plainte »), `sums_up` says that it counts several of its kind or whom it befell,
    `nominal` that its trigger is no verb.

    `stated`: words of its own sentence date it. `yearless`: the text says day and month, not the
    year. `first` and `last` are the ordinals of the first and last day of `date`, beyond all days
    where that is open; `published` is that of the day of publication. `crowd`: how many mentions of
    the article have the very same date. `of_its_kind`: how many dates those of its type have there.
    `counted_from` is the root of the noun of the event that its date is told by (« le soir de
    l'incendie »), empty where it is told otherwise.
    """

    id: str
    article: str
    story: str
    sentence: int
    place: int
    type: str
    lemma: str
    root: str
    date: DateSpan | None
    first: int
    last: int
    date_source: DateSource
    stated: bool
    factuality: Factuality
    published: int | None
    yearless: bool
    crowd: int
    of_its_kind: int
    agents: Keys
    patients: Keys
    people: Keys
    everyone: Keys
    named: Keys
    given: Keys
    shared: Keys
    subjects: Keys
    words: Keys
    patient_words: Keys
    nouns: Keys
    places: Keys
    amounts: tuple[Amount, ...]
    stems: tuple[str, ...]
    marks: Keys
    cast: Keys
    ordinals: frozenset[int]
    sums_up: bool
    nominal: bool
    refers_to: str | None
    carried_from: str | None
    counted_from: str


def profiles_of(
    mentions: Iterable[Mention], articles: dict[str, Article], names: NameTable
) -> Iterator[Profile]:
    """The profiles of mentions, which come article by article."""
    together: list[Mention] = []
    for mention in mentions:
        if together and together[0].article != mention.article:
            yield from _of_article(together, articles, names)
            together.clear()
        together.append(mention)
    yield from _of_article(together, articles, names)


def _of_article(
    mentions: list[Mention], articles: dict[str, Article], names: NameTable
) -> Iterator[Profile]:
    keyed = [
        [(item, names.canonical(item.name, mention.article)) for item in mention.participants
         if is_name(item)]
        for mention in mentions
    ]  # fmt: skip
    counts: dict[str, int] = {}
    for keys in keyed:
        for key in {key for _, key in keys}:
            counts[key] = counts.get(key, 0) + 1
    told = [undated_wording(mention) for mention in mentions]
    marks = {wording: marks_of(wording) for wording in told}
    seen = Counter(mark for wording in told for mark in marks[wording])
    named = {
        word[:STEM]
        for m in mentions
        for one in m.participants
        if is_name(one)
        for word in long_words(one.name)
    }
    untold = knowledge().countries | common_stems()
    cast = _keys(mark for mark in named.union(seen) if mark.isalpha() and mark not in untold)
    usual = {mark for mark, n in seen.items() if n > 2 and n >= _SUBJECT * len(mentions)}
    kinds: defaultdict[str, set[DateSpan]] = defaultdict(set)
    for mention in mentions:
        if mention.date is not None:
            kinds[_kind(mention)].add(mention.date)
    crowds = Counter(mention.date for mention in mentions)
    subjects = _keys(k for k, n in counts.items() if n > 1 and n >= _SUBJECT * len(mentions))
    for mention, keys, wording in zip(mentions, keyed, told, strict=True):
        article = articles.get(mention.article)
        published = article.published if article is not None else None
        yield Profile(
            id=mention.id,
            article=mention.article,
            story=(article.copy_of if article is not None else None) or mention.article,
            sentence=mention.char_start,
            place=mention.trigger.char_start,
            type=intern(_kind(mention)),
            lemma=folded(mention.trigger.lemma),
            root=root_of(mention.trigger.lemma),
            date=mention.date,
            first=mention.date.start.ordinal if mention.date and mention.date.start else -ENDLESS,
            last=mention.date.end.ordinal if mention.date and mention.date.end else ENDLESS,
            date_source=mention.date_source,
            stated=is_stated(mention),
            factuality=mention.factuality,
            published=published.start.ordinal if published and published.start else None,
            yearless=is_yearless(mention),
            crowd=crowds[mention.date],
            of_its_kind=len(kinds[_kind(mention)]),
            agents=_keys(key for item, key in keys if item.role == "agent"),
            patients=_keys(key for item, key in keys if item.role == "patient"),
            people=_keys(
                key
                for item, key in keys
                if item.type == "PER" and item.role in ("agent", "patient")
            ),
            everyone=_keys(key for _, key in keys),
            named=_keys(key for item, key in keys if item.said is None),
            given=_keys(key for i, key in keys if i.type == "PER" and len(i.name.split()) == 1),
            shared=_keys(key for _, key in keys if names.is_shared(key)),
            subjects=subjects,
            words=_keys(word for item, key in keys for word in _words_of(item, key, names)),
            patient_words=_keys(
                word
                for item, key in keys
                if item.role == "patient"
                for word in _words_of(item, key, names)
            ),
            nouns=_keys(
                stem
                for item in mention.participants
                if item.said not in knowledge().pronouns and (item.said or not is_name(item))
                for stem in head_stems(item.said or item.name)
            ),
            places=_keys(names.canonical(place, mention.article) for place in mention.places),
            amounts=mention.amounts,
            stems=stems_of(wording),
            cast=cast,
            marks=_keys(marks[wording] - usual - common_stems()),
            ordinals=_ordinals(mention),
            sums_up=_sums_up(mention),
            nominal=is_nominal(mention),
            refers_to=mention.refers_to,
            carried_from=mention.carried_from,
            counted_from=counted_from(mention),
        )


def _sums_up(mention: Mention) -> bool:
    """Whether a mention counts several of what it tells (« deux grèves »), or the people whom it
    befell (« trois marins ont été tués »)."""
    several = [amount for amount in mention.amounts if amount.value > 1]
    if any(amount.unit == mention.trigger.lemma for amount in several):
        return True
    people = [amount.text for amount in several if amount.unit in knowledge().counted]
    befallen = [one.name for one in mention.participants if one.role in ("agent", "patient")]
    return mention.lexical_type in knowledge().of_people and any(
        name.startswith(text) for text in people for name in befallen
    )


def is_nominal(mention: Mention) -> bool:
    """Whether the trigger of a mention is no verb."""
    return not mention.trigger.lemma.endswith(_INFINITIVES)


@lru_cache(maxsize=100_000)
def _interned(keys: Keys) -> Keys:
    return keys


def _keys(keys: Iterable[str]) -> Keys:
    """One object for equal sets: most mentions name nobody, or those whom others name."""
    found = frozenset(keys)
    return _interned(found) if found else _NOTHING


def _words_of(item: Participant, key: str, names: NameTable) -> tuple[str, ...]:
    return () if item.type == "PER" else long_words(names.label(key))


def _ordinals(mention: Mention) -> frozenset[int]:
    """Which of several of a kind the mention speaks of, where its words count them."""
    known = knowledge().ordinals
    before = mention.quote[: max(0, mention.trigger.char_start - mention.char_start)]
    words = [fold(word) for word in before[-60:].split()[-_BEFORE:]]
    for item in mention.participants:
        if not is_name(item) and item.role in ("patient", "agent"):
            # Not "élit un nouveau maire": who or what is new there is not what is told.
            own = (fold(word) for word in item.name.split()[:2])
            words += [word for word in own if len(known.get(word, ())) == 1]
    found = [known[word] for word in words if word in known]
    return found[-1] if found else frozenset()


def _kind(mention: Mention) -> str:
    """The type that is compared: what only the context says is left out, but for a word that takes
    up an event ("cette décision")."""
    return mention.type if mention.refers_to is not None else mention.lexical_type
