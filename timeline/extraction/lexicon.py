"""The event lexicon: which French words denote which type of event, in which surroundings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

ENTITY_CLASSES = frozenset({"PER", "ORG", "LOC", "MISC"})
# Left out when locutions are compared: "devenir un partenaire", "devenir partenaire".
ARTICLES = frozenset({"un", "une", "le", "la", "l'", "les", "des"})


@dataclass(frozen=True, slots=True)
class Argument:
    """The head of a phrase that fills a slot of a predicate."""

    lemma: str
    name: bool = False
    entity: str | None = None
    money: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a predicate. `complements` are pairs of preposition and argument."""

    subject: tuple[Argument, ...] = ()
    object: tuple[Argument, ...] = ()
    complements: tuple[tuple[str, Argument], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One way a type is told: a condition on the words around the trigger."""

    type: str
    slots: tuple[tuple[str, tuple[str, ...]], ...] = ()
    complements: tuple[tuple[str, tuple[str, ...]], ...] = ()
    without: tuple[str, ...] = ()

    @property
    def constraints(self) -> int:
        """How many conditions the entry sets; more is more specific."""
        return len(self.slots) + bool(self.complements) + len(self.without)


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
    locutions: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    predicates: Mapping[str, frozenset[str]]
    classes: Mapping[str, frozenset[str]]
    examples: tuple[Example, ...] = field(default=(), repr=False)

    def verb_type(self, lemma: str, reflexive: bool, frames: Sequence[Frame]) -> str | None:
        """Type of a verb in one of its possible frames, None when the lexicon knows none there."""
        key = f"se {lemma}" if reflexive else lemma
        return self._best(self.verbs.get(key, ()), frames)

    def noun_type(self, lemma: str, frames: Sequence[Frame]) -> str | None:
        """Type of a noun in one of its possible frames, None when the lexicon knows none there."""
        return self._best(self.nouns.get(lemma, ()), frames)

    def locution_type(
        self, lemma: str, following: Sequence[tuple[str, str]], frames: Sequence[Frame]
    ) -> str | None:
        """Type of a word that begins a locution such as "porter plainte" or "plan social".

        `following` holds form and lemma of the words after it, adverbs and articles left out.
        """
        fitting = [
            entry
            for words, entry in self.locutions.get(lemma, ())
            if len(following) >= len(words)
            and all(word in pair for word, pair in zip(words, following, strict=False))
        ]
        return self._best(fitting, frames)

    def is_a(self, group: str, lemma: str) -> bool:
        """Whether a lemma belongs to a group of predicates (`modal.planned`, `stative` …)."""
        return lemma in self.predicates.get(group, frozenset())

    def in_class(self, name: str, lemma: str) -> bool:
        """Whether a noun lemma belongs to a noun class."""
        return lemma in self.classes.get(name, frozenset())

    def _best(self, entries: Iterable[Entry], frames: Sequence[Frame]) -> str | None:
        best: Entry | None = None
        for entry in entries:
            more = best is None or entry.constraints > best.constraints
            if more and any(self._fits(entry, frame) for frame in frames):
                best = entry
        return best.type if best else None

    def _fits(self, entry: Entry, frame: Frame) -> bool:
        fillers = {"subject": frame.subject, "object": frame.object}
        if any(fillers[slot] for slot in entry.without):
            return False
        for slot, wanted in entry.slots:
            if not any(self._matches(item, arg) for arg in fillers[slot] for item in wanted):
                return False
        return not entry.complements or any(
            preposition == found and any(self._matches(item, argument) for item in wanted)
            for preposition, wanted in entry.complements
            for found, argument in frame.complements
        )

    def _matches(self, item: str, argument: Argument) -> bool:
        if item == "*":
            return True
        if item == "@name":
            return argument.name
        if item == "@money":
            return argument.money
        if item == "@number":
            return argument.number or argument.money
        if item[1:] in ENTITY_CLASSES and item[0] == "@":
            return argument.entity == item[1:]
        if item.startswith("@"):
            return not argument.name and self.in_class(item[1:], argument.lemma)
        return argument.lemma == item
