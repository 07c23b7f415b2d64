"""The page as it is served: the published one, with a program beside it that sets it right."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from markupsafe import Markup

from timeline.filters import Filter, Selection
from timeline.rendering.content import Content
from timeline.rendering.formats import Options
from timeline.rendering.html_export import write_page
from timeline.rendering.page_assets import (
    Companion,
    assets,
    data,
    policy,
    program,
    script,
    style,
)
from timeline.rendering.page_words import PageWords, page_words
from timeline.rendering.words import Language
from timeline.storereader import StoreReader

_SCRIPTS = ("text.js", "serve_talk.js", "serve_forms.js", "serve.js")


@dataclass(frozen=True, slots=True)
class Served:
    """What is served: the events of a database that pass a filter, in a language."""

    db: Path
    wanted: Filter
    language: Language = "fr"

    @property
    def words(self) -> PageWords:
        """What the page says beside what a published one says."""
        return page_words(self.language, "serving.toml")


class Page:
    """The page, made once for each state of the store."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._lock = Lock()
        self._made: tuple[str, bytes] | None = None

    def bytes(self) -> bytes:
        """The page of the store as it is. Raises StoreError."""
        served = self._served
        with self._lock, StoreReader.open(served.db) as store:
            # Read first: what changes while the page is made must show as a change.
            state = state_of(store)
            if self._made is None or self._made[0] != state:
                self._made = state, _page(store, served, state)
            return self._made[1]


def state_of(store: StoreReader) -> str:
    """What differs once the store's events do."""
    return store.saved_state() or ""


@cache
def served_policy() -> str:
    """The Content-Security-Policy of the page, which nothing may frame."""
    beside, own = _beside()
    told = policy([script(), beside], [style(whole=True), own], connects=True)
    return f"{told}; frame-ancestors 'none'"


@cache
def _beside() -> tuple[Markup, Markup]:
    return program(*_SCRIPTS), assets("serve.css")


def _page(store: StoreReader, served: Served, state: str) -> bytes:
    out = io.BytesIO()
    beside, own = _beside()
    told = data({"state": state, "words": served.words.phrases["script"]})
    options = Options(language=served.language)
    known = store.articles_by_id()
    selection = Selection(store.events(served.wanted), served.wanted, known)
    content = Content(store.generator(), store.articles(), (), selection)
    write_page(content, out, options, Companion(beside, told, own))
    return out.getvalue()
