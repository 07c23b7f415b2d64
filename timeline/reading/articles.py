"""Files → articles, and the reasons why others give none."""

from __future__ import annotations

import io
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from timeline.model import Article, DateSpan, Day, Skipped
from timeline.reading.composing import NOTHING_KNOWN, Known, Metadata
from timeline.reading.finding import FoundFile, find_files
from timeline.reading.opening import Look, opened, state_of
from timeline.reading.pages import Unreadable
from timeline.reading.publication import trust
from timeline.reading.unfolding import Outcome, SkippedNow, outcomes_of, skipped


def read(
    paths: Sequence[Path | str] | Path | str,
    *,
    published: DateSpan | None = None,
    metadata: Metadata | None = None,
    today: Day | None = None,
) -> Iterator[Outcome]:
    """The article of each file under `paths`, or why there is none; lazily, ordered by name.

    A file that holds several gives several: archives, mailboxes, tables. Options as in `Known`.
    Raises nothing; every file is accounted for. Byte-equal texts come as often as there are files:
    see `merge_carriers`.
    """
    known = Known(published, metadata, today)
    for found in find_files(paths):
        if isinstance(found, Skipped):
            yield found
        else:
            yield from read_file(found, known)


def read_file(
    found: FoundFile, known: Known = NOTHING_KNOWN
) -> Generator[Outcome, None, Look | None]:
    """The articles in one file, and why others are not; lazily, at least one. Raises nothing.

    Returns in which state the file was read; None where it changed, could not be opened, or could
    not be read for what may be otherwise another time.
    """
    try:
        with opened(found.path) as file:
            begun, before, is_sure = time.time_ns(), state_of(file), True
            try:
                for outcome in outcomes_of(found, file, known):
                    if state_of(file).content != before.content:  # half of it may be old, half new
                        raise Unreadable("changed while it was read: run again")
                    is_sure = is_sure and not isinstance(outcome, SkippedNow)
                    yield outcome
            except Unreadable as error:
                outcome = skipped(found.name, error)
                is_sure = is_sure and not isinstance(outcome, SkippedNow)
                yield outcome
            return Look(before, begun) if is_sure and state_of(file) == before else None
    except Unreadable as error:
        yield Skipped(found.name, str(error))
        return None


def read_data(data: bytes, name: str, known: Known = NOTHING_KNOWN) -> Iterator[Outcome]:
    """The articles in the bytes of a file of this name; as `read_file`."""
    try:
        yield from outcomes_of(FoundFile(Path(name), name), io.BytesIO(data), known)
    except Unreadable as error:
        yield Skipped(name, str(error))


def merge_carriers(articles: Iterable[Article]) -> list[Article]:
    """One article per text: files with the same text become carriers of one article.

    Carriers are sorted, `path` is the first. Where they disagree, each field is taken from the
    first carrier that has it. Ordered by path.
    """
    groups: dict[str, list[Article]] = {}
    for article in articles:
        groups.setdefault(article.id, []).append(article)
    merged = [_merge(sorted(group, key=lambda a: a.path)) for group in groups.values()]
    return sorted(merged, key=lambda article: (article.path, article.id))


def _merge(group: list[Article]) -> Article:
    first = group[0]
    dated = min(group, key=lambda article: trust(article.published_source))
    claims = dict.fromkeys(claim for article in (dated, *group) for claim in article.claims)
    names = {name for article in group for name in article.carriers}
    return replace(
        first,
        carriers=tuple(sorted(names)),
        title=_first(article.title for article in group),
        author=_first(article.author for article in group),
        site=_first(article.site for article in group),
        url=_first(article.url for article in group),
        section=_first(article.section for article in group),
        published=dated.published,
        published_source=dated.published_source,
        claims=tuple(sorted(claims, key=lambda claim: trust(claim.source))),
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
