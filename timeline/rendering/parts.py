"""Who took part in an event, in words.

A name that no sentence has was taken from before it ("il", "la société"): it stands in brackets, as
in titles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from timeline.filters import fold
from timeline.model import Participant, Role
from timeline.rendering.sanitize import visible

BRACKETS = "[ ]: not named in this sentence"
_LONG = 3  # letters from which a word of a name tells
_ROLES: dict[Role, str] = {
    "agent": "acting",
    "patient": "acted upon",
    "recipient": "receiving",
    "place": "place",
    "other": "taking part",
}


def participants_in_words(participants: Sequence[Participant], quotes: Iterable[str]) -> str:
    """Names with their parts: "[Marie Curie] (« elle », acting), prix Nobel (acted upon)"; safe to
    show.

    Several parts of one name are said together, behind the word that stands for it.
    """
    said = " ".join(map(fold, quotes)).split()
    parts: dict[str, list[str]] = {}
    for one in participants:
        own = parts.setdefault(one.name, [])
        own += [f"« {visible(one.said)} »"] if one.said else []
        own.append(_ROLES[one.role])
    return ", ".join(
        f"{_shown(name, said)} ({', '.join(dict.fromkeys(roles))})" for name, roles in parts.items()
    )


def has_brackets(participants: Sequence[Participant], quotes: Sequence[str]) -> bool:
    """Whether some name stands in no sentence."""
    said = " ".join(map(fold, quotes)).split()
    return any(not _is_said(one.name, said) for one in participants)


def _shown(name: str, said: Sequence[str]) -> str:
    return visible(name) if _is_said(name, said) else f"[{visible(name)}]"


def _is_said(name: str, said: Sequence[str]) -> bool:
    """Whether words hold a name, a telling word of it, or its initials."""
    words = fold(name).split()
    telling = [one for one in words if len(one) >= _LONG] or words
    initials = "".join(one[0] for one in words)
    longer = "".join(one[0] for one in telling)
    return not words or any(one in said for one in [*telling, initials, longer])
