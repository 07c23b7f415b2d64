"""The event lexicon: which French words denote which type of event, in which surroundings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from timeline.extraction.associations import Associations, associate

ENTITY_CLASSES = frozenset({"PER", "ORG", "LOC", "MISC"})
_MARKS = frozenset({"*", "@name", "@money", "@number"}) | {f"@{name}" for name in ENTITY_CLASSES}
# Left out when locutions are compared: "devenir un partenaire", "devenir partenaire".
ARTICLES = frozenset({"un", "une", "le", "la", "l'", "les", "des"})


class Argument(NamedTuple):
    """The head of a phrase that fills a slot of a predicate.

    `common` tells a common noun even where it heads a name ("le traité de Rome").
    """

    lemma: str
    name: bool = False
    common: bool = False
    entity: str | None = None
    money: bool = False
    number: bool = False

    def answers(self, marks: frozenset[str]) -> bool:
        """Whether the argument answers to one of some marks of the lexicon."""
        return (
            "*" in marks
            or self.name
            and "@name" in marks
            or self.entity is not None
            and f"@{self.entity}" in marks
            or self.money
            and "@money" in marks
            or (self.money or self.number)
            and "@number" in marks
        )


class Frame(NamedTuple):
    """What stands around a predicate. `complements` are pairs of preposition and argument."""

    subject: tuple[Argument, ...] = ()
    object: tuple[Argument, ...] = ()
    complements: tuple[tuple[str, Argument], ...] = ()


@dataclass(frozen=True, slots=True)
class Filler:
    """What may fill a slot: any of some lemmas, of some noun classes, or what a mark stands for
    ("*", "@name", "@money", "@number", "@PER" …)."""

    lemmas: frozenset[str]
    classes: tuple[str, ...]
    marks: frozenset[str]

    @classmethod
    def of(cls, items: Iterable[str]) -> Filler:
        """From the items of a lexicon file."""
        listed = list(items)
        marks = frozenset(item for item in listed if item in _MARKS)
        classes = tuple(item[1:] for item in listed if item.startswith("@") and item not in marks)
        lemmas = frozenset(item for item in listed if not item.startswith("@") and item != "*")
        return cls(lemmas, classes, marks)

    def takes(self, argument: Argument, classes: Mapping[str, frozenset[str]]) -> bool:
        """Whether an argument may fill the slot."""
        if argument.lemma in self.lemmas:
            return True
        if self.marks and argument.answers(self.marks):
            return True
        if not self.classes or argument.name and not argument.common:
            return False
        return any(argument.lemma in classes.get(name, ()) for name in self.classes)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One way a type is told: a condition on the words around the trigger."""

    type: str
    slots: tuple[tuple[str, Filler], ...] = ()
    complements: tuple[tuple[str, Filler], ...] = ()
    without: tuple[str, ...] = ()
    # How many conditions the entry sets; more is more specific.
    constraints: int = field(init=False)

    def __post_init__(self) -> None:
        conditions = len(self.slots) + bool(self.complements) + len(self.without)
        object.__setattr__(self, "constraints", conditions)


