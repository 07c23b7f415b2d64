"""When an article was published: what says so, in order of trust. Nothing is ever guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from timeline.model import DateSpan, Day
from timeline.reading.pages import Page
from timeline.reading.zones import Layout

_FIRST_YEAR, _LAST_YEAR = 1600, 2100
_NAMED = (
    # 2024-03-05-titre.txt, 20240305_titre.txt, 20240305T1015.txt
    re.compile(r"(?<![0-9A-Za-z])(?P<y>\d{4})(?P<s>[-_.]?)(?P<m>\d{2})(?P=s)(?P<d>\d{2})(?![0-9A-Za-z])"),
    re.compile(r"(?<![0-9A-Za-z])(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})[T_-]?\d{4}(?:\d{2})?(?![0-9A-Za-z])"),
    # 05-03-2024-titre.txt
    re.compile(r"(?<![0-9A-Za-z])(?P<d>\d{2})[-_.](?P<m>\d{2})[-_.](?P<y>\d{4})(?![0-9A-Za-z])"),
)  # fmt: skip
_FOLDERS = re.compile(r"(?:^|/)(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?=/)")


def publication_date(
    name: str,
    page: Page,
    layout: Layout,
    metadata: Mapping[str, str] | None,
    option: DateSpan | None,
) -> tuple[DateSpan | None, str | None]:
    """The day an article was published, and what says so; both None when nothing does.

    In order of trust: the user's metadata row; the page's own metadata; a byline; a dateline; the
    file name; a byline that only tells of an update; the user's option. Claims that name no day of
    the calendar, or a year outside 1600–2100, are passed over.
    """
    for written, source in _claims(page, layout, metadata):
        span = _read(written)
        if span is not None:
            return span, source
    named = _date_in_name(name)
    if named is not None:
        return named, "file name"
    for byline in layout.bylines:
        span = _read(byline.updated) if byline.updated else None
        if span is not None:
            return span, "byline"
    return (option, "option") if option is not None else (None, None)


def _claims(
    page: Page, layout: Layout, metadata: Mapping[str, str] | None
) -> Iterator[tuple[str, str]]:
    if metadata and metadata.get("published"):
        yield metadata["published"], "metadata file"
    for claim in page.facts.published:
        yield claim.written, claim.source
    for byline in layout.bylines:
        if byline.published:
            yield byline.published, "byline"
    if layout.dateline:
        yield layout.dateline, "dateline"


def _read(written: str) -> DateSpan | None:
    from timeline.dates import parse_date

    span = parse_date(written[:200])
    if span is None or span.start is None or span.end is None:
        return None
    if span.start.year < _FIRST_YEAR or span.end.year > _LAST_YEAR:
        return None
    return span


def _date_in_name(name: str) -> DateSpan | None:
    """The date in a file's name, or in the folders it lies in (2024/03/05/)."""
    folders, _, file_name = name.rpartition("/")
    matches = [match for pattern in _NAMED for match in pattern.finditer(file_name)]
    matches += _FOLDERS.finditer(folders + "/")
    for match in matches:
        year, month, day = (int(match[part]) for part in "ymd")
        if _FIRST_YEAR <= year <= _LAST_YEAR:
            try:
                return DateSpan.of_day(Day(year, month, day))
            except ValueError:
                continue
    return None
