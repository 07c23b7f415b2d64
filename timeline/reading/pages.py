"""What a reader gives: the text of one file, cut into blocks, and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# What the format itself knows about a block. `text` is a block nothing is known about, `outside`
# one that stands outside the element that holds the article, `mark` the marks of a markup language
# (the `#` of a markdown heading), `summary` one of the main points that a box in the article lists,
# `pointer` a « Lire aussi » with the title of another article.
Hint = Literal[
    "text", "title", "heading", "quote", "caption", "byline", "furniture", "comments", "link",
    "outside", "mark", "summary", "pointer",
]  # fmt: skip


# What says when an article was published, of what a file says in its own format.
ClaimSource = Literal["metadata", "column", "e-mail header", "document properties"]


class ReadingError(Exception):
    """An input the user has to mend; its message is one sentence that says what to do."""


class Unreadable(Exception):
    """A file that gives no article; the message is the reason, one sentence for the user."""


class UnreadableNow(Unreadable):
    """It may be readable another time: time or memory ran out, or the system failed."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or line of `Page.text` (half-open code points, trimmed).

    `proposed` is a second opinion on whether it is the article's, `container` a number that it
    shares with the blocks that stand in the same element; None where there is none.
    """

    char_start: int
    char_end: int
    hint: Hint = "text"
    proposed: bool | None = None
    container: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A date that a file claims to be published on, as `written`; `where` names the element, field
    or column that says so (`article:published_time`, `Date`)."""

    written: str
    source: ClaimSource = "metadata"
    where: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says of itself in its own format (meta tags, front matter); never guessed.

    `published` holds what it claims to be its day of publication, most trusted first.
    """

    title: str | None = None
    author: str | None = None
    site: str | None = None
    url: str | None = None
    section: str | None = None
    published: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one file; its blocks in order, without overlap; and its facts."""

    text: str
    blocks: tuple[Block, ...]
    facts: Facts = Facts()


@dataclass(frozen=True, slots=True)
class Member:
    """One of the things that a file holds which holds several: an archive, a mailbox, a table.

    `name` is its place in there, as the file has it (made printable and unique later); empty for
    what the file mainly is (the text of a message that carries attachments). `content` is the bytes
    of a file, which are read by that name; a page that is made already; or the reason why there is
    neither. `facts` is what the file that holds it says of it; what it says itself comes first.
    """

    name: str
    content: bytes | Page | Unreadable
    facts: Facts = Facts()
