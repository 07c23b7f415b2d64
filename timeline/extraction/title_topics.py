"""What an article is about, said before a title that names nobody and nothing.

"Le tournage pourrait commencer" is told as "[Belcour :] le tournage pourrait commencer", as
headlines do, where the article's own title names Belcour and the text has spoken of it of late.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.extraction.names import Name
from timeline.extraction.sentences import Sentence
from timeline.extraction.title_words import LONGEST, listed

_TOPIC = "title topic"
# How many sentences ago a name may have been read that is still what the text is about; a person is
# sooner left for another than a place or a thing.
_LATE, _LATE_PERSON = 12, 3
# For how many sentences another name of its kind may be what "la direction" belongs to.
_RIVALS = 3
# From how many mentions on a text without a title, or one with a rubric, is about a name.
_OFTEN = 3
# How many names of a headline are looked for.
_MOST = 8


@dataclass(frozen=True, slots=True)
class _Topic:
    name: Name
    # Whether it is the rubric of the headline, which holds of the whole article.
    rubric: bool = False

    def leaves(self, name: Name) -> bool:
        """Whether a sentence that speaks of another name may have left this topic."""
        if name.type in ("PER", None) or _are_one(name.text, self.name.text):
            return False
        return not self.rubric or name.type == self.name.type


class _Topics:
    """What an article is about, as far as it has been read."""

    def __init__(self) -> None:
        # The names of the headline; without one, the name that stands oftenest.
        self._choices: list[Name] = []
        self._has_headline = False
        self._rubric: Name | None = None
        # How often another name than the rubric has to stand to be what the text is about.
        self._least = 1
        # How often a choice was read, and in the sentence at which place last, by its text.
        self._counts: Counter[str] = Counter()
        self._last: dict[str, int] = {}
        # The names of the last sentences with their places.
        self._recent: deque[tuple[int, Name]] = deque()

    def read(self, sentence: Sentence, place: int) -> None:
        """Takes note of the names of a sentence."""
        own = [name for name in dict.fromkeys(sentence.names.values()) if name.type is not None]
        if sentence.is_main_title:
            self._has_headline = True
            self._rubric = own[0] if own and _is_rubric(own[0], sentence) else None
            self._choices = [name for name in own if name is not self._rubric][:_MOST]
            # Nearly all that a paper tells is of its own country.
            home = self._rubric is not None and listed(self._rubric.text.lower(), "home")
            self._least = _OFTEN if self._rubric and not home else 1
            self._counts.clear()
            self._last = dict.fromkeys((name.text for name in self._choices), place)
        if sentence.is_title:
            return
        while self._recent and place - self._recent[0][0] > _LATE:
            self._recent.popleft()
        for name in own:
            self._recent.append((place, name))
            texts = [c.text for c in self._choices if _are_one(c.text, name.text)]
            for text in texts if self._has_headline else [name.text]:
                self._counts[text] += 1
                self._last[text] = place
            if not self._has_headline and self._counts[name.text] > self._most():
                self._choices = [name]

    def _most(self) -> int:
        """How often the choice of a text without headline was read."""
        return self._counts[self._choices[0].text] if self._choices else _OFTEN - 1

    def at(self, place: int) -> _Topic | None:
        """What the sentence at a place is about if it names nothing itself; None if in doubt."""
        for persons in (False, True):
            alike = [name for name in self._choices if (name.type == "PER") is persons]
            best = max(alike, key=lambda name: self._counts[name.text], default=None)
            if best is None or self._counts[best.text] < self._least:
                continue
            if self._is_meant(best, alike, place):
                return _Topic(best)
            if self._rubric is None:
                return None
        return _Topic(self._rubric, True) if self._rubric is not None else None

    def _is_meant(self, name: Name, alike: Sequence[Name], place: int) -> bool:
        """Whether a name has been read of late, and none that may as well be meant."""
        last, count = self._last[name.text], self._counts[name.text]
        if place - last > (_LATE_PERSON if name.type == "PER" else _LATE):
            return False
        for one in alike:
            late = place - self._last[one.text] <= _LATE and 2 * self._counts[one.text] >= count
            if late and not _are_one(one.text, name.text):
                return False
        return name.type == "LOC" or not any(
            other.type == name.type and place - _RIVALS <= when >= last
            for when, other in self._recent
            if not _are_one(other.text, name.text)
        )


def _is_rubric(name: Name, sentence: Sentence) -> bool:
    """Whether a headline begins with a name and a colon; behind a person's, he is quoted."""
    words = sentence.doc.words[name.end : name.end + 1]
    opens = name.start == sentence.start and name.type != "PER"
    return opens and any(word.text == ":" for word in words)


def _are_one(text: str, other: str) -> bool:
    """Whether one name is the other, or its beginning or end."""
    short, long = sorted((text, other), key=len)
    return long == short or long.startswith(short + " ") or long.endswith(" " + short)


def note_topics(sentences: Iterable[Sentence]) -> None:
    """Notes for every sentence of an article, in order, what the article is about by then."""
    topics = _Topics()
    for place, sentence in enumerate(sentences):
        if not sentence.is_title:
            found = topics.at(place)
            if found is not None:
                sentence.doc.words[sentence.start].remember(_TOPIC, found)
        topics.read(sentence, place)


def with_topic(title: str, sentence: Sentence) -> str:
    """A title with what its article is about in brackets before it, if it names nothing itself and
    the sentence may not be about something else that it names; at most 90 characters."""
    topic: _Topic | None = sentence.doc.words[sentence.start].memo.get(_TOPIC)
    if topic is None or "[" in title or topic.name.text.lower() in title.lower():
        return title
    names = set(sentence.names.values())
    if any(name.text in title or topic.leaves(name) for name in names):
        return title
    told = f"[{topic.name.text} :] {_in_lower_case(title)}"
    return told if len(told) <= LONGEST else title


def _in_lower_case(title: str) -> str:
    """A title that names nothing, as it stands behind a colon; an acronym stays."""
    acronym = title[1:2].isupper() or title[1:2].isdigit()
    return title if acronym else title[:1].lower() + title[1:]
