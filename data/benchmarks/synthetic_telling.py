"""How articles tell what happened: not all of it, not in the same words, not always dated.

A mention says the date of its event more coarsely or not at all, leaves people out, calls them by
their surname once the article has named them, rounds a sum, uses another word, takes a kind for
another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from synthetic_names import Name, word

from timeline.model import (
    Amount,
    Article,
    Component,
    DateSource,
    DateSpan,
    Evidence,
    Factuality,
    Mention,
    Participant,
    Role,
    Trigger,
)

# How often each is met in the mentions of the sample articles.
_SOURCES: tuple[DateSource, ...] = ("explicit",) * 45 + ("relative",) * 15 + ("narrative",) * 48
_CUES = (
    "place", "date", "aspect", "base", "type", "content", "article", "topic", "factuality",
    "subject", "clause", "tense",
)  # fmt: skip

_UNDATED = 0.22
_ON_THE_DAY = 0.6
_COARSER = 0.25
_LEFT_OUT = 0.2
_SURNAME_AT_ONCE, _SURNAME_AGAIN = 0.25, 0.7
_MISSPELT = 0.005
_OF_ANOTHER_KIND = 0.05
_IN_THE_SAME_SENTENCE = 0.1


@dataclass(frozen=True, slots=True)
class Happening:
    """What truly happened. `word` is which of its type's words tells it most often, `told` how many
    mentions tell it, `cast` who takes part."""

    number: int
    type: str
    word: int
    date: DateSpan
    cast: tuple[tuple[Name, Role], ...]
    amount: int | None
    place: str | None
    factuality: Factuality
    told: int


@dataclass(frozen=True, slots=True)
class Piece:
    """What an article tells of one story, and the day (an ordinal) on which it does."""

    day: int
    happenings: tuple[Happening, ...]


def zipf(chance: Random, count: int, offset: float) -> int:
    """A rank below `count`, by the law of Zipf and Mandelbrot: as likely as 1 / (rank + offset).

    Drawn by the inverse of the law's continuous form, which needs no table.
    """
    whole = (count + offset) / offset
    return min(int(offset * (whole ** chance.random() - 1)), count - 1)


def tell(article: Article, pieces: Sequence[Piece], chance: Random) -> list[Mention]:
    """The mentions of an article that tells these pieces, in their order."""
    telling = _Telling(article, chance)
    return [telling.mention(one) for piece in pieces for one in piece.happenings]


class _Telling:
    """What the article has said so far bears on how it goes on."""

    def __init__(self, article: Article, chance: Random) -> None:
        self._article = article
        self._chance = chance
        self._named: set[Name] = set()
        self._told: dict[int, str] = {}
        self._dated: dict[str, str] = {}
        self._sentence, self._place = -1, 0

    def mention(self, one: Happening) -> Mention:
        """The next mention."""
        chance = self._chance
        if self._place == 0 or chance.random() > _IN_THE_SAME_SENTENCE:
            self._sentence += 1
            self._place = self._sentence * 150
        identifier = f"{self._article.id}{self._place:05}-{one.number}"
        kind, lemma = self._kind_and_word(one)
        people = self._participants(one)
        start = self._sentence * 150
        self._place += 20
        title = f"{' et '.join(who.name for who in people) or 'On'} a {lemma} {word(one.number)}"
        date, source = self._date(one)
        edtf = date.edtf if date else ""
        carried = self._dated.get(edtf) if source == "narrative" else None
        if date:
            self._dated.setdefault(edtf, identifier)
        again = self._told.get(one.number) if chance.random() < 0.3 else None
        self._told.setdefault(one.number, identifier)
        return Mention(
            id=identifier,
            article=self._article.id,
            char_start=start,
            char_end=start + 149,
            quote=f"{title} {edtf}".ljust(100, "."),
            trigger=Trigger(lemma, lemma, self._place, self._place + len(lemma)),
            type=kind,
            title=title,
            factuality=one.factuality if chance.random() < 0.95 else "actual",
            date=date,
            date_source=source,
            date_evidence=(Evidence(self._article.id, edtf, start, start + 9),) if date else (),
            carried_from=carried,
            refers_to=again,
            participants=tuple(people),
            amounts=self._amounts(one),
            places=(one.place,) if one.place and chance.random() > _LEFT_OUT else (),
            confidence=round(chance.uniform(0.3, 0.99), 3),
            components=tuple(Component(cue, round(chance.gauss(0, 1), 2)) for cue in _CUES),
        )

    def _kind_and_word(self, one: Happening) -> tuple[str, str]:
        """One word in two is the usual one; the odd ones of a type are verbs, the others nouns."""
        chance = self._chance
        of_type = "" if one.type == "other" else one.type
        chosen = one.word if chance.random() < 0.5 or not of_type else zipf(chance, 12, 1)
        lemma = f"{of_type}{word(chosen)}{'er' if chosen % 2 else 'tion'}"
        return ("other" if chance.random() < _OF_ANOTHER_KIND else one.type), lemma

    def _participants(self, one: Happening) -> list[Participant]:
        chance = self._chance
        people = [
            Participant(self._called(name), name.type, role)
            for name, role in one.cast
            if len(one.cast) == 1 or chance.random() > _LEFT_OUT
        ]
        taken = {who.role for who in people}
        if "agent" not in taken and chance.random() < 0.5:
            people.append(Participant(f"le {word(zipf(chance, 2000, 2))}", None, "agent"))
        if "patient" not in taken and chance.random() < 0.5:
            people.append(Participant(f"la {word(zipf(chance, 2000, 2))}", None, "patient"))
        return people

    def _called(self, name: Name) -> str:
        chance = self._chance
        short = _SURNAME_AGAIN if name in self._named else _SURNAME_AT_ONCE
        if name.short != name.full and chance.random() < short:
            return name.short
        self._named.add(name)
        if chance.random() < _MISSPELT:
            lost = chance.randrange(1, len(name.full))
            return name.full[:lost] + name.full[lost + 1 :]
        return name.full

    def _date(self, one: Happening) -> tuple[DateSpan | None, DateSource]:
        chance = self._chance
        if chance.random() < _UNDATED:
            return None, "none"
        date = one.date
        published = self._article.published
        if published and published.start and date.days == 1 and date.start:
            late = published.start.ordinal - date.start.ordinal
            if 0 <= late <= 1 and chance.random() < _ON_THE_DAY:
                return published, "publication"
        if chance.random() < _COARSER and date.start:
            year, month = date.start.year, date.start.month
            date = DateSpan.of_month(year, month) if date.days == 1 else DateSpan.of_year(year)
        return date, chance.choice(_SOURCES)

    def _amounts(self, one: Happening) -> tuple[Amount, ...]:
        if one.amount is None or self._chance.random() < _LEFT_OUT:
            return ()
        near = self._chance.random() < 0.3
        value = round(one.amount * self._chance.uniform(0.97, 1.03)) if near else one.amount
        return (Amount(f"{value} dollars", value, None, near, "USD"),)
