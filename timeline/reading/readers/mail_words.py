"""The words by which mail programs mark subjects and headers; from `reading.toml`, `[mail]`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from timeline.reading.lexicon import raw_lexicon
from timeline.reading.patterns import flexible

Kind = Literal["forward", "reply"]
Field = Literal["from", "date", "subject", "to"]


@dataclass(frozen=True, slots=True)
class MailWords:
    """Compiled: `prefix` matches one prefix of a subject, `label` one header field's name, with
    the field it stands for as the name of the group."""

    prefix: re.Pattern[str]
    label: re.Pattern[str]

    def subject(self, written: str) -> tuple[str, Kind | None]:
        """A subject without its prefixes, and what the first of them says of the message."""
        kind: Kind | None = None
        rest = written.strip()
        while match := self.prefix.match(rest):
            kind = kind or ("forward" if match["forward"] else "reply")
            rest = rest[match.end() :]
        return rest, kind


@cache
def mail_words() -> MailWords:
    """The compiled words."""
    raw = raw_lexicon()["mail"]
    forward, reply = _any_of(raw["forward_prefixes"]), _any_of(raw["reply_prefixes"])
    count = r"(?:\s?\[\d{1,3}\]|\s?\(\d{1,3}\)|\^\d{1,3})?"
    labels = "|".join(f"(?P<{field}>{_any_of(names)})" for field, names in raw["labels"].items())
    return MailWords(
        prefix=re.compile(rf"(?:(?P<forward>{forward})|{reply}){count}\s?:\s*", re.IGNORECASE),
        # Programs that turn HTML into text write bold labels as *De :* or **De :**.
        label=re.compile(rf"(?<!\S)[*_]{{0,2}}(?:{labels})\s?:[*_]{{0,2}}(?=\s|$)", re.IGNORECASE),
    )


def _any_of(words: list[str]) -> str:
    return "|".join(flexible(word) for word in sorted(words, key=lambda word: (-len(word), word)))
