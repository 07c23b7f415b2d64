"""The type of the `extract` fixture, and the title of what it extracts."""

from collections.abc import Callable

from timeline.model import Mention

Extract = Callable[..., tuple[Mention, ...]]
# A day on which articles with titles come out.
DAY = "2024-05-14"


def title_of(extract: Extract, text: str, trigger: str, headline: str | None = None) -> str:
    """The title of the event that a word of a text names."""
    mentions = extract(text, published=DAY, title=headline)
    found = {mention.trigger.text: mention.title for mention in mentions}
    assert trigger in found, found
    return found[trigger]


def types_and_dates(extract: Extract, text: str) -> dict[str, tuple[str, str | None]]:
    """The type and EDTF date of each event of a text, by the word that names it."""
    return {
        m.trigger.text: (m.type, m.date.edtf if m.date else None)
        for m in extract(text, published=DAY, source="byline")
    }
