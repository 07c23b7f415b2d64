"""Whether a reader of a title knows in what story it belongs, and what is tried to tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.extraction.sentences import Sentence
from timeline.extraction.title_reference import Openness
from timeline.extraction.title_story import headline
from timeline.extraction.title_words import listed

# Under which key the first word of a sentence has what its article as a whole is about.
WHOLE = "title whole topic"
# How much more a title may cost with room for a topic: where it names somebody, beside what it
# speaks of, for what it speaks of, and for the shortest.
_FOR_A_STORY, _FOR_AN_ASIDE, _FOR_A_TOPIC, FOR_ANY = 1.5, 2.2, 3.0, 6.5
# The same where it has none else, but names somebody.
_FOR_THE_LAST = 4.0
# The longest topic for which a title is made shorter, in characters.
_SHORT = 44
# The shortest part of a name that tells something.
_LEAST = 3


def is_placed(title: str, sentence: Sentence) -> bool:
    """Whether a title has a name that its article's headline has, or what the article is about; or
    there is no such name."""
    first = headline(sentence)
    known = set() if first is None else {name.text for name in first.names.values()}
    known = {text for text in known if not listed(text.lower(), "home")}
    whole, _ = sentence.doc.words[sentence.start].memo.get(WHOLE, ("", False))
    parts = {part for text in (*known, whole) for part in text.split() if part[:1].isupper()}
    return not parts or any(part.strip(",") in title for part in parts if len(part) >= _LEAST)


def is_apart(title: str, sentence: Sentence) -> bool:
    """Whether a title names somebody, but nothing that its article's headline does: a reader knows
    who did something, and not in what story."""
    # "Le maire de Morlac a démissionné" says all.
    named = any(n.type != "LOC" and n.text in title for n in sentence.names.values())
    return (named or "[" in title) and not is_placed(title, sentence)


def tries(
    telling: Sequence[str], names: Sequence[str], left_open: Openness
) -> Iterator[tuple[str, float]]:
    """What is to stand before a title, with how much more one may cost that has room for it."""
    yield from ((topic, 0.0) for topic in telling)
    dearer = {"apart": _FOR_A_STORY, "aside": _FOR_AN_ASIDE}.get(left_open, _FOR_A_TOPIC)
    short = [topic for topic in telling if len(topic) <= _SHORT]
    yield from ((topic, dearer) for topic in (short or telling)[:1])
    yield from ((topic, 0.0) for topic in names)
    last = (*telling[-1:], *names[-1:])
    limit = {"apart": _FOR_A_STORY, "aside": _FOR_THE_LAST}.get(left_open, FOR_ANY)
    yield from ((topic, limit) for topic in last)
