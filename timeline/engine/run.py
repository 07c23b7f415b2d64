"""A run: what was read is taken in, new or changed articles extracted, all mentions reconciled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import timeline
from timeline.engine import Engine, Progress
from timeline.engine.local import reconciliation_version
from timeline.engine.reading import no_progress
from timeline.intake import Reading
from timeline.model import Article, Correction, Event, Generator, Mention, Skipped, Timeline
from timeline.store import Counts, Store

_SAVED_TOGETHER = 64  # articles: what an interruption may lose


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: how many articles were new or changed, what the store holds now, the
    articles whose events could not be extracted, which the next run tries again, and how many
    corrections are about nothing that is still there."""

    extracted: int
    held: Counts
    failures: tuple[Skipped, ...] = ()
    corrections_gone: int = 0


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

    # Asked first: a pipeline or lexicon that cannot be used must leave the store as it was.
    version = engine.version
    store.record(readings, scopes, merge_carriers)
    stale = store.stale(version, everything=fresh)
    extracted = engine.extract(store.articles_of(stale)) if stale else iter(())
    done = 0
    while batch := list(islice(extracted, _SAVED_TOGETHER)):
        store.save_mentions(batch, version)
        done += len(batch)
        progress("extracting", done, len(stale))
    state = store.state(reconciliation_version())
    if fresh or state != store.saved_state():
        progress("reconciling", 0, None)
        _remake(store, state, _generator(engine))
    else:
        store.finish(_generator(engine))
    failures = tuple(engine.failures)
    gone = sum(problem == "gone" for problem in store.problems().values())
    return Summary(len(stale) - len(failures), store.counts(), failures, gone)


def remake(store: Store) -> None:
    """Makes the events anew from the mentions and corrections that the store holds: no pipeline is
    needed, and an extraction that did not end is still to be run again."""
    made_by = replace(store.generator(), version=timeline.__version__)
    state = store.state(reconciliation_version())
    _remake(store, state, made_by if store.is_finished() else None)


def _remake(store: Store, state: str, generator: Generator | None) -> None:
    # `state` is from before the reading: what another run changes meanwhile must show as a change.
    from timeline.reconciliation import problems

    mentions, corrections = list(store.mentions()), store.corrections()
    events = reconciled(list(store.articles(text=False)), mentions, corrections)
    store.save_events(events, generator, state)
    store.save_problems(problems(corrections, mentions, events))


def timeline_of(readings: Iterable[Reading], engine: Engine) -> Timeline:
    """The timeline of what was read, without a store: the same that a store would give."""
    from timeline.reading import merge_carriers

    outcomes = [reading.outcome for reading in readings]
    merged = merge_carriers([outcome for outcome in outcomes if isinstance(outcome, Article)])
    articles = sorted(merged, key=lambda article: article.id)
    mentions = [mention for _, found in engine.extract(articles) for mention in found]
    articles.sort(key=lambda article: (article.path, article.id))
    skipped = [outcome for outcome in outcomes if isinstance(outcome, Skipped)]
    skipped += engine.failures
    skipped.sort(key=lambda one: (one.path, one.reason))
    events = reconciled(articles, mentions)
    return Timeline(events, tuple(articles), tuple(skipped), _generator(engine))


def reconciled(
    articles: Sequence[Article],
    mentions: Sequence[Mention],
    corrections: Sequence[Correction] = (),
) -> tuple[Event, ...]:
    """The events of all mentions, corrected, in the order of a timeline, those without a date
    last."""
    from timeline.reconciliation import reconcile

    events = reconcile(articles, mentions, corrections)
    return tuple(sorted(events, key=lambda event: event.date is None))


def _generator(engine: Engine) -> Generator:
    return Generator("timeline", timeline.__version__, engine.model)
