"""An e-mail message (RFC 5322, MIME) → its text as a page, and the files attached to it.

A forwarded article is dated and signed by the message that it came in, which says so in its text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from timeline.reading.members import MOST_BYTES, too_large
from timeline.reading.pages import Claim, Facts, Member, Page, Unreadable
from timeline.reading.readers.mail_body import body_of
from timeline.reading.readers.mail_headers import clean, has_header, header_facts, sender
from timeline.reading.readers.mail_parts import parse, parts_of
from timeline.reading.readers.mail_quotes import PassedOn, mark_quotes
from timeline.reading.readers.mail_words import mail_words

_NO_MESSAGE = (
    "not an e-mail message (no From, Date or Subject at its beginning): "
    "save its text as .txt or .html"
)
_EMPTY = "empty message: no text in it; save the message again"


def read_members(file: BinaryIO) -> Iterator[Member]:
    """The text of a message file, then its attachments. Raises `Unreadable` for no message."""
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Unreadable(too_large(file.seek(0, 2), MOST_BYTES, "bytes"))
    yield from message_members(data)


def message_members(data: bytes, name: str = "") -> Iterator[Member]:
    """The text of a message as the member `name`, and its attachments as `name/file name`.

    A message without text has attachments only. Raises `Unreadable` where it gives nothing.
    """
    message = parse(data.lstrip().removeprefix(b"\xef\xbb\xbf"))
    if not has_header(message):
        raise Unreadable(_NO_MESSAGE)
    parts = parts_of(message)
    facts, kind = header_facts(message)
    try:
        body = body_of(parts.texts, kind)
    except Unreadable as error:
        yield Member(name, error)
    else:
        if body.blocks:
            blocks, passed_on = mark_quotes(body.text, body.blocks, kind)
            yield Member(name, Page(body.text, blocks, _facts(facts, passed_on)))
        elif not parts.files:
            raise Unreadable(_EMPTY)
    for file_name, content in parts.files:
        yield Member(f"{name}/{file_name}" if name else file_name, content)


def _facts(facts: Facts, passed_on: Sequence[PassedOn]) -> Facts:
    """What the first sender of a message says of it, then what those say who passed it on."""
    if not passed_on:
        return facts
    first = passed_on[-1]
    title = clean(mail_words().subject(first.subject or "")[0])
    claims = tuple(
        Claim(one.date[:100], "e-mail header", "forwarded Date")
        for one in reversed(passed_on)
        if one.date
    )
    return replace(
        facts,
        title=title or facts.title,
        author=sender(first.sender) if first.sender else facts.author,
        published=claims + facts.published,
    )
