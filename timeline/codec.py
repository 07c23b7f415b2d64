"""The nouns of the model as plain dictionaries, and back: what the store keeps and exports write.

Every `…_to_dict` gives only what JSON can hold; every `…_from_dict` is its inverse. Numbers are
integers where they are integers, scores have three decimals, and what is no finite number is None:
JSON knows no NaN.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
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
    PassedOver,
    PublicationClaim,
    TimeExpression,
    Trigger,
    Zone,
)

Plain = dict[str, Any]


def number(value: int | float | None) -> int | float | None:
    """The number as JSON should show it: an int where it is whole, None where it is not finite."""
    if value is None or isinstance(value, int):
        return value
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else value


def score(value: float) -> float:
    """A score of 0 to 1 with three decimals; 0.0 for what is no finite number."""
    return round(float(value), 3) if math.isfinite(value) else 0.0


def date_to_dict(date: DateSpan | None) -> Plain | None:
    """`start`, `end` (ISO 8601 days, None when open), `grain` and `edtf`; None for no date."""
    if date is None:
        return None
    return {
        "start": None if date.start is None else str(date.start),
        "end": None if date.end is None else str(date.end),
        "grain": date.grain,
        "edtf": date.edtf,
    }


def time_expression_to_dict(expression: TimeExpression) -> Plain:
    """A time expression with its words, offsets, TIMEX3 type and value, date, anchor, problem."""
    return {
        "text": expression.text,
        "char_start": expression.char_start,
        "char_end": expression.char_end,
        "type": expression.type,
        "value": expression.value,
        "date": date_to_dict(expression.date),
        "anchor": expression.anchor,
        "problem": expression.problem,
    }


def time_expression_from_dict(data: Mapping[str, Any]) -> TimeExpression:
    """The inverse of `time_expression_to_dict`."""
    return TimeExpression(**{**data, "date": date_from_dict(data["date"])})


def date_from_dict(data: Mapping[str, Any] | None) -> DateSpan | None:
    """The inverse of `date_to_dict`; the marks of `edtf` say how sure the date was."""
    if data is None:
        return None
    edtf = str(data.get("edtf") or "")
    return DateSpan(
        None if data["start"] is None else Day.parse(data["start"]),
        None if data["end"] is None else Day.parse(data["end"]),
        data["grain"],
        approximate="~" in edtf or "%" in edtf,
        uncertain="?" in edtf or "%" in edtf,
    )


def generator_to_dict(generator: Generator) -> Plain:
    """Name and version of the program, and its pipeline."""
    return {"name": generator.name, "version": generator.version, "model": generator.model}


def article_to_dict(article: Article, *, with_text: bool = False) -> Plain:
    """What the JSON export tells of an article; its text only where it is asked for."""
    data: Plain = {
        "id": article.id,
        "path": article.path,
        "carriers": list(article.carriers),
        "title": article.title,
        "author": article.author,
        "site": article.site,
        "url": article.url,
        "section": article.section,
        "published": date_to_dict(article.published),
        "published_source": article.published_source,
        "published_claims": [_claim_to_dict(claim) for claim in article.claims],
        "language": article.language,
        "words": article.words,
        "copy_of": article.copy_of,
    }
    if with_text:
        data["text"] = article.text
    return data


def _claim_to_dict(claim: PublicationClaim) -> Plain:
    return {
        "source": claim.source,
        "where": claim.where,
        "text": claim.text,
        "date": date_to_dict(claim.date),
        "problem": claim.problem,
    }


def _claim_from_dict(data: Mapping[str, Any]) -> PublicationClaim:
    return PublicationClaim(**{**data, "date": date_from_dict(data["date"])})


def zones_to_list(zones: Sequence[Zone]) -> list[list[Any]]:
    """Zones as `[start, end, kind]`."""
    return [[zone.char_start, zone.char_end, zone.kind] for zone in zones]


def article_from_dict(
    data: Mapping[str, Any], text: str, zones: Sequence[Sequence[Any]] = ()
) -> Article:
    """The inverse of `article_to_dict`, given the text and `zones_to_list` of its zones."""
    return Article(
        id=data["id"],
        path=data["path"],
        text=text,
        carriers=tuple(data["carriers"]),
        title=data["title"],
        author=data["author"],
        site=data["site"],
        url=data["url"],
        section=data["section"],
        published=date_from_dict(data["published"]),
        published_source=data["published_source"],
        claims=tuple(map(_claim_from_dict, data.get("published_claims", ()))),
        language=data["language"],
        zones=tuple(Zone(start, end, kind) for start, end, kind in zones),
        copy_of=data["copy_of"],
    )


def participant_to_dict(participant: Participant) -> Plain:
    """Name, type and role, and the word that stands for the name where one does."""
    told = {"name": participant.name, "type": participant.type, "role": participant.role}
    return told if participant.said is None else {**told, "said": participant.said}


def amount_to_dict(amount: Amount) -> Plain:
    """An amount; a value that is no finite number is None."""
    return {
        "text": amount.text,
        "value": number(amount.value),
        "value_max": number(amount.value_max),
        "approximate": amount.approximate,
        "unit": amount.unit,
    }


def amount_from_dict(data: Mapping[str, Any]) -> Amount:
    """The inverse of `amount_to_dict`; a missing value comes back as NaN."""
    value = math.nan if data["value"] is None else data["value"]
    return Amount(data["text"], value, data["value_max"], data["approximate"], data["unit"])


def trigger_to_dict(trigger: Trigger) -> Plain:
    """The trigger word, its lemma and where it stands."""
    return {
        "text": trigger.text,
        "lemma": trigger.lemma,
        "char_start": trigger.char_start,
        "char_end": trigger.char_end,
    }


def evidence_to_dict(evidence: Evidence) -> Plain:
    """The words a date rests on, and where they stand."""
    return {
        "article": evidence.article,
        "text": evidence.text,
        "char_start": evidence.char_start,
        "char_end": evidence.char_end,
    }


def components_to_list(components: Sequence[Component]) -> list[list[Any]]:
    """Components as `[name, weight]`; a weight that is no finite number is None."""
    return [[one.name, number(one.weight)] for one in components]


def _components(rows: Sequence[Sequence[Any]]) -> tuple[Component, ...]:
    return tuple(Component(name, math.nan if weight is None else weight) for name, weight in rows)


def passed_over_to_dict(one: PassedOver) -> Plain:
    """A word that was not taken for an event, for the store."""
    return {
        "char_start": one.char_start,
        "char_end": one.char_end,
        "trigger": trigger_to_dict(one.trigger),
        "likelihood": score(one.likelihood),
        "components": components_to_list(one.components),
    }


def passed_over_from_dict(data: Mapping[str, Any]) -> PassedOver:
    """The inverse of `passed_over_to_dict`."""
    return PassedOver(
        char_start=data["char_start"],
        char_end=data["char_end"],
        trigger=Trigger(**data["trigger"]),
        likelihood=data["likelihood"],
        components=_components(data.get("components", ())),
    )


def mention_to_dict(mention: Mention) -> Plain:
    """A mention, with the keys the JSON export uses and the few it does not need."""
    return {
        "id": mention.id,
        "article": mention.article,
        "char_start": mention.char_start,
        "char_end": mention.char_end,
        "quote": mention.quote,
        "trigger": trigger_to_dict(mention.trigger),
        "type": mention.type,
        "title": mention.title,
        "date": date_to_dict(mention.date),
        "date_source": mention.date_source,
        "date_evidence": [evidence_to_dict(evidence) for evidence in mention.date_evidence],
        "carried_from": mention.carried_from,
        "refers_to": mention.refers_to,
        "participants": [participant_to_dict(one) for one in mention.participants],
        "amounts": [amount_to_dict(amount) for amount in mention.amounts],
        "places": list(mention.places),
        "factuality": mention.factuality,
        "attribution": mention.attribution,
        "confidence": score(mention.confidence),
        "components": components_to_list(mention.components),
        "type_components": components_to_list(mention.type_components),
    }


def mention_from_dict(data: Mapping[str, Any]) -> Mention:
    """The inverse of `mention_to_dict`."""
    return Mention(
        id=data["id"],
        article=data["article"],
        char_start=data["char_start"],
        char_end=data["char_end"],
        quote=data["quote"],
        trigger=Trigger(**data["trigger"]),
        type=data["type"],
        title=data["title"],
        factuality=data["factuality"],
        date=date_from_dict(data["date"]),
        date_source=data["date_source"],
        date_evidence=tuple(Evidence(**evidence) for evidence in data["date_evidence"]),
        carried_from=data["carried_from"],
        refers_to=data.get("refers_to"),
        participants=tuple(Participant(**one) for one in data["participants"]),
        amounts=tuple(amount_from_dict(amount) for amount in data["amounts"]),
        places=tuple(data["places"]),
        attribution=data["attribution"],
        confidence=data["confidence"],
        components=_components(data.get("components", ())),
        type_components=_components(data.get("type_components", ())),
    )


def membership_to_dict(membership: Membership) -> Plain:
    """A mention's place in an event, for the store: the mention itself stays as it was."""
    return {
        "mention": mention_to_dict(membership.mention),
        "date": date_to_dict(membership.date),
        "date_source": membership.date_source,
        "date_giver": membership.date_giver,
        "joined": membership.joined,
        "components": components_to_list(membership.components),
    }


