"""Whether gold and timeline speak of the same text, and where its title ends."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from timeline.evaluation.answers import document_of
from timeline.evaluation.goldfile import GoldMention

_BLANK_LINE = re.compile(r"\r\n\r\n|\n\n|\r\r")
_HASH = re.compile(r"[0-9a-f]{8,64}")


def known_texts(articles: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The texts that a timeline holds (exported with its texts), by document."""
    return {
        document_of(article): article["text"]
        for article in articles
        if isinstance(article.get("text"), str)
    }


def title_end(text: str) -> int | None:
    """Where the first block of a text ends, exclusive; None where it is one block."""
    found = _BLANK_LINE.search(text)
    return found.start() if found else None


def text_warnings(
    gold: Sequence[GoldMention],
    articles: Iterable[Mapping[str, Any]],
    texts: Mapping[str, str],
) -> Iterator[str]:
    """One sentence for each document whose offsets cannot be trusted.

    The text is compared by the gold's hash where text and hash are known; else by the hash the
    timeline gives; else by whether the gold's triggers stand where the gold says.
    """
    digests = {mention.doc: mention.sha256 for mention in gold if mention.sha256}
    hashes = {document_of(article): _hash_of(article) for article in articles}
    for doc in sorted({mention.doc for mention in gold}):
        digest, text = digests.get(doc), texts.get(doc)
        given = hashes.get(doc) if text is None else sha256(text)
        if digest and given:
            if not digest.startswith(given):
                yield (
                    f"{doc}: the timeline's text is not the one the gold was made on "
                    f"(hash {given[:12]}, gold {digest[:12]}); its offsets may not agree."
                )
        elif text is not None:
            yield from _misplaced(doc, [m for m in gold if m.doc == doc], text)


def sha256(text: str) -> str:
    """The hash by which gold names a text: SHA-256 of its UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _hash_of(article: Mapping[str, Any]) -> str | None:
    """The article's `sha256`, else its id where that looks like a hash of a text."""
    for key in ("sha256", "id"):
        value = article.get(key)
        if isinstance(value, str) and _HASH.fullmatch(value):
            return value
    return None


def _misplaced(doc: str, gold: Sequence[GoldMention], text: str) -> Iterator[str]:
    lost = sum(text[m.trigger_start : m.trigger_end] != m.trigger for m in gold)
    if lost:
        yield (
            f"{doc}: {lost} of {len(gold)} gold triggers do not stand at their offsets in the "
            "article's text; it is not the text the gold was made on."
        )
