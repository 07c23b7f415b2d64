"""What an article is about, said before a title that names nobody and nothing.

"Le tournage pourrait commencer" is told as "[Belcour :] le tournage pourrait commencer", as
headlines do, where the article's own title names Belcour and the text has spoken of it of late.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from timeline.extraction.names import Name
from timeline.extraction.sentences import Sentence
from timeline.extraction.title_frames import once_a_sentence
from timeline.extraction.title_labels import Labels
from timeline.extraction.title_labels import joined as labelled
from timeline.extraction.title_mainstay import are_one, mainstay
from timeline.extraction.title_news import telling_labels
from timeline.extraction.title_placing import WHOLE, is_placed
from timeline.extraction.title_reference import Openness
from timeline.extraction.title_story import headline, shorter_names
from timeline.extraction.title_words import LONGEST, listed
from timeline.extraction.word_tables import unaccented

_TOPIC = "title topic"
# How many sentences ago a name may have been read that is still what the text is about; a person is
# sooner left for another than a place or a thing.
_LATE, _LATE_PERSON = 12, 3
# For how many sentences another name of its kind may be what "la direction" belongs to.
_RIVALS = 3
# From how many mentions on a text without a title, or one with a rubric, is about a name.
_OFTEN = 3
# Among how many words at its beginning a sentence says where it takes place.
_SCENE = 5
# Prepositions of where that is.
_SETTING = frozenset({"à", "a", "au", "aux", "en", "chez", "dans", "pour"})
# What else than a name begins with, in brackets.
_ARTICLES = frozenset({"le", "la", "l'", "les", "un", "une", "des", "du", "de", "d'"})
# By how many letters a word of a topic is known in a title.
_STEM = 5
# How many names of a headline are looked for.
_MOST = 8


@dataclass(frozen=True, slots=True)
class _Topic:
    name: Name
    # Whether it is the rubric of the headline, which holds of the whole article.
    rubric: bool = False
    # How often it was read.
    count: int = 0

    def leaves(self, name: Name) -> bool:
        """Whether a sentence that speaks of another name may have left this topic."""
        if name.type in ("PER", None) or are_one(name.text, self.name.text):
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
        names = dict.fromkeys(sentence.names.values())
        every = [name for name in names if not listed(name.text.lower(), "domains")]
        own = [name for name in every if name.type is not None or sentence.is_main_title]
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
        self._recent.extend((place, name) for name in own)
        for name in every if self._has_headline else own:
            texts = [c.text for c in self._choices if are_one(c.text, name.text)]
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
                return _Topic(best, count=self._counts[best.text])
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
            if late and not are_one(one.text, name.text):
                return False
        return name.type == "LOC" or not any(
            other.type == name.type and place - _RIVALS <= when >= last
            for when, other in self._recent
            if not are_one(other.text, name.text)
        )


def _is_rubric(name: Name, sentence: Sentence) -> bool:
    """Whether a headline begins with a name and a colon; behind a person's, he is quoted."""
    words = sentence.doc.words[name.end : name.end + 1]
    opens = name.start == sentence.start and name.type != "PER"
    return opens and any(word.text == ":" for word in words)


def note_topics(sentences: Sequence[Sentence]) -> None:
    """Notes for every sentence of an article, in order, what the article is about by then, and what
    it is about as a whole."""
    topics = _Topics()
    whole = mainstay(sentences)
    for place, sentence in enumerate(sentences):
        if not sentence.is_title:
            found = topics.at(place)
            first = sentence.doc.words[sentence.start]
            if found is not None:
                first.remember(_TOPIC, found)
            if whole[0]:
                first.remember(WHOLE, whole)
        topics.read(sentence, place)


class Topics(NamedTuple):
    """What may stand before a title, best first: `telling` says what its article is about, `names`
    only where or of whom."""

    telling: list[str]
    names: list[str]


def with_topic(title: str, sentence: Sentence) -> str:
    """A title that names nothing with what its article is about in brackets before it, if there is
    room; at most 90 characters."""
    topics = topics_of(title, sentence, "all")
    for topic in (*topics.telling, *topics.names):
        told = joined(topic, title, sentence)
        if len(told) <= LONGEST:
            return told
    return title


