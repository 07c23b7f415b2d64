"""What an article tells besides each event: the types around it, worked out once an article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from timeline.extraction.discourse import Told
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.sentences import Sentence
from timeline.extraction.tree import Word

# Types that say little about what an article tells: events of all kinds are announced.
UNTELLING = frozenset({"other", "announce"})
# What speaks of something in a sentence, and from which part of its entries with which type.
CONTENT = frozenset({"NOUN", "ADJ"})
_SPOKEN = 0.3
# From which parts of what tells a type the article as a whole is about it.
_SHARES = (0.08, 0.16, 0.3)
# From how much the nouns of its title go with a type.
_TOPICAL = (0.3, 0.9)


@dataclass(slots=True)
class Setting:
    """What an article tells besides each mention: the types that the lexicon gives its events, told
    or only spoken of, as they stand in the text."""

    lexicon: Lexicon
    of_article: Counter[str] = field(default_factory=Counter)
    of_title: Counter[str] = field(default_factory=Counter)
    # What the nouns of the title go with, by how much.
    topics: dict[str, float] = field(default_factory=dict)
    of_paragraph: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    of_sentence: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    of_word: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    # Sentence and position of each event of a type, in order, and these types.
    places: list[tuple[int, int]] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    # The same by place; then what was asked for: what the words of sentences go with, and the cues
    # of the article as a whole.
    at: dict[tuple[int, int], str] = field(default_factory=dict)
    _spoken: dict[int, Counter[str]] = field(default_factory=dict)
    _shares: dict[tuple[str | None, str], list[tuple[str, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, judged: Iterable[Told], lexicon: Lexicon) -> Setting:
        """The setting of the events of an article, told or passed over."""
        setting = cls(lexicon)
        found = []
        for item in judged:
            candidate, sentence = item.candidate, item.sentence
            if sentence.is_main_title and not setting.topics:
                setting.topics = _topics(sentence, lexicon)
            kind = candidate.type
            if kind is None or kind in UNTELLING:
                continue
            found.append((sentence.index, candidate.trigger.i, kind))
            setting.of_article[kind] += 1
            setting.of_word[candidate.trigger.lemma_.lower()][kind] += 1
            setting.of_paragraph[sentence.segment.paragraph][kind] += 1
            setting.of_sentence[sentence.index][kind] += 1
            if sentence.is_main_title:
                setting.of_title[kind] += 1
        found.sort()
        setting.places = [(sentence, word) for sentence, word, _ in found]
        setting.types = [kind for *_, kind in found]
        setting.at = dict(zip(setting.places, setting.types, strict=True))
        return setting

    def shares_without(self, own: str | None, form: str) -> list[tuple[str, str]]:
        """The cues of how much of each type the article tells besides an event of its own type."""
        if (own, form) not in self._shares:
            self._shares[own, form] = list(self._shares_without(own, form))
        return self._shares[own, form]

    def _shares_without(self, own: str | None, form: str) -> Iterator[tuple[str, str]]:
        whole = self.of_article.total() - (own is not None)
        for kind, times in self.of_article.items():
            times -= kind == own
            if not times:
                continue
            for share in _SHARES:
                if times / whole >= share:
                    yield kind, f"article:{share}"
            if times / whole >= _SHARES[-1]:
                yield kind, f"article:{_SHARES[-1]} {form}"
            if times == 1:
                yield kind, "article:once"
        for kind, weight in self.topics.items():
            for least in _TOPICAL:
                if weight >= least:
                    yield kind, f"title:topic {least}"

    def spoken_of(self, sentence: Sentence) -> Counter[str]:
        """How many words of a sentence go with each type."""
        if sentence.index not in self._spoken:
            words = [token for token in sentence.tokens if token.pos_ in CONTENT]
            kinds = (kind for word in words for kind in topics_of(word, self.lexicon))
            self._spoken[sentence.index] = Counter(kinds)
        return self._spoken[sentence.index]


def topics_of(word: Word, lexicon: Lexicon) -> list[str]:
    """The types that a word goes with."""
    topics = lexicon.expected.topics.get(word.lemma_.lower(), ())
    return [kind for kind, part in topics if part >= _SPOKEN]


def _topics(sentence: Sentence, lexicon: Lexicon) -> dict[str, float]:
    topics: dict[str, float] = defaultdict(float)
    for token in sentence.tokens:
        if token.pos_ == "NOUN":
            for kind, part in lexicon.expected.topics.get(token.lemma_.lower(), ()):
                topics[kind] += part
    return topics
