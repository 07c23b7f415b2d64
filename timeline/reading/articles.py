"""One file → one `Article`, or the reason why there is none."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from timeline.model import Article, DateSpan, Skipped
from timeline.reading.finding import FoundFile, find_files, why_not_opened, why_not_regular
from timeline.reading.language import foreign_language, long_enough
from timeline.reading.pages import Page, Unreadable
from timeline.reading.publication import publication_date
from timeline.reading.registry import reader_for
from timeline.reading.zones import Layout, lay_out

MOST_BYTES = 32_000_000
MOST_CHARACTERS = 2_000_000

Metadata = Mapping[str, Mapping[str, str]]


def read(
    paths: Sequence[Path | str] | Path | str,
    *,
    published: DateSpan | None = None,
    metadata: Metadata | None = None,
) -> Iterator[Article | Skipped]:
    """The article of each file under `paths`, or why there is none; lazily, ordered by name.

    `published` dates the articles that do not say when they appeared, `metadata` (rows by path, as
    `load_metadata` gives them) overrides what they say. Raises nothing; every file is accounted
    for. Byte-equal texts come as often as there are files: see `merge_carriers`.
    """
    for found in find_files(paths):
        if isinstance(found, Skipped):
            yield found
        else:
            yield read_file(found, published=published, metadata=metadata)


def read_file(
    found: FoundFile, published: DateSpan | None = None, metadata: Metadata | None = None
) -> Article | Skipped:
    """The article in one file, or why there is none. Options as in `read`. Raises nothing."""
    try:
        page = _page(found)
        if len(page.text) > MOST_CHARACTERS:
            raise Unreadable(_too_large(len(page.text), MOST_CHARACTERS, "characters"))
        if not page.blocks:
            raise Unreadable("empty file: no text in it; save the article again")
        layout = lay_out(page)
        _refuse_foreign(page, layout)
    except Unreadable as error:
        return Skipped(found.name, str(error))
    return _article(found, page, layout, published, _row(found, metadata))


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


def _page(found: FoundFile) -> Page:
    reader_for(found.name)  # an unknown suffix is told before the file is opened
    data = _bytes(found.path)
    if not data.strip():
        raise Unreadable("empty file: no text in it; save the article again")
    read_page = reader_for(found.name, data)
    try:
        return read_page(data)
    except Unreadable:
        raise
    except Exception as error:  # a reader's library may fail in any way; the run goes on
        reason = f"cannot be read ({type(error).__name__}): save the article again as plain .txt"
        raise Unreadable(reason) from error


def _bytes(path: Path) -> bytes:
    try:
        reason = why_not_regular(path.stat().st_mode)  # never open a pipe: it might not end
        if reason:
            raise Unreadable(reason)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(why_not_opened(error)) from error
    if len(data) > MOST_BYTES:
        raise Unreadable(_too_large(path.stat().st_size, MOST_BYTES, "bytes"))
    return data


def _too_large(size: int, most: int, unit: str) -> str:
    return f"too large for one article ({size:,} {unit}, at most {most:,}): split it into articles"


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


def _article(
    found: FoundFile,
    page: Page,
    layout: Layout,
    option: DateSpan | None,
    row: Mapping[str, str] | None,
) -> Article:
    row = row or {}
    facts = page.facts
    author = next((byline.author for byline in layout.bylines if byline.author), None)
    published, source = publication_date(found.name, page, layout, row, option)
    return Article(
        id=text_id(page.text),
        path=found.name,
        text=page.text,
        carriers=(found.name,),
        title=row.get("title") or facts.title or layout.title,
        author=facts.author or author,
        site=row.get("source") or facts.site,
        url=facts.url,
        section=facts.section,
        published=published,
        published_source=source,
        zones=layout.zones,
    )


def _merge(group: list[Article]) -> Article:
    first = group[0]
    dated = next((article for article in group if article.published), first)
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
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
