"""Which elements of an HTML page are no part of the article, by tag, role, class and id, and which
words announce a link to another one."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from timeline.reading.lexicon import lexicon
from timeline.reading.pages import Hint
from timeline.reading.patterns import fold
from timeline.reading.readers.html_boxes import sums_up

_TAGS: dict[str, Hint] = {
    "nav": "furniture", "footer": "furniture", "aside": "furniture", "form": "furniture",
    "button": "furniture", "select": "furniture", "textarea": "furniture", "dialog": "furniture",
    "fieldset": "furniture",
}  # fmt: skip
_ELSEWHERE = frozenset({"related", "furniture"})  # roles of words before a link
_MOST_LABEL = 60  # characters
_MOST_BOXES = 50  # that are looked into: a hostile page may have thousands
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
# Elements whose classes describe the whole page, or a paragraph of the article, not a part of it.
_NO_CLASSES = frozenset({
    "html", "body", "main", "article", "p", "h1", "h2", "h3", "h4", "h5", "h6", "li",
    "blockquote", "em", "strong", "b", "i",
})  # fmt: skip
_PROSE = frozenset({"p", "li", "blockquote", "td"})


def element_roles(root: Any) -> dict[Any, Hint]:
    """The elements that have a role of their own, and that role as a hint for their text.

    An element that holds the page's title or much of its prose is taken for the article, whatever
    it is called: whole pages are wrapped in forms, and bodies in "has-sidebar".
    """
    prose = _prose_inside(root)
    everything = max(prose.get(root, 0), 1)
    roles: dict[Any, Hint] = {}
    boxes = 0
    for element in root.iter():
        role = _role(element.tag, element.items())
        if role is None:
            continue
        if role == "furniture" and boxes < _MOST_BOXES and element.find(".//li") is not None:
            boxes += 1
            if sums_up(element):
                roles[element] = "summary"
                continue
        most = 0.9 if role == "comments" else 0.4
        if role in ("furniture", "comments") and (
            prose.get(element, 0) > most * everything or _holds_title(element)
        ):
            continue
        roles[element] = role
    for element in _outside_article(root, prose, everything):
        roles.setdefault(element, "outside")
    return roles


def announces_others(label: str) -> bool:
    """Whether the words before a link say that it leads to another article (« Lire aussi »)."""
    if len(label) > _MOST_LABEL:
        return False
    return not _ELSEWHERE.isdisjoint(lexicon().roles(fold(label), len(label.split())))


def words_of(*attributes: str | None) -> list[str]:
    """The words of class and id names, lower case: "wp-CommentList" is wp, comment, list, …"""
    words: list[str] = []
    for attribute in attributes:
        for name in (attribute or "").split():
            parts = [part.lower() for part in _WORDS.findall(name)]
            words += parts
            if len(parts) > 1:
                words.append("".join(parts))
    return words


def _role(tag: object, attributes: list[tuple[str, str]]) -> Hint | None:
    if not isinstance(tag, str):
        return None
    by_tag = _TAGS.get(tag)
    if not attributes:
        return by_tag
    said = dict(attributes)
    if "hidden" in said or said.get("aria-hidden") == "true":
        return "furniture"
    if "display:none" in said.get("style", "").replace(" ", ""):
        return "furniture"
    if by_tag or tag in _NO_CLASSES:
        return by_tag
    html = lexicon().html
    for attribute in ("class", "id", "role"):
        for name in said.get(attribute, "").split():
            words = words_of(name)
            if not words or words[0] in html["negations"]:
                continue
            hints: tuple[Hint, ...] = ("comments", "furniture", "caption", "byline")
            for hint in hints:
                if not html[hint].isdisjoint(words):
                    return hint
    return None


def _prose_inside(root: Any) -> dict[Any, int]:
    """For each element, how many characters of prose it holds: in paragraphs, else in any text."""
    direct: dict[Any, int] = {}
    nested: dict[Any, bool] = {}  # by the element around a paragraph, whether it is part of another
    for element in root.iter(*_PROSE):
        length = len("".join(element.itertext() if len(element) else element.text or "").strip())
        if length >= 80:
            around = element.getparent()
            if around not in nested:
                nested[around] = any(one.tag in _PROSE for one in element.iterancestors())
            if not nested[around]:
                direct[element] = length
    if not direct:
        for element in root.iter("div", "section", "span"):
            length = len((element.text or "").strip()) + sum(
                len((child.tail or "").strip()) for child in element
            )
            if length >= 80:
                direct[element] = length
    inside: dict[Any, int] = defaultdict(int)
    by_parent: dict[Any, int] = defaultdict(int)
    for element, length in direct.items():
        inside[element] += length
        by_parent[element.getparent()] += length
    for parent, length in by_parent.items():
        while parent is not None:
            inside[parent] += length
            parent = parent.getparent()
    return inside


def _holds_title(element: Any) -> bool:
    for heading in element.iter("h1"):
        names = words_of(heading.get("class"), heading.get("id"))
        if lexicon().html["logo"].isdisjoint(names):
            return True
    return False


def _outside_article(root: Any, prose: dict[Any, int], everything: int) -> list[Any]:
    """The elements beside the one <article> or <main> that holds most of the prose."""
    candidates = [e for e in root.iter("article", "main") if prose.get(e, 0) > 0.6 * everything]
    if not candidates:
        return []
    article = candidates[-1]  # the innermost
    path = {article, *article.iterancestors()}
    return [
        child
        for parent in article.iterancestors()
        for child in parent
        if child not in path and isinstance(child.tag, str) and not _holds_title(child)
    ]
