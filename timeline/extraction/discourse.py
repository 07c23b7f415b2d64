"""What an article has established at each point of its story: the scene, the events told so far.

A fronted date ("En 2015, …") sets a scene that governs the completed events after it until the
story moves on; the historic present and the passé simple go on from the event told last; a dispatch
tells the news of its own day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.fronted import is_fronted, opens_entry
from timeline.extraction.moving import begun, coming, is_ahead, is_yearless, shifted
from timeline.extraction.sentences import Moment, Sentence
from timeline.extraction.syntax import COMPLETED, OVER, Tense
from timeline.model import Anchor, Article, DateSource, DateSpan, Factuality

if TYPE_CHECKING:
    from timeline.extraction.telling import Telling

# Words by which a story moves on to a time it does not name.
_MOVES_ON = re.compile(
    r"(?:plus tard|ensuite|puis|depuis|par la suite|entre-temps|désormais|aujourd'hui)\b"
)
# How many paragraphs after its own a fronted date still governs.
_SCENE_REACH = 1
# How many days before the publication the news of a dispatch may lie.
_NEWS = 7
# Among how many of its first events the one that a dispatch is about is.
_BEGINNING = 6
# A paragraph whose dated events are older than this, in days, tells background, not news.
_BACKGROUND = 60
_PAST = OVER | {"past_participle"}
# Tenses of states, which "depuis" says the beginning of.
_STATES = frozenset({"present", "imperfect", "past_participle"})
_BYGONE = frozenset({"preterite", "pluperfect"})
# The longest time that several plans share; "d'ici à 2022" is that of one.
_A_MONTH = 31
_DAY_PART = re.compile(r"dans (?:la |l['’])(?:soirée|matinée|journée|nuit|après-midi)")
# How many events a word may refer back over; bounds the work on very long articles.
MEMORY = 200
_NARRATIVE = frozenset({"present", "preterite"})
# Where the value of a time expression comes from, by what it counts from.
_SOURCES: dict[Anchor, DateSource] = {
    "none": "explicit", "publication": "relative", "narrative": "narrative",
}  # fmt: skip


# How an event comes by its date: by words of its own, from the event that a noun refers to, from
# one told before with the same words, from its sentence, from a date that sets the scene, from the
# event that the story goes on from, from the day that a dispatch is about, or from the publication.
Way = Literal[
    "own", "antecedent", "told before", "sentence", "scene", "story", "paragraph", "main day",
    "publication", "later", "presupposed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dating:
    """An event's date and where it comes from.

    `moment` holds the words it rests on, or `words` their offsets in the article where they are no
    time expression ("la récente offre"); `carried` is the index of the lending event.
    """

    date: DateSpan | None
    source: DateSource
    moment: Moment | None = None
    carried: int | None = None
    words: tuple[int, int] | None = None
    via: Way = "own"

    def lent_by(self, index: int, via: Way) -> Dating:
        """The same date for another event, which has it from the event of this index.

        What only the publication dates stays so: a later telling may date both better.
        """
        source: DateSource = "publication" if self.source == "publication" else "narrative"
        return replace(self, source=source, carried=index, via=via)

    @property
    def counted(self) -> bool:
        """Whether the date was counted from an earlier one of the story."""
        return self.moment is not None and self.moment.expression.anchor == "narrative"


UNDATED = Dating(None, "none")


@dataclass(slots=True)
class Told:
    """An event as the walk through the article leaves it; `telling` says how sure it is one."""

    candidate: Candidate
    sentence: Sentence
    factuality: Factuality
    dating: Dating
    telling: Telling | None = None


@dataclass(slots=True)
class Story:
    """What the article has established so far."""

    article: Article
    dispatch: bool
    told: list[Told] = field(default_factory=list)
    # Candidates that the article only speaks of.
    passed_over: list[Told] = field(default_factory=list)
    # Events that it tells without saying when; the walk does not count on them.
    undated: list[Told] = field(default_factory=list)
    _scene: tuple[Dating, int] | None = None
    # The events told before that nouns of this sentence take up to count from.
    origins: dict[int, int] = field(default_factory=dict)
    # Whether the scene was set by a sentence that told no event of its own.
    waiting: bool = False
    # Whether the scene is the entry of a chronology: it holds for all of its paragraph.
    entry: bool = False

    # How often each word and each type has been told ("type attack").
    told_words: Counter[str] = field(default_factory=Counter)
    # What the last question about background was: paragraph, number of events told, answer.
    _background: tuple[int, int, bool] = (-1, -1, False)
    # The main day and the news, once they are known: nothing told later changes them.
    _main_day: tuple[int, Told] | None = None
    # How many of the events told have been looked at for it.
    _weighed: int = 0
    _news: Dating | None = None

    def tell(self, event: Told) -> None:
        """Files an event with those told so far."""
        self.told.append(event)
        self.told_words[event.candidate.trigger.lemma_.lower()] += 1
        self.told_words[f"type {event.candidate.type}"] += 1

    def leave_scene(self, sentence: Sentence) -> None:
        """Ends the scene where a sentence opens a new section or moves on in time."""
        if self._scene is None:
            return
        _, paragraph = self._scene
        reach = 0 if self.entry else _SCENE_REACH
        if sentence.is_title or sentence.segment.paragraph - paragraph > reach:
            self._scene = None
            return
        opening = sentence.doc[sentence.start : min(sentence.start + 4, sentence.end)].text.lower()
        if _MOVES_ON.match(opening):
            self._scene = None

    def set_scene(
        self, sentence: Sentence, candidates: Candidates, dated: dict[int, Moment]
    ) -> None:
        """A fronted date sets the scene; any other date of an event ends the one before.

        A date that belongs to a phrase or a participle at the front ("Depuis sa création en 2015,
        …", "Prévu pour samedi, …") sets none, nor does a mere bound ("d'ici à 2015").
        """
        elsewhere = {
            dated[candidate.trigger.i]
            for candidate in candidates.items
            if candidate.trigger.i in dated and not _is_main_clause(candidate)
        }
        for moment in (one for one in sentence.moments if one.start not in candidates.bracketed):
            date = moment.expression.date
            bound = date is None or date.start is None or date.end is None
            if bound or moment.expression.type != "DATE" or self._holds_today(date):
                continue
            if is_fronted(sentence, moment) and moment not in elsewhere:
                scene = Dating(date, "narrative", moment, via="scene")
                self._scene = scene, sentence.segment.paragraph
                self.entry = opens_entry(sentence, moment)
                self.waiting = not self.entry and moment not in dated.values()
                return
        if dated:
            self._scene = None

    def _holds_today(self, date: DateSpan | None) -> bool:
        """Whether a date is a long stretch around a dispatch's own day ("cette année"): what it
        goes on to tell is the news all the same."""
        published = self.article.published
        if not self.dispatch or date is None or published is None or date.days is None:
            return False
        return date.days > _NEWS and date.contains(published)

    def bounded(self, moment: Moment, tense: Tense, planned: bool = False) -> DateSpan | None:
        """The date of a moment as far as the article can vouch for it, for an event in a tense.

        What was closed "depuis 2009" was so up to the day of publication, which "jusqu'à mercredi"
        begins with; what is told as past "en mars" did not happen next March but last March, what
        is planned for March is not over. What is to begin "à partir de lundi" is of that Monday.
        """
        date, published = moment.expression.date, self.article.published
        since = moment.expression.text.lower().startswith("depuis") and tense in _STATES
        if since and date is not None and date.end is None and date.start is not None:
            # "Elle préside le club depuis 2011": what the article dates is that she began to.
            return begun(date, date.start)
        if date is None or published is None:
            return date
        yearless = is_yearless(moment.expression.text)
        if tense in _PAST and yearless and not planned and is_ahead(date, published):
            return shifted(date, -1)
        vouched = self.dispatch or moment.expression.anchor == "publication"
        if planned and vouched and yearless and is_ahead(published, date):
            # A paragraph that told of another year leaves it with what is to come, and so does
            # a verb in the past: "a annoncé la fermeture en juin".
            return coming(date, published)
        if date.end is None and published.end is not None and date.start is not None:
            if date.start > published.end and date.grain == "day":
                return DateSpan.of_day(date.start)
            if tense in _BYGONE:
                # "À partir de 1970, la loge fut réservée aux dames": nobody says until when.
                return begun(date, date.start)
            return replace(date, end=published.end) if date.start <= published.end else date
        if date.start is None and published.start is not None and date.end is not None:
            return replace(date, start=published.start) if published.start <= date.end else date
        return date

    def evening(self, moment: Moment, tense: Tense) -> DateSpan | None:
        """The day of "dans la soirée", where the article has just looked back on an earlier one:
        that of the event told last that was no flashback. None where it is as the words say."""
        looked_back = False
        for _, last in self.backwards() if tense in COMPLETED and is_bare_day_part(moment) else ():
            if last.candidate.tense == "pluperfect":
                looked_back = True
                continue
            if not _is_main_clause(last.candidate):
                continue
            date = last.dating.date
            return date if looked_back and date is not None and date.days == 1 else None
        return None

    @property
    def scene(self) -> Dating | None:
        """The date of the scene, as an event without its own takes it over."""
        return self._scene[0] if self._scene else None

    def narrated(self, candidate: Candidate, sentence: Sentence) -> Dating | None:
        """For a verb in a narrative tense: the date of the last such event of its paragraph.

        Outside dispatches the historic present and the passé simple carry a story forward from
        event to event; the passé composé may look back to any time.
        """
        if self.dispatch or candidate.tense not in _NARRATIVE:
            return None
        for index, last in self.backwards():
            if last.sentence.segment.paragraph != sentence.segment.paragraph:
                return None
            date, moment = last.dating.date, last.dating.moment
            if date is None or last.dating.source == "publication" or last.factuality != "actual":
                continue
            if last.sentence is sentence and _is_led(last.candidate, moment, candidate):
                # "Il est arrêté ; deux jours plus tard, il avoue": not so late.
                continue
            told_alike = last.candidate.tense in _NARRATIVE or last.candidate.is_noun
            past = self._is_past(date)
            return last.dating.lent_by(index, "story") if told_alike and past else None
        return None

    def going_on(self, candidate: Candidate, sentence: Sentence) -> Dating | None:
        """The date of the event told last in the same paragraph of a dispatch: its background goes
        on from there. Other articles come and go between times without saying so."""
        if not self.dispatch:
            return None
        for index, last in self.backwards():
            here, word = last.sentence is sentence, candidate.trigger
            noun = candidate.is_noun and word.relation == "nmod" and word.head.pos_ == "NOUN"
            if here and (noun or candidate.tense == "imperfect" and word.dep_ == "acl:relcl"):
                # "La victime de l'attaque, qui vivait à Lyon, est morte mardi": that was before.
                return None
            if (
                here
                and word.i < last.candidate.predicate.i
                and candidate.tense in ("past_participle", "pluperfect")
            ):
                # "Accusé de vol, il a été relaxé en 2018", "il avait été volé, avant d'être
                # retrouvé en 2018": what stands before was before.
                continue
            aside = last.candidate.tense == "past_participle" or here
            if aside and not _is_main_clause(last.candidate):
                # "Le virus avait été apporté par des soldats, selon une étude publiée en mai"
                continue
            if last.sentence.segment.paragraph != sentence.segment.paragraph:
                return None
            date, moment = last.dating.date, last.dating.moment
            if moment is not None and moment.expression.text.lower().startswith("depuis"):
                # "Elle perdait de l'argent depuis cinq ans" says of no other event when it was.
                continue
            if date is not None and last.dating.source != "publication":
                return last.dating.lent_by(index, "paragraph") if date.days is not None else None
        return None

    def planned(self, sentence: Sentence) -> Dating | None:
        """For what is to come: the date of the last event of this or the last paragraph that is to
        come, too, and has a date of its own."""
        for index, last in self.backwards():
            if sentence.segment.paragraph - last.sentence.segment.paragraph > _SCENE_REACH:
                return None
            date, source = last.dating.date, last.dating.source
            own = source in ("explicit", "relative")
            days = date.days if date is not None else None
            if own and last.factuality == "planned" and days is not None and days <= _A_MONTH:
                return last.dating.lent_by(index, "story")
        return None

    def is_ahead(self, date: DateSpan | None) -> bool:
        """Whether a date is the publication's or after it."""
        published = self.article.published
        if date is None or published is None or date.end is None or published.start is None:
            return False
        return date.end >= published.start

    def backwards(self) -> Iterator[tuple[int, Told]]:
        """The events told last with their indices, last first; no reader remembers more."""
        newest = len(self.told) - 1
        for index in range(newest, max(-1, newest - MEMORY), -1):
            yield index, self.told[index]

    def is_background(self, sentence: Sentence) -> bool:
        """Whether the paragraph so far tells of times well before the article's own."""
        paragraph = sentence.segment.paragraph
        if self._background[:2] != (paragraph, len(self.told)):
            self._background = paragraph, len(self.told), self._is_background(paragraph)
        return self._background[2]

    def _is_background(self, paragraph: int) -> bool:
        published = self.article.published
        if published is None or published.start is None:
            return False
        for _, last in self.backwards():
            if last.sentence.segment.paragraph != paragraph:
                return False
            date = last.dating.date
            aside = not _is_main_clause(last.candidate)
            # "… où un homme avait tué trois passants en mars 2012": the paragraph tells of today.
            if aside or last.candidate.tense == "pluperfect":
                continue
            if last.candidate.tense == "present" and date == published:
                # "Elle travaille aujourd'hui à Lyon. L'amende a été maintenue."
                continue
            if date is not None and date.end is not None:
                return published.start.ordinal - date.end.ordinal > _BACKGROUND
        return False

    def is_fresh(self, date: DateSpan | None) -> bool:
        """Whether a date is of the weeks before publication, and so can be that of the news."""
        published = self.article.published
        if date is None or published is None or published.start is None or date.end is None:
            return False
        return published.start.ordinal - date.end.ordinal <= _BACKGROUND

    def _is_past(self, date: DateSpan) -> bool:
        published = self.article.published
        if published is None or published.end is None or date.end is None:
            return date.end is not None
        return date.end < published.end

    def main_day(self) -> tuple[int, Told] | None:
        """The first event that the beginning of a dispatch dates to a day of the week before its
        publication, with its index: what the article is about; None where there is none."""
        published = self.article.published
        if self._main_day or published is None or published.start is None:
            return self._main_day
        today = published.start.ordinal
        for index, told in enumerate(self.told[self._weighed : _BEGINNING], self._weighed):
            self._weighed += 1
            date = told.dating.date
            own = told.dating.source in ("explicit", "relative") and told.factuality != "planned"
            # "La région a versé l'aide qu'elle avait promise mercredi": that day is an aside.
            aside = told.sentence.is_title or _is_aside(told.candidate)
            if not own or aside or date is None or date.end is None:
                continue
            if (date.days or _NEWS) <= 2 and 0 <= today - date.end.ordinal <= _NEWS:
                self._main_day = index, told
                break
        return self._main_day

    def days_named(self, sentence: Sentence) -> Iterator[int]:
        """Ordinals of the days of the week up to the publication that a sentence names."""
        published = self.article.published
        if published is None or published.start is None:
            return
        for moment in sentence.moments:
            date = moment.expression.date
            if date is None or date.end is None or (date.days or _NEWS) > 2:
                continue
            if 0 <= published.start.ordinal - date.end.ordinal <= _NEWS:
                yield date.end.ordinal

    def news(self) -> Dating | None:
        """The date of the article's own news: its publication, if known within a month."""
        published = self.article.published
        if self._news or published is None or published.days is None or published.days > 31:
            return self._news
        self._news = Dating(published, "publication", via="publication")
        return self._news


def _is_led(later: Candidate, moment: Moment | None, earlier: Candidate) -> bool:
    """Whether a date stands before a verb and behind an earlier one."""
    return moment is not None and earlier.predicate.i < moment.start < later.predicate.i


def source_of(moment: Moment) -> DateSource:
    """Where the value of a time expression comes from."""
    return _SOURCES[moment.expression.anchor]


def is_bare_day_part(moment: Moment) -> bool:
    """Whether a date is only "dans la soirée": the day is that of the story, and only a dispatch
    tells of its own day."""
    return _DAY_PART.fullmatch(moment.expression.text.lower()) is not None


def _is_main_clause(candidate: Candidate) -> bool:
    """Whether what dates an event also dates its sentence."""
    token = candidate.trigger if candidate.is_noun else candidate.predicate
    outer = candidate.governors[-1] if candidate.governors else token
    if candidate.is_noun:
        return outer.relation not in ("obl", "nmod", "advcl", "advmod")
    # "Elle a demandé que le père, mort en 2011, soit entendu": parsers join it oddly. "Il est
    # accusé d'avoir volé en 2008", but not "il étudia avant de partir en 2008".
    joined = outer.relation in ("ccomp", "xcomp", "appos") and outer.head.pos_ not in ("ADV", "ADP")
    bare = joined and candidate.tense in ("past_participle", "infinitive")
    return not bare and outer.relation not in ("acl", "amod", "advcl", "nmod")


def _is_aside(candidate: Candidate) -> bool:
    """Whether an event only says of what thing a clause speaks ("le retable volé lundi")."""
    if candidate.is_noun:
        return candidate.trigger.relation == "nmod"
    earlier = candidate.tense in ("pluperfect", "past_participle")
    return earlier and candidate.predicate.relation in ("acl", "amod")
