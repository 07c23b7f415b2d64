"""The same files give the same articles, whatever the hash seed of Python."""

from __future__ import annotations

from pathlib import Path

from command_line import python

NEWS = Path(__file__).parent / "news"
CODE = """
import sys
from timeline.reading import read
for article in read(sys.argv[1]):
    zones = [(zone.char_start, zone.char_end, zone.kind) for zone in article.zones]
    print(article.path, article.title, article.author, article.published, article.claims, zones)
"""


def test_hash_seeds_change_nothing() -> None:
    one, other = (python("-c", CODE, str(NEWS), PYTHONHASHSEED=seed) for seed in ("1", "77"))
    assert one.returncode == 0, one.stderr
    assert len(one.stdout.splitlines()) > 50
    assert one.stdout == other.stdout
