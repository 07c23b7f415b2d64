"""What users said of names: which are one entity, and which are not, whatever their spelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.model import Correction, Mention
from timeline.reconciliation.constraints import Constraints, Statement, resolve
from timeline.reconciliation.names import is_name, key_of


@dataclass(frozen=True, slots=True)
class Aliases:
    """What corrections come to, for names by the key of their spelling (`key_of`).

    `roots` gives for each key that is an alias the one key that all of its entity share, `written`
    how the entity of such a key is written.
    """

    constraints: Constraints[str] = field(default_factory=Constraints)
    roots: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)

    def root(self, key: str) -> str:
        """The key of the entity that a key stands for."""
        return self.roots.get(key, key)

    def are_apart(self, first: str, second: str) -> bool:
        """Whether two keys are never one entity."""
        return self.constraints.are_apart((first,), (second,))


def aliases_of(corrections: Sequence[Correction]) -> Aliases:
    """What the corrections say of names, a later one against an earlier one."""
    about_names = [one for one in corrections if one.kind in ("alias", "apart")]
    constraints = resolve(
        [
            Statement(
                tuple((key_of(name),) for name in one.names),
                apart=one.kind == "apart",
            )
            for one in about_names
        ]
    )
    named: dict[int, str] = {}
    for one in about_names:
        place = constraints.place(key_of(one.names[0]))
        # An alias that was taken back in part still names those that stayed with its first name.
        if one.kind == "alias" and place is not None:
            named[place] = one.names[0]
    written = {key_of(name): name for name in named.values()}
    roots = {
        key: key_of(named[place])
        for place, group in enumerate(constraints.together)
        if place in named
        for key in group
    }
    return Aliases(constraints, roots, written)


def name_keys(mentions: Iterable[Mention]) -> set[str]:
    """The keys of all names of participants and places."""
    keys: set[str] = set()
    for mention in mentions:
        keys.update(key_of(item.name) for item in mention.participants if is_name(item))
        keys.update(map(key_of, mention.places))
    return keys
