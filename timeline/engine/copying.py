"""Which articles are copies: a store's, of which only new texts are read, or those of a run."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from timeline.engine.local import fingerprints_version
from timeline.model import Article
from timeline.store import Store

_SAVED_TOGETHER = 256  # fingerprints


def copies_in(store: Store) -> dict[str, str]:
    """The ids of originals by those of their copies, of all articles in a store.

    Brings the fingerprints that the store keeps up to date.
    """
    from timeline.reconciliation.copies import find_copies
    from timeline.reconciliation.fingerprints import fingerprint, packed, unpacked

    version = fingerprints_version()
    new = iter(store.without_fingerprint(version))
    while some := list(islice(new, _SAVED_TOGETHER)):
        made = [(one.id, packed(fingerprint(one))) for one in store.articles_of(some)]
        store.save_fingerprints(made, version)
    fingerprints = {name: unpacked(data) for name, data in store.fingerprints()}
    return find_copies(store.articles(text=False), fingerprints)


def copies_among(articles: Iterable[Article]) -> dict[str, str]:
    """The ids of originals by those of their copies, without a store: the same."""
    from timeline.reconciliation.copies import find_copies
    from timeline.reconciliation.fingerprints import fingerprint

    articles = list(articles)
    return find_copies(articles, {one.id: fingerprint(one) for one in articles})
