"""One file → one `Article`, or the reason why there is none."""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from timeline.model import Article, DateSpan, Day, Skipped
from timeline.mojibake import repaired
from timeline.reading.finding import FoundFile, find_files
from timeline.reading.language import foreign_language, long_enough
from timeline.reading.members import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_NESTED,
    Budget,
    Names,
    too_large,
)
from timeline.reading.opening import opened, state_of
from timeline.reading.pages import Facts, Member, Page, Unreadable
from timeline.reading.publication import believed, claims_of, trust
from timeline.reading.registry import HEAD_BYTES, ReadPage, format_for, load_reader
from timeline.reading.zones import Layout, lay_out

_EMPTY = "empty file: no text in it; save the article again"
_NO_FACTS = Facts()

Metadata = Mapping[str, Mapping[str, str]]
Outcome = Article | Skipped


@dataclass(frozen=True, slots=True)
class Known:
    """What the user says of the articles, besides where they are.

    `published` dates those that do not say when they appeared, `metadata` (rows by path, as
    `load_metadata` gives them) overrides what they say. `today` is the last day that an article may
    claim to have been published on; None for no limit.
    """

    published: DateSpan | None = None
    metadata: Metadata | None = None
    today: Day | None = None


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


_NOTHING_KNOWN = Known()


def read_file(found: FoundFile, known: Known = _NOTHING_KNOWN) -> Iterator[Outcome]:
    """The articles in one file, and why others are not; lazily, at least one. Raises nothing."""
    try:
        with opened(found.path) as file:
            before = state_of(file)
            for outcome in _outcomes(found, file, known):
                if state_of(file) != before:  # half of it may be old, half new
                    raise Unreadable("changed while it was read: run again")
                yield outcome
    except Unreadable as error:
        yield Skipped(found.name, str(error))


def read_data(data: bytes, name: str, known: Known = _NOTHING_KNOWN) -> Iterator[Outcome]:
    """The articles in the bytes of a file of this name; as `read_file`."""
    try:
        yield from _outcomes(FoundFile(Path(name), name), io.BytesIO(data), known)
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


def text_id(text: str) -> str:
    """The id of an article: 16 hexadecimal digits of the SHA-256 of its text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _outcomes(
    found: FoundFile,
    file: BinaryIO,
    known: Known,
    facts: Facts = _NO_FACTS,
    budget: Budget | None = None,
    depth: int = 0,
) -> Iterator[Outcome]:
    """What an open file gives. Raises `Unreadable` where it gives nothing (more)."""
    head = file.read(HEAD_BYTES)
    if not head:
        raise Unreadable(_EMPTY)
    format = format_for(found.name, head, file)
    file.seek(0)
    read_page, read_members = load_reader(format)
    if read_page is not None:
        yield _article(found, _page(read_page, _bytes(file)), known, facts)
    elif read_members is not None:
        if depth == MOST_NESTED:
            raise Unreadable(f"more than {MOST_NESTED} archives in each other: unpack it")
        budget = budget or Budget()
        yield from _members(found, read_members(file), known, facts, budget, depth)


def _members(
    found: FoundFile,
    members: Iterator[Member],
    known: Known,
    facts: Facts,
    budget: Budget,
    depth: int,
) -> Iterator[Outcome]:
    names = Names()
    none = True
    while (member := _next(members)) is not None:
        none = False
        name = f"{found.name}/{names.unique(member.name)}" if member.name else found.name
        place = FoundFile(found.path / member.name.replace("\0", ""), name)
        about = _completed(member.facts, facts)
        try:
            if isinstance(member.content, Unreadable):
                raise member.content
            if isinstance(member.content, Page):
                budget.spend(len(member.content.text))
                yield _article(place, member.content, known, about)
            else:
                budget.spend(len(member.content))
                content = io.BytesIO(member.content)
                yield from _outcomes(place, content, known, about, budget, depth + 1)
        except Unreadable as error:
            yield Skipped(name, str(error))
    if none:
        raise Unreadable("nothing in it that could be an article: check what was saved")


def _next(members: Iterator[Member]) -> Member | None:
    """The next member, or None. Raises `Unreadable`, whatever its reader's library raises."""
    try:
        return next(members, None)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(_broken(error)) from error