def topics_of(title: str, sentence: Sentence, left_open: Openness) -> Topics:
    """What may stand before a title that leaves something open: what the headline says, and the
    name that the article is about by then, unless the sentence may be about another one."""
    first = headline(sentence)
    known = Labels() if first is None else telling_labels(first)
    elsewhere = first is not None and _is_elsewhere(sentence, first)
    # Beside whom the headline names, a place or another name says little.
    bare = left_open != "apart" or not is_placed(title, sentence)
    scene = _scene(title, sentence) if left_open not in ("aside", "apart") else ""
    # Where all of it is too long, without the place.
    telling = list(known.apart if elsewhere else (*known.texts, *filter(_names, known.apart)))
    names: list[str] = []
    if known.place and not elsewhere and bare and not _is_named_first(title):
        apart = left_open == "where" and known.texts[:1] != known.apart[:1]
        (telling if apart else names).insert(0, known.place)
    name = _name_of(title, sentence, left_open)
    if name:
        (names if known.named else telling).insert(0, name)
    if scene:
        names.insert(0, scene)
    whole, is_thing = sentence.doc.words[sentence.start].memo.get(WHOLE, ("", False))
    if is_thing and bare and listed(known.place.lower(), "home") and not elsewhere:
        names = [whole if text == known.place else text for text in names]
    if telling and is_thing and not known.named:
        # "Orphée, décollage interrompu", where the headline names it further behind.
        both = (
            text if whole in text else labelled(whole, f"{text[:1].lower()}{text[1:]}")
            for text in telling[:2]
        )
        telling = [*filter(None, both), whole]
    alone = is_thing and not known.place or not (telling or names)
    if whole and bare and not elsewhere and alone:
        names.append(whole)
    if left_open in ("aside", "apart") or title.startswith("["):
        names = [text for text in names if not listed(text.lower(), "home")]
    telling += [short for text in telling for short in shorter_names(text, sentence)]
    names += [short for text in names for short in shorter_names(text, sentence)]
    told = unaccented(title.lower())
    telling, names = (
        [text for text in dict.fromkeys(texts) if not _is_told(text, told)]
        for texts in (telling, names)
    )
    return Topics(telling, names)


def _names(label: str) -> bool:
    """Whether a label names anybody or anything behind its first word."""
    return any(part[:1].isupper() for part in label.replace("'", " ").split()[1:])


def _is_named_first(title: str) -> bool:
    """Whether a title begins with a name in brackets: "[Le système]" is none."""
    return title.startswith("[") and any(
        w[:1].isupper() for w in title[2 : title.find("]")].split()
    )


def _is_elsewhere(sentence: Sentence, headline: Sentence) -> bool:
    """Whether a sentence begins with a place, and none that the headline names."""
    names = (sentence.names.get(i) for i in range(sentence.start, sentence.start + _SCENE))
    places = {name.text for name in names if name is not None and name.type == "LOC"}
    return bool(places) and not any(place in _text_of(headline) for place in places)


def _scene(title: str, sentence: Sentence) -> str:
    """The place or the body that a sentence begins with, where its title leaves that out: "Chez
    Belcour, la direction …"."""
    words, start = sentence.doc.words, sentence.start
    first = start + 1 if words[start].lower_ in _SETTING else start
    if words[first].pos_ == "DET":
        first += 1
    found = sentence.names.get(first) if first < sentence.end else None
    if found is None or found.type not in ("LOC", "ORG") or found.text in title:
        return ""
    return found.text


def _name_of(title: str, sentence: Sentence, left_open: Openness) -> str:
    """The name that an article is about by a sentence, "" where that may be about another."""
    topic: _Topic | None = sentence.doc.words[sentence.start].memo.get(_TOPIC)
    if topic is None or topic.rubric and title.startswith("["):
        return ""
    names = set(sentence.names.values())
    if left_open in ("where", "all"):
        left = any(name.text in title or topic.leaves(name) for name in names)
    else:
        # Beside another thing that has a name, "the company" may be that.
        rivals = [name for name in names if name.type != "LOC" and topic.leaves(name)]
        left = topic.rubric or topic.name.type == "PER" or left_open in ("aside", "apart")
        left = left or topic.count < _OFTEN or any(name.text in title for name in rivals)
    return "" if left else topic.name.text[:1].upper() + topic.name.text[1:]


def _is_told(topic: str, title: str) -> bool:
    """Whether a title in small letters, without accents, says what would stand before it: the name
    in it, or where there is none the noun that it ends in ("Alerte à la grêle" before "la grêle a
    …")."""
    parts = topic.replace("'", " ").split()
    names = [unaccented(part.lower()) for part in parts[1:] if part[:1].isupper()]
    if unaccented(topic.lower()) in title or any(name in title for name in names[-1:]):
        return True
    last = unaccented(parts[-1].lower())
    return not names and len(parts) > 1 and len(last) >= _STEM and last[:_STEM] in title


def joined(topic: str, title: str, sentence: Sentence) -> str:
    """A title behind its topic: "[Belcour :] le tournage …", "[Belcour : le film] sortira …"."""
    if title.startswith("[") and "]" in title:
        article = title[1:].replace("'", "' ").partition(" ")[0].lower()
        inside = _in_lower_case(title[1:], sentence) if article in _ARTICLES else title[1:]
        return f"[{topic} : {inside}"
    return f"[{topic} :] {_in_lower_case(title, sentence)}"


def _in_lower_case(title: str, sentence: Sentence) -> str:
    """A title as it stands behind a colon; a name or an acronym that begins it stays."""
    acronym = title[1:2].isupper() or title[1:2].isdigit()
    named = any(title.startswith(name.text) for name in set(sentence.names.values()))
    # A subject without an article is a name, whatever the parser took it for.
    named = named or any(
        word.relation == "nsubj"
        and word.pos_ == "NOUN"
        and word.lower_ != "personne"
        and title.startswith(f"{word.text} ")
        for word in sentence.tokens
    )
    return title if acronym or named else title[:1].lower() + title[1:]


@once_a_sentence
def _text_of(headline: Sentence) -> str:
    return "".join(word.text_with_ws for word in headline.tokens)
