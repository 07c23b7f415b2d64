"""The articles of a reconciliation beside those of the last one: what is told otherwise now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from timeline.model import Article, Correction, Mention
from timeline.reconciliation.aliases import aliases_of
from timeline.reconciliation.constraints import Constraints
from timeline.reconciliation.corrections import constraints_of
from timeline.reconciliation.keeping import (
    STANDING,
    Facts,
    Keeper,
    Numbers,
    PackedProfiles,
    note_names,
    pack_profiles,
    standing_of,
    understanding,
    unpack_facts,
)
from timeline.reconciliation.names import NameTable, key_of
from timeline.reconciliation.ordering import place_of
from timeline.reconciliation.profiles import Profile, profiles_of
from timeline.reconciliation.retelling import repeated

_HELD = 4096  # articles whose profiles or mentions are not read again


@dataclass(slots=True)
class Part:
    """An article: its number, what is kept of it, and where its own mentions begin among all.

    `profiles` (packed) are there where they were made anew, `changed` are the places of the
    mentions whose profile is another than before.
    """

    article: str
    number: int
    facts: Facts
    standing: Numbers
    start: int = 0
    profiles: bytes | None = None
    changed: Sequence[int] = ()


class Parts:
    """All articles by id, as they were (`before`) and as they are (`now`).

    `touched` are the ids of articles of which something is not as it was that events show: their
    events are to be made anew. `constraints` are what corrections say, by the ids of mentions.
    """

    def __init__(
        self, articles: Mapping[str, Article], corrections: Sequence[Correction], kept: Keeper
    ) -> None:
        self._articles = articles
        self._kept = kept
        self._mentions: dict[str, list[Mention]] = {}
        self._profiles: dict[str, PackedProfiles] = {}
        self.before = {
            article: Part(article, number, unpack_facts(facts), _table(standing))
            for article, number, _, facts, standing in kept.articles()
        }
        stamped = {article: stamp for article, _, stamp, *_ in kept.articles()}
        stamps = kept.stamps()
        self._stale = {one for one in articles if stamped.get(one) != stamps.get(one)}
        self.now = {one: self._begun(one) for one in sorted(articles)}
        self._find_repeats()
        self.constraints = self._settle(corrections)
        for part in self.now.values():
            self._note_own(part)
        self.names = NameTable.of_counts(
            ((part.article, part.facts.names) for part in self.now.values()),
            aliases_of(corrections) if corrections else None,
        )
        last = max((part.number for part in self.before.values()), default=-1)
        self.touched: set[str] = set()
        start = 0
        for part in self.now.values():
            last = self._describe(part, last)
            part.start = start
            start += len(part.facts.own)
        self.size = start
        gone = self.before.keys() - self.now.keys()
        for part in (*map(self.before.__getitem__, self.touched & self.before.keys()),
                     *map(self.before.__getitem__, gone)):  # fmt: skip
            if part.facts.repeats and part.facts.original is not None:
                self.touched.add(part.facts.original)
        for article in list(self.touched):
            original = self.now[article].facts.original if article in self.now else None
            if original is not None:
                self.touched.add(original)

    def mentions_of(self, article: str) -> list[Mention]:
        """The mentions of an article, in order."""
        found = self._mentions.get(article)
        if found is None:
            if len(self._mentions) >= _HELD:
                self._mentions.clear()
            found = sorted(self._kept.mentions_of(article), key=place_of)
            self._mentions[article] = found
        return found

    def own_of(self, article: str) -> list[Mention]:
        """Those that repeat none of another article."""
        mentions = self.mentions_of(article)
        if not self.now[article].facts.repeats:
            return mentions
        own = set(self.now[article].facts.own)
        return [one for one in mentions if one.id in own]

    def copies_of(self, mention: str) -> list[Mention]:
        """The mentions that repeat one, in order."""
        return sorted(map(self._kept.mention, self._copies.get(mention, ())), key=place_of)

    def profiles_of(self, article: str) -> list[Profile]:
        """The profiles of an article's own mentions."""
        return [self.profile(article, place) for place in range(len(self.now[article].facts.own))]

    def profile(self, article: str, place: int) -> Profile:
        """The profile of one of an article's own mentions."""
        found = self._profiles.get(article)
        if found is None:
            if len(self._profiles) >= _HELD:
                self._profiles.clear()
            part = self.now[article]
            packed = part.profiles or self._kept.profiles_of(part.number)
            found = self._profiles[article] = PackedProfiles(packed)
        return found[place]

    def name_keys(self) -> set[str]:
        """The keys of all names of participants and places."""
        return {
            key_of(name)
            for part in self.now.values()
            for name in (*(name for (name, _), _ in part.facts.names), *part.facts.others)
        }

    def _begun(self, article: str) -> Part:
        """An article, as far as nothing but its own mentions says."""
        before = self.before.get(article)
        if before is None or article in self._stale:
            own = [one.id for one in self.mentions_of(article)]
            return Part(article, -1, Facts(own), np.empty((0, STANDING), np.int64))
        return Part(article, before.number, replace(before.facts), before.standing)

    def _find_repeats(self) -> None:
        for part in self.now.values():
            facts, before = part.facts, self.before.get(part.article)
            original = self._articles[part.article].copy_of
            original = original if original in self.now else None
            as_before = before is not None and before.facts.original == original
            if as_before and not self._stale & {part.article, original}:
                continue
            facts.original, facts.found = original, []
            if original is not None:
                told = self.mentions_of(original)
                facts.found = sorted(repeated(told, self.mentions_of(part.article)).items())

    def _settle(self, corrections: Sequence[Correction]) -> Constraints[str]:
        """What merges and splits come to; takes what they keep apart from what it repeats out of
        the repeats."""
        named = {name for one in corrections for name in one.mentions}
        about: dict[str, str] = {}
        self.named: set[str] = set()  # mentions that corrections are about, and there are
        for part in self.now.values():
            facts = part.facts
            # All its mentions, though what it repeated may be gone, or what it repeats have come.
            here = (*facts.own, *(copy for copy, _ in facts.repeats))
            facts.repeats = list(facts.found)
            if named:
                met = [pair for pair in facts.found if not named.isdisjoint(pair)]
                about.update(met)
                self.named.update(one for one in here if one in named)
        said = constraints_of(corrections, about)
        apart = {
            copy for copy, original in about.items() if said.place(copy) != said.place(original)
        }
        self.repeats: dict[str, str] = {}
        self._copies: defaultdict[str, list[str]] = defaultdict(list)
        for part in self.now.values():
            if apart:
                part.facts.repeats = [one for one in part.facts.found if one[0] not in apart]
            self.repeats.update(part.facts.repeats)
            for copy, original in part.facts.repeats:
                self._copies[original].append(copy)
        self.named.update(name for pair in about.items() for name in pair)
        return said

    def _note_own(self, part: Part) -> None:
        """Which mentions are its own, and how these call who takes part."""
        before = self.before.get(part.article)
        same = before is not None and before.facts.repeats == part.facts.repeats
        if same and part.article not in self._stale:
            return
        mentions = self.mentions_of(part.article)
        repeats = {copy for copy, _ in part.facts.repeats}
        part.facts.own = [one.id for one in mentions if one.id not in repeats]
        note_names(part.facts, mentions)
        self._stale.add(part.article)

    def _describe(self, part: Part, last: int) -> int:
        """Makes the profiles anew where they may be others; gives the last number given."""
        facts, before = part.facts, self.before.get(part.article)
        facts.digest = understanding(self._articles[part.article], facts, self.names)
        if part.article not in self._stale and before and facts.digest == before.facts.digest:
            return last
        self.touched.add(part.article)
        own = self.own_of(part.article)
        profiles = list(profiles_of(own, dict(self._articles), self.names)) if own else []
        part.profiles, facts.digests = pack_profiles(profiles)
        facts.lemmas = [one.lemma for one in profiles]
        part.standing = standing_of(profiles)
        if before is not None and before.facts.own == facts.own:
            part.number = before.number
            pairs = zip(facts.digests, before.facts.digests, strict=True)
            part.changed = [place for place, (new, old) in enumerate(pairs) if new != old]
            return last
        part.number = last + 1
        part.changed = range(len(own))
        return last + 1


def _table(standing: bytes) -> Numbers:
    return np.frombuffer(standing, np.int64).reshape(-1, STANDING)


def gone_of(parts: Parts) -> Iterator[Part]:
    """The articles of before that are gone, or whose own mentions are others now."""
    for article, part in parts.before.items():
        now = parts.now.get(article)
        if now is None or now.number != part.number:
            yield part
