"""What can be seen on the text of one block alone: named cues for its being story or furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from timeline.reading.bylines import parse_byline
from timeline.reading.datelines import parse_dateline
from timeline.reading.lexicon import STEM, lexicon
from timeline.reading.passages import Passage
from timeline.reading.patterns import QUOTATION
from timeline.reading.roles import words_of

ROLES = (
    "furniture", "breadcrumb", "caption", "related", "comments", "reply", "biography", "label",
    "promotion", "live", "service", "section",
)  # fmt: skip
_ROLE_CUES = {role: f"lexicon {role}" for role in ROLES}
_LABEL = re.compile(r"[^\n.!?«»:–|]{2,40}\s?(?:[:|]|[–—-](?=\s))\s")
_LABEL_MARK = re.compile("[:|–—-]")
# What a block may open with: a small letter, another letter, or anything.
_LOWER_FIRST = (("opens with lower case", re.compile(r"\s*[a-zà-öø-þ]")),)
_UPPER_FIRST = (
    ("opens with capitals", re.compile(r"\s*(?:[A-ZÀ-ÖØ-Þ'’-]{3,}\W+){1,}")),
    ("opens with order", re.compile(r"\s*(?:[ÉA-Z][\w'’-]+ez)\b")),
)
_FIRST = (
    *_LOWER_FIRST,
    *_UPPER_FIRST,
    ("opens with bullet", re.compile(r"\s*(?:[-–—•*●·▪►▶■□◦‣+»>→]|\(?\d{1,2}[.)]\s)")),
    ("opens with reference", re.compile(r"\s*(?:\d{1,2}\. |[*•-] )?\[\d+\]")),
    ("opens with sign", re.compile(r"\s*[^\w\s«“\"'‘(\[—–•*-]")),
    ("opens with quote", re.compile(r"\s*[«“\"]")),
    ("opens with dash", re.compile(r"\s*[–—-]\s")),
    (
        "opens with hour",
        re.compile(r"\s*\W*(?:[01]?\d|2[0-3])\s?(?:h|:)\s?(?:[0-5]\d)?\b"),
    ),
    ("opens with figure", re.compile(r"\s*\d")),
)
_FIGURE = re.compile(r"\d")
# What a block may hold, and what stands in it then: to look is cheaper than to search.
_Holdable = tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]
_INSIDE: _Holdable = (
    (
        "holds address",
        ("@", "://", "www.", ".fr", ".com", ".org", ".net", ".info", ".example", ".exemple"),
        re.compile(r"https?://|www\.|\b[\w-]+\.(?:fr|com|org|net|info|example|exemple)\b|@"),
    ),
    ("holds rights", ("©", "(c)", "®", "™"), re.compile(r"©|\(c\)|®|™")),
    (
        "holds age",
        ("y a ",),
        re.compile(r"\b[Ii]l y a (?:\d+|une?|deux|trois|quelques) \w+"),
    ),
    ("holds bar", ("|", "·", "•", ">", "»"), re.compile(r"\s[|·•>]\s|»\s*\w")),
    ("holds parenthesis at its end", ("(",), re.compile(r"\([^()]{3,80}\)\W*$")),
    ("holds question at its end", ("?",), re.compile(r"\?\W*$")),
    ("holds colon at its end", (":",), re.compile(r":\s*$")),
    ("holds arrow at its end", (">", "»", "→", "›"), re.compile(r"[>»→›]\s*$")),
)
_WITH_FIGURES: _Holdable = (
    ("holds price", ("€", "euro"), re.compile(r"\d\s?(?:€|euros?\b)")),
    ("holds hour", ("h", ":"), re.compile(r"\b(?:[01]?\d|2[0-3])\s?[h:]\s?[0-5]\d\b")),
    ("holds year", ("1", "2"), re.compile(r"\b(?:1[89]|20)\d\d\b")),
)
_NOT_A_NAME = re.compile(r"^\W*\w*(?:[a-z][0-9]|_\w|[0-9][a-z])\w*\b")
_SPEAKERS = {
    "reader": frozenset({"vous", "votre", "vos"}),
    "site": frozenset({"nous", "notre", "nos"}),
    "writer": frozenset({"je", "j", "moi", "mon", "ma", "mes"}),
}
_ANYBODY = frozenset().union(*_SPEAKERS.values())
_NAME = re.compile(
    r"\W*(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*)(?:[ \u00a0](?:de |du |d['’])?[A-ZÀ-ÖØ-Þ][\w.'’-]*){0,3}\W*$"
)
_NAMED = re.compile(r" (?<=[\w,;:’'«(\u00a0] )(?:[dDlL]['’])?([A-ZÀ-ÖØ-Þ][\w-]{2,})")
_ENDS = (".", "!", "?", "…", "»")
_CUE_STEM = itemgetter(slice(7))  # letters
_SHARED_STEM = itemgetter(slice(STEM))
_MOST_READ = 1200  # characters of a block
_MOST_WORDS = 60
_MOST_NAMED = 600  # characters


def stems_of(passage: Passage) -> frozenset[str]:
    """The stems of the longer words of a block that not every article has."""
    stems = set(map(_SHARED_STEM, passage.tokens)) - lexicon().frequent_stems
    return frozenset(stem for stem in stems if len(stem) > 4 and stem.isalpha())


def names_of(text: str) -> frozenset[str]:
    """The stems of the words with a capital that begin no sentence."""
    return frozenset(name[:STEM] for name in _NAMED.findall(text[:_MOST_NAMED]))


@dataclass(frozen=True, slots=True)
class Marks:
    """What the blocks of a page may hold: those without figures, and those with some."""

    plain: _Holdable
    with_figures: _Holdable

    @staticmethod
    def on(page: str) -> Marks:
        """What blocks may hold on a page of this text, where most marks do not stand at all."""
        plain = _found_on(page, _INSIDE)
        return Marks(plain, plain + _WITH_FIGURES)


def _found_on(page: str, holdable: _Holdable) -> _Holdable:
    held = ((cue, tuple(n for n in needles if n in page), p) for cue, needles, p in holdable)
    return tuple(one for one in held if one[1])


def text_cues(passage: Passage, marks: Marks) -> list[str]:
    """The cues of a block by its text. The words that it holds are their stems."""
    text, count = passage.text, passage.words
    cues = [_ROLE_CUES[role] for role in passage.roles if role in _ROLE_CUES]
    cues += _marks(text, marks)
    tokens: Sequence[str] = passage.tokens
    if len(passage.folded) > _MOST_READ:
        tokens = words_of(passage.folded[:_MOST_READ])
    if not _ANYBODY.isdisjoint(tokens):
        cues += _speakers(tokens, passage.folded)
    corporate = lexicon().corporate.count(passage.folded, passage.tokens) if count > 2 else 0
    if corporate:
        cues.append(f"corporate phrases {min(corporate, 3)}")
    byline = parse_byline(text)
    if byline:
        dated = byline.published or byline.updated
        cues += ("a byline", "byline with a date" if dated else "byline with a name")
        if byline.cued:
            cues.append("byline with its word")
    if parse_dateline(text):
        cues.append("a dateline")
    if count <= 5 and _NAME.match(text[:300]):
        cues.append("bare name")
    ends = text.count(". ") + text.count("! ") + text.count("? ") + text.count("… ")
    cues.append(f"sentences {min(ends + text.endswith(_ENDS), 4)}")
    tokens = tokens[:_MOST_WORDS]
    first = next((token for token in tokens if len(token) > 1), None)
    if first:
        cues.append(f"first word {_CUE_STEM(first)}")
    cues += set(map(_CUE_STEM, tokens))
    return cues


def _marks(text: str, marks: Marks) -> list[str]:
    """Cues for the marks, figures and forms that a block opens with or holds."""
    head, start = text[:300], text[:600]
    first = text[:1]
    openings = _LOWER_FIRST if first.islower() else _UPPER_FIRST if first.isalpha() else _FIRST
    cues = [cue for cue, pattern in openings if pattern.match(head)]
    figures = _FIGURE.search(start) is not None
    for cue, needles, pattern in marks.with_figures if figures else marks.plain:
        for needle in needles:
            if needle in start:
                if pattern.search(start):
                    cues.append(cue)
                break
    if (figures or "_" in start) and _NOT_A_NAME.match(start):
        cues.append("holds underscore or figure in a name")
    if _LABEL_MARK.search(text, 0, 45) and (label := _LABEL.match(head)):
        long = len(label.group().split()) > 3
        cues.append("labelled, long" if long else "labelled, short")
    return cues


def _speakers(tokens: Sequence[str], folded: str) -> Iterator[str]:
    """Whether the block speaks to its reader, of its site or of its writer, outside quotations."""
    if any(mark in folded for mark in '«“"'):
        tokens = words_of(QUOTATION.sub(" ", folded[:_MOST_READ]))
    for name, words in _SPEAKERS.items():
        told = sum(token in words for token in tokens)
        if told:
            yield f"speaks of the {name}"
            if told > 1:
                yield f"speaks of the {name} more than once"
