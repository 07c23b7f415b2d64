"""Timelines made by hand: builders that fill in what a test does not care for, and one sample."""

from __future__ import annotations

import hashlib
from typing import Any

from timeline.model import (
    Amount,
    Article,
    Component,
    Conflict,
    ConflictValue,
    DateSpan,
    Day,
    Event,
    Evidence,
    Generator,
    Membership,
    Mention,
    Participant,
    Skipped,
    Timeline,
    Trigger,
    Zone,
)

GENERATOR = Generator("timeline", "0.0.0", "essai 1.0")


def day(text: str) -> DateSpan:
    """One day, written as ISO 8601."""
    return DateSpan.of_day(Day.parse(text))


def span(start: str | None, end: str | None, grain: Any = "day", **marks: bool) -> DateSpan:
    """From one day to another, either of them open."""
    first, last = (None if one is None else Day.parse(one) for one in (start, end))
    return DateSpan(first, last, grain, **marks)


def article(text: str, path: str = "note.txt", **fields: Any) -> Article:
    """An article whose id is a hash of its text."""
    identifier = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    fields = {"carriers": (path,), "zones": (Zone(0, len(text), "body"),)} | fields
    return Article(id=identifier, path=path, text=text, **fields)


def mention(
    source: Article, quote: str, trigger: str, date_words: str = "", **fields: Any
) -> Mention:
    """A mention in the sentence `quote` of an article, by its word `trigger`."""
    start = source.text.index(quote)
    at = start + quote.index(trigger)
    evidence: tuple[Evidence, ...] = ()
    if date_words:
        said = start + quote.index(date_words)
        evidence = (Evidence(source.id, date_words, said, said + len(date_words)),)
    identifier = hashlib.sha256(f"{source.id}:{at}".encode()).hexdigest()[:16]
    defaults: dict[str, Any] = {
        "type": "other",
        "title": quote.rstrip("."),
        "factuality": "actual",
        "date": None,
        "date_source": "explicit" if date_words else "none",
        "date_evidence": evidence,
    }
    return Mention(
        id=identifier,
        article=source.id,
        char_start=start,
        char_end=start + len(quote),
        quote=quote,
        trigger=Trigger(trigger, trigger.lower(), at, at + len(trigger)),
        **(defaults | fields),
    )


def event(*mentions: Mention, **fields: Any) -> Event:
    """An event told by these mentions, the first of which it takes after."""
    first = mentions[0]
    memberships = tuple(
        Membership(
            one,
            one.date,
            one.date_source,
            joined=None if number == 0 else first.id,
            components=()
            if number == 0
            else (Component("same type", 2.0), Component("same day", 3.0)),
        )
        for number, one in enumerate(mentions)
    )
    defaults: dict[str, Any] = {
        "id": hashlib.sha256(first.id.encode()).hexdigest()[:12],
        "type": first.type,
        "title": first.title,
        "date": first.date,
        "factuality": first.factuality,
        "confidence": 0.75,
        "salience": 0.3,
        "sources": len({one.article for one in mentions}),
        "memberships": memberships,
        "participants": first.participants,
        "amounts": first.amounts,
        "places": first.places,
    }
    return Event(**(defaults | fields))


def alone(title: str, date: DateSpan | None, kind: str = "other", **fields: Any) -> Event:
    """An event that one sentence of one article tells: its title, with a full stop."""
    source = article(f"{title}.", f"breves/{len(title):03}.txt")
    told = mention(source, f"{title}.", title.split()[0], type=kind, date=date)
    return event(told, title=title, **fields)


def timeline_of(*events: Event, articles: tuple[Article, ...] = ()) -> Timeline:
    """A timeline of these events, in this order."""
    return Timeline(events, articles, (), GENERATOR)


_GAZETTE = article(
    "La mairie de Saint-Aubin a inauguré lundi 7 mai 2012 la passerelle du canal. "
    "Les travaux avaient coûté 4,2 millions d'euros. L'ancien pont s'était effondré en 2009.",
    "gazette/passerelle.html",
    title="Une passerelle pour le canal",
    site="La Gazette du Canal",
    published=day("2012-05-08"),
    published_source="byline",
)
_COURRIER = article(
    "Inaugurée mardi 8 mai 2012, la passerelle de Saint-Aubin relie les deux rives. "
    "Selon le syndicat, un recours serait déposé en juin.",
    "courrier/rives.txt",
    title="Les deux rives réunies",
    site="Le Courrier",
    published=day("2012-05-09"),
    published_source="metadata",
)