# The words that follow the first of a locution, and what it means.
Locution = tuple[tuple[str, ...], Entry]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of the lexicon whose [bracketed] word must (not) be an event of the type."""

    text: str
    type: str
    positive: bool
    source: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Triggers by lemma, predicates handled apart, and noun classes."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    locutions: Mapping[str, tuple[Locution, ...]]
    predicates: Mapping[str, frozenset[str]]
    classes: Mapping[str, frozenset[str]]
    examples: tuple[Example, ...] = field(default=(), repr=False)
    # The lemmas of the users' own entries: what these say, no context overrules.
    settled: frozenset[str] = frozenset()
    # What follows from the above, kept because every word of a text is looked up: the lemmas of
    # verbs and of nouns that name events; the groups of predicates that each lemma is in, and
    # the first words of those of several ("avoir lieu"); by lemma and next word ("" for none), the
    # locutions with their places in `locutions`; the entries of verbs and nouns, the most specific
    # first; what a word by itself lets expect.
    known_verbs: frozenset[str] = field(init=False, repr=False, compare=False)
    known_nouns: frozenset[str] = field(init=False, repr=False, compare=False)
    groups: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    openers: frozenset[str] = field(init=False, repr=False, compare=False)
    expected: Associations = field(init=False, repr=False, compare=False)
    _continued: Mapping[str, Mapping[str, Sequence[tuple[int, Locution]]]] = field(
        init=False, repr=False, compare=False
    )
    _ranked_verbs: Mapping[str, Sequence[Entry]] = field(init=False, repr=False, compare=False)
    _ranked_nouns: Mapping[str, Sequence[Entry]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        nouns = frozenset(self.nouns) | self.predicates.get("event_nouns", frozenset())
        groups: dict[str, set[str]] = {}
        for group, lemmas in self.predicates.items():
            for lemma in lemmas:
                groups.setdefault(lemma, set()).add(group)
        continued: dict[str, dict[str, list[tuple[int, Locution]]]] = {}
        for lemma, listed in self.locutions.items():
            by_next = continued.setdefault(lemma, {})
            for place, locution in enumerate(listed):
                following = locution[0][0] if locution[0] else ""
                by_next.setdefault(following, []).append((place, locution))
        object.__setattr__(self, "known_verbs", frozenset(self.verbs))
        object.__setattr__(self, "known_nouns", nouns)
        object.__setattr__(self, "groups", {one: frozenset(of) for one, of in groups.items()})
        openers = frozenset(lemma.partition(" ")[0] for lemma in groups if " " in lemma)
        object.__setattr__(self, "openers", openers)
        expected = associate(self.verbs, self.nouns, self.classes)
        object.__setattr__(self, "expected", expected)
        object.__setattr__(self, "_continued", continued)
        object.__setattr__(self, "_ranked_verbs", _ranked(self.verbs))
        object.__setattr__(self, "_ranked_nouns", _ranked(self.nouns))

    def verb_type(self, lemma: str, reflexive: bool, frames: Iterable[Frame]) -> str | None:
        """Type of a verb in one of its possible frames, None when the lexicon knows none there."""
        key = f"se {lemma}" if reflexive else lemma
        return self._best(self._ranked_verbs.get(key, ()), frames)

    def noun_type(self, lemma: str, frames: Iterable[Frame]) -> str | None:
        """Type of a noun in one of its possible frames, None when the lexicon knows none there."""
        return self._best(self._ranked_nouns.get(lemma, ()), frames)

    def part_type(self, nominal: bool, frames: Iterable[Frame]) -> str | None:
        """Type of a verb or noun that no entry tells, by what takes part in it: the entries of
        "*"; None where they say nothing."""
        ranked = self._ranked_nouns if nominal else self._ranked_verbs
        return self._best(ranked.get("*", ()), frames)

    def locution_type(
        self, lemma: str, following: Sequence[tuple[str, str]], frames: Iterable[Frame]
    ) -> tuple[str | None, int]:
        """Type of a word that begins a locution such as "porter plainte" or "plan social", and how
        many of the following words are part of it; None and 0 where it begins none.

        `following` holds form and lemma of the words after it, adverbs and articles left out.
        """
        best, length = None, 0
        for words, entry in self._begun(lemma, following):
            more = best is None or entry.constraints > best.constraints
            if more and self._fits_any(entry, frames):
                best, length = entry, len(words)
        return (best.type, length) if best else (None, 0)

    def may_begin(self, lemma: str, following: tuple[str, str] | None) -> bool:
        """Whether a word may begin a locution, by form and lemma of the next word, if any."""
        by_next = self._continued.get(lemma)
        if by_next is None:
            return False
        return "" in by_next or following is not None and not by_next.keys().isdisjoint(following)

    def _begun(self, lemma: str, following: Sequence[tuple[str, str]]) -> list[Locution]:
        """The locutions that a word begins by the words after it, whatever stands around them."""
        by_next = self._continued.get(lemma)
        if by_next is None:
            return []
        found = list(by_next.get("", ()))
        for word in dict.fromkeys(following[0]) if following else ():
            found += [
                (place, locution)
                for place, locution in by_next.get(word, ())
                if len(following) >= len(locution[0])
                and all(one in pair for one, pair in zip(locution[0], following, strict=False))
            ]
        found.sort(key=lambda item: item[0])
        return [locution for _, locution in found]

    def is_a(self, group: str, lemma: str) -> bool:
        """Whether a lemma belongs to a group of predicates (`modal.planned`, `stative` …)."""
        return group in self.groups.get(lemma, ())

    def _best(self, ranked: Iterable[Entry], frames: Iterable[Frame]) -> str | None:
        """The type of the first entry that fits one of the frames."""
        for entry in ranked:
            if not entry.constraints:
                return entry.type
            for frame in frames:
                if self._fits(entry, frame):
                    return entry.type
        return None

    def _fits_any(self, entry: Entry, frames: Iterable[Frame]) -> bool:
        return not entry.constraints or any(self._fits(entry, frame) for frame in frames)

    def _fits(self, entry: Entry, frame: Frame) -> bool:
        for slot in entry.without:
            if frame.subject if slot == "subject" else frame.object:
                return False
        for slot, filler in entry.slots:
            fillers = frame.subject if slot == "subject" else frame.object
            for one in fillers:
                if filler.takes(one, self.classes):
                    break
            else:
                return False
        if not entry.complements:
            return True
        for found, argument in frame.complements:
            for preposition, filler in entry.complements:
                if preposition == found and filler.takes(argument, self.classes):
                    return True
        return False


def _ranked(entries: Mapping[str, tuple[Entry, ...]]) -> dict[str, list[Entry]]:
    """The entries of each lemma, those that set the most conditions first."""
    return {
        lemma: sorted(listed, key=lambda entry: -entry.constraints)
        for lemma, listed in entries.items()
    }
