"""What an HTML page says of itself: meta elements, JSON-LD, microdata, `<time>`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml.etree import XPath

from timeline.reading.bylines import parse_byline
from timeline.reading.lexicon import lexicon
from timeline.reading.pages import Claim, Facts
from timeline.reading.patterns import fold
from timeline.reading.readers.html_roles import words_of
from timeline.reading.readers.html_section import section_of

_BLANKS = re.compile(r"\s+")
_SEPARATOR = re.compile(r"\s+[|–—·•»-]\s+")
_MOST_NAME = 120
# The author in the h-card of a blog's article (microformats.org/wiki/h-card), comments left out.
_H_CARD = XPath(
    "//*[contains(@class, 'vcard')][contains(concat(' ', @class, ' '), ' author ')]"
    "[not(ancestor::*[contains(@class, 'comment') or contains(@id, 'comment')])]"
    "//*[contains(concat(' ', @class, ' '), ' fn ')]"
)
_AUTHORS = XPath("//*[@itemprop='author']")
_AUTHOR_LINKS = XPath("//a[@rel='author']")
_DATES = XPath("//*[@itemprop='datePublished' or @property='datePublished']")
_LINKED_DATA = XPath("//script[contains(@type, 'ld+json')]")
_SITE_SUFFIX = re.compile(r"\s+[|–—·•»-]\s+[^|–—·•»]{1,60}$")


def page_facts(root: Any, markup: str) -> Facts:
    """The facts of a parsed page. Raises nothing: what cannot be read is left out."""
    meta = _meta(root)
    says = _Says(markup)
    things = list(_linked_data(root))
    articles = [thing for thing in things if _is_article(thing)]
    url = _link(root) or meta.get("og:url")
    title = _title(root, meta)
    return Facts(
        title=title,
        author=_author(root, meta, articles, says),
        site=_site(root, meta, articles, title) or _host(url),
        url=url,
        section=section_of(root, meta, articles, things, title),
        published=tuple(_published(root, meta, articles, says)),
    )


class _Says:
    """Whether the markup of a page has words in it, spelt out or by numbers of characters.

    To look there is cheaper than to ask each element.
    """

    def __init__(self, markup: str) -> None:
        self._markup = markup.encode("utf-8", "replace").lower()
        self._is_coded = "&#" in markup

    def may(self, word: str) -> bool:
        """Whether an attribute may be called so, or have that in it. In lower case."""
        return self._is_coded or word.encode() in self._markup


def _meta(root: Any) -> dict[str, str]:
    """The first content of each meta name, property and itemprop, by lower-case name."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = _clean(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _published(
    root: Any, meta: dict[str, str], linked: list[dict[str, Any]], says: _Says
) -> Iterator[Claim]:
    """The dates of publication that the page claims, best first."""
    names = lexicon().published_meta
    for name in names[:4]:
        if name in meta:
            yield Claim(meta[name], where=name)
    for thing in linked:
        date = thing.get("datePublished")
        if isinstance(date, str):
            yield Claim(date, where="JSON-LD datePublished")
    for name in names[4:]:
        if name in meta:
            yield Claim(meta[name], where=name)
    for element in _DATES(root) if says.may("datepublished") else ():
        written = element.get("content") or element.get("datetime") or _text(element)
        yield Claim(written, where="microdata datePublished")
    for written in _times(root):
        yield Claim(written, where="time element")


def _times(root: Any) -> Iterator[str]:
    """`<time datetime>` near the head of the article: marked as published, or else the first."""
    times = [time for time in islice(root.iter("time"), 20) if _is_of_article(time)]
    marked = [time for time in times if time.get("pubdate") is not None or _says_published(time)]
    for time in marked or times[:1]:
        yield time.get("datetime")


