"""How common French words are: the frozen table by which reconciliation tells rare ones.

    python data/training/count_words.py TREEBANKS_DIR > timeline/resources/lexicons/frequencies.tsv

Counts the sentences of the treebanks (all `*.conllu` of the folder but Sequoia's test part: source,
version and licence in README.md) that hold each stem. The first line is the number of sentences;
stems of fewer than three are left out.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from treebanks import read_conllu

from timeline.reconciliation.wording import stems_of

_FEWEST = 3  # sentences


def main(folder: Path) -> None:
    """Prints the table."""
    counts: Counter[str] = Counter()
    sentences = 0
    for path in sorted(folder.glob("*.conllu")):
        if "sequoia-ud-test" in path.name:
            continue
        for sentence in read_conllu(path):
            sentences += 1
            counts.update(stems_of(sentence.text))
    print(sentences)
    for stem, count in sorted(counts.items()):
        if count >= _FEWEST:
            print(f"{stem}\t{count}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
