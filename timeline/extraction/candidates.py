"""What a possible event is, and the candidates of a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.extraction.sentences import Gap, Moment
from timeline.extraction.syntax import Tense
from timeline.extraction.tree import Word


@dataclass(slots=True)
class Candidate:
    """A possible event. `trigger` names it, `predicate` carries its tense (often the same word).

    `type` is the lexicon's, None if it knows none. `weak` candidates (reporting, opinion) are
    events only where the text dates them itself. `governors` are the modals above it, outermost
    last.
    """

    trigger: Word
    predicate: Word
    type: str | None
    tense: Tense
    weak: bool = False
    governors: list[Word] = field(default_factory=list)
    # The name that a date in brackets tells something of.
    named: Word | None = None
    # The phrase that tells it with the verb of another event, and that event.
    gap: Gap | None = None
    host: Candidate | None = None
    # Whether it counts the dead or injured of another event.
    toll: bool = False

    @property
    def is_noun(self) -> bool:
        """Whether the event is told by a noun alone, without a verb of its own."""
        return self.tense == "none" and self.predicate.pos_ not in ("VERB", "AUX")

    @property
    def is_sure(self) -> bool:
        """Whether it is an event wherever it has a date: a counted toll, or a pronoun that stands
        for an event."""
        return self.toll or self.trigger.pos_ == "PRON"


@dataclass(slots=True)
class Candidates:
    """The candidates of a sentence, and which of them each word leads to."""

    items: list[Candidate] = field(default_factory=list)
    of: dict[int, Candidate] = field(default_factory=dict)
    # What a date in brackets says of the name before it, by the position where the date begins.
    bracketed: dict[int, tuple[tuple[Candidate, Moment], ...]] = field(default_factory=dict)
    # The events whose verb is left out: whose verb it is, that event's date, the phrase that tells
    # them, their own date.
    gapped: list[tuple[Candidate, Moment, Gap, Moment]] = field(default_factory=list)

    def add(self, candidate: Candidate, *words: Word) -> None:
        """Files a candidate under its words; one word names one event, the first it was taken for
        ("la fête qui s'est tenue samedi a réuni cent personnes")."""
        same = next((item for item in self.items if item.trigger is candidate.trigger), None)
        if same is None:
            self.items.append(candidate)
        else:
            candidate = same
        for word in (candidate.trigger, candidate.predicate, *words):
            self.of.setdefault(word.i, candidate)
