"""Prints how well `timeline.find_dates` does on marked dates, and what it gets wrong.

    python data/gold/score_dates.py CASES.jsonl... [--articles FOLDER] [--errors]

CASES holds texts with their dates, or, like `dates.jsonl`, only points into articles; those are
read from FOLDER (default: the folder that TIMELINE_ARTICLES names). Also prints the share of dates
that dateparser values.
"""

from __future__ import annotations

import argparse
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from timeline.dates.folding import fold
from timeline.dates.grammar import grammar
from timeline.dates.recogniser import recognise
from timeline.evaluation.dates import Case, Error, read_cases, score_all
from timeline.model import Article
from timeline.reading import read


def texts_under(folder: Path) -> Callable[[str, str | None], str]:
    """Looks up an article's text by its file name without suffix, and checks its hash."""
    texts = {
        Path(article.path).stem: article.text
        for article in read(folder)
        if isinstance(article, Article)
    }

    def text_of(name: str, digest: str | None) -> str:
        text = texts[name]
        if digest is not None and hashlib.sha256(text.encode()).hexdigest() != digest:
            raise SystemExit(f"{name}: the article's text is not the one that was marked")
        return text

    return text_of


def shown(error: Error) -> str:
    """An error in one line."""
    kind, case, mark, found = error
    where = found or mark
    assert where is not None
    text = case.text
    around = text[max(0, where.char_start - 40) : where.char_end + 30].replace("\n", "⏎")
    asked = f"  asked {mark.values[0]}" if mark else ""
    said = f"  found {found.ends}" if found else ""
    return (
        f"{kind:8} {case.id}: …{around}… [{text[where.char_start : where.char_end]}]{asked}{said}"
    )


def by_dateparser(cases: list[Case]) -> tuple[int, int]:
    """How many of the expressions found were valued by dateparser, and how many there are."""
    rules = grammar()
    names = [
        found.rule.meaning for case in cases for _, _, found in recognise(fold(case.text), rules)
    ]
    return sum(name == "foreign" for name in names), len(names)


def main() -> None:
    """Reads the arguments, prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--articles", type=Path, default=os.environ.get("TIMELINE_ARTICLES"))
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    text_of = texts_under(Path(given.articles)) if given.articles else None
    cases = [case for path in given.cases for case in read_cases(path, text_of)]
    scores, errors = score_all(cases)
    for source, score in scores.items():
        print(f"{source:24} {score.line()}")
    foreign, all_ = by_dateparser(cases)
    print(f"valued by dateparser: {foreign} of {all_} expressions")
    if given.errors:
        for error in errors:
            print(shown(error))


if __name__ == "__main__":
    main()
