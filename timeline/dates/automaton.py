"""Says which of many patterns match at a token, in one walk over the text.

The patterns' position automata run side by side; each set of positions they can be in together is
made once and remembered (lazy subset construction: Aho, Sethi, Ullman, "Compilers", section 3.7),
so a walk costs one look-up a token. Patterns are finite, and so are walks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from threading import Lock

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
        self._lock = Lock()
        # Sets of positions by number; 0 is the empty one, from which nothing goes on.
        self._numbers: dict[State, int] = {frozenset(): 0}
        self._states: list[State] = [frozenset()]
        self._moves: list[dict[str, int]] = [{}]
        self._found: list[frozenset[int]] = [frozenset()]
        self._starts = {c: self._number(frozenset(s)) for c, s in starts.items()}
        self._start = re.compile(
            "[" + re.escape("".join(sorted(starts))) + "]" if starts else "(?!)"
        )

    def search(self, codes: str, position: int) -> tuple[int, list[int]] | None:
        """The next place from `position` on where patterns match, and their numbers in order."""
        moves, accepted, last = self._moves, self._found, len(codes) - 1
        for found in self._start.finditer(codes, position):
            start = found.start()
            state = self._starts[codes[start]]
            # Most words that may begin a match are followed by what is in none.
            if start < last and not accepted[state] and moves[state].get(codes[start + 1]) == 0:
                continue
            numbers = self.matching(codes, start)
            if numbers:
                return start, numbers
        return None

    def matching(self, codes: str, position: int) -> list[int]:
        """The numbers of the patterns that match at a place, in order."""
        state = self._starts.get(codes[position], 0)
        moves, found = self._moves, self._found
        numbers: frozenset[int] | None = None
        length = len(codes)
        while state:
            accepted = found[state]
            if accepted:
                numbers = accepted if numbers is None else numbers | accepted
            position += 1
            if position == length:
                break
            code = codes[position]
            reached = moves[state].get(code)
            if reached is None:
                reached = self._advance(state, code)
            state = reached
        return sorted(numbers) if numbers else []

    def _advance(self, state: int, code: str) -> int:
        reached = self._number(
            frozenset(
                after
                for before in self._states[state]
                for after in self._follow[before]
                if code in self._characters[after]
            )
        )
        self._moves[state][code] = reached
        return reached

    def _number(self, state: State) -> int:
        """The number of a set of positions, given to it when it is first met."""
        with self._lock:  # several threads may find dates
            number = self._numbers.get(state)
            if number is None:
                number = self._numbers[state] = len(self._states)
                self._states.append(state)
                self._moves.append({})
                self._found.append(frozenset(self._accepts[p] for p in state if p in self._accepts))
            return number
