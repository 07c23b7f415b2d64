"""Under which section of its site an HTML page stands: meta elements, JSON-LD, breadcrumbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml.etree import XPath

from timeline.reading.lexicon import lexicon
from timeline.reading.patterns import fold
from timeline.reading.readers.html_roles import words_of

_META = ("article:section", "og:article:section", "section", "parsely-section", "dc.subject")
_CRUMBS = re.compile(r"\s*(?:[>»›/|→·]|\u2192)\s*")
_MOST_WORDS = 6
_NAMING = ("class", "id", "aria-label")
_CATEGORY = XPath("//a[contains(concat(' ', @rel, ' '), ' category ')]")


def section_of(
    root: Any,
    meta: dict[str, str],
    articles: list[dict[str, Any]],
    things: list[dict[str, Any]],
    title: str | None,
) -> str | None:
    """The section of a page with these meta elements and JSON-LD (articles, and all objects); the
    last step of its breadcrumbs that is not the page itself; None where nothing says it."""
    said = [meta.get(name) for name in _META]
    said += [_first(thing.get("articleSection")) for thing in articles]
    said += ["".join(one.itertext()).strip() for one in _CATEGORY(root)[:1]]
    for section in said:
        if section and len(section.split()) <= _MOST_WORDS:
            return section
    for steps in (*map(_steps, things), *_crumbs(root)):
        kept = [step for step in steps if not _is_edge(step, title)]
        if kept and len(kept[-1].split()) <= _MOST_WORDS:
            return kept[-1]
    return None


def _first(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.strip() or None if isinstance(value, str) else None


def _steps(thing: dict[str, Any]) -> list[str]:
    """The names in a BreadcrumbList of JSON-LD, in order."""
    if thing.get("@type") != "BreadcrumbList" or not isinstance(thing.get("itemListElement"), list):
        return []
    names = []
    for step in thing["itemListElement"]:
        item = step.get("item") if isinstance(step, dict) else None
        name = step.get("name") if isinstance(step, dict) else None
        name = name or (item.get("name") if isinstance(item, dict) else None)
        if isinstance(name, str) and name.strip():
            names.append(" ".join(name.split()))
    return names


def _crumbs(root: Any) -> Iterator[list[str]]:
    """The steps of what the page marks as its breadcrumbs."""
    known = lexicon().html["breadcrumb"]
    for element in root.iter("nav", "div", "ul", "ol", "p", "span", "section"):
        said = [value for name, value in element.items() if name in _NAMING]
        if not any(said) or known.isdisjoint(words_of(*said)):
            continue
        pieces = [" ".join(piece.split()) for piece in element.itertext()]
        steps = [step for piece in pieces for step in _CRUMBS.split(piece) if step]
        if steps and sum(len(step.split()) for step in steps) <= 40:
            yield steps


def _is_edge(step: str, title: str | None) -> bool:
    """Whether a step of the breadcrumbs is the home page, or the page itself."""
    folded = fold(step)
    return not folded or folded in lexicon().html["home"] or bool(title and folded in fold(title))
