"""Learns the weights of `timeline/resources/lexicons/zones.toml` from pages labelled by hand.

    pip install python-crfsuite==0.9.12
    python data/training/train_zones.py data/training/pages            # cross-validates, prints
    python data/training/train_zones.py data/training/pages --write    # and writes the weights

A labelled text page has a letter and a bar before each line, a labelled HTML page an attribute
`data-z` with that letter on each element that holds text: S story, H heading in it, T title,
B byline or dateline, C caption or credit, F furniture, E an empty line. Unlabelled pages of
`--also FOLDER` are learned as the rules alone lay them out, so that what is right stays so.

The weights that come along are what this script gives at commit 993fb79 with `--also` the folders
`tests/reading/pages`, `seeds` and that of the 49 news articles that `data/gold/README.md` names.
The rules changed since, and with them what the unlabelled pages teach; learned anew, the weights
lost 11 paragraphs of the test pages' 537 instead of 8, and took 51 blocks of furniture for story
instead of 48, so that the older ones stay.

Algorithm: a linear-chain conditional random field, trained by L-BFGS (CRFsuite, N. Okazaki 2007).
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from timeline.reading.cues import cues_of
from timeline.reading.drafting import Draft, drafted
from timeline.reading.labelling import FURNITURE, LABELS, Label, Labeller, Weights
from timeline.reading.pages import Page
from timeline.reading.readers import html, markdown, plain

LETTERS: dict[str, Label] = {
    "S": "story", "H": "heading", "T": "title", "B": "byline", "C": "caption", "F": "inside",
}  # fmt: skip
_FIRST_MARK = 0xE000  # private characters that carry labels through the HTML reader
_ELEMENT = re.compile(r"(<[a-zA-Z][^<>]*?)\sdata-z\s*=\s*[\"']?([SHTBCF])[\"']?([^<>]*>)")
_SMALLEST = 0.02  # weights nearer to 0 are left out
_FOLDS = 6
_PAGES = 5  # on which a word must stand to be a cue

Example = tuple[str, list[list[str]], list[Label]]


def main() -> None:
    """Reads the pages, cross-validates, and writes the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--also", type=Path, action="append", default=[])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--c1", type=float, default=0.3)
    parser.add_argument("--c2", type=float, default=1.0)
    given = parser.parse_args()
    labelled = [example for path in sorted(given.folder.rglob("*")) for example in read(path)]
    also = [ex for folder in given.also for path in sorted(folder.rglob("*")) for ex in ruled(path)]
    blocks = sum(len(one[2]) for one in labelled)
    print(f"{len(labelled)} labelled pages, {blocks} blocks; {len(also)} more pages")
    random.Random(7).shuffle(labelled)
    confusion: Counter[tuple[Label, Label]] = Counter()
    for fold in range(_FOLDS):
        held = labelled[fold::_FOLDS]
        rest = [one for one in labelled if one not in held]
        labeller = Labeller(trained([*rest, *also], given.c1, given.c2))
        for _, cues, labels in held:
            given_labels = [max(one, key=one.__getitem__) for one in labeller.probabilities(cues)]
            confusion.update(zip(labels, given_labels, strict=True))
    print_confusion(confusion)
    if given.write:
        weights = trained([*labelled, *also], given.c1, given.c2)
        path = Path(__file__).parents[2] / "timeline/resources/lexicons/zones.toml"
        path.write_text(toml_of(weights), encoding="utf-8")
        print(f"{len(weights.cues)} cues written to {path.name}")


def read(path: Path) -> Iterator[Example]:
    """The blocks of a labelled page: their cues and labels."""
    if path.suffix == ".txt":
        page, labels = labelled_text(path.read_text(encoding="utf-8"))
    elif path.suffix == ".html":
        page, labels = labelled_html(path.read_text(encoding="utf-8"))
    else:
        return
    draft = drafted(page)
    yield path.name, cues_of(draft.passages, draft.kinds, page.facts.title), placed(labels)


def placed(labels: list[Label]) -> list[Label]:
    """The labels with furniture told apart by where it stands: before the story, inside, after."""
    told = [i for i, label in enumerate(labels) if label in ("story", "heading")]
    first, last = (told[0], told[-1]) if told else (len(labels), len(labels))
    return [
        label
        if label not in FURNITURE
        else "before"
        if i < first
        else "after"
        if i > last
        else "inside"
        for i, label in enumerate(labels)
    ]


def labelled_text(marked: str) -> tuple[Page, list[Label]]:
    """The page of a labelled text, and the label of each of its blocks: that of most of it."""
    lines, spans, place = [], [], 0
    for line in marked.splitlines():
        letter, _, text = line.partition("|")
        letter = letter.strip()
        lines.append(text)
        if letter in LETTERS:
            spans.append((place, place + len(text), LETTERS[letter]))
        elif text.strip():
            raise ValueError(f"no label: {line[:60]}")
        place += len(text) + 1
    page = plain.read_page("\n".join(lines).encode())
    labels = []
    for block in page.blocks:
        votes: Counter[Label] = Counter()
        for start, end, label in spans:
            votes[label] += max(0, min(end, block.char_end) - max(start, block.char_start))
        labels.append(votes.most_common(1)[0][0])
    return page, labels


