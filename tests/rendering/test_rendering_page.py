"""The page to publish, as far as that shows without a browser."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from exports import exported
from samples import GENERATOR, alone, article, day, event, mention, timeline_of

from timeline.filters import Filter, Selection
from timeline.model import EVENT_TYPES, FACTUALITIES, DateSpan, Day, Event, Timeline
from timeline.rendering.content import Content
from timeline.rendering.formats import PLAIN
from timeline.rendering.html_export import FORMAT
from timeline.rendering.page_words import page_words


class _Page(HTMLParser):
    """The elements of a page: names with attributes, and the text of scripts and styles."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, str]] = []
        self._open = ""
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag

    def handle_data(self, data: str) -> None:
        if self._open in ("script", "style"):
            self.raw.append((self._open, data))
            self._open = ""


def _policy(page: _Page) -> str:
    return next(
        found.get("content") or ""
        for _, found in page.elements
        if found.get("http-equiv") == "Content-Security-Policy"
    )


def test_the_policy_names_just_what_the_page_holds(made_by_hand: Timeline):
    page = _Page(exported("html", made_by_hand, css="h1 { color: red }\r\n"))
    running = [(kind, text) for kind, text in page.raw if not text.startswith("{")]
    hashes = {
        "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
        for _, text in running
    }
    assert len(running) == 3
    assert set(re.findall(r"'sha256-[^']+'", _policy(page))) == hashes
    assert _policy(page).startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in _policy(page)


def test_nothing_in_a_page_sets_style_or_runs_by_an_attribute(made_by_hand: Timeline):
    for embed in (False, True):
        page = _Page(exported("html", made_by_hand, embed=embed))
        names = {name for _, found in page.elements for name in found}
        assert not [name for name in names if name.startswith("on") or name in ("style", "src")]
        assert "link" not in {tag for tag, _ in page.elements}


def test_a_fragment_is_no_document(made_by_hand: Timeline):
    page = _Page(exported("html", made_by_hand, embed=True))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"html", "head", "body", "main", "title", "meta", "h1"}
    selectors = re.findall(r"^(?!@|[ }]|/\*)(\S.*)\{$", page.raw[0][1], re.MULTILINE)
    assert {selector.strip().split()[0] for selector in selectors} == {".timeline-page"}


def test_the_language_of_a_page(made_by_hand: Timeline):
    french = exported("html", made_by_hand).decode()
    english = exported("html", made_by_hand, language="en").decode()
    assert '<html lang="fr">' in french
    assert '<html lang="en">' in english
    assert '<bdi lang="fr">César franchit le fleuve</bdi>' in english
    assert "Les sources diffèrent sur la date\u00a0: 7 mai 2012 (La Gazette du Canal)" in french
    assert "Sources differ on the date: 7 May 2012 (La Gazette du Canal)" in english


def test_both_languages_have_all_words():
    french, english = (page_words(language).phrases for language in ("fr", "en"))

    def names(phrases: object) -> object:
        return {k: names(v) for k, v in phrases.items()} if isinstance(phrases, dict) else None

    assert names(french) == names(english)
    assert set(french["types"]) == set(EVENT_TYPES)
    assert set(french["told"]) == set(french["readings"]) == set(FACTUALITIES)


def test_words_of_the_date_and_of_the_event_are_marked_in_each_quote_once():
    source = article("Elle part le 3 mai 2012.", title="Départ")
    told = mention(
        source, "Elle part le 3 mai 2012.", "part", "le 3 mai 2012", date=day("2012-05-03")
    )
    page = exported("html", timeline_of(event(told, told), articles=(source,))).decode()
    quote = (
        'Elle <mark class="tl-trigger-words">part</mark> '
        '<mark class="tl-date-words">le 3 mai 2012</mark>.'
    )
    assert page.count(quote) == 1
    assert '<time datetime="2012-05-03">3 mai 2012</time>' in page


def test_events_without_a_date_come_last_and_before_our_era_first(made_by_hand: Timeline):
    page = exported("html", made_by_hand).decode()
    headings = re.findall(r'class="tl-heading" tabindex="-1">([^<]+)<', page)
    assert headings[0] == "44 av. J.-C."
    assert headings[-1] == "Sans date"


def test_an_empty_timeline_is_a_page():
    page = exported("html", timeline_of()).decode()
    assert "0 événement, d&#39;après 0 article" in page


def test_a_style_cannot_end_its_element():
    page = exported("html", timeline_of(), css="</style><script>alert(1)</script>")
    kinds = [kind for kind, _ in _Page(page).raw]
    assert kinds == ["style", "style", "script", "script"]
    assert b"</style><script>alert" not in page


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,a", "//a.fr/", "ftp://a.fr"]
)
def test_only_addresses_of_the_web_are_linked(url: str):
    for address, links in (("https://a.fr/", 1), (url, 0)):
        source = article("Elle part.", url=address)
        told = mention(source, "Elle part.", "part", date=day("2012-05-03"))
        page = _Page(exported("html", timeline_of(event(told), articles=(source,))))
        found = [found["href"] or "" for tag, found in page.elements if tag == "a"]
        assert len([one for one in found if not one.startswith("#")]) == links


def test_rare_names_are_left_to_the_search():
    sources = tuple(article(f"Fait {n}.", f"a/{n}.txt", site=f"Site {n:03}") for n in range(99))
    told = [event(mention(one, one.text, "Fait", date=day("2012-05-03"))) for one in sources]
    page = exported("html", timeline_of(*told, articles=sources)).decode()
    assert page.count('value="Site ') == 60
    assert page.count("<p>Les plus rares se trouvent par la recherche") == 1


class _Nowhere(io.RawIOBase):
    """A stream that takes whatever is written to it."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return memoryview(data).nbytes


def test_memory_holds_nothing_of_the_events_that_were_written():
    held, one = [], alone("Un fait", None)

    def events() -> Iterator[Event]:
        for number in range(3001):
            if number in (2000, 3000):
                held.append(tracemalloc.get_traced_memory()[0])
            # Few days, as some that were met are remembered.
            first = Day.from_ordinal(700_000 + number % 500)
            yield replace(one, date=DateSpan(first, first.plus(2), "day"))

    content = Content(GENERATOR, [], [], Selection(events(), Filter(), {}))
    tracemalloc.start()
    try:
        FORMAT.write(content, _Nowhere(), PLAIN)
    finally:
        tracemalloc.stop()
    after_2000, after_3000 = held
    assert after_3000 - after_2000 < 1000 * 100