def _is_of_article(time: Any) -> bool:
    """Whether a time stands before the text, and is not that of an update, a comment, a teaser."""
    words = lexicon().html
    if not time.get("datetime") or not words["updated"].isdisjoint(words_of(time.get("class"))):
        return False
    for parent in time.iterancestors():
        if parent.tag == "footer" and _says_published(time):
            continue  # where blogs put the date of their articles
        if parent.tag in ("aside", "footer", "nav", "p", "li"):
            return False
        names = words_of(parent.get("class"), parent.get("id"))
        if parent.tag not in ("body", "html", "main", "article") and not (
            words["comments"].isdisjoint(names) and words["furniture"].isdisjoint(names)
        ):
            return False
    around = list(time.iterancestors("article"))
    if _says_published(time) and len(around) == 1:  # an article in another is a comment
        return True
    article = next(time.iterancestors("article", "main", "body"), None)
    before = article.xpath("count(.//p[string-length(.) > 200])") if article is not None else 0.0
    after = time.xpath("count(following::p[string-length(.) > 200])")
    return bool(after >= before - 1)


def _says_published(time: Any) -> bool:
    return not {"published", "pubdate", "publish"}.isdisjoint(words_of(time.get("class")))


def _linked_data(root: Any) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD, outermost first; those that a list of articles holds left out."""
    for script in _LINKED_DATA(root):
        try:
            queue = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for thing in queue:  # grows while it is walked
            if isinstance(thing, list):
                queue += thing
            elif isinstance(thing, dict):
                yield thing
                queue += [thing[key] for key in ("@graph", "mainEntity") if key in thing]


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    known = lexicon().html["article_types"]
    return any(isinstance(kind, str) and kind.lower() in known for kind in kinds)


def _author(
    root: Any, meta: dict[str, str], articles: list[dict[str, Any]], says: _Says
) -> str | None:
    """Who signed: by meta elements, JSON-LD, microdata; else a byline of the page's own markup."""
    for name in _authors(root, meta, articles, says):
        # A page of a profile is no name.
        if name and "://" not in name and len(name) <= _MOST_NAME:
            return _signed(name)
    return None


def _authors(
    root: Any, meta: dict[str, str], articles: list[dict[str, Any]], says: _Says
) -> Iterator[str | None]:
    yield from (meta.get(name) for name in lexicon().author_meta)
    yield from (_names(thing.get("author")) for thing in articles)
    if says.may("itemprop"):
        yield from map(_text, _AUTHORS(root)[:3])
    if says.may("rel"):
        yield from map(_text, _AUTHOR_LINKS(root)[:1])
    if says.may("vcard"):
        yield from map(_text, _H_CARD(root)[:1])


def _names(author: object) -> str | None:
    """The names of a JSON-LD author: a text, an object with a name, or a list of these."""
    if isinstance(author, list):
        named = [name for one in author[:4] if (name := _names(one))]
        return ", ".join(named) or None
    if isinstance(author, dict):
        author = author.get("name")
    return _clean(author) if isinstance(author, str) else None


def _signed(name: str) -> str | None:
    """A name without the « Par » before it."""
    byline = parse_byline(name)
    return byline.author if byline and byline.author else name


def _site(
    root: Any, meta: dict[str, str], articles: list[dict[str, Any]], title: str | None
) -> str | None:
    """The name of the site: as it says itself, or what the page's title adds to the article's."""
    said = meta.get("og:site_name") or meta.get("application-name")
    publishers = [_names(thing.get("publisher")) for thing in articles]
    named = said or next(filter(None, publishers), None)
    element = root.find(".//title")
    if named or element is None or not title:
        return named
    pieces = _SEPARATOR.split(_text(element))
    whole = fold(title)
    others = [piece for piece in pieces if fold(piece) not in whole]
    return others[-1] if len(pieces) > 1 and len(others) == 1 else None


def _title(root: Any, meta: dict[str, str]) -> str | None:
    """The heading that the page's own title names; else its first `<h1>`; else that title."""
    element = root.find(".//title")
    named = meta.get("og:title") or (_text(element) if element is not None else None)
    headings = [_text(heading) for heading in root.iter("h1")]
    if named:
        whole = fold(named)
        for heading in (*headings, *(_text(heading) for heading in root.iter("h2"))):
            # The page's title often adds the name of the site.
            if len(folded := fold(heading)) >= 10 and folded in whole:
                return heading
    if any(headings):
        return next(filter(None, headings))
    return _SITE_SUFFIX.sub("", named) if named else None


def _link(root: Any) -> str | None:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            return _clean(link.get("href"))
    return None


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _text(element: Any) -> str:
    return _clean("".join(element.itertext())) or ""


def _clean(text: str | None) -> str | None:
    return _BLANKS.sub(" ", text).strip() or None if text else None
