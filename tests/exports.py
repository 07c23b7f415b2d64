"""Exporting timelines made by hand, in any format."""

from __future__ import annotations

import io
from dataclasses import replace

from timeline.model import Article, Timeline
from timeline.rendering.content import Content
from timeline.rendering.formats import Options, Unheld, format_named


def written(
    name: str, timeline: Timeline, article: Article | None = None, **options: bool
) -> tuple[bytes, Unheld]:
    """The timeline in the format `name`, events without a date too, and what that cannot hold."""
    out = io.BytesIO()
    content = Content.of(timeline, undated=True)
    if article is not None:
        content = replace(content, article=article.id)
    unheld = format_named(name).write(content, out, Options(**options))
    return out.getvalue(), unheld


def exported(
    name: str, timeline: Timeline, article: Article | None = None, **options: bool
) -> bytes:
    """The timeline in the format `name`, events without a date too."""
    return written(name, timeline, article, **options)[0]
