"""Which files need not be read again, because a run before this one read them as they are.

What a file gives depends on its content, its name, the readers, the packages that these stand on
and what the user says of the articles. A file is taken to have the same content while its size, its
times of change and its inode are the same. That is not so for one that was changed a moment before
it was read: it may have been changed again in the same tick of the clock, or by a clock that is not
quite this machine's, and have the same times still. So it is read again, as `git` does with what it
calls "racily clean" entries (https://git-scm.com/docs/racy-git).
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cached_property
from importlib import metadata
from typing import TYPE_CHECKING

from timeline.engine.local import readers_version
from timeline.installation import DISTRIBUTION
from timeline.intake import FileRead, Reading, location_of
from timeline.kept_files import KeptFiles
from timeline.model import Article, Day, Skipped
from timeline.reading.opening import FileState, Look

if TYPE_CHECKING:
    from timeline.reading import FoundFile, Known

# Nanoseconds. File systems count times of change in up to two seconds (FAT).
_A_MOMENT = 3_000_000_000
_NAME = re.compile(r"[\w.-]+")


class Keeping:
    """Tells a run what files gave that need not be read again.

    `kept` is what an earlier run left, None where everything is to be read.
    """

    def __init__(self, kept: KeptFiles | None, known: Known) -> None:
        self._kept = kept
        self._known = known

    def readings(self, found: FoundFile, root: str) -> list[Reading]:
        """What a file gave; nothing where it is to be read. `root` is the folder that it is named
        from."""
        if self._kept is None:
            return []
        try:
            key = self._key(found, FileState.of(found.path.stat()))
        except OSError:  # whoever reads it says what is wrong
            return []
        location = location_of(root, found.name)
        if self._kept.key(location, root) != key:
            return []
        outcomes = list(self._kept.outcomes(location, root))
        if any(_depends_on_day(one, self._known.today) for one in outcomes):
            return []
        file = FileRead(found.name, key)
        return [
            Reading(root, one, file if number == len(outcomes) else None)
            for number, one in enumerate(outcomes, 1)
        ]

    def file_read(self, found: FoundFile, look: Look | None) -> FileRead | None:
        """What to keep of a file that was read so; nothing where it is to be read again."""
        if look is None:
            return None
        if look.begun - max(look.state.modified, look.state.changed) < _A_MOMENT:
            return None
        return FileRead(found.name, self._key(found, look.state))

    def _key(self, found: FoundFile, state: FileState) -> str:
        parts = [self._rules, state.size, state.modified, state.changed, state.inode]
        if self._known.metadata:  # its rows are looked up by the path that the user wrote, too
            parts.append(str(found.path))
        return hashlib.sha256("\0".join(map(repr, parts)).encode()).hexdigest()[:32]

    @cached_property
    def _rules(self) -> str:
        """A hash of what readings depend on besides the files."""
        known = self._known
        rows = json.dumps(known.metadata, sort_keys=True)
        parts = [readers_version(), *_packages(), repr(known.published), rows]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _depends_on_day(outcome: Article | Skipped, today: Day | None) -> bool:
    """Whether some claim is not believed, or would no longer be, because it is in the future."""
    if isinstance(outcome, Skipped):
        return False
    return any(
        one.problem == "in the future"
        or (
            one.source != "option"
            and today
            and one.date
            and one.date.start
            and one.date.start > today
        )
        for one in outcome.claims
    )


def _packages() -> list[str]:
    """The packages that timeline may need, with their versions, where they are installed."""
    try:
        needed = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:  # run without being installed
        return []
    names = {found[0] for one in needed if (found := _NAME.match(one))}
    return sorted(f"{name} {_version(name)}" for name in names)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