def _page(read_page: ReadPage, data: bytes) -> Page:
    if not data.strip():
        raise Unreadable(_EMPTY)
    try:
        return read_page(data)
    except Unreadable:
        raise
    except Exception as error:  # a reader's library may fail in any way; the run goes on
        raise Unreadable(_broken(error)) from error


def _broken(error: Exception) -> str:
    return f"cannot be read ({type(error).__name__}): save the article again as plain .txt"


def _bytes(file: BinaryIO) -> bytes:
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        size = file.seek(0, io.SEEK_END)
        raise Unreadable(too_large(size, MOST_BYTES, "bytes"))
    return data


def _refuse_foreign(page: Page, layout: Layout) -> None:
    """Refuses a page whose prose is not French; a French one with foreign parts is kept."""
    text, zones = page.text, layout.zones
    foreign = [text[z.char_start : z.char_end] for z in zones if z.kind == "foreign"]
    prose = [text[z.char_start : z.char_end] for z in zones if z.kind in ("body", "quote")]
    # With no body paragraph of its own, the page is judged by all it has.
    sample = " ".join(foreign + prose if foreign or prose else [text])
    if not long_enough(sample):
        return
    language = foreign_language(" ".join(foreign) if foreign else sample)
    if language and _french_words(prose) < 0.4 * len(sample.split()):
        raise Unreadable(f"not in French (looks like {language}): only French articles can be read")


def _french_words(paragraphs: Iterable[str]) -> int:
    return sum(len(part.split()) for part in paragraphs if not foreign_language(part))


def _row(found: FoundFile, metadata: Metadata | None) -> Mapping[str, str] | None:
    """The user's row for a file: by its name, or by a longer path that ends in it."""
    if not metadata:
        return None
    parts = (*found.path.absolute().parts[: -len(Path(found.name).parts)], found.name)
    tails = ["/".join(parts[i:]) for i in range(len(parts))]
    for path in (found.name, str(found.path), *reversed(tails)):
        row = metadata.get(path) or metadata.get(unicodedata.normalize("NFC", path))
        if row:
            return row
    return None


def _article(found: FoundFile, page: Page, known: Known, about: Facts) -> Article:
    """The article of a page. Raises `Unreadable` for a page without French prose."""
    if len(page.text) > MOST_CHARACTERS:
        raise Unreadable(too_large(len(page.text), MOST_CHARACTERS, "characters"))
    if not page.blocks:
        raise Unreadable(_EMPTY)
    page = replace(page, facts=_completed(page.facts, about))
    layout = lay_out(page)
    _refuse_foreign(page, layout)
    row = _row(found, known.metadata) or {}
    facts = page.facts
    author = next((byline.author for byline in layout.bylines if byline.author), None)
    claims = claims_of(found.name, page, layout, row, known.published, known.today)
    chosen = believed(claims)
    return Article(
        id=text_id(page.text),
        path=found.name,
        text=page.text,
        carriers=(found.name,),
        title=row.get("title") or _line(facts.title or layout.title),
        author=_line(facts.author or author),
        site=row.get("source") or _line(facts.site),
        url=facts.url,
        section=_line(facts.section),
        published=chosen.date if chosen else None,
        published_source=chosen.source if chosen else None,
        claims=claims,
        zones=layout.zones,
    )


def _line(text: str | None) -> str | None:
    """A fact as a reader would write it: on one line, without mojibake."""
    return " ".join(repaired(text).split()) or None if text else None


def _completed(facts: Facts, about: Facts) -> Facts:
    """What a member says of itself, completed by what the file that holds it says."""
    if about is _NO_FACTS:
        return facts
    return Facts(
        title=facts.title or about.title,
        author=facts.author or about.author,
        site=facts.site or about.site,
        url=facts.url or about.url,
        section=facts.section or about.section,
        published=facts.published + about.published,
    )


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
