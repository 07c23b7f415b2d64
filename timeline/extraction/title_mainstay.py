"""The name that an article as a whole is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from timeline.extraction.names import Name
from timeline.extraction.sentences import Sentence
from timeline.extraction.title_words import listed

# From how many mentions on a name that no headline has may be what a text is about.
_OFTEN = 3
# How many names of a headline are looked for.
_MOST = 8


def are_one(text: str, other: str) -> bool:
    """Whether one name is the other, its beginning or end, or its initials."""
    short, long = sorted((text, other), key=len)
    if long == short or long.startswith(short + " ") or long.endswith(" " + short):
        return True
    return short.isupper() and short == "".join(part[0] for part in long.split()).upper()


def mainstay(sentences: Sequence[Sentence]) -> tuple[str, bool]:
    """The one or two names of the headline that an article speaks of most, no people; without any,
    the name that stands so much oftener than all others; and whether it is more than places."""
    counts: Counter[str] = Counter()
    headline: list[str] = []
    places: set[str] = set()
    for sentence in sentences:
        names = dict.fromkeys(sentence.names.values())
        things = [name for name in names if not _is_person(name) and not _is_common(name)]
        texts = list(dict.fromkeys(name.text for name in things))
        places.update(name.text for name in things if name.type == "LOC")
        if sentence.is_main_title:
            sources = {name.text for name in things if _is_source(name, sentence)}
            headline = [text for text in texts if text not in sources][:_MOST]
        elif not sentence.is_title:
            counts.update(texts)
    often = {
        text: sum(counts[other] for other in counts if are_one(text, other)) for text in headline
    }
    told = sorted((text for text in headline if often[text] > 1), key=lambda t: -often[t])
    told = told or [text for text in headline if often[text] and text not in places][:1]
    if told:
        return ", ".join(t for t in headline if t in told[:2]), not places.issuperset(told[:2])
    ranked = [*counts.most_common(2), ("", 0), ("", 0)]
    (text, most), (_, second) = ranked[:2]
    clear = most > _OFTEN and 2 * most >= 3 * second
    return (text, text not in places) if clear else ("", False)


def _is_source(name: Name, headline: Sentence) -> bool:
    before = headline.doc.words[max(headline.start, name.start - 2) : name.start]
    return any(word.lower_ in ("selon", "après") for word in before)


def _is_common(name: Name) -> bool:
    """Whether a name says next to nothing of what an article is about: its country, a section."""
    return any(listed(name.text.lower(), table) for table in ("home", "domains"))


def _is_person(name: Name) -> bool:
    """Whether a name is somebody's; the recogniser takes "Sirocco-2" for one."""
    return name.type == "PER" and not any(character.isdigit() for character in name.text)
