"""Which of its mentions' titles an event has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from timeline.model import Mention
from timeline.reconciliation.consensus import rank_of
from timeline.reconciliation.folding import fold_words
from timeline.reconciliation.names import is_name
from timeline.reconciliation.profiles import is_nominal
from timeline.reconciliation.wording import STEM, rarity

_PRONOUN_OPENINGS = (
    "il ", "elle ", "ils ", "elles ", "ce ", "cet ", "cette ", "ces ", "son ", "sa ", "ses ",
    "leur ", "qui ", "on ", "celui", "celle", "dont ", "lui ", "se ", "s'", "je ", "nous ",
)  # fmt: skip
# Behind a name in brackets, which is a subject: "[Claire Dumas] la retire".
_PRONOUN_OBJECT = re.compile(
    r"\[[^\]]*\] (?:(?:n['’]|ne |s['’]|se )?(?:la|le|les|lui|leur|en|y)|l['’])\b"
)
# "a-t-on appris", "a déclaré son fils": who says it.
_REPORT = re.compile(r"a-t-(?:on|il|elle)\b|» ?, a ")
# What its article is about, before a title that names nothing: "[Mali :] l'armée se retire".
_TOPIC = re.compile(r"^\[[^\]]* :\] ")
_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d.,]*")
_TELLING = 3.0  # the rarity from which a word says something

# What is better in a title, each in parts of how much of it the others tell, too. A noun says its
# event well where the title begins with it ("Première grève des dockers").
_NAMED, _MOST_NAMED = 0.25, 2
_WORSE_NOUN, _WORSE_WITHOUT, _WORSE_REPORT, _WORSE_BRACKET, _WORSE_CUT = 0.4, 0.3, 0.2, 0.15, 0.3
_OPENING = 3  # words


def title_of(members: Sequence[Mention], kind: str) -> str:
    """The title that says the event: of the event's kind, told as what happened if any is, without
    a pronoun that nothing explains, and of these the one that names most and says most of what the
    other articles say and least besides (as the medoid of a cluster of sentences stands for it in
    multi-document summaries)."""
    happened = any(m.factuality == "actual" for m in members)

    def worth(mention: Mention) -> tuple[int | bool | float | str, ...]:
        title = mention.title
        return (
            _is_unclear(title),
            mention.type != kind,
            happened and mention.factuality != "actual",
            -round(_quality(mention) + _shared(mention, members), 2),
            rank_of(mention),
            len(title),
            mention.id,
        )

    return min(members, key=worth).title


def _is_unclear(title: str) -> bool:
    title = _TOPIC.sub("", title)
    return title.lower().startswith(_PRONOUN_OPENINGS) or bool(_PRONOUN_OBJECT.match(title))


def _quality(mention: Mention) -> float:
    title = mention.title
    named = sum(is_name(item) and item.name in title for item in mention.participants)
    return (
        _NAMED * min(named, _MOST_NAMED)
        - _WORSE_NOUN * (is_nominal(mention) and not _opens_with(title, mention.trigger.text))
        - _WORSE_WITHOUT * (mention.trigger.text.lower() not in title.lower())
        - _WORSE_REPORT * bool(_REPORT.search(title))
        - _WORSE_BRACKET * title.startswith("[")
        - _WORSE_CUT * title.endswith("…")
    )


def _opens_with(title: str, word: str) -> bool:
    return word.lower() in " ".join(_TOPIC.sub("", title).lower().split()[:_OPENING])


def _shared(mention: Mention, members: Sequence[Mention]) -> float:
    """How much of a mention's title the other articles' sentences say, on the mean: 0 to 1."""
    words = _words(mention.title)
    others = [one for one in members if one.article != mention.article]
    if not words or not others:
        return 0.0
    best: dict[str, float] = {}
    for one in others:
        share = len(words & _words(one.quote)) / len(words)
        best[one.article] = max(best.get(one.article, 0.0), share)
    return sum(best.values()) / len(best)


@lru_cache(maxsize=10_000)
def _words(text: str) -> frozenset[str]:
    """The stems of a text's telling words, and its figures."""
    stems = (fold_words(word)[:STEM] for word in _WORD.findall(text))
    return frozenset(stem for stem in stems if stem[:1].isdigit() or rarity(stem) >= _TELLING)
