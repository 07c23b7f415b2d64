"""What speaks for a block being story, title, byline, caption or furniture: named cues.

`timeline.reading.labelling` weighs them. A cue says something that can be seen on the page: what
the format says of the block, which phrases of the lexicon it holds, its length and marks
(`block_cues`), whether it shares words and names with the paragraphs around it, and where it
stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from timeline.model import ZoneKind
from timeline.reading.block_cues import ROLES, names_of, stems_of, text_cues
from timeline.reading.pages import Hint
from timeline.reading.passages import Passage, saying

_SIZES = ((1, "1"), (3, "2-3"), (6, "4-6"), (12, "7-12"), (24, "13-24"), (59, "25-59"))
_SHARES = ((0.0, "none"), (0.2, "some"), (0.4, "much"), (1.0, "most"))


def cues_of(
    passages: Sequence[Passage], kinds: Sequence[ZoneKind | None], title: str | None
) -> list[list[str]]:
    """The cues of each block, in their order.

    `kinds` is what the rules took the blocks for (None: nothing), `title` what the page says its
    title is.
    """
    own = [_own_cues(passage, kind) for passage, kind in zip(passages, kinds, strict=True)]
    told_on = [_TOLD_TO_NEIGHBOURS.intersection(cues) for cues in own]
    shared = _shared_words(passages, kinds)
    alike = _alike(passages, kinds, title)
    seen: Counter[str] = Counter(passage.folded for passage in passages)
    told = [i for i, p in enumerate(passages) if p.is_paragraph and kinds[i] in (None, "quote")]
    first, last = (told[0], told[-1]) if told else (len(passages), -1)
    titles = set(saying(passages, title))
    section = 0
    found: list[list[str]] = []
    for i, passage in enumerate(passages):
        cues = [*own[i], *alike[i]]
        cues.append(f"shares {shared[i]}")
        if passage.words >= 13:
            cues.append(f"prose shares {shared[i]}")
        if seen[passage.folded] > 1 and passage.folded:
            cues.append("repeated")
        if i in titles:
            cues.append("is the title")
        cues.append(_place(i, first, last, len(passages)))
        section = _section(passage, section)
        cues.append(f"since a heading of furniture {min(section, 4)}" if section else "no heading")
        for offset, name in ((-2, "2 before"), (-1, "before"), (1, "after"), (2, "2 after")):
            cues += _neighbour(passages, kinds, i + offset, name)
        for offset, name in ((-1, "before"), (1, "after")):
            if 0 <= i + offset < len(own):
                cues += [f"{name}: {cue}" for cue in sorted(told_on[i + offset])]
        found.append(cues)
    return found


_TOLD_TO_NEIGHBOURS = frozenset(
    {
        *(f"lexicon {role}" for role in ROLES),
        *(f"opens with {name}" for name in ("bullet", "hour", "figure", "reference", "sign")),
        *("byline", "byline with a date", "bare name", "hint link", "not proposed", "proposed"),
    }
)


def _own_cues(passage: Passage, kind: ZoneKind | None) -> tuple[str, ...]:
    size = next((name for most, name in _SIZES if passage.words <= most), "60+")
    formal = _formal_cues(
        passage.hint, kind, passage.proposed, size, passage.words >= 13, passage.is_sentence
    )
    broken = ("breaks off",) if passage.is_excerpt else ()
    return (*formal, *broken, *text_cues(passage.text, passage.folded, passage.words))


@lru_cache(maxsize=4096)
def _formal_cues(
    hint: Hint, kind: ZoneKind | None, proposed: bool | None, size: str, prose: bool, sentence: bool
) -> tuple[str, ...]:
    """What the format, the rules, trafilatura and the length say of a block."""
    cues = [f"hint {hint}", f"rules {kind}", f"hint {hint}, rules {kind}"]
    if proposed is not None:
        cues.append("proposed" if proposed else "not proposed")
        if prose:
            cues.append("prose proposed" if proposed else "prose not proposed")
    cues.append(f"words {size}")
    cues.append(f"words {size}, {'sentence' if sentence else 'no sentence'}")
    return tuple(cues)


def _place(i: int, first: int, last: int, count: int) -> str:
    if i < first:
        return f"{min(first - i, 5)} before the first paragraph" if first < count else "no prose"
    if i > last:
        return f"{min(i - last, 6)} after the last paragraph"
    return "between paragraphs"


def _section(passage: Passage, section: int) -> int:
    """How many blocks ago a heading stood that other articles or comments follow; 0 for none."""
    if any(passage.is_cue(role) for role in ("related", "comments", "live", "service")):
        return 1
    return section + 1 if section else 0


@lru_cache(maxsize=4096)
def _neighbour_cues(
    name: str, paragraph: bool, sentence: bool, kind: ZoneKind | None, hint: Hint
) -> tuple[str, ...]:
    prose = "paragraph" if paragraph else "sentence" if sentence else "line"
    return f"{name}: {prose}", f"{name}: rules {kind}", f"{name}: hint {hint}"


def _neighbour(
    passages: Sequence[Passage], kinds: Sequence[ZoneKind | None], i: int, name: str
) -> tuple[str, ...]:
    if not 0 <= i < len(passages):
        return (f"{name}: nothing",)
    one = passages[i]
    return _neighbour_cues(name, one.is_paragraph, one.is_sentence, kinds[i], one.hint)


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
        cues = [f"run of {runs[i]}"]
        if passage.container is not None:
            around = "with the paragraphs" if passage.container == main else "elsewhere"
            cues.append(f"stands {around}")
            cues.append(f"stands {around}, {'prose' if passage.words >= 13 else 'line'}")
        elif passage.gap != usual and i:
            cues.append("gap larger" if passage.gap > usual else "gap smaller")
        own = names[i]
        if own:
            others = sum(counted[name] > passage.is_paragraph for name in own) / len(own)
            cues.append(
                f"names shared {'none' if not others else 'some' if others < 0.5 else 'most'}"
            )
            if named:
                cues.append("names the title's" if own & named else "names not the title's")
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
    return [str(n) if n < 3 else "3-5" if n < 6 else "6-11" if n < 12 else "12+" for n in lengths]


def _shared_words(passages: Sequence[Passage], kinds: Sequence[ZoneKind | None]) -> list[str]:
    """How much of each block's wording stands in the paragraphs (of others) and titles, too."""
    words = [stems_of(passage.folded) for passage in passages]
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
        shared = sum(counted[stem] > is_told for stem in stems) / len(stems)
        shares.append(next(name for most, name in _SHARES if shared <= most))
    return shares
