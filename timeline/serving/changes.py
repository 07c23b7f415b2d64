"""What the page asks to be set right, and what it is told: plain data both ways."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from timeline import correcting
from timeline.complaints import StoreError
from timeline.correcting import Corrected, CorrectingError, Refused
from timeline.model import Correction, Event
from timeline.rendering.extent import event_date_in_words
from timeline.rendering.page_words import PageWords
from timeline.rendering.sanitize import visible
from timeline.rendering.words import date_in_words
from timeline.store import Store
from timeline.storereader import StoreReader
from timeline.userdates import NotADate, date_of

Asked = Mapping[str, Any]


class Unclear(ValueError):
    """A request that the page would not make."""


class Impossible(Exception):
    """What cannot be done, in a sentence of the page's language."""


def change(store: Store, asked: Asked, words: PageWords) -> dict[str, Any]:
    """Sets right what was asked for. Gives what was done in words, the event to look at, and the
    correction by which it can be undone. Raises Unclear and Impossible."""
    kind = _text(asked, "kind")
    try:
        done = _change(store, kind, asked, words)
    except NotADate:
        raise Impossible(words.put("no_date")) from None
    except Refused:
        raise Impossible(words.of("refused", kind)) from None
    except CorrectingError:
        raise Impossible(words.put("no_name" if kind == "alias" else "moved")) from None
    except StoreError as error:
        raise Impossible(why(error, words)) from error
    if isinstance(done, Corrected):
        event = done.events[0].id if done.events else None
        return {
            "said": words.of("done", kind),
            "event": event,
            "correction": done.correction.id,
        }
    return {"said": words.of("done", kind), "event": done, "correction": None}


def why(error: StoreError, words: PageWords) -> str:
    """Why the store cannot be used, in a sentence."""
    cause = error.__cause__
    if isinstance(cause, sqlite3.OperationalError) and "locked" in str(cause):
        return words.put("busy")
    return words.put("failed", why=visible(str(error)))


def event_data(store: StoreReader, identifier: str, words: PageWords) -> dict[str, Any]:
    """An event as the page's forms need it. Raises Impossible and StoreError."""
    event = _event(store, identifier, words)
    articles = {one.id: one for one in store.articles_of({one.article for one in event.mentions})}
    named = [one.name for one in event.participants] + [*event.places]
    mentions = [
        {
            "id": one.id,
            "title": visible(one.title),
            "quote": visible(one.quote),
            "source": visible(articles[one.article].path if one.article in articles else ""),
        }
        for one in event.mentions
    ]
    return {
        "id": event.id,
        "title": visible(event.title),
        "date": event_date_in_words(event, words.language),
        "hidden": event.hidden,
        "names": [*dict.fromkeys(map(visible, named))],
        "mentions": mentions,
    }


def kept_data(store: StoreReader, words: PageWords) -> list[dict[str, str]]:
    """The corrections, the last one first."""
    return [
        {"id": one.id, "what": _what(one, words), "made": one.made[:10]}
        for one in reversed(store.corrections())
    ]


def _change(store: Store, kind: str, asked: Asked, words: PageWords) -> Corrected | str | None:
    if kind == "undo":
        return _undo(store, _text(asked, "correction"), words)
    if kind == "alias":
        return correcting.alias(store, [" ".join(one.split()) for one in _texts(asked, "names")])
    if kind == "merge":
        events = [_event(store, one, words) for one in _texts(asked, "events")]
        return correcting.merge(store, events)
    event = _event(store, _text(asked, "event"), words)
    match kind:
        case "redate":
            said = None if asked.get("date") is None else date_of(_text(asked, "date"))
            return correcting.redate(store, event, said)
        case "retitle":
            return correcting.retitle(store, event, _text(asked, "title"))
        case "hide":
            return correcting.hide(store, event)
        case "unhide":
            correcting.undo(store, correcting.hiding(store, event))
            return event.id
        case "split":
            mentions = _texts(asked, "mentions")
            if not mentions:
                raise Refused(kind)
            if not {one.id for one in event.mentions}.issuperset(mentions):
                raise Impossible(words.put("moved"))
            return correcting.split(store, event, mentions)
        case _:
            raise Unclear(kind)


def _undo(store: Store, identifier: str, words: PageWords) -> str | None:
    found = [one for one in store.corrections() if one.id == identifier]
    if not found:
        raise Impossible(words.put("undone_already"))
    correcting.undo(store, found)
    held = (event for one in found[0].mentions if (event := store.event_of(one)))
    return next(held, None)


def _event(store: StoreReader, identifier: str, words: PageWords) -> Event:
    """The event with this id, which another window may have changed since."""
    if identifier not in store.event_ids(identifier, 1):
        raise Impossible(words.put("moved"))
    return store.event(identifier)


def _what(one: Correction, words: PageWords) -> str:
    """What a correction says, in the language of the page."""
    about = visible(" + ".join(one.about) or " = ".join(one.names))
    if one.kind == "redate":
        about += f" → {date_in_words(one.date, words.language) or words.put('undated')}"
    elif one.title is not None:
        about += f" → {visible(one.title)}"
    return words.put("kept", kind=words.of("kinds", one.kind), about=about)


def _text(asked: Asked, name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str):
        raise Unclear(name)
    # JSON can hold halves of letters, which no file can.
    return value.encode("utf-8", "replace").decode()


def _texts(asked: Asked, name: str) -> list[str]:
    values = asked.get(name)
    if not isinstance(values, list):
        raise Unclear(name)
    return [_text({name: one}, name) for one in values]
