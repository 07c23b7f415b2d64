"""The tables of a store, and what each version added to them."""

from __future__ import annotations

SCHEMA_VERSION = 6

# What version 2 added.
_SINCE_2 = """
CREATE TABLE IF NOT EXISTS passed_over (
    article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    payload TEXT NOT NULL
) STRICT;
"""
# What version 3 added. A fingerprint is made from what `key` says (as `articles.extracted`); copies
# are made with the events, from all fingerprints.
_SINCE_3 = """
CREATE TABLE IF NOT EXISTS fingerprints (
    article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    payload BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS copies (
    article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    original TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE
) STRICT;
"""
# True of events that no user hid: within a text, the quotes would have backslashes before them.
SEEN = """instr(payload, '"hidden":true') = 0"""
# What version 4 added: corrections, and what makes the first of many events and their number per
# year quick to read. `problem` says why a correction has no effect on the events as they are.
_SINCE_4 = f"""
CREATE TABLE IF NOT EXISTS corrections (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    payload TEXT NOT NULL,
    problem TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS events_order ON events (dated DESC, position);
CREATE INDEX IF NOT EXISTS events_seen ON events (coalesce(first_day, last_day), sources)
    WHERE {SEEN};
"""
# What version 5 added: files that were read to their end, from which folder, and what that depended
# on. While it is the same, what they gave stands under their location in `carriers` and `skipped`.
_SINCE_5 = """
CREATE TABLE IF NOT EXISTS files (
    location TEXT PRIMARY KEY,
    root TEXT NOT NULL,
    key TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
# What version 6 added: what is kept of a reconciliation, so that the next one works out only what
# may come out differently (`timeline.reconciliation.keeping`). `stamp` is `articles.extracted` as
# it was then.
_SINCE_6 = """
CREATE TABLE IF NOT EXISTS kept_articles (
    number INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE REFERENCES articles (id) ON DELETE CASCADE,
    stamp TEXT NOT NULL,
    facts BLOB NOT NULL,
    standing BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS kept_mentions (
    number INTEGER PRIMARY KEY REFERENCES kept_articles (number) ON DELETE CASCADE,
    profiles BLOB NOT NULL,
    uses BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS kept_pairs (
    number INTEGER PRIMARY KEY REFERENCES kept_articles (number) ON DELETE CASCADE,
    pairs BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS kept_notes (name TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT;
"""
ADDED = _SINCE_2 + _SINCE_3 + _SINCE_4 + _SINCE_5 + _SINCE_6
# `location` is where a file lies on this machine and `root` the folder it was found under: both
# stay in the user's own database and never reach an export. `reading` is what that one file says
# of the article, without the text; `articles.payload` what all its carriers say together.
SCHEMA = """
CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    text BLOB NOT NULL,
    payload TEXT NOT NULL,
    content_key TEXT NOT NULL,
    extracted TEXT
) STRICT;
CREATE TABLE carriers (
    location TEXT PRIMARY KEY,
    root TEXT NOT NULL,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    reading TEXT NOT NULL
) STRICT;
CREATE INDEX carriers_article ON carriers (article_id);
CREATE TABLE skipped (
    location TEXT PRIMARY KEY,
    root TEXT NOT NULL,
    path TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE TABLE mentions (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    payload TEXT NOT NULL
) STRICT;
CREATE INDEX mentions_article ON mentions (article_id, position);
CREATE TABLE events (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    first_day INTEGER,
    last_day INTEGER,
    dated INTEGER NOT NULL,
    type TEXT NOT NULL,
    factuality TEXT NOT NULL,
    sources INTEGER NOT NULL,
    salience REAL NOT NULL,
    payload TEXT NOT NULL
) STRICT;
CREATE TABLE memberships (
    event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    mention_id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    PRIMARY KEY (event_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_mention ON memberships (mention_id);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""
