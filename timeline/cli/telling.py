"""What `timeline extract` says of a run, and of one that it only tries."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from timeline.cli.common import database_hint, note

if TYPE_CHECKING:
    from timeline.engine.run import Summary
    from timeline.intake import Reading
    from timeline.model import Article, Skipped
    from timeline.preview import Preview

_MOST_NAMED = 5  # files in one remark


class Seen:
    """Keeps count of what passes by: articles, and what was skipped.

    `unpublished` holds, by their id, the paths of articles that nothing says the publication of.
    """

    def __init__(self) -> None:
        self.articles = 0
        self.texts: set[str] = set()
        self.unpublished: dict[str, str] = {}
        self._published: set[str] = set()
        self.skipped: list[Skipped] = []

    def noting(self, readings: Iterator[Reading]) -> Generator[Reading]:
        from timeline.model import Article

        for reading in readings:
            if isinstance(reading.outcome, Article):
                self.articles += 1
                self.texts.add(reading.outcome.id)
                self._note_publication(reading.outcome)
            else:
                self.skipped.append(reading.outcome)
            yield reading

    def _note_publication(self, article: Article) -> None:
        # Where one file of a text says when it was published, the article is dated.
        if article.published is not None:
            self._published.add(article.id)
            self.unpublished.pop(article.id, None)
        elif article.id not in self._published:
            self.unpublished.setdefault(article.id, article.path)

    def until_first_article(self, readings: Iterator[Reading]) -> list[Reading]:
        taken = []
        for reading in readings:
            taken.append(reading)
            if self.articles:
                break
        return taken


def print_summary(seen: Seen, summary: Summary, db: Path) -> None:
    held = summary.held
    copies = seen.articles - len(seen.texts)
    twice = f" ({_count(copies, 'file')} with a text that another has too)" if copies else ""
    typer.echo(f"Read {_count(seen.articles, 'file')}{twice}.")
    skipped = [*seen.skipped, *summary.failures]
    if skipped:
        typer.echo(f"Skipped {_count(len(skipped), 'file')}:")
        for line in _reasons(skipped):
            typer.echo(line)
    same = held.articles - summary.extracted
    unchanged = f"; {same} had not changed" if same else ""
    typer.echo(f"Extracted {_count(summary.extracted, 'article')}{unchanged}.")
    if seen.unpublished:
        typer.echo(_unpublished(sorted(seen.unpublished.values())))
    if held.copies:
        typer.echo(_copies(held.copies))
    if summary.corrections_gone:
        gone = _count(summary.corrections_gone, "correction")
        apply = "applies" if summary.corrections_gone == 1 else "apply"
        typer.echo(f"{gone} no longer {apply}: timeline correct list{database_hint(db)}")
    if not held.events:
        hint = f"`timeline show{database_hint(db)} --article PATH` says what was passed over in it"
        typer.echo(f"{db} holds no event: no article tells of one. {hint}.")
        return
    undated = f", {held.undated} of them without a date" if held.undated else ""
    advice = " (undated ones with --undated)" if held.undated else ""
    look = f"Look at them: timeline show{database_hint(db)}{advice}"
    typer.echo(f"{db} holds {_count(held.events, 'event')}{undated}. {look}")


def print_preview(found: Preview, db: Path) -> None:
    """What a run would do, and that nothing was done."""
    from timeline.rendering.sanitize import visible

    for words, paths in (
        ("New", found.new), ("Changed", found.changed), ("Vanished", found.vanished)
    ):  # fmt: skip
        if paths:
            typer.echo(f"{words}: {_count(len(paths), 'file')}")
            for path in paths:
                typer.echo(f"  {visible(path)}")
    if found.skipped:
        typer.echo(f"Skipped: {_count(len(found.skipped), 'file')}")
        for line in _reasons(found.skipped):
            typer.echo(line)
    typer.echo(f"Unchanged: {_count(found.unchanged, 'file')}")
    gone = ""
    if found.events_gone:
        events = _count(found.events_gone, "event")
        gone = f", and {events} with no article left would go"
    typer.echo(f"{_count(found.extracted, 'article')} would be extracted{gone}.")
    typer.echo(f"Nothing was written to {db}: leave --dry-run out to do it.")


def _copies(number: int) -> str:
    if number == 1:
        return "1 article is a copy of another, and no source of its own."
    return f"{number} articles are copies of others, and no sources of their own."


def _unpublished(paths: Sequence[str]) -> str:
    """What it means that these articles do not say when they were published, and what helps."""
    from timeline.rendering.sanitize import visible

    names = ", ".join(map(visible, paths[:_MOST_NAMED])) + " …" * (len(paths) > _MOST_NAMED)
    say, it = (
        ("does not say when it was", "it")
        if len(paths) == 1
        else ("do not say when they were", "them")
    )
    return (
        f"{_count(len(paths), 'article')} {say} published ({names}): relative dates in {it} stay "
        "undated; tell it with --published or --metadata."
    )


def _reasons(skipped: Sequence[Skipped]) -> Iterator[str]:
    from timeline.rendering.sanitize import visible

    for one in sorted(skipped, key=lambda one: (one.path, one.reason)):
        yield f"  {visible(one.path)}: {visible(one.reason)}"


def nothing_read(skipped: Sequence[Skipped]) -> str:
    for line in _reasons(skipped):
        note(line)
    return "Nothing could be read: name French articles (.txt, .html, .pdf …) or folders of them."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
