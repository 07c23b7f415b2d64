"""Whether all that timeline needs is there and works: Python, packages, pipeline, lexicons.

Each check gives findings and raises nothing: what is broken may be anything.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

import timeline

State = Literal["ok", "warning", "problem"]
DISTRIBUTION = "timeline-fr"
_AGAIN = "install it again: pip install -c constraints.txt ."
_OLDEST_PYTHON = (3, 11)
_OLDEST_SQLITE = (3, 38, 0)  # STRICT tables (3.37), JSON functions always there
_EXTRAS = {"parquet": "Parquet tables, read and written", "warc": "web archives"}
_PROBE = "La société Morel a racheté son concurrent Tavel le 3 mars 2015."


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: of what, how it is, in words, and what to do, "" where nothing is."""

    about: str
    state: State
    said: str
    advice: str = ""


def findings() -> Iterator[Finding]:
    """The findings of all checks, in a fixed order; the slow ones last."""
    checks: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
        ("Python", _python),
        ("packages", _packages),
        ("extras", _extras),
        ("SQLite", _sqlite),
        ("lexicons", _lexicons),
        ("pipeline", _pipeline),
    )
    for about, check in checks:
        yield from guarded(about, check, _AGAIN)


def guarded(about: str, check: Callable[[], Iterator[Finding]], advice: str) -> Iterator[Finding]:
    """What a check finds; that it failed, with this advice, where it did."""
    try:
        yield from check()
    except Exception as error:
        words = " ".join(str(error).split())[:200]
        yield Finding(about, "problem", f"{type(error).__name__}: {words}", advice)


def _python() -> Iterator[Finding]:
    number = ".".join(map(str, sys.version_info[:3]))
    old = sys.version_info < _OLDEST_PYTHON
    needed = ".".join(map(str, _OLDEST_PYTHON))
    advice = f"timeline needs {needed} or newer: make its environment with another Python"
    yield Finding("Python", "problem" if old else "ok", number, advice if old else "")
    yield Finding("timeline", "ok", f"{timeline.__version__} in {Path(timeline.__file__).parent}")


def _packages() -> Iterator[Finding]:
    from packaging.requirements import Requirement

    try:
        needed = [Requirement(one) for one in metadata.requires(DISTRIBUTION) or ()]
    except metadata.PackageNotFoundError:
        advice = "install it, for its requirements to be known: pip install -c constraints.txt ."
        yield Finding("packages", "warning", "timeline is run without being installed", advice)
        return
    wanted = [one for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]
    wrong = [told for one in wanted if (told := _wrong(one.name, str(one), one.specifier.contains))]
    if wrong:
        yield Finding("packages", "problem", "; ".join(wrong), _AGAIN)
    else:
        yield Finding("packages", "ok", f"{len(wanted)} of {len(wanted)} as required")


def _wrong(name: str, needed: str, fits: Callable[[str], bool]) -> str:
    """What is wrong with an installed package, "" for nothing."""
    try:
        found = metadata.version(name)
    except metadata.PackageNotFoundError:
        return f"{name} is missing"
    return "" if fits(found) else f"{name} is {found}, needed is {needed}"


def _extras() -> Iterator[Finding]:
    from packaging.requirements import Requirement

    try:
        needed = [Requirement(one) for one in metadata.requires(DISTRIBUTION) or ()]
    except metadata.PackageNotFoundError:
        return
    for extra, purpose in _EXTRAS.items():
        parts = [
            one
            for one in needed
            if one.marker is not None and one.marker.evaluate({"extra": extra})
        ]
        wrong = [
            told for one in parts if (told := _wrong(one.name, str(one), one.specifier.contains))
        ]
        about, advice = f"extra {extra}", f"pip install 'timeline-fr[{extra}]'"
        if not wrong:
            yield Finding(about, "ok", f"installed: {purpose}")
        elif all(told.endswith(" is missing") for told in wrong):
            yield Finding(about, "ok", f"not installed; for {purpose}: {advice}")
        else:
            yield Finding(about, "warning", "; ".join(wrong), advice)


def _sqlite() -> Iterator[Finding]:
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        needed = ".".join(map(str, _OLDEST_SQLITE))
        advice = f"timeline needs {needed} or newer: use a Python with a newer SQLite"
        yield Finding("SQLite", "problem", version, advice)
        return
    options = {name for (name,) in sqlite3.connect(":memory:").execute("PRAGMA compile_options")}
    index = "with" if "ENABLE_FTS5" in options else "without"
    yield Finding("SQLite", "ok", f"{version}, {index} full-text search (FTS5)")


def _lexicons() -> Iterator[Finding]:
    from timeline.dates.grammar import grammar
    from timeline.extraction.lexicon_files import load_lexicon
    from timeline.reading.lexicon import lexicon
    from timeline.reconciliation.knowledge import knowledge

    load_lexicon()
    grammar()
    lexicon()
    knowledge()
    yield Finding("lexicons", "ok", "events, dates, pages and names are readable")


def _pipeline() -> Iterator[Finding]:
    from timeline.engine.local import LocalEngine
    from timeline.model import Article

    engine = LocalEngine()
    engine.ready()  # one that cannot be loaded is told in its own words
    model = engine.model
    told = engine.extract([Article("probe", "probe.txt", _PROBE)])
    mentions = [mention for _, mentions in told for mention in mentions]
    found = [(one.type, one.date.edtf if one.date else "undated") for one in mentions]
    if found == [("acquire", "2015-03-03")]:
        yield Finding("pipeline", "ok", f"{model} finds a purchase and its day")
    else:
        instead = ", ".join(f"{kind} {date}" for kind, date in found) or "nothing"
        yield Finding("pipeline", "problem", f"{model} finds {instead} in « {_PROBE} »", _AGAIN)
