"""A timeline that would do harm to a page that took its text for anything but text."""

from __future__ import annotations

from samples import article, day, event, mention, timeline_of

from timeline.model import Amount, Article, Conflict, ConflictValue, Participant, Timeline

HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }} ]]> \"'&amp; "
    "\x1b[31m\u202eleurt\u202c\nsuite </style> --> {% raw %}"
)
# What a reader sees of it.
SHOWN = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }} ]]> \"'&amp; "
    "\u241b[31m\ufffdleurt\ufffd suite </style> --> {% raw %}"
)


def hostile_page() -> Timeline:
    """Two events in which all that may come from an article is hostile, one without people."""

    def source(path: str, url: str) -> Article:
        return article(
            f"{HOSTILE} part.{path}", f"{path}/{HOSTILE}", title=HOSTILE, site=HOSTILE,
            author=HOSTILE, url=url, published=day("2012-05-08"),
        )  # fmt: skip

    one, two = (
        source("a", "javascript:alert(3)"),
        source("b", "https://exemple.fr/<b>\"' onclick=alert(4)"),
    )
    differing = (ConflictValue(HOSTILE, (one.id,)), ConflictValue("2", (two.id,)))
    told = [
        mention(
            each, f"{HOSTILE} part.", "part", HOSTILE[:20], title=HOSTILE, attribution=HOSTILE,
            date=day("2012-05-07"), participants=(Participant(HOSTILE, "PER", "agent"),),
            amounts=(Amount(HOSTILE, 1, None, False, HOSTILE),), places=(HOSTILE,),
        )
        for each in (one, two)
    ]  # fmt: skip
    merged = event(*told, conflicts=(Conflict("amounts", differing),))
    return timeline_of(
        merged, event(told[0], title="Autre", id="0" * 12, participants=()), articles=(one, two)
    )
