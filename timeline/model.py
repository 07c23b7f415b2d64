"""The nouns of timeline: what each stage takes and gives.

Everything here is frozen and typed, imports nothing of ours and knows no spaCy. Offsets are Unicode
code points into `Article.text`, half-open (`char_end` is exclusive). Dates are inclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Grain = Literal["day", "week", "month", "season", "quarter", "half", "year", "decade", "century"]
ZoneKind = Literal["title", "dateline", "body", "quote", "caption", "foreign", "furniture"]
Factuality = Literal["negated", "hypothetical", "alleged", "planned", "actual"]
DateSource = Literal["explicit", "relative", "narrative", "publication", "cross-document", "none"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
# What a time expression was resolved against: nothing (it names its own date), the day the article
# was published, or a date met earlier in the text.
Anchor = Literal["none", "publication", "narrative"]
EntityType = Literal["PER", "ORG", "LOC", "MISC"]
Role = Literal["agent", "patient", "recipient", "place", "other"]

GRAINS: tuple[Grain, ...] = (
    "day",
    "week",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
)
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

_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """True for leap years of the proleptic Gregorian calendar (astronomical years: 0 is 1 BC)."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Number of days of a month (1–12) of an astronomical year."""
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month - 1]


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A day of the proleptic Gregorian calendar; astronomical years (0 is 1 BC, -43 is 44 BC).

    `datetime.date` ends at year 1; historians do not. Raises ValueError for a day that is not.
    """

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12 or not 1 <= self.day <= days_in_month(self.year, self.month):
            raise ValueError(f"no such day: {self.year}-{self.month}-{self.day}")

    def __str__(self) -> str:
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"

    @classmethod
    def parse(cls, text: str) -> Day:
        """The day written as ISO 8601 (`2015-02-28`, `-0043-03-15`). Raises ValueError."""
        sign = -1 if text.startswith("-") else 1
        parts = text.removeprefix("-").split("-")
        if len(parts) != 3:
            raise ValueError(f"not an ISO 8601 day: {text!r}")
        return cls(sign * int(parts[0]), int(parts[1]), int(parts[2]))

    @property
    def ordinal(self) -> int:
        """Days since 0000-03-01, a day count that serves negative years too.

        Algorithm: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil).
        """
        year = self.year - (self.month <= 2)
        era, year_of_era = divmod(year, 400)
        day_of_year = (153 * (self.month + (-3 if self.month > 2 else 9)) + 2) // 5 + self.day - 1
        return (
            era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
        )

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Day:
        """The inverse of `ordinal` (Hinnant, civil_from_days)."""
        era, day_of_era = divmod(ordinal, 146097)
        year_of_era = (
            day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096
        ) // 365
        day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
        shifted_month = (5 * day_of_year + 2) // 153
        month = shifted_month + (3 if shifted_month < 10 else -9)
        day = day_of_year - (153 * shifted_month + 2) // 5 + 1
        return cls(year_of_era + era * 400 + (month <= 2), month, day)

    def plus(self, days: int) -> Day:
        """The day `days` later (earlier when negative)."""
        return Day.from_ordinal(self.ordinal + days)

    @property
    def weekday(self) -> int:
        """0 for Monday … 6 for Sunday."""
        return (self.ordinal + 2) % 7


@dataclass(frozen=True, slots=True)
class DateSpan:
    """When something happened: from `start` to `end`, both inclusive; None is an open end.

    `grain` is how precisely it was said ("2015" is a year: 2015-01-01 to 2015-12-31), `approximate`
    that the words were vague, `uncertain` that the reading is a guess. Raises ValueError where both
    ends are open or the end comes before the start.
    """

    start: Day | None
    end: Day | None
    grain: Grain = "day"
    approximate: bool = False
    uncertain: bool = False

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("a date span needs a start or an end")
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError(f"a date span ends before it starts: {self.start}/{self.end}")

    @classmethod
    def of_day(cls, day: Day, *, approximate: bool = False) -> DateSpan:
        """One day."""
        return cls(day, day, "day", approximate)

    @classmethod
    def of_month(cls, year: int, month: int, *, approximate: bool = False) -> DateSpan:
        """A calendar month (1–12), first to last day."""
        last = Day(year, month, days_in_month(year, month))
        return cls(Day(year, month, 1), last, "month", approximate)

    @classmethod
    def of_year(cls, year: int, *, approximate: bool = False) -> DateSpan:
        """A calendar year, 1 January to 31 December."""
        return cls(Day(year, 1, 1), Day(year, 12, 31), "year", approximate)

    @property
    def days(self) -> int | None:
        """Length in days, both ends counted; None where an end is open."""
        if self.start is None or self.end is None:
            return None
        return self.end.ordinal - self.start.ordinal + 1

    def overlaps(self, other: DateSpan) -> bool:
        """Whether some day lies in both."""
        return not (
            (self.end is not None and other.start is not None and self.end < other.start)
            or (other.end is not None and self.start is not None and other.end < self.start)
        )

    def contains(self, other: DateSpan) -> bool:
        """Whether every day of `other` lies in this span."""
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        ends = self.end is None or (other.end is not None and other.end <= self.end)
        return starts and ends

    def vague(self) -> DateSpan:
        """The same span, marked approximate."""
        return replace(self, approximate=True)

    @property
    def edtf(self) -> str:
        """Extended Date/Time Format, ISO 8601-2:2019 (`2015`, `2024-03~`, `2008/..`, `199X`).

        Weeks and parts of months or years have no code of their own there: they are intervals.
        """
        mark = "%" if self.approximate and self.uncertain else ""
        mark = mark or ("~" if self.approximate else "?" if self.uncertain else "")
        whole = self._unit()
        if whole is not None:
            return whole + mark
        first = ".." if self.start is None else _short(self.start, self.grain, first=True) + mark
        last = ".." if self.end is None else _short(self.end, self.grain, first=False) + mark
        return f"{first}/{last}"

    def _unit(self) -> str | None:
        """The one EDTF code of the span, where it is exactly one calendar unit of its grain."""
        a, b = self.start, self.end
        if a is None or b is None:
            return None
        if a == b:
            return str(a)
        if a.day != 1 or b.day != days_in_month(b.year, b.month):
            return None
        year = str(a)[: -len("-01-01")]
        months = (b.year - a.year) * 12 + b.month - a.month + 1
        if self.grain == "month" and months == 1:
            return str(a)[: -len("-01")]
        if self.grain == "year" and months == 12 and a.month == 1:
            return year
        if self.grain == "quarter" and months == 3 and a.month % 3 == 1:
            return f"{year}-{33 + a.month // 3}"
        if self.grain == "half" and months == 6 and a.month in (1, 7):
            return f"{year}-{40 + a.month // 7}"
        if self.grain == "decade" and months == 120 and a.month == 1 and 0 <= a.year % 10 == 0:
            return year[:-1] + "X" if a.year >= 0 else None
        if self.grain == "century" and months == 1200 and a.month == 1 and a.year % 100 == 0:
            return year[:-2] + "XX" if a.year >= 0 else None
        return None


def _short(day: Day, grain: Grain, *, first: bool) -> str:
    """One end of an interval, as short as its grain allows."""
    edge_of_month = day.day == (1 if first else days_in_month(day.year, day.month))
    edge_of_year = edge_of_month and day.month == (1 if first else 12)
    if grain in ("year", "decade", "century") and edge_of_year:
        return str(day)[: -len("-01-01")]
    if grain not in ("day", "week") and edge_of_month:
        return str(day)[: -len("-01")]
    return str(day)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A stretch of text that speaks of time.

    `type` and `value` are TIMEX3's. `date` is what it names, or None when it is no point in time
    (a duration) or cannot be resolved. `anchor` says what the resolution leaned on.
    """

    text: str
    char_start: int
    char_end: int
    type: TimexType
    value: str
    date: DateSpan | None
    anchor: Anchor = "none"


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of an article's text and what it is; furniture is passed over, never cut out."""

    char_start: int
    char_end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Article:
    """One text, however many files carry it.

    `id` is a hash of the text. `published` is TimeML's document creation time, `published_source`
    where it was found (`metadata file`, `metadata`, `byline`, `dateline`, `file name`, `option`),
    None if unknown. `path` is the first of `carriers`, relative to the given root, POSIX.
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
    language: str = "fr"
    zones: tuple[Zone, ...] = ()
    copy_of: str | None = None

    @property
    def words(self) -> int:
        """Number of blank-separated words, furniture included."""
        return len(self.text.split())


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
    """Who or what took part, by the name the text (or, on an event, reconciliation) gives it."""

    name: str
    type: EntityType | None
    role: Role


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
    `title` a short clause of the article's own words. `carried_from` is the id of the mention whose
    date this one took over (`date_source` narrative).
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
    participants: tuple[Participant, ...] = ()
    amounts: tuple[Amount, ...] = ()
    places: tuple[str, ...] = ()
    attribution: str | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Membership:
    """A mention's place in an event: its date there, and why it belongs.

    `date` is the mention's own or one that another article lent (`date_source` cross-document,
    `date_giver` the lending mention's id). `joined` is the mention it was matched with (None for
    the first), `reasons` the comparisons that spoke for it, in words.
    """

    mention: Mention
    date: DateSpan | None
    date_source: DateSource
    date_giver: str | None = None
    joined: str | None = None
    reasons: tuple[str, ...] = ()


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
