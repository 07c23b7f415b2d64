"""How many events each year has, as a line of bars: "2008 ▁▂ 2009 ⋯ 2015 ▂▁▁█▆ 2019"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from timeline.rendering.words import Language, year_in_words

_BARS = "▁▂▃▄▅▆▇█"
_NONE = "·"
_SIZES = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
_APART = 8  # bars without an event, from which they are left out
_LEFT_OUT = " ⋯ "


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Bars without a long gap: the number of events of each, the first beginning with a year."""

    first: int
    last: int
    counts: tuple[int, ...]


def density(
    years: Mapping[int, int], width: int, bars: str, faint: str, language: Language = "fr"
) -> Text | None:
    """The line of at most `width` columns for the number of events in each (astronomical) year;
    None for fewer than two years, or where there is no room.

    A bar stands for one year, or for as many as let the line fit; long times without an event are
    left out. `bars` and `faint` are styles.
    """
    busy = {year: count for year, count in years.items() if count > 0}
    if len(busy) < 2:
        return None
    for size in _SIZES:
        stretches = _stretches(busy, size)
        line = _line(stretches, language, bars, faint)
        if cell_len(line.plain) <= width:
            return line
    return None


def _stretches(years: Mapping[int, int], size: int) -> list[_Stretch]:
    counts: dict[int, int] = {}
    for year, count in years.items():
        counts[year // size] = counts.get(year // size, 0) + count
    groups: list[list[int]] = []
    for bar in sorted(counts):
        if groups and bar - groups[-1][-1] <= _APART:
            groups[-1].append(bar)
        else:
            groups.append([bar])
    first, last = min(years), max(years)
    return [
        _Stretch(
            max(group[0] * size, first),
            min(group[-1] * size + size - 1, last),
            tuple(counts.get(bar, 0) for bar in range(group[0], group[-1] + 1)),
        )
        for group in groups
    ]


def _line(stretches: list[_Stretch], language: Language, bars: str, faint: str) -> Text:
    most = max(count for stretch in stretches for count in stretch.counts)
    line = Text()
    for number, stretch in enumerate(stretches):
        line.append(_LEFT_OUT if number else "", faint)
        line.append(f"{year_in_words(stretch.first, language)} ", faint)
        for count in stretch.counts:
            level = (count * len(_BARS) - 1) // most if count else 0
            line.append(_BARS[level] if count else _NONE, bars if count else faint)
        if stretch.last != stretch.first:
            line.append(f" {year_in_words(stretch.last, language)}", faint)
    return line
