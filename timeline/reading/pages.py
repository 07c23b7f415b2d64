"""What a reader gives: the text of one file, cut into blocks, and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# What the format itself knows about a block. `text` is a block nothing is known about, `outside`
# one that stands outside the element that holds the article, `mark` the marks of a markup language
# (the `#` of a markdown heading).
Hint = Literal[
    "text", "title", "heading", "quote", "caption", "byline", "furniture", "comments", "link",
    "outside", "mark",
]  # fmt: skip


class ReadingError(Exception):
    """An input the user has to mend; its message is one sentence that says what to do."""


class Unreadable(Exception):
    """A file that gives no article; the message is the reason, one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or line of `Page.text` (half-open code points, trimmed)."""

    char_start: int
    char_end: int
    hint: Hint = "text"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says of itself in its own format (meta tags, front matter); never guessed.

    `published` holds the dates it claims to be published on, as written, most trusted first.
    """

    title: str | None = None
    author: str | None = None
    site: str | None = None
    url: str | None = None
    section: str | None = None
    published: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one file; its blocks in order, without overlap; and its facts."""

    text: str
    blocks: tuple[Block, ...]
    facts: Facts = Facts()
