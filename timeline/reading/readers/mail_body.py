"""The text of an e-mail message → blocks: plain text decoded, or the HTML where that says more."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.reading.decoding import decode
from timeline.reading.lexicon import lexicon
from timeline.reading.members import MOST_CHARACTERS, too_large
from timeline.reading.pages import Block, Hint, Page, Unreadable
from timeline.reading.patterns import fold
from timeline.reading.readers import html
from timeline.reading.readers.mail_parts import Text
from timeline.reading.readers.mail_quotes import is_mark, quoted, stands_alone
from timeline.reading.readers.mail_words import Kind
from timeline.reading.readers.plain import text_blocks, trimmed_lines

_FLOWED = re.compile(r"(>*) ?(.*)")
_QUOTE_MARK = re.compile(r"> ?")
_NO_PROSE: frozenset[Hint] = frozenset({"furniture", "comments", "link", "outside"})
_EMPTY = Page("", ())


def body_of(texts: Sequence[Text], kind: Kind | None) -> Page:
    """All texts of a message as one page, without facts; its blocks are empty where it has none.

    `kind` is what its subject says of it. Quoted lines have the hint `quote`. Raises `Unreadable`
    for what is no text, or too much of it.
    """
    pages = [page for text in texts if (page := _page(text, kind)).blocks]
    whole = ""
    blocks: list[Block] = []
    for page in pages:
        whole += "\n" if whole else ""
        blocks += (_moved(block, len(whole)) for block in page.blocks)
        whole += page.text.rstrip("\n") + "\n"
    return Page(whole, tuple(blocks))


def _page(text: Text, kind: Kind | None) -> Page:
    """The form of a text that has it in full, plain first: it has no layout to be seen through."""
    plain = _EMPTY if text.plain is None else _plain_page(text, text.plain, kind)
    page = _EMPTY if text.html is None else _html_page(text.html, text.html_charset)
    return page if page.blocks and _is_stub(plain, page) else plain


def _is_stub(plain: Page, page: Page) -> bool:
    words = len(plain.text.split())
    prose = sum(
        len(page.text[block.char_start : block.char_end].split())
        for block in page.blocks
        if block.hint not in _NO_PROSE
    )
    return words < 0.5 * prose or lexicon().is_cue("mail stub", fold(plain.text[:2000]), words)


def _html_page(data: bytes, charset: str | None) -> Page:
    """What the message declares goes before what the page in it does (RFC 2854, section 6)."""
    markup = codecs.BOM_UTF8 + decode(data, charset).encode("utf-8", "replace")
    try:
        return html.read_page(markup)
    except Unreadable:  # without text; there may be another form, or files
        return _EMPTY


def _plain_page(text: Text, data: bytes, kind: Kind | None) -> Page:
    decoded = decode(data, text.plain_charset).replace("\r\n", "\n").replace("\r", "\n")
    if len(decoded) > MOST_CHARACTERS:  # before it is taken apart, which takes long
        raise Unreadable(too_large(len(decoded), MOST_CHARACTERS, "characters"))
    if text.flowed:
        decoded = _unfolded(decoded, text.glued)
    decoded = _unquoted(decoded, kind)
    return Page(decoded, tuple(_plain_blocks(decoded)))


def _unfolded(text: str, glued: bool) -> str:
    """Paragraphs of `format=flowed` on one line each (RFC 3676, section 4)."""
    lines: list[str] = []
    open_depth = None  # of the paragraph that the last line belongs to, if that goes on
    for line in text.split("\n"):
        match = _FLOWED.fullmatch(line)
        depth, content = match.groups() if match else ("", line)
        # Without quote marks the space was only stuffed if the line would else begin with one.
        content = line.removeprefix(" ") if not depth else content
        if open_depth == depth and content != "-- ":
            lines[-1] += content
        else:
            lines.append(f"{depth} {content}" if depth else content)
        goes_on = content.endswith(" ") and content != "-- "
        if goes_on and glued:
            lines[-1] = lines[-1][:-1]
        open_depth = depth if goes_on else None
    return "\n".join(lines)


def _unquoted(text: str, kind: Kind | None) -> str:
    """The text with a message that was passed on as quoted lines without their `>`.

    Such lines follow the mark of a forwarded message, or begin with one or with a header field;
    not in an answer.
    """
    if kind == "reply":
        return text
    lines = text.split("\n")
    passed_on = after_mark = False
    for i, line in enumerate(lines):
        if not line.startswith(">"):
            passed_on = passed_on and not line.strip()
            if line.strip():
                after_mark = is_mark(line)
            continue
        content = _QUOTE_MARK.sub("", line, count=1)
        if not passed_on and content.strip():
            starts = is_mark(content) or (kind == "forward" and stands_alone(content))
            passed_on = after_mark or starts
            after_mark = False
        if passed_on:
            lines[i] = content
    return "\n".join(lines)


def _plain_blocks(text: str) -> Iterator[Block]:
    """Blocks of runs of lines that are of one kind: quoted, or not; marks stand alone."""
    run: list[Block] = []
    kind = ""
    for line in trimmed_lines(text):
        content = text[line.char_start : line.char_end]
        own = "quote" if quoted(content) else "alone" if stands_alone(content) else "text"
        if run and (own != kind or own == "alone"):
            yield from _run_blocks(text, run, kind)
            run = []
        run.append(line)
        kind = own
    if run:
        yield from _run_blocks(text, run, kind)


def _run_blocks(text: str, run: Sequence[Block], kind: str) -> Iterator[Block]:
    start = run[0].char_start
    for block in text_blocks(text[start : run[-1].char_end]):
        yield _moved(replace(block, hint="quote" if kind == "quote" else "text"), start)


def _moved(block: Block, by: int) -> Block:
    return replace(block, char_start=block.char_start + by, char_end=block.char_end + by)
