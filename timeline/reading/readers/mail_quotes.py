"""What in the text of an e-mail message is not its own: quoted messages, signatures, notices.

A message that is passed on is the article itself: only the header that the mail program wrote over
it, and a short note before that, are furniture. A message that is answered is furniture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from timeline.reading.lexicon import lexicon
from timeline.reading.pages import Block
from timeline.reading.patterns import fold
from timeline.reading.readers.mail_words import Kind, mail_words

_MOST_LINE = 400  # characters that a mark, or a header's field, is looked for in
_MOST_HEADER_BLOCKS = 30
_MOST_SIGNATURE = 12  # blocks under `--`
# Without a mark over them; « Date : », « De : » and « À : » alone may be those of a meeting.
_WHOLE = frozenset({"from", "date", "subject"})
_SIGNATURE = re.compile(r"--\s?")


@dataclass(frozen=True, slots=True)
class PassedOn:
    """The header of a message that was passed on, as its fields are written in the text."""

    sender: str | None
    date: str | None
    subject: str | None


@dataclass(frozen=True, slots=True)
class _Header:
    """Blocks `start` to `end` (exclusive) are the header of another message, with its mark."""

    start: int
    end: int
    says_forward: bool
    is_marked: bool
    fields: PassedOn


def quoted(line: str) -> bool:
    """Whether a line is quoted from another message."""
    return line.startswith(">")


def is_mark(line: str) -> bool:
    """Whether a line says that another message begins below it."""
    return _plays("forward mark", line) or _plays("original mark", line)


def stands_alone(line: str) -> bool:
    """Whether a line is no part of a paragraph: a mark, a header field, the dashes over a
    signature, the advertisement of a telephone."""
    return bool(
        _SIGNATURE.fullmatch(line)
        or is_mark(line)
        or mail_words().label.match(line)
        or _plays("sent from", line)
    )


def mark_quotes(
    text: str, blocks: Sequence[Block], kind: Kind | None
) -> tuple[tuple[Block, ...], tuple[PassedOn, ...]]:
    """The blocks with what is not the message's own as furniture; and the messages passed on in
    it, outermost first. `kind` is what its subject says of it."""
    marked = list(blocks)
    headers = _headers(text, blocks)
    passed_on: list[PassedOn] = []
    begin, end = 0, len(blocks)
    for header in headers:
        if _is_passed_on(header, kind, no_text_before=header.start == begin):
            passed_on.append(header.fields)
            _furnish(marked, header.start, header.end)
            _mark_note(text, marked, begin, header)
            begin = header.end
        elif header.is_marked or kind == "reply":
            _furnish(marked, header.start, end)
            end = header.start
            break
    _mark_signatures(text, marked, [header.start for header in headers] + [len(blocks)])
    for i, block in enumerate(marked):
        if any(_plays(role, _text(text, block)) for role in ("sent from", "mail notice")):
            _furnish(marked, i, i + 1)
    if passed_on:
        _take_out_of_quotation(marked, begin, end)
    _mark_answered(text, marked, kind == "reply")
    return tuple(marked), tuple(passed_on)


def _headers(text: str, blocks: Sequence[Block]) -> list[_Header]:
    found: list[_Header] = []
    i = 0
    while i < len(blocks):
        header = _header_at(text, blocks, i)
        if header:
            found.append(header)
        i = header.end if header else i + 1
    return found


def _header_at(text: str, blocks: Sequence[Block], start: int) -> _Header | None:
    """The header that begins with block `start`: a mark and fields, or all that a header has."""
    first = _text(text, blocks[start])
    label = mail_words().label.search(first[:_MOST_LINE])
    before = first[: label.start()] if label else first
    says_forward = _plays("forward mark", before)
    is_marked = says_forward or _plays("original mark", before)
    if before.strip() and not is_marked:
        return None
    end = _fields_end(text, blocks, start + 1)
    # In HTML a header is one block, in which each field ends where the label of the next begins.
    here = [first[label.start() :]] if label else []
    fields = _fields(here + [_text(text, block) for block in blocks[start + 1 : end]])
    enough = len(fields) > 1 if is_marked else fields.keys() >= _WHOLE
    if not enough or fields.keys().isdisjoint(("from", "date")):
        return _Header(start, start + 1, True, True, _passed_on({})) if says_forward else None
    return _Header(start, end, says_forward, is_marked, _passed_on(fields))


def _fields_end(text: str, blocks: Sequence[Block], start: int) -> int:
    """Where the blocks end that are fields of a header, or lie in one paragraph between them."""
    end = i = start
    while i < min(len(blocks), start + _MOST_HEADER_BLOCKS):
        if mail_words().label.match(_text(text, blocks[i])[:_MOST_LINE]):
            end = i + 1
        elif text.count("\n", blocks[i - 1].char_end, blocks[i].char_start) > 1:
            break
        i += 1
    return end


def _fields(lines: Sequence[str]) -> dict[str, str]:
    """The fields of a header, each with its first value."""
    found: dict[str, str] = {}
    for line in lines:
        labels = [
            match
            for match in mail_words().label.finditer(line[:4000])
            # Within a line « à : » may be part of a subject.
            if match.start() == 0 or match.group().lstrip("*_")[:1].isupper()
        ]
        ends = [match.start() for match in labels[1:]] + [len(line)]
        for match, end in zip(labels, ends, strict=False):
            found.setdefault(match.lastgroup or "", line[match.end() : end].strip(" *_\n"))
    return found


def _passed_on(fields: dict[str, str]) -> PassedOn:
    return PassedOn(fields.get("from"), fields.get("date"), fields.get("subject"))


def _is_passed_on(header: _Header, kind: Kind | None, no_text_before: bool) -> bool:
    return header.says_forward or kind == "forward" or (kind is None and no_text_before)


def _mark_note(text: str, marked: list[Block], begin: int, header: _Header) -> None:
    """A short note before a message that is passed on is none of the article."""
    note = sum(len(_text(text, block).split()) for block in marked[begin : header.start])
    below = sum(len(_text(text, block).split()) for block in marked[header.end :])
    if note * 3 < below:
        _furnish(marked, begin, header.start)


def _mark_signatures(text: str, marked: list[Block], ends: Sequence[int]) -> None:
    """What stands between `--` and the next message, or the end (RFC 3676, section 4.3)."""
    for i, block in enumerate(marked):
        if _SIGNATURE.fullmatch(_text(text, block)):
            end = next(end for end in ends if end > i)
            # The standard has a space after the dashes; without it they may part an article.
            standard = text[block.char_end : block.char_end + 2] == " \n"
            if standard or end - i <= _MOST_SIGNATURE:
                _furnish(marked, i, end)


def _take_out_of_quotation(marked: list[Block], begin: int, end: int) -> None:
    """A message passed on as a quotation, all of it, is no quotation."""
    own = [i for i in range(begin, end) if marked[i].hint != "furniture"]
    if own and all(marked[i].hint == "quote" for i in own):
        for i in own:
            marked[i] = replace(marked[i], hint="text")


def _mark_answered(text: str, marked: list[Block], is_reply: bool) -> None:
    """Quotations in an answer, and those under a line like « Jeanne Bidule a écrit : »."""
    answered = False
    for i, block in enumerate(marked):
        if block.hint != "quote":
            answered = False
            continue
        start = _attribution(text, marked, i)
        answered = answered or is_reply or start < i
        if answered:
            _furnish(marked, start, i + 1)


def _attribution(text: str, marked: Sequence[Block], i: int) -> int:
    """Where the line begins that says who is quoted from block `i` on; `i` where there is none.

    It may be broken in up to three lines.
    """
    for start in range(i - 1, max(-1, i - 4), -1):
        if marked[start].hint == "quote":
            break
        line = text[marked[start].char_start : marked[i - 1].char_end]
        if _plays("attribution", line) and line.rstrip().endswith(":"):
            return start
    return i


def _furnish(marked: list[Block], start: int, end: int) -> None:
    for i in range(start, end):
        marked[i] = replace(marked[i], hint="furniture", container=None)


def _plays(role: str, text: str) -> bool:
    if len(text) > 2500:
        return False
    return lexicon().is_cue(role, *_measured(text))


@lru_cache(maxsize=64)  # a line is asked for several roles in a row
def _measured(text: str) -> tuple[str, int]:
    return fold(text), len(text.split())


def _text(text: str, block: Block) -> str:
    return text[block.char_start : block.char_end]
