"""What can be seen on the text of one block alone: named cues for its being story or furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from timeline.reading.bylines import parse_byline
from timeline.reading.datelines import parse_dateline
from timeline.reading.lexicon import STEM, lexicon
from timeline.reading.patterns import QUOTATION

ROLES = (
    "furniture", "breadcrumb", "caption", "related", "comments", "reply", "biography", "label",
    "promotion", "live", "service", "section",
)  # fmt: skip
_LABEL = re.compile(r"[^\n.!?«»:–|]{2,40}\s?(?:[:|]|[–—-](?=\s))\s")
_LEAD = {
    "bullet": re.compile(r"\s*(?:[-–—•●*·▪►▶■□◦‣+»>→]|\(?\d{1,2}[.)]\s)"),
    "reference": re.compile(r"\s*(?:\d{1,2}\. |[*•-] )?\[\d+\]"),
    "sign": re.compile(r"\s*[^\w\s«“\"'‘(\[—–•*-]"),
    "quote": re.compile(r"\s*[«“\"]"),
    "dash": re.compile(r"\s*[–—-]\s"),
    "hour": re.compile(r"\s*\W*(?:[01]?\d|2[0-3])\s?(?:h|:)\s?(?:[0-5]\d)?\b"),
    "figure": re.compile(r"\s*\d"),
    "lower case": re.compile(r"\s*[a-zà-öø-þ]"),
    "capitals": re.compile(r"\s*(?:[A-ZÀ-ÖØ-Þ'’-]{3,}\W+){1,}"),
    "order": re.compile(r"\s*(?:[ÉA-Z][\w'’-]+ez)\b"),
}
_FIGURE = re.compile(r"\d")
# What a block may hold, and letters without which it does not (None: figures).
_INSIDE: dict[str, tuple[tuple[str, ...] | None, re.Pattern[str]]] = {
    "address": (
        (".", "@", "://"),
        re.compile(r"https?://|www\.|\b[\w-]+\.(?:fr|com|org|net|info|example|exemple)\b|@"),
    ),
    "rights": (("©", "(c)", "®", "™"), re.compile(r"©|\(c\)|®|™")),
    "price": (None, re.compile(r"\d\s?(?:€|euros?\b)")),
    "hour": (None, re.compile(r"\b(?:[01]?\d|2[0-3])\s?[h:]\s?[0-5]\d\b")),
    "age": (
        ("y a ",),
        re.compile(r"\b[Ii]l y a (?:\d+|une?|deux|trois|quelques) \w+"),
    ),
    "bar": (("|", "·", "•", ">", "»"), re.compile(r"\s[|·•>]\s|»\s*\w")),
    "year": (None, re.compile(r"\b(?:1[89]|20)\d\d\b")),
    "parenthesis at its end": (("(",), re.compile(r"\([^()]{3,80}\)\W*$")),
    "question at its end": (("?",), re.compile(r"\?\W*$")),
    "colon at its end": ((":",), re.compile(r":\s*$")),
    "arrow at its end": ((">", "»", "→", "›"), re.compile(r"[>»→›]\s*$")),
    "underscore or figure in a name": (
        tuple("_0123456789"),
        re.compile(r"^\W*\w*(?:[a-z]\d|_\w|\d[a-z])\w*\b"),
    ),
}
_SPEAKERS = {
    "reader": frozenset({"vous", "votre", "vos"}),
    "site": frozenset({"nous", "notre", "nos"}),
    "writer": frozenset({"je", "j", "moi", "mon", "ma", "mes"}),
}
_ANYBODY = frozenset().union(*_SPEAKERS.values())
_ENDS = (".", "!", "?", "…", "»")
_NAME = re.compile(
    r"\W*(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*)(?:[ \u00a0](?:de |du |d['’])?[A-ZÀ-ÖØ-Þ][\w.'’-]*){0,3}\W*$"
)
_NAMED = re.compile(r"(?<=[\w,;:’'«(\u00a0] )(?:[dDlL]['’])?([A-ZÀ-ÖØ-Þ][\w-]{2,})")
_TOKEN = re.compile(r"\w+")
_STEM_OF_CUE = 7  # letters
_MOST_READ = 1200  # characters of a block
_MOST_WORDS = 60
_MOST_NAMED = 600  # characters


@lru_cache(maxsize=4096)  # many pages have the same menus
def text_cues(text: str, folded: str, count: int) -> tuple[str, ...]:
    """The cues of a block with this text, folded text and number of words."""
    return tuple(_text_cues(text, folded, count))


@lru_cache(maxsize=4096)
def stems_of(folded: str) -> frozenset[str]:
    """The stems of the longer words of a block that not every article has."""
    stems = {word[:STEM] for word in _TOKEN.findall(folded) if len(word) > 4}
    return frozenset(stem for stem in stems if stem.isalpha()) - lexicon().frequent_stems


@lru_cache(maxsize=4096)
def names_of(text: str) -> frozenset[str]:
    """The stems of the words with a capital that begin no sentence."""
    return frozenset(match.group(1)[:STEM] for match in _NAMED.finditer(text[:_MOST_NAMED]))


def _text_cues(text: str, folded: str, count: int) -> Iterator[str]:
    head, start = text[:300], text[:600]
    roles = lexicon().roles(folded, count)
    yield from (f"lexicon {role}" for role in ROLES if role in roles)
    yield from (f"opens with {name}" for name, pattern in _LEAD.items() if pattern.match(head))
    figures = _FIGURE.search(start) is not None
    for name, (needles, pattern) in _INSIDE.items():
        # To look for a letter is cheaper than to search for a pattern.
        possible = figures if needles is None else any(needle in start for needle in needles)
        if possible and pattern.search(start):
            yield f"holds {name}"
    if label := _LABEL.match(head):
        yield f"labelled, {'short' if len(label.group().split()) <= 3 else 'long'}"
    tokens = _TOKEN.findall(folded[:_MOST_READ])
    yield from _speakers(tokens, folded)
    corporate = lexicon().corporate_phrases(folded) if count > 2 else 0
    if corporate:
        yield f"corporate phrases {min(corporate, 3)}"
    byline = parse_byline(text)
    if byline:
        yield "byline"
        yield "byline with a date" if byline.published or byline.updated else "byline with a name"
        if byline.cued:
            yield "byline with its word"
    if parse_dateline(text):
        yield "dateline"
    if count <= 5 and _NAME.match(head):
        yield "bare name"
    ends = sum(text.count(mark) for mark in (". ", "! ", "? ", "… ")) + text.endswith(_ENDS)
    yield f"sentences {min(ends, 4)}"
    stems = [token[:_STEM_OF_CUE] for token in tokens[:_MOST_WORDS] if len(token) > 1]
    if stems:
        yield f"first word {stems[0]}"
        yield from (f"word {stem}" for stem in sorted(set(stems)))


def _speakers(tokens: list[str], folded: str) -> Iterator[str]:
    """Whether the block speaks to its reader, of its site or of its writer, outside quotations."""
    if _ANYBODY.isdisjoint(tokens):
        return
    if any(mark in folded for mark in '«“"'):
        tokens = _TOKEN.findall(QUOTATION.sub(" ", folded[:_MOST_READ]))
    for name, words in _SPEAKERS.items():
        told = sum(token in words for token in tokens)
        if told:
            yield f"speaks of the {name}"
            if told > 1:
                yield f"speaks of the {name} more than once"
