"""Is it French? Frequent words decide the clear cases; py3langid the others, loaded when needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from timeline.reading.lexicon import lexicon

_WORD = re.compile(r"[^\W\d_]+")
# The bytes of Windows-1252 that are letters as they are, and blanks for all others.
_LETTERS = bytes(
    byte if _WORD.fullmatch(bytes([byte]).decode("cp1252", "replace")) else 0x20
    for byte in range(256)
)
_SAMPLE = 6000  # characters that are enough to tell
# French prose has a fifth of its words on the list and hardly a paragraph under a tenth, other
# languages a few in a hundred.
_FRENCH_SHARE = 0.08


def foreign_language(text: str) -> str | None:
    """The English name of the language of `text`, or None when it is French or cannot be told.

    Leans towards French: another language is named only where frequent French words are all but
    absent and the identifier is sure. Algorithm of the identifier: Lui and Baldwin, "langid.py"
    (2012).
    """
    sample = text[:_SAMPLE]
    words, french = _counted(sample)
    if not words or french / words >= _FRENCH_SHARE:
        return None
    code, probability = _identifier().classify(sample)
    if code == "fr" or probability < 0.9:
        return None
    return lexicon().languages[code]


def is_plainly_french(parts: Iterable[str]) -> bool:
    """Whether the frequent words of a text tell that it is French, given its parts.

    So `foreign_language` would give None for the parts joined by a blank; none is counted twice.
    """
    place = words = french = 0
    for part in parts:
        if place >= _SAMPLE:
            break
        counted = _counted(part[: _SAMPLE - place].strip())
        words, french = words + counted[0], french + counted[1]
        place += len(part) + 1
    return words > 0 and french / words >= _FRENCH_SHARE


def long_enough(text: str) -> bool:
    """Whether there is enough text to tell its language: 20 words, or 100 letters unspaced."""
    words = _WORD.findall(text[:_SAMPLE])
    return len(words) >= 20 or sum(map(len, words)) >= 100


@lru_cache(maxsize=256)  # of the page that is read: its paragraphs are judged, and then all of it
def _counted(text: str) -> tuple[int, int]:
    """How many words a text has, and how many of them are frequent in French."""
    folded = text.casefold()
    try:
        # What Windows-1252 holds, as most French text, is cut in a third of the time.
        parts = folded.replace("\u202f", " ").encode("cp1252").translate(_LETTERS).split()
    except UnicodeEncodeError:
        words = _WORD.findall(folded)
        return len(words), sum(map(lexicon().french_words.__contains__, words))
    return len(parts), sum(map(_encoded_french_words().__contains__, parts))


@cache
def _encoded_french_words() -> frozenset[bytes]:
    return frozenset(word.encode("cp1252") for word in lexicon().french_words)


@cache
def _identifier() -> Any:
    # An identifier of our own: the module's shared one may be restricted by other code.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(lexicon().languages))
    return identifier