def membership_from_dict(data: Mapping[str, Any]) -> Membership:
    """The inverse of `membership_to_dict`."""
    return Membership(
        mention=mention_from_dict(data["mention"]),
        date=date_from_dict(data["date"]),
        date_source=data["date_source"],
        date_giver=data["date_giver"],
        joined=data["joined"],
        components=_components(data.get("components", ())),
    )


def event_to_dict(event: Event) -> Plain:
    """All of an event but its memberships, with the keys of the JSON export."""
    return {
        "id": event.id,
        "date": date_to_dict(event.date),
        "type": event.type,
        "title": event.title,
        "factuality": event.factuality,
        "confidence": score(event.confidence),
        "salience": score(event.salience),
        "participants": [participant_to_dict(one) for one in event.participants],
        "amounts": [amount_to_dict(amount) for amount in event.amounts],
        "places": list(event.places),
        "sources": event.sources,
        "conflicts": [
            {
                "field": conflict.field,
                "values": [
                    {"value": one.value, "articles": list(one.articles)} for one in conflict.values
                ],
            }
            for conflict in event.conflicts
        ],
        "corrected": list(event.corrected),
        "hidden": event.hidden,
    }


def event_from_dict(data: Mapping[str, Any], memberships: Sequence[Membership]) -> Event:
    """The inverse of `event_to_dict`, given the memberships."""
    return Event(
        id=data["id"],
        type=data["type"],
        title=data["title"],
        date=date_from_dict(data["date"]),
        factuality=data["factuality"],
        confidence=data["confidence"],
        salience=data["salience"],
        sources=data["sources"],
        memberships=tuple(memberships),
        participants=tuple(Participant(**one) for one in data["participants"]),
        amounts=tuple(amount_from_dict(amount) for amount in data["amounts"]),
        places=tuple(data["places"]),
        conflicts=tuple(
            Conflict(
                conflict["field"],
                tuple(
                    ConflictValue(one["value"], tuple(one["articles"]))
                    for one in conflict["values"]
                ),
            )
            for conflict in data["conflicts"]
        ),
        corrected=tuple(data.get("corrected", ())),
        hidden=data.get("hidden", False),
    )
