"""What speaks for a block being story, title, byline, caption or furniture: named cues.

`timeline.reading.labelling` weighs them. A cue says something that can be seen on the page: what
the format says of the block, which phrases of the lexicon it holds, its length and marks
(`block_cues`), whether it shares words and names with the paragraphs around it, and where it
stands. A cue of a single word is a word that the block holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from timeline.model import ZoneKind
from timeline.reading.block_cues import ROLES, Marks, names_of, stems_of, text_cues
from timeline.reading.pages import Hint
from timeline.reading.passages import Passage, saying

_MANY = 60  # words
_STEPS = ((1, "1"), (3, "2-3"), (6, "4-6"), (12, "7-12"), (24, "13-24"), (59, "25-59"), (60, "60+"))
_SIZES = [next(name for most, name in _STEPS if words <= most) for words in range(_MANY + 1)]
_SHARES = ("too short", "none", "some", "much", "most")
_LINE_SHARES = {share: (f"shares {share}",) for share in _SHARES}
_PROSE_SHARES = {share: (*cue, f"prose shares {share}") for share, cue in _LINE_SHARES.items()}
_PLACES = ("2 before", "before", "after", "2 after")
_NO_NEIGHBOUR: tuple[tuple[str, ...], ...] = tuple((f"{place}: nothing",) for place in _PLACES)
_RUNS = [
    f"run of {n if n < 3 else '3-5' if n < 6 else '6-11' if n < 12 else '12+'}" for n in range(13)
]
_STANDS = {
    (main, prose): (f"stands {around}", f"stands {around}, {'prose' if prose else 'line'}")
    for main, around in ((True, "with the paragraphs"), (False, "elsewhere"))
    for prose in (True, False)
}
_HEADINGS = frozenset({"related", "comments", "live", "service"})
_TOLD_TO_NEIGHBOURS = (
    *(f"lexicon {role}" for role in ROLES),
    *(f"opens with {name}" for name in ("bullet", "hour", "figure", "reference", "sign")),
    *("a byline", "byline with a date", "bare name", "hint link", "not proposed", "is proposed"),
)
_OF_BLOCK_BEFORE = {cue: f"before: {cue}" for cue in _TOLD_TO_NEIGHBOURS}
_OF_BLOCK_AFTER = {cue: f"after: {cue}" for cue in _TOLD_TO_NEIGHBOURS}


def cues_of(
    passages: Sequence[Passage], kinds: Sequence[ZoneKind | None], title: str | None
) -> list[list[str]]:
    """The cues of each block.

    `kinds` is what the rules took the blocks for (None: nothing), `title` what the page says its
    title is.
    """
    marks = Marks.on("\n".join(passage.text for passage in passages))
    own = [_own_cues(passage, kind, marks) for passage, kind in zip(passages, kinds, strict=True)]
    told_on = [list(filter(_OF_BLOCK_BEFORE.__contains__, cues)) for cues in own]
    shared = _shared_words(passages, kinds)
    alike = _alike(passages, kinds, title)
    seen: Counter[str] = Counter(passage.folded for passage in passages)
    told = [i for i, p in enumerate(passages) if p.is_paragraph and kinds[i] in (None, "quote")]
    first, last = (told[0], told[-1]) if told else (len(passages), -1)
    section = 0  # how many blocks ago a heading stood that other articles or comments follow
    around = [_NO_NEIGHBOUR] * 2
    around += [
        _seen_by_others(p.is_paragraph, p.is_sentence, kind, _learned(p.hint))
        for p, kind in zip(passages, kinds, strict=True)
    ]
    around += [_NO_NEIGHBOUR] * 2
    for i, (passage, cues) in enumerate(zip(passages, own, strict=True)):
        cues += alike[i]
        cues += (_PROSE_SHARES if passage.words >= 13 else _LINE_SHARES)[shared[i]]
        if seen[passage.folded] > 1 and passage.folded:
            cues.append("is repeated")
        if first <= i <= last:
            cues.append("between paragraphs")
        else:
            cues.append(_place(i, first, last, len(passages)))
        section = 1 if passage.roles and passage.roles & _HEADINGS else section and section + 1
        cues.append(f"since a heading of furniture {min(section, 4)}" if section else "no heading")
        cues += around[i][0] + around[i + 1][1] + around[i + 3][2] + around[i + 4][3]
        if i and told_on[i - 1]:
            cues += map(_OF_BLOCK_BEFORE.__getitem__, told_on[i - 1])
        if i + 1 < len(passages) and told_on[i + 1]:
            cues += map(_OF_BLOCK_AFTER.__getitem__, told_on[i + 1])
    for i in saying(passages, title):
        own[i].append("is the title")
    return own


def _own_cues(passage: Passage, kind: ZoneKind | None, marks: Marks) -> list[str]:
    size = _SIZES[min(passage.words, _MANY)]
    cues = list(
        _formal_cues(
            _learned(passage.hint),
            kind,
            passage.proposed,
            size,
            passage.words >= 13,
            passage.is_sentence,
        )
    )
    if passage.is_excerpt:
        cues.append("breaks off")
    cues += text_cues(passage, marks)
    return cues


def _learned(hint: Hint) -> Hint:
    """A hint as the weights know it: what decides by itself is text to them."""
    return "text" if hint in ("summary", "pointer") else hint


@cache
def _formal_cues(
    hint: Hint, kind: ZoneKind | None, proposed: bool | None, size: str, prose: bool, sentence: bool
) -> tuple[str, ...]:
    """What the format, the rules, trafilatura and the length say of a block."""
    cues = [f"hint {hint}", f"rules {kind}", f"hint {hint}, rules {kind}"]
    if proposed is not None:
        cues.append("is proposed" if proposed else "not proposed")
        if prose:
            cues.append("prose proposed" if proposed else "prose not proposed")
    cues.append(f"words {size}")
    cues.append(f"words {size}, {'sentence' if sentence else 'no sentence'}")
    return tuple(cues)


def _place(i: int, first: int, last: int, count: int) -> str:
    if i < first:
        return f"{min(first - i, 5)} before the first paragraph" if first < count else "no prose"
    return f"{min(i - last, 6)} after the last paragraph"


@cache
def _seen_by_others(
    paragraph: bool, sentence: bool, kind: ZoneKind | None, hint: Hint
) -> tuple[tuple[str, ...], ...]:
    """What a block is to the blocks around it, in the order of `_PLACES`."""
    prose = "paragraph" if paragraph else "sentence" if sentence else "line"
    return tuple(
        (f"{place}: {prose}", f"{place}: rules {kind}", f"{place}: hint {hint}")
        for place in _PLACES
    )


def main_container(passages: Sequence[Passage], kinds: Sequence[ZoneKind | None]) -> int | None:
    """The element that holds most words of paragraphs; None where there is none."""
    prose: Counter[int | None] = Counter()
    for passage, kind in zip(passages, kinds, strict=True):
        if passage.is_paragraph and kind is None:
            prose[passage.container] += passage.words
    return prose.most_common(1)[0][0] if prose else None


def _alike(
    passages: Sequence[Passage], kinds: Sequence[ZoneKind | None], title: str | None
) -> list[list[str]]:
    """What each block has in common with the paragraphs: element around, gap, names."""
    told = [p for p, kind in zip(passages, kinds, strict=True) if p.is_paragraph and kind is None]
    main = main_container(passages, kinds)
    gaps = Counter(passage.gap for passage in told)
    usual = gaps.most_common(1)[0][0] if gaps else 0
    heads = [p.text for p in passages if p.hint == "title"][:1] or ([title] if title else [])
    named = {name for head in heads for name in names_of(head)}
    names = [names_of(passage.text) for passage in passages]
    counted = Counter(
        name
        for passage, own in zip(passages, names, strict=True)
        for name in own
        if passage.is_paragraph
    )
    runs = _runs(passages)
    found = []
    for i, passage in enumerate(passages):
        cues = [runs[i]]
        if passage.container is not None:
            cues += _STANDS[passage.container == main, passage.words >= 13]
        elif passage.gap != usual and i:
            cues.append("gap larger" if passage.gap > usual else "gap smaller")
        own = names[i]
        if own:
            known = len([name for name in own if counted[name] > passage.is_paragraph])
            share = "none" if not known else "some" if 2 * known < len(own) else "most"
            cues.append(f"names shared {share}")
            if named:
                cues.append(
                    "names not the title's" if named.isdisjoint(own) else "names the title's"
                )
        found.append(cues)
    return found


def _runs(passages: Sequence[Passage]) -> list[str]:
    """How many lines that are no paragraphs stand in a row around each block."""
    lengths: list[int] = []
    for passage in passages:
        lengths.append(0 if passage.is_paragraph else (lengths[-1] if lengths else 0) + 1)
    for i in range(len(lengths) - 2, -1, -1):
        if lengths[i] and lengths[i + 1]:
            lengths[i] = lengths[i + 1]
    return [_RUNS[min(length, 12)] for length in lengths]


def _shared_words(passages: Sequence[Passage], kinds: Sequence[ZoneKind | None]) -> list[str]:
    """How much of each block's wording stands in the paragraphs (of others) and titles, too."""
    words = [stems_of(passage) for passage in passages]
    counted: Counter[str] = Counter()
    told = [
        kinds[i] in (None, "quote", "title") and (p.is_paragraph or p.hint == "title")
        for i, p in enumerate(passages)
    ]
    for is_told, stems in zip(told, words, strict=True):
        if is_told:
            counted.update(stems)
    shares = []
    for is_told, stems in zip(told, words, strict=True):
        if len(stems) < 2:
            shares.append("too short")
            continue
        shared = len([stem for stem in stems if counted[stem] > is_told]) / len(stems)
        step = 1 if not shared else 2 if shared <= 0.2 else 3 if shared <= 0.4 else 4
        shares.append(_SHARES[step])
    return shares
