"""When an article was published: what says so, in order of trust. Nothing is ever guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote, urlsplit

from timeline.model import DateSpan, Day, PublicationClaim
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


# Late in the evening by Greenwich it is the next day in Paris.
_LATE_BY_GREENWICH = re.compile(r"T2[23]:\d\d.*(?:Z|[+-]00:?00)$")
# What one is ready to believe the day of, where what is trusted more names only the month or year.
_PRECISE = frozenset({"metadata", "column", "byline", "dateline", "e-mail header", "address"})
_TRUST = (
    "metadata file", "metadata", "column", "byline", "dateline", "e-mail header", "address",
    "file name", "update", "option", "document properties",
)  # fmt: skip


def claims_of(
    name: str,
    page: Page,
    layout: Layout,
    row: Mapping[str, str],
    option: DateSpan | None,
    today: Day | None = None,
) -> tuple[PublicationClaim, ...]:
    """Everything that says when an article was published, most trusted first.

    In order of trust: the user's metadata `row`; the page's own metadata; a column of the table it
    stands in; a byline; a dateline; the e-mail it came in; its web address; the file's name and
    folders; a byline that only tells of an update; the user's `option`; the properties of a
    document, which tell when the file was made. Claims that name no day of the calendar, a year
    outside 1600–2100, or a day after `today`, have a problem and no date.
    """
    written = [
        *((source, where, text) for source, where, text in _written(page, layout, row) if text),
        *_in_names(page.facts.url, name),
        *(("update", "byline", one.updated) for one in layout.bylines if one.updated),
    ]
    claims = [_judged(source, where, text, today) for source, where, text in written]
    if option is not None:
        claims.append(PublicationClaim("option", "--published", option.edtf, option))
    return tuple(sorted(dict.fromkeys(claims), key=lambda one: _TRUST.index(one.source)))


def believed(claims: Sequence[PublicationClaim]) -> PublicationClaim | None:
    """Which of the claims, most trusted first, to believe; None where none has a date.

    The first; but a later one that names the day within the month or year of the first, and one
    that names the next day where the first gives an hour late in the evening by Greenwich.
    """
    dated = [claim for claim in claims if claim.date is not None]
    if not dated:
        return None
    first = dated[0]
    others = [claim for claim in dated[1:] if claim.source in _PRECISE]
    if _LATE_BY_GREENWICH.search(first.text):
        local = [claim for claim in others if _is_next_day(first, claim)]
        return local[0] if local else first
    return next((claim for claim in others if _is_within(claim, first)), first)


def trust(source: str | None) -> int:
    """The rank of a source of publication dates, 0 for the most trusted; last for None."""
    return _TRUST.index(source) if source in _TRUST else len(_TRUST)


def _written(
    page: Page, layout: Layout, row: Mapping[str, str]
) -> Iterator[tuple[str, str, str | None]]:
    yield "metadata file", "published", row.get("published")
    for claim in page.facts.published:
        yield claim.source, claim.where, claim.written
    for byline in layout.bylines:
        yield "byline", "", byline.published
    yield "dateline", "", layout.dateline


def _in_names(url: str | None, name: str) -> Iterator[tuple[str, str, str]]:
    """The dates in a web address and in a file's name; a day each, as figures."""
    day = _day_in_url(url) if url else None
    if day:
        yield "address", "", str(day)
    day = _date_in_name(name)
    if day:
        yield "file name", "", str(day)


def _judged(source: str, where: str, text: str, today: Day | None) -> PublicationClaim:
    from timeline.dates import parse_date

    text = " ".join(text.split())[:200]
    span = parse_date(text)
    if span is None or span.start is None or span.end is None:
        return PublicationClaim(source, where, text, None, "not a day of the calendar")
    if span.start.year < _FIRST_YEAR or span.end.year > _LAST_YEAR:
        return PublicationClaim(source, where, text, None, "impossible")
    if today is not None and span.start > today:
        return PublicationClaim(source, where, text, None, "in the future")
    return PublicationClaim(source, where, text, span)


def _is_within(inner: PublicationClaim, outer: PublicationClaim) -> bool:
    """Whether the one names a day within the longer time that the other names."""
    if inner.date is None or outer.date is None:
        return False
    return inner.date.days == 1 and outer.date.days != 1 and outer.date.contains(inner.date)


def _is_next_day(first: PublicationClaim, other: PublicationClaim) -> bool:
    if first.date is None or first.date.start is None:
        return False
    return other.date == DateSpan.of_day(first.date.start.plus(1))


def _date_in_name(name: str) -> Day | None:
    """The date in a file's name, or in the folders it lies in (2024/03/05/)."""
    folders, _, file_name = name.rpartition("/")
    matches = [match for pattern in _NAMED for match in pattern.finditer(file_name)]
    matches += _FOLDERS.finditer(folders + "/")
    return _first_day(matches)


def _day_in_url(url: str) -> Day | None:
    """The date in the path of a web address (/2024/03/05/titre, /20240305-titre)."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return None
    return _date_in_name(path)


def _first_day(matches: Sequence[re.Match[str]]) -> Day | None:
    for match in matches:
        year, month, day = (int(match[part]) for part in "ymd")
        if _FIRST_YEAR <= year <= _LAST_YEAR:
            try:
                return Day(year, month, day)
            except ValueError:
                continue
    return None
