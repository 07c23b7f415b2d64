"""One open file → what it gives: an article, or those that an archive, mailbox or table holds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from timeline.model import Article, Skipped
from timeline.reading.composing import NO_FACTS, Known, article_of, completed
from timeline.reading.finding import FoundFile
from timeline.reading.members import EMPTY, MOST_NESTED, Budget, Names, Overspent, too_large
from timeline.reading.pages import Facts, Member, Page, Unreadable, UnreadableNow
from timeline.reading.registry import HEAD_BYTES, ReadPage, format_for, load_reader

Outcome = Article | Skipped


class SkippedNow(Skipped):
    """What may give an article another time, though it be the same."""

    __slots__ = ()


def skipped(name: str, error: Unreadable) -> Skipped:
    """That something is passed over, and why."""
    return (SkippedNow if isinstance(error, UnreadableNow) else Skipped)(name, str(error))


def outcomes_of(
    found: FoundFile,
    file: BinaryIO,
    known: Known,
    facts: Facts = NO_FACTS,
    budget: Budget | None = None,
    depth: int = 0,
) -> Iterator[Outcome]:
    """What an open file gives. Raises `Unreadable` where it gives nothing (more)."""
    head = file.read(HEAD_BYTES)
    if not head:
        raise Unreadable(EMPTY)
    format = format_for(found.name, head, file)
    file.seek(0)
    read_page, read_members = load_reader(format)
    if read_page is not None:
        yield article_of(found, _page(read_page, _bytes(file, format.most_bytes)), known, facts)
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
        inside = names.unique(member.name) if member.name else ""
        name = f"{found.name}/{inside}" if inside else found.name
        place = FoundFile(found.path / inside, name)
        about = completed(member.facts, facts)
        try:
            if isinstance(member.content, Unreadable):
                raise member.content
            if isinstance(member.content, Page):
                budget.spend(len(member.content.text))
                yield article_of(place, member.content, known, about)
            else:
                budget.spend(len(member.content))
                content = io.BytesIO(member.content)
                yield from outcomes_of(place, content, known, about, budget, depth + 1)
        except Overspent:
            raise
        except Unreadable as error:
            yield skipped(name, error)
    if none:
        raise Unreadable("nothing in it that could be an article: check what was saved")


def _next(members: Iterator[Member]) -> Member | None:
    """The next member, or None. Raises `Unreadable`, whatever its reader's library raises."""
    try:
        return next(members, None)
    except Unreadable:
        raise
    except Exception as error:
        raise _broken(error) from error


def _page(read_page: ReadPage, data: bytes) -> Page:
    if not data.strip():
        raise Unreadable(EMPTY)
    try:
        return read_page(data)
    except Unreadable:
        raise
    except Exception as error:  # a reader's library may fail in any way; the run goes on
        raise _broken(error) from error


def _broken(error: Exception) -> Unreadable:
    kind = UnreadableNow if isinstance(error, OSError | MemoryError) else Unreadable
    return kind(f"cannot be read ({type(error).__name__}): save the article again as plain .txt")


def _bytes(file: BinaryIO, most: int) -> bytes:
    data = file.read(most + 1)
    if len(data) > most:
        raise Unreadable(too_large(file.seek(0, io.SEEK_END), most, "bytes"))
    return data
