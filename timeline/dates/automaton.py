"""Says which of many patterns match at a token, in one walk over the text.

The patterns' position automata run side by side; each set of positions they can be in together is
made once and remembered (lazy subset construction: Aho, Sethi, Ullman, "Compilers", section 3.7),
so a walk costs one look-up a token. Patterns are finite, and so are walks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.dates.pattern import Pattern

State = frozenset[int]


class Automaton:
    """All patterns of a level. Patterns are known by their number in the sequence given."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._characters: list[frozenset[str]] = []
        self._follow: list[list[int]] = []
        self._accepts: dict[int, int] = {}
        starts: dict[str, set[int]] = {}
        for number, pattern in enumerate(patterns):
            base = len(self._characters)
            self._characters += [frozenset(codes) for codes in pattern.characters]
            self._follow += [[base + p for p in follow] for follow in pattern.follow]
            self._accepts |= {base + position: number for position in pattern.last}
            for position in pattern.first:
                for character in pattern.characters[position]:
                    starts.setdefault(character, set()).add(base + position)
        self._starts: dict[str, State] = {c: frozenset(s) for c, s in starts.items()}
        self._next: dict[tuple[State, str], State] = {}
        self._found: dict[State, frozenset[int]] = {}
        self._start = re.compile(
            "[" + re.escape("".join(sorted(starts))) + "]" if starts else "(?!)"
        )

    def search(self, codes: str, position: int) -> tuple[int, list[int]] | None:
        """The next place from `position` on where patterns match, and their numbers in order."""
        search = self._start.search
        while found := search(codes, position):
            position = found.start()
            numbers = self.matching(codes, position)
            if numbers:
                return position, numbers
            position += 1
        return None

    def matching(self, codes: str, position: int) -> list[int]:
        """The numbers of the patterns that match at a place, in order."""
        state = self._starts.get(codes[position])
        numbers: set[int] = set()
        length = len(codes)
        while state:
            accepted = self._found.get(state)
            if accepted is None:
                accepted = self._accepted(state)
            if accepted:
                numbers |= accepted
            position += 1
            if position == length:
                break
            code = codes[position]
            reached = self._next.get((state, code))
            if reached is None:
                reached = self._advance(state, code)
            state = reached
        return sorted(numbers)

    def _advance(self, state: State, code: str) -> State:
        reached = frozenset(
            after
            for before in state
            for after in self._follow[before]
            if code in self._characters[after]
        )
        self._next[state, code] = reached
        return reached

    def _accepted(self, state: State) -> frozenset[int]:
        numbers = frozenset(self._accepts[p] for p in state if p in self._accepts)
        self._found[state] = numbers
        return numbers
