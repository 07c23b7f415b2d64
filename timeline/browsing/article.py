"""The article of a mention, at its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from timeline.browsing.widgets import Page
from timeline.model import Article, Mention
from timeline.rendering.article_text import article_lines
from timeline.rendering.sanitize import visible
from timeline.rendering.words import date_in_words
from timeline.storereader import StoreReader


class ArticleScreen(Screen[int]):
    """The whole text around a mention of an event; gives the number of the mention it ended at.

    Raises StoreError where the store cannot be read.
    """

    DEFAULT_CSS = """
    ArticleScreen > Static {
        height: 1; background: $panel; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    ArticleScreen > Page { height: 1fr; }
    """
    BINDINGS = [
        Binding("escape,q,a", "back", "Back", key_display="Esc"),
        Binding("n", "mention(1)", "Next mention"),
        Binding("p", "mention(-1)", "Previous"),
        Binding("l", "app.light", "Light/dark"),
    ]

    def __init__(self, db: Path, mentions: Sequence[Mention], number: int) -> None:
        super().__init__()
        self._mentions = mentions
        self._number = number
        # Read once: the articles stay what they are while one looks at them.
        with StoreReader.open(db) as store:
            self._articles = {
                article.id: (article, list(store.mentions(article.id)))
                for article in store.articles_of(dict.fromkeys(one.article for one in mentions))
            }

    def compose(self) -> ComposeResult:
        """Where the text is from, and the text."""
        yield Static(id="origin")
        yield Page()
        yield Footer()

    def on_mount(self) -> None:
        """Goes to the sentence."""
        self._show()

    def action_mention(self, step: int) -> None:
        """Goes to another mention of the event, in whatever article."""
        self._number = (self._number - 1 + step) % len(self._mentions) + 1
        self._show()

    def action_back(self) -> None:
        """Goes back to the timeline."""
        self.dismiss(self._number)

    def _show(self) -> None:
        mention = self._mentions[self._number - 1]
        found = self._articles.get(mention.article)
        where = f"mention {self._number} of {len(self._mentions)}"
        origin = f" · {_origin(found[0])}" if found else ""
        self.query_one("#origin", Static).update(Content(where + origin))
        if found is not None:
            lines = partial(article_lines, found[0], mention, found[1])
            self.query_one(Page).show(lines, at=True)


def _origin(article: Article) -> str:
    published = date_in_words(article.published)
    return visible(article.path) + (f", published {published}" if published else "")
