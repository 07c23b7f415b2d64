"""Mentions made by hand, as the extraction gives them."""

from __future__ import annotations

from typing import Any

from timeline.model import Amount, Article, DateSpan, Mention, Participant, Trigger
from timeline.reconciliation.names import NameTable


def mention(
    article: str,
    offset: int,
    lemma: str,
    type: str,
    date: DateSpan | None,
    *people: tuple[str, str | None, str],
    **more: Any,
) -> Mention:
    """A mention of `lemma` at `offset`; participants are (name, type, role)."""
    amounts = tuple(
        Amount(f"{value} {unit}", value, None, approximate, unit)
        for value, unit, approximate in more.pop("amounts", ())
    )
    source = more.pop("source", "explicit" if date else "none")
    return Mention(
        id=f"{article}-{offset}",
        article=article,
        char_start=more.pop("sentence", offset),
        char_end=offset + 50,
        quote=more.pop("quote", "…"),
        trigger=Trigger(lemma, lemma, offset, offset + len(lemma)),
        type=type,
        title=more.pop("title", f"{people[0][0] if people else ''} {lemma}"),
        factuality=more.pop("factuality", "actual"),
        date=date,
        date_source=source,
        participants=tuple(Participant(*person) for person in people),  # type: ignore[arg-type]
        amounts=amounts,
        confidence=0.9,
        **more,
    )


def articles(*ids: str) -> list[Article]:
    """Articles with the given ids."""
    return [Article(id=name, path=f"{name}.txt", text="x" * 999) for name in ids]


def table(*people: tuple[str, str, str | None]) -> NameTable:
    """Names of participants given as (article, name, type)."""
    return NameTable(
        mention(article, offset, "agir", "other", None, (name, kind, "agent"))
        for offset, (article, name, kind) in enumerate(people)
    )
