"""Which articles are copies: a store's, of which only new texts are read, or those of a run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from timeline.engine.local import fingerprints_version
from timeline.model import Article
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.reconciliation.copies import Copies

_SAVED_TOGETHER = 256  # fingerprints
_NOTE = "copies"  # the note of what is kept of the search for them


def copies_in(store: Store, articles: Sequence[Article], *, anew: bool) -> Copies:
    """The copies among all articles of a store.

    Brings the fingerprints that the store keeps up to date. Unless `anew`, what `keep_copies` kept
    of the last search is by the same rules, and is not worked out again.
    """
    from timeline.reconciliation.copies import Copies, find_copies
    from timeline.reconciliation.fingerprints import fingerprint, packed, unpacked

    version = fingerprints_version()
    new = iter(store.without_fingerprint(version))
    while some := list(islice(new, _SAVED_TOGETHER)):
        made = [(one.id, packed(fingerprint(one))) for one in store.articles_of(some)]
        store.save_fingerprints(made, version)
    fingerprints = {name: unpacked(data) for name, data in store.fingerprints()}
    kept = b"" if anew else store.kept.note(_NOTE)
    return find_copies(articles, fingerprints, Copies(*json.loads(kept)) if kept else Copies())


def keep_copies(store: Store, found: Copies) -> None:
    """Keeps what was found among the articles of a store."""
    said = [found.originals, found.digests]
    store.kept.keep_note(_NOTE, json.dumps(said).encode())


def copies_among(articles: Iterable[Article]) -> Mapping[str, str]:
    """The ids of originals by those of their copies, without a store: the same."""
    from timeline.reconciliation.copies import find_copies
    from timeline.reconciliation.fingerprints import fingerprint

    articles = list(articles)
    return find_copies(articles, {one.id: fingerprint(one) for one in articles}).originals
