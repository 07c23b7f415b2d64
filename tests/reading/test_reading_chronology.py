"""The entries of a chronology are story."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from timeline.reading import read, zones
from timeline.reading.labelling import LABELS

_LINES = (
    "Le club d'Orvanne en quelques dates",
    "24 novembre 2014 : le club change d'entraîneur.",
    "12 avril 2016 : Paul Merle est écarté.",
    "Suivez le club sur son site.",
    "21 juin 2016 : la fédération rétrograde le club.",
)


def test_an_entry_between_entries_is_story_whatever_it_looks_like(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judged(cues: Sequence[object]) -> list[dict[str, float]]:
        """What is likely furniture: the entry of 2016, and the line that is no entry."""
        return [
            {label: float(label == ("inside" if i in (2, 3) else "story")) for label in LABELS}
            for i in range(len(cues))
        ]

    monkeypatch.setattr(zones, "probabilities_of", judged)
    (tmp_path / "club.txt").write_text("\n\n".join(_LINES), encoding="utf-8")
    (article,) = read(tmp_path)
    passed_over = [
        article.text[zone.char_start : zone.char_end].strip()
        for zone in article.zones
        if zone.kind == "furniture"
    ]
    assert passed_over == ["Suivez le club sur son site."]
