"""One page → one `Article`, or the reason why it is none."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.model import Article, DateSpan, Day
from timeline.mojibake import repaired
from timeline.reading.finding import FoundFile
from timeline.reading.language import foreign_language, is_plainly_french, long_enough
from timeline.reading.members import EMPTY, MOST_CHARACTERS, too_large
from timeline.reading.pages import Facts, Page, Unreadable
from timeline.reading.publication import believed, claims_of
from timeline.reading.zones import Layout, lay_out

Metadata = Mapping[str, Mapping[str, str]]


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


NOTHING_KNOWN = Known()
NO_FACTS = Facts()


def text_id(text: str) -> str:
    """The id of an article: 16 hexadecimal digits of the SHA-256 of its text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _refuse_foreign(page: Page, layout: Layout) -> None:
    """Refuses a page whose prose is not French; a French one with foreign parts is kept."""
    text, zones = page.text, layout.zones
    foreign = [text[z.char_start : z.char_end] for z in zones if z.kind == "foreign"]
    prose = [text[z.char_start : z.char_end] for z in zones if z.kind in ("body", "quote")]
    # With no body paragraph of its own, the page is judged by all it has.
    if is_plainly_french(foreign or prose or [text]):
        return
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


def article_of(found: FoundFile, page: Page, known: Known, about: Facts) -> Article:
    """The article of a page. Raises `Unreadable` for a page without French prose."""
    if len(page.text) > MOST_CHARACTERS:
        raise Unreadable(too_large(len(page.text), MOST_CHARACTERS, "characters"))
    if not page.blocks:
        raise Unreadable(EMPTY)
    page = replace(page, facts=completed(page.facts, about))
    layout = lay_out(page)
    _refuse_foreign(page, layout)
    row = _row(found, known.metadata) or {}
    facts = page.facts
    signed = next((byline.author for byline in layout.bylines if byline.author), None)
    title, author = facts.title or layout.title, facts.author or signed
    # What the properties of a document say is often not of the article in it.
    if {claim.source for claim in facts.published} == {"document properties"}:
        title, author = layout.title or facts.title, signed or facts.author
    claims = claims_of(found.name, page, layout, row, known.published, known.today)
    chosen = believed(claims)
    return Article(
        id=text_id(page.text),
        path=found.name,
        text=page.text,
        carriers=(found.name,),
        title=row.get("title") or _line(title),
        author=_line(author),
        site=row.get("source") or _line(facts.site),
        url=facts.url,
        section=_line(facts.section),
        published=chosen.date if chosen else None,
        published_source=chosen.source if chosen else None,
        claims=claims,
        zones=layout.zones,
    )


def completed(facts: Facts, about: Facts) -> Facts:
    """What an article says of itself, completed by what the file that holds it says."""
    if about is NO_FACTS:
        return facts
    return Facts(
        title=facts.title or about.title,
        author=facts.author or about.author,
        site=facts.site or about.site,
        url=facts.url or about.url,
        section=facts.section or about.section,
        published=facts.published + about.published,
    )


def _line(text: str | None) -> str | None:
    """A fact as a reader would write it: on one line, without mojibake."""
    return " ".join(repaired(text).split()) or None if text else None