def sample() -> Timeline:
    """Some thirty events of every precision, factuality and length; articles for three of them."""
    town = Participant("mairie de Saint-Aubin", "ORG", "agent")
    cost = Amount("4,2 millions d'euros", 4_200_000, None, False, "EUR")
    inaugurated = mention(
        _GAZETTE,
        "La mairie de Saint-Aubin a inauguré lundi 7 mai 2012 la passerelle du canal.",
        "inauguré",
        "lundi 7 mai 2012",
        type="opening",
        title="La mairie de Saint-Aubin a inauguré la passerelle du canal",
        date=day("2012-05-07"),
        participants=(town,),
        places=("Saint-Aubin",),
        confidence=0.9,
    )
    again = mention(
        _COURRIER,
        "Inaugurée mardi 8 mai 2012, la passerelle de Saint-Aubin relie les deux rives.",
        "Inaugurée",
        "mardi 8 mai 2012",
        type="opening",
        date=day("2012-05-08"),
    )
    works = mention(
        _GAZETTE,
        "Les travaux avaient coûté 4,2 millions d'euros.",
        "coûté",
        type="transfer_money",
        amounts=(cost,),
    )
    collapsed = mention(
        _GAZETTE,
        "L'ancien pont s'était effondré en 2009.",
        "effondré",
        "en 2009",
        type="accident",
        date=DateSpan.of_year(2009),
    )
    appeal = mention(
        _COURRIER,
        "Selon le syndicat, un recours serait déposé en juin.",
        "déposé",
        "en juin",
        type="appeal",
        date=DateSpan.of_month(2012, 6),
        date_source="relative",
        factuality="alleged",
        attribution="le syndicat",
    )
    differing = Conflict(
        "date",
        (
            ConflictValue("2012-05-07", (_GAZETTE.id,)),
            ConflictValue("2012-05-08", (_COURRIER.id,)),
        ),
    )
    opening = event(inaugurated, again, conflicts=(differing,), amounts=(cost,), salience=0.9)
    long_title = (
        "Le conseil régional et les sept communautés de communes du bassin ont signé la convention "
        "qui fixe, pour douze ans, le partage des eaux du barrage entre villes et cultures"
    )
    events = (
        alone("César franchit le fleuve", day("-0043-03-15"), "military"),
        alone("La ville obtient sa charte", span("1801-01-01", "1900-12-31", "century"), "other"),
        alone("Des ateliers ferment", span("1990-01-01", "1999-12-31", "decade"), "closing"),
        event(collapsed),
        alone("La crue reprend", span("2010-12-28", "2011-01-03"), "disaster"),
        alone("Le comité se réunit", span("2012-01-01", "2012-03-31", "quarter"), "meet"),
        alone("Une réforme est promise", span("2012-01-01", "2012-03-31", "year"), "announce"),
        alone(
            long_title,
            day("2012-02-15"),
            "agree",
            sources=12,
            factuality="planned",
            salience=0.8,
        ),
        alone("Les loyers baissent", span("2012-03-01", "2012-04-30", "month"), "price_change"),
        alone("Débute un festival", span("2012-05-03", "2012-05-06"), "cultural"),
        opening,
        alone("Reprend la navigation", span("2012-05-07", "2012-05-13", "week"), "transport"),
        alone("Cède le talus", span("2012-05-11", "2012-05-20", "month"), "accident"),
        event(appeal),
        alone("Ferment les piscines", span("2012-06-21", "2012-09-20", "season"), "closing"),
        alone("Court le sentier", span("2012-07-01", "2012-12-31", "half"), "sport"),
        alone("Naît une coopérative", DateSpan.of_year(2015, approximate=True), "found"),
        alone("Part le directeur", span("2016-04-01", "2016-04-30", "month", uncertain=True)),
        alone("Arrive une directrice", day("2016-05-02").vague(), "start_position"),
        alone("Siège le jury", span(None, "2019-12-31", "year"), "trial"),
        alone("Dure la grève", span("2024-01-01", None, "year"), "strike", factuality="negated"),
        alone("Manque l'eau", span("2024-02-03", None), "disaster", factuality="hypothetical"),
        alone("Monte le prix du pain", day("2025-02-15"), "price_change"),
        event(works),
        alone("S'étonnent les riverains", None),
    )
    skipped = (Skipped("gazette/photo.jpg", "format not supported (.jpg)"),)
    return Timeline(events, (_COURRIER, _GAZETTE), skipped, GENERATOR)
