"""A run: what was read is taken in, new or changed articles extracted, all mentions reconciled."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

import timeline
from timeline.engine import Engine, Progress
from timeline.engine.copying import copies_among, copies_in, keep_copies
from timeline.engine.local import reconciliation_version, rules_version
from timeline.engine.reading import no_progress
from timeline.intake import Reading
from timeline.model import Article, Generator, Skipped, Timeline
from timeline.store import Counts, Store

if TYPE_CHECKING:
    from timeline.reconciliation.comparisons import Compare

_RULES = "rules"  # the note of what the events that are kept were made by
_COLLECTED = 1_000_000  # objects more than were freed, after which cycles are looked for
_SAVED_TOGETHER = 64  # articles: what an interruption may lose


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: how many articles were new or changed, what the store holds now, the
    articles whose events could not be extracted, which the next run tries again, how many
    corrections are about nothing that is still there, and how many events were worked out anew."""

    extracted: int
    held: Counts
    failures: tuple[Skipped, ...] = ()
    corrections_gone: int = 0
    worked_out: int = 0


def update(
    store: Store,
    readings: Iterable[Reading],
    scopes: Sequence[str],
    engine: Engine,
    *,
    fresh: bool = False,
    progress: Progress = no_progress,
) -> Summary:
    """Brings the store up to what was read, in transactions that each leave it usable.

    Only articles that are new or changed are extracted; with `fresh`, all of them.
    """
    from timeline.reading import merge_carriers

    version = engine.version
    with store.together():
        store.record(readings, scopes, merge_carriers)
        store.note_extraction(version, rules_version(), engine.model)
        stale = store.stale(version, everything=fresh)
        if stale:
            # A pipeline or lexicon that cannot be used must leave the store as it was.
            engine.ready()
    extracted = engine.extract(store.articles_of(stale)) if stale else iter(())
    done = 0
    while batch := list(islice(extracted, _SAVED_TOGETHER)):
        store.save_mentions(batch, version)
        done += len(batch)
        progress("extracting", done, len(stale))
    state = store.state(reconciliation_version())
    if fresh or state != store.saved_state():
        progress("reconciling", 0, None)
        worked_out = _remake(store, state, _generator(engine), engine.compare, fresh=fresh)
    else:
        worked_out = 0
        store.finish(_generator(engine))
    failures = tuple(engine.failures)
    gone = sum(problem == "gone" for problem in store.problems().values())
    return Summary(len(stale) - len(failures), store.counts(), failures, gone, worked_out)


def remake(store: Store) -> int:
    """Makes those events anew that the mentions and corrections that the store holds may have made
    others, and gives their number: no pipeline is needed, and an extraction that did not end is
    still to be run again."""
    made_by = replace(store.generator(), version=timeline.__version__)
    state = store.state(reconciliation_version())
    return _remake(store, state, made_by if store.is_finished() else None)


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    """Looks for cycles less often: what reconciliation holds has hardly any, and is looked through
    again and again for them otherwise, an eighth of its time."""
    before = gc.get_threshold()
    gc.set_threshold(_COLLECTED, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@_collecting_rarely()
def _remake(
    store: Store,
    state: str,
    generator: Generator | None,
    compare: Compare | None = None,
    *,
    fresh: bool = False,
) -> int:
    # `state` is from before the reading: what another run changes meanwhile must show as a change.
    from timeline.reconciliation import problems, reconcile, reconcile_changes

    corrections = store.corrections()
    rules = reconciliation_version().encode()
    anew = fresh or store.kept.note(_RULES) != rules
    articles = [*store.articles(text=False)]
    found = copies_in(store, articles, anew=anew)
    copies = found.originals
    articles = [*with_originals(articles, copies)]
    # At once: the next run takes events of this state for all that it was to make.
    with store.together():
        changes = None if anew else reconcile_changes(articles, corrections, store.kept)
        if changes is None:
            events = reconcile(articles, store.mentions(), corrections, store.kept, compare)
            store.save_events(events, generator, state, copies)
            made, names = store.counts().events, None
        else:
            store.save_changes(changes.events, changes.gone, changes.order, state, copies)
            made, names = len(changes.events), changes.name_keys
            if generator is not None:
                store.finish(generator)
        store.kept.keep_note(_RULES, rules)
        keep_copies(store, found)
        held = {store.event_of(mention) for one in corrections for mention in one.mentions}
        about = [store.event(identifier) for identifier in held if identifier is not None]
        store.save_problems(problems(corrections, store.mentions(), about, names))
    return made


def timeline_of(readings: Iterable[Reading], engine: Engine) -> Timeline:
    """The timeline of what was read, without a store: the same that a store would give."""
    from timeline.reading import merge_carriers
    from timeline.reconciliation import reconcile

    outcomes = [reading.outcome for reading in readings]
    merged = merge_carriers([outcome for outcome in outcomes if isinstance(outcome, Article)])
    articles = sorted(merged, key=lambda article: article.id)
    mentions = [mention for _, found in engine.extract(articles) for mention in found]
    articles.sort(key=lambda article: (article.path, article.id))
    skipped = [outcome for outcome in outcomes if isinstance(outcome, Skipped)]
    skipped += engine.failures
    skipped.sort(key=lambda one: (one.path, one.reason))
    articles = list(with_originals(articles, copies_among(articles)))
    events = tuple(reconcile(articles, mentions, compare=engine.compare))
    return Timeline(events, tuple(articles), tuple(skipped), _generator(engine))


def with_originals(articles: Iterable[Article], copies: Mapping[str, str]) -> Iterator[Article]:
    """The articles, each copy with the id of its original."""
    return (replace(one, copy_of=copies.get(one.id)) for one in articles)


def _generator(engine: Engine) -> Generator:
    return Generator("timeline", timeline.__version__, engine.model)
