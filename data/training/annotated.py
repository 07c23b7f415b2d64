"""Articles with the events that somebody annotated in them, for recipes that learn from these."""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from pathlib import Path

from timeline.evaluation.goldfile import GoldMention, load_gold
from timeline.model import Article
from timeline.reading import merge_carriers, read


def mentions_by_article(path: Path) -> dict[str, list[GoldMention]]:
    """The mentions of a gold file by their article: the name of its file, without suffix."""
    found: dict[str, list[GoldMention]] = defaultdict(list)
    for mention in load_gold(path):
        found[mention.doc].append(mention)
    return found


def articles_in(folder: Path) -> list[Article]:
    """The articles that can be read in a folder."""
    return merge_carriers([one for one in read([folder]) if isinstance(one, Article)])


def arguments(description: str | None, weights: Path) -> argparse.Namespace:
    """What a recipe is asked for: `articles`, the folder of the news articles, and `output`, where
    the weights go, the file named where nothing else is asked for."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--articles", default=os.environ.get("TIMELINE_ARTICLES"))
    parser.add_argument("--output", type=Path, default=weights)
    return parser.parse_args()
