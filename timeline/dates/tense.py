"""The tense of a clause, by a lexicon of verb forms: `tense.toml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal

# "done": a participle alone; "due": what was to happen, told in the past; "": no cue.
Tense = Literal["future", "due", "past", "done", ""]
# The tense of the clause around two offsets, or None where it cannot be told.
TenseAt = Callable[[int, int], Tense | None]

_WORD = r"[^\W\d_]"
# Words between an auxiliary and its participle: "n'a jamais vraiment été", "a-t-il".
_INNER = rf"(?:(?:-t)?-(?:il|elle|on|ils|elles|je|nous|vous))?(?: (?:{_WORD}|'){{1,15}}){{0,3}}? "
_PLAN = 80  # characters that "était", some words and its participle take
_NEAR = 30  # characters between a passive's auxiliary and its participle


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words)


class Cues:
    """Finds the verb forms that show tense, and what stands around a date (`around`, patterns by
    name). Takes the parsed lexicon."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        own = _any(lexicon["participles"])
        others = rf"(?!(?:{_any(lexicon['not_participles'])})s?\b)"
        participle = rf"{others}(?:{_WORD}{{2,18}}(?:é|ée|és|ées)|(?:{own})(?:e|s|es)?)\b"
        moved = rf"(?:{_any(lexicon['moved'])})(?:e|s|es)?\b"
        planned = _any(lexicon["planned"])
        past = "|".join(
            (
                rf"(?:{_any(lexicon['have'])}){_INNER}{participle}",
                rf"(?:{_any(lexicon['be'])}){_INNER}{moved}",
                rf"(?:s'|se |m'|me |nous |vous )(?:{_any(lexicon['be'])})\b",
            )
        )
        ahead = "|".join(
            (
                rf"(?:{planned}|{_any(lexicon['future'])})\b",
                rf"(?!(?:{_any(lexicon['not_future'])})\b){_WORD}{{1,18}}"
                rf"(?:{'|'.join(lexicon['future_endings'])})\b",
                rf"{_WORD}{{2,16}}-(?:moi|toi|nous|le|la|les|lui|leur)\b",
                rf"(?:{_any(lexicon['going_to'])}) (?:{_WORD}{{1,12}} )?"
                rf"{_WORD}{{2,16}}(?:er|ir|re)\b",
            )
        )
        behind = "|".join(
            (
                rf"(?:{_any(lexicon['past'])})\b",
                rf"j(?:e |')(?:(?:ne|n'|me|m'|le|la|l'|y|en) ?)?{_WORD}{{2,16}}(?<!r)ais\b",
                rf"(?!(?:{_any(lexicon['not_past'])})\b){_WORD}{{2,18}}"
                rf"(?:{'|'.join(lexicon['past_endings'])})\b",
            )
        )
        # A planned participle goes before the auxiliary that would make a past with it.
        was_planned = rf"(?:{_any(lexicon['was'])}){_INNER}(?:{planned})\b"
        self._was_planned = re.compile(rf"\b{was_planned}")
        self._cue = re.compile(
            rf"\b(?:(?P<was>{was_planned})"
            rf"|(?P<first>(?:{_any(lexicon['have'] + lexicon['be'])}){_INNER}(?:{planned})\b)"
            rf"|{past}|(?P<due>(?:{_any(lexicon['due'])})\b)|(?P<future>{ahead})|{behind})"
        )
        self._participle = re.compile(
            rf"(?:^|[^\w'])(?:(?P<planned>{planned})|(?P<moved>{moved})|{participle})"
            rf"(?: (?:{_any(lexicon['between'])})){{0,4}} ?'? ?$"
        )
        self._ordered = re.compile(
            rf"\b(?:{_any(lexicon['orders'])})[^,;:.]{{0,45}}"
            rf"\b(?:de |d'|à ){_WORD}{{1,16}}(?:er|ir|re)\b[^,;:.]{{0,30}}$"
        )
        self._opening_participle = re.compile(rf"\W*{participle}")
        self._opening = re.compile(rf"(?:[^\w\n]|\b(?:{_any(lexicon['openers'])})\b)*")
        self.around = {name: re.compile(pattern) for name, pattern in lexicon["around"].items()}
        self.tense = lru_cache(maxsize=1024)(self._tense)

    def opens(self, before: str) -> bool:
        """Whether a sentence has only begun after these words ("Mais dès le …")."""
        return len(before) < 40 and self._opening.fullmatch(before) is not None

    def _tense(self, before: str, after: str) -> Tense:
        """The tense of the verb nearest before an expression, else of the first after it."""
        if self._ordered.search(before[-120:]):
            return "future"
        earlier = list(self._cue.finditer(before))
        participle = self._participle.search(before[-60:])
        if participle is not None:
            if participle.group("planned"):
                plan = list(self._was_planned.finditer(before[-_PLAN:]))
                past = plan and plan[-1].group().endswith(participle.group("planned"))
                return "due" if past else "future"
            near = earlier and len(before) - earlier[-1].end() < len(participle.group()) + _NEAR
            if not near:  # "survenu le 2 février" is over, "organisée le 2 février" may lie ahead
                return "past" if participle.group("moved") else "done"
            told = _told(earlier[-1])
            return "done" if told == "past" and not _passes_on(earlier[-1], before) else told
        if not earlier and self._opening_participle.match(before):
            return "done"
        cue = earlier[-1] if earlier else self._cue.search(after)
        return _told(cue) if cue else ""


def _told(cue: re.Match[str]) -> Tense:
    if cue.group("due") or cue.group("was"):
        return "due"
    return "future" if cue.group("future") or cue.group("first") else "past"


def _passes_on(cue: re.Match[str], before: str) -> bool:
    """Whether a past cue holds the last participle itself: "a été conclue lundi"."""
    return not re.search(r"[^\W\d_]{6,}", before[cue.end() : -1])
