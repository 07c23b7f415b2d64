"""What the words that date a mention say: whether they are its own, have a year, name an event."""

from __future__ import annotations

import re
from itertools import chain

from timeline.model import Mention
from timeline.reconciliation.folding import fold_words
from timeline.reconciliation.knowledge import knowledge
from timeline.reconciliation.wording import root_of

_WORD = re.compile(r"\w+")
# What names the year of a date, or counts it from that of the publication.
_YEAR = re.compile(r"\d{4}|\d/\d|derni|proch|pass|préc|suiv|courant|même|cette|ann|an\b|ce\b")
# The end of words that tell a date by an event, and the noun of it behind them.
_COUNTING = re.compile(r"(?:apres|avant|lendemain|veille|jour|matin|soir|nuit|soiree|apres-midi)$")
_COUNTED = re.compile(
    r" ?(?:de |du |des |d')?(?:la |le |l'|les |son |sa |ses |leurs? |cet |cette |ce |ces )?(\w{4,})"
)
_REACH = 60  # characters


def is_stated(mention: Mention) -> bool:
    """Whether words of its own sentence date a mention, and not another mention or the article."""
    if mention.date_source in ("explicit", "relative"):
        return True
    return mention.date_source == "narrative" and any(
        mention.char_start <= one.char_start < mention.char_end for one in mention.date_evidence
    )


def is_yearless(mention: Mention) -> bool:
    """Whether a mention is dated to a day or month whose year the text does not say."""
    if mention.date is None or (mention.date.days or 999) > 31:
        return False
    if mention.date.uncertain:
        return True
    if not is_stated(mention):
        return False
    words = " ".join(evidence.text for evidence in mention.date_evidence)
    months = knowledge().months.intersection(_WORD.findall(fold_words(words)))
    return bool(months) and not _YEAR.search(words)


def counted_from(mention: Mention) -> str:
    """The root of the noun of the event that the date of a mention is told by (« le soir de
    l'incendie »), empty where it is told otherwise, or by what the mention itself tells (« un mois
    après l'amende prononcée »)."""
    for evidence in mention.date_evidence if mention.date_source == "narrative" else ():
        if not _COUNTING.search(fold_words(evidence.text)):
            continue
        behind = mention.quote[max(0, evidence.char_end - mention.char_start) :]
        noun = _COUNTED.match(fold_words(behind[:_REACH]))
        if noun is not None:
            root = root_of(noun.group(1))
            return "" if root in _roots_of(mention) else root
    return ""


def undated_wording(mention: Mention) -> str:
    """The sentence of a mention without the words that date it: that two mentions are of one day
    is no likeness of what they tell."""
    text = mention.quote
    for evidence in mention.date_evidence:
        first = evidence.char_start - mention.char_start
        last = evidence.char_end - mention.char_start
        if evidence.article == mention.article and 0 <= first < last <= len(text):
            text = f"{text[:first]}_{' ' * (last - first - 1)}{text[last:]}"
    return text


def _roots_of(mention: Mention) -> set[str]:
    """The roots of the trigger of a mention, and of the nouns that begin who takes part."""
    nouns = (fold_words(one.name).split()[:1] for one in mention.participants if one.type is None)
    return {root_of(word) for word in (mention.trigger.lemma, *chain.from_iterable(nouns))}
