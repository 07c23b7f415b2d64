"""Opening pages in a browser that notes whatever goes wrong in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page


class Pages:
    """Pages that are opened from one file. `wrong` is what they write to the console, ask the
    reader, fail at, or request beside that file."""

    def __init__(self, browser: Browser, file: Path) -> None:
        self.wrong: list[str] = []
        self._browser = browser
        self._file = file
        self._contexts: list[BrowserContext] = []

    def open(self, written: bytes, address: str = "", **settings: Any) -> Page:
        """The page, at an address within it; `settings` are those of a browser context."""
        self._file.write_bytes(written)
        settings = {"viewport": {"width": 1000, "height": 800}} | settings
        context = self._browser.new_context(**settings)
        self._contexts.append(context)
        context.set_default_timeout(5_000)
        page = context.new_page()
        page.on("console", lambda said: self.wrong.append(said.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("dialog", lambda dialog: (self.wrong.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda asked: self._note(asked.url))
        page.goto(self._file.as_uri() + address)
        return page

    def close(self) -> None:
        """Closes all of them."""
        for context in self._contexts:
            context.close()

    def _note(self, url: str) -> None:
        if url.partition("#")[0] != self._file.as_uri():
            self.wrong.append(url)


def titles(page: Page) -> list[str]:
    """The titles of the events that are shown."""
    # Not their inner texts: what the browser has not drawn yet has none.
    return page.locator(".tl-event:visible .tl-what bdi").all_text_contents()


def said(page: Page) -> str:
    """What the page says of the selection."""
    return page.locator("[role=status]").inner_text()


def now(page: Page) -> str:
    """The event that the overview stands at."""
    return page.get_by_role("slider").get_attribute("aria-valuetext") or ""


def choose(page: Page, facet: str, value: str) -> None:
    """Ticks a value of a facet, and closes it again."""
    page.locator(".tl-facet > summary", has_text=facet).click()
    page.get_by_role("checkbox", name=value).check()
    page.keyboard.press("Escape")