def labelled_html(marked: str) -> tuple[Page, list[Label]]:
    """The page of labelled HTML, and the label of each of its blocks: that of its first text."""
    letters = "".join(LETTERS)
    with_marks = _ELEMENT.sub(
        lambda m: m[1] + m[3] + chr(_FIRST_MARK + letters.index(m[2])), marked
    )
    page = html.read_page(_ELEMENT.sub(r"\1\3", marked).encode())
    told = html.read_page(with_marks.encode())
    texts = [
        re.sub("[\ue000-\ue00f]", "", told.text[b.char_start : b.char_end]) for b in told.blocks
    ]
    marks = [
        re.search("[\ue000-\ue00f]", told.text[b.char_start : b.char_end]) for b in told.blocks
    ]
    clean = [page.text[b.char_start : b.char_end] for b in page.blocks]
    labels: list[Label | None] = [None] * len(clean)
    same = SequenceMatcher(None, [text.strip() for text in texts], clean, autojunk=False)
    for theirs, ours, length in same.get_matching_blocks():
        for k in range(length):
            mark = marks[theirs + k]
            labels[ours + k] = LETTERS[letters[ord(mark.group()) - _FIRST_MARK]] if mark else None
    keep = [i for i, label in enumerate(labels) if label is not None]
    blocks = tuple(page.blocks[i] for i in keep)
    return replace(page, blocks=blocks), [label for label in labels if label is not None]


def ruled(path: Path) -> Iterator[Example]:
    """An unlabelled page as the rules lay it out."""
    reader = {".txt": plain, ".html": html, ".md": markdown}.get(path.suffix)
    if reader is None:
        return
    page = reader.read_page(path.read_bytes())
    draft = drafted(page)
    yield (
        path.name,
        cues_of(draft.passages, draft.kinds, page.facts.title),
        placed(rule_labels(draft)),
    )


def rule_labels(draft: Draft) -> list[Label]:
    """What the rules take the blocks for, in the words of the labels."""
    labels: list[Label] = []
    titled = False
    for kind in draft.kinds:
        if kind == "title":
            labels.append("heading" if titled else "title")
            titled = True
        elif kind == "dateline":
            labels.append("byline")
        elif kind == "caption":
            labels.append("caption")
        elif kind == "furniture":
            labels.append("inside")
        else:
            labels.append("story")
    return labels


def trained(examples: Sequence[Example], c1: float, c2: float) -> Weights:
    """The weights that make the labels of the examples most likely, held down by L1 and L2."""
    import pycrfsuite

    examples = without_rare_words(examples)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {"c1": c1, "c2": c2, "max_iterations": 150, "feature.possible_transitions": True}
    )
    for _, cues, labels in examples:
        trainer.append([dict.fromkeys(block, 1.0) for block in cues], labels)
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        info = tagger.info()
        tagger.close()
    rows: dict[str, dict[str, float]] = {}
    for (cue, label), weight in info.state_features.items():
        if abs(weight) >= _SMALLEST:
            rows.setdefault(cue, {})[label] = weight
    moves = info.transitions
    return Weights(
        {cue: tuple(row.get(label, 0.0) for label in LABELS) for cue, row in sorted(rows.items())},
        tuple(tuple(moves.get((a, b), 0.0) for b in LABELS) for a in LABELS),
    )


def without_rare_words(examples: Sequence[Example]) -> list[Example]:
    """The examples without words of one letter, and without those that stand on few pages: names,
    and what is told of there."""
    pages = Counter(cue for _, cues, _ in examples for cue in {c for block in cues for c in block})
    return [
        (
            name,
            [
                [c for c in block if not is_word(c) or (len(c) > 1 and pages[c] >= _PAGES)]
                for block in cues
            ],
            labels,
        )
        for name, cues, labels in examples
    ]


def is_word(cue: str) -> bool:
    """Whether a cue is a word of the block, or its first."""
    return " " not in cue or cue.startswith("first word ")


def toml_of(weights: Weights) -> str:
    """The weights as TOML."""

    def row(values: Sequence[float]) -> str:
        kept = [
            f"{label} = {value:.3f}"
            for label, value in zip(LABELS, values, strict=True)
            if abs(value) >= _SMALLEST
        ]
        return "{ " + ", ".join(kept) + " }" if kept else "{}"

    lines = [
        "# Learned by data/training/train_zones.py, not edited. By cue of a block, the weight of",
        "# each label; by label, the weight of the label of the next block.",
        "",
        "[cues]",
    ]
    lines += [f'"{cue}" = {row(values)}' for cue, values in sorted(weights.cues.items())]
    lines += ["", "[next]"]
    lines += [
        f"{label} = {row(values)}"
        for label, values in zip(LABELS, weights.transitions, strict=True)
    ]
    return "\n".join(lines) + "\n"


def print_confusion(confusion: Counter[tuple[Label, Label]]) -> None:
    """Of each label, how many blocks were given which."""
    print("gold \\ given".ljust(14) + "".join(label.rjust(11) for label in LABELS))
    for gold in LABELS:
        print(gold.ljust(14) + "".join(str(confusion[gold, given]).rjust(11) for given in LABELS))


if __name__ == "__main__":
    main()
