"""Articles, mentions, events: the nouns in the order the data walks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from timeline.model.days import DateSpan

ZoneKind = Literal["title", "dateline", "body", "quote", "caption", "foreign", "furniture"]
Factuality = Literal["negated", "hypothetical", "alleged", "planned", "actual"]
DateSource = Literal["explicit", "relative", "narrative", "publication", "cross-document", "none"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
# What a time expression was resolved against: nothing (it names its own date), the day the article
# was published, or a date met earlier in the text.
Anchor = Literal["none", "publication", "narrative"]
# Why an expression has no date, or what is wrong with it: there is no such day; the day it names
# has another weekday; it counts from a publication day that is not known; from something else that
# the text does not date.
Problem = Literal["no such day", "other weekday", "no publication date", "nothing to count from"]
EntityType = Literal["PER", "ORG", "LOC", "MISC"]
Role = Literal["agent", "patient", "recipient", "place", "other"]

# Strongest first: where several readings meet, the leftmost wins.
FACTUALITIES: tuple[Factuality, ...] = ("negated", "hypothetical", "alleged", "planned", "actual")

EVENT_TYPES: tuple[str, ...] = (
    "found", "end_org", "merge", "acquire", "bid", "invest", "transfer_money", "restructure",
    "layoff", "price_change", "launch_product",
    "start_position", "end_position", "elect", "nominate", "vote", "legislate", "agree", "meet",
    "negotiate",
    "sue", "charge", "arrest", "investigate", "trial", "convict", "sentence", "acquit", "appeal",
    "fine", "release_person",
    "be_born", "die", "injure", "marry",
    "attack", "demonstrate", "strike", "protest", "military",
    "disaster", "accident", "epidemic",
    "discover", "publish", "award", "record",
    "sport", "cultural", "opening", "closing", "transport", "announce", "reject", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A stretch of text that speaks of time.

    `type` and `value` are TIMEX3's. `date` is what it names, or None when it is no point in time
    (a duration) or cannot be resolved. `anchor` says what the resolution leaned on, `problem` what
    was in its way or speaks against it, None where nothing does.
    """

    text: str
    char_start: int
    char_end: int
    type: TimexType
    value: str
    date: DateSpan | None
    anchor: Anchor = "none"
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of an article's text and what it is; furniture is passed over, never cut out."""

    char_start: int
    char_end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class PublicationClaim:
    """Something that says when an article was published.

    `source` is what says it (as in `Article.published_source`), `where` the element, field or
    column, `text` its words. `date` is None where it cannot be true, and `problem` says why.
    """

    source: str
    where: str
    text: str
    date: DateSpan | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One text, however many files carry it.

    `id` is a hash of the text. `published` is TimeML's document creation time, `published_source`
    where it was found (`metadata file`, `metadata`, `column`, `byline`, `dateline`,
    `e-mail header`, `address`, `file name`, `update`, `option`, `document properties`), None if
    unknown; `claims` is all that was said of it, believed or not, most trusted first. `path` is the
    first of `carriers`, relative to the given root, POSIX.
    """

    id: str
    path: str
    text: str
    carriers: tuple[str, ...] = ()
    title: str | None = None
    author: str | None = None
    site: str | None = None
    url: str | None = None
    section: str | None = None
    published: DateSpan | None = None
    published_source: str | None = None
    claims: tuple[PublicationClaim, ...] = ()
    language: str = "fr"
    zones: tuple[Zone, ...] = ()
    copy_of: str | None = None
    # What the extraction did not take for an event; empty before it.
    passed_over: tuple[PassedOver, ...] = ()

    @property
    def words(self) -> int:
        """Number of blank-separated words, furniture included."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Component:
    """A named part of a score, in log-odds: above 0 it speaks for, below 0 against."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A word that may name an event, in a sentence that tells none.

    `char_start`/`char_end` delimit the sentence. `likelihood`, 0 to 1, is too low for an event;
    `components` say why.
    """

    char_start: int
    char_end: int
    trigger: Trigger
    likelihood: float
    components: tuple[Component, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file (or part of one) that gave no article, and the one sentence that says why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word that names the event."""

    text: str
    lemma: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True, order=True)
class Participant:
    """Who or what took part, by the name the text (or, on an event, reconciliation) gives it.

    `said` is the word that stands for the name in a mention's sentence ("il", "groupe"), None where
    the sentence gives the name.
    """

    name: str
    type: EntityType | None
    role: Role
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity. `unit` is an ISO 4217 code or a noun; `value_max` the upper end of a range."""

    text: str
    value: int | float
    value_max: int | float | None
    approximate: bool
    unit: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an article that a date rests on."""

    article: str
    text: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One event told once, in one sentence of one article.

    `char_start`/`char_end` delimit the sentence, `quote` is its text as it stands in the article,
    `title` a short clause of the article's own words. `carried_from` is the id of the mention
    whose date this one took over (`date_source` narrative), `refers_to` that of the mention whose
    event it tells again ("cet accident"). `components` make up the likelihood that the sentence
    tells an event; `confidence` is that times the trust in its date. `type_components` say what
    speaks for a `type` that only the context gives; the lexicon gives the others.
    """

    id: str
    article: str
    char_start: int
    char_end: int
    quote: str
    trigger: Trigger
    type: str
    title: str
    factuality: Factuality
    date: DateSpan | None
    date_source: DateSource
    date_evidence: tuple[Evidence, ...] = ()
    carried_from: str | None = None
    refers_to: str | None = None
    participants: tuple[Participant, ...] = ()
    amounts: tuple[Amount, ...] = ()
    places: tuple[str, ...] = ()
    attribution: str | None = None
    confidence: float = 0.5
    components: tuple[Component, ...] = ()
    type_components: tuple[Component, ...] = ()

    @property
    def lexical_type(self) -> str:
        """The type without what only the context says: the lexicon's."""
        return "other" if self.type_components else self.type


@dataclass(frozen=True, slots=True)
class Membership:
    """A mention's place in an event: its date there, and why it belongs.

    `date` is the mention's own or one that another article lent (`date_source` cross-document,
    `date_giver` the lending mention's id). `joined` is the mention it was matched with (None for
    the first), `components` the match weights of that pair, in the order in which they add up.
    """

    mention: Mention
    date: DateSpan | None
    date_source: DateSource
    date_giver: str | None = None
    joined: str | None = None
    components: tuple[Component, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One of several readings, and the ids of the articles that hold it."""

    value: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field on which the sources differ."""

    field: str
    values: tuple[ConflictValue, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What several mentions agree on. `sources` counts independent articles; scores are 0–1."""

    id: str
    type: str
    title: str
    date: DateSpan | None
    factuality: Factuality
    confidence: float
    salience: float
    sources: int
    memberships: tuple[Membership, ...]
    participants: tuple[Participant, ...] = ()
    amounts: tuple[Amount, ...] = ()
    places: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    corrected: tuple[str, ...] = ()  # what a user set, of CORRECTED
    hidden: bool = False

    @property
    def mentions(self) -> Iterator[Mention]:
        """The mentions, in the order of their memberships."""
        return (membership.mention for membership in self.memberships)


@dataclass(frozen=True, slots=True)
class Generator:
    """What made a timeline: program, its version, the name and version of the pipeline."""

    name: str
    version: str
    model: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Ordered events, the articles they rest on, and what was skipped and why."""

    events: tuple[Event, ...]
    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    generator: Generator
