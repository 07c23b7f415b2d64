"""Which files are there: paths and folders → files, in a fixed order."""

from __future__ import annotations

import glob
import os
import stat
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.model import Skipped


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file: where it lies, and its name, POSIX, relative to the root it was found under.

    Of a file that was named itself, the name is its file name. Bytes of a file name that are not
    UTF-8 stand in `name` as `\\xNN`, so that it can be printed and stored.
    """

    path: Path
    name: str


def find_files(paths: Sequence[Path | str] | Path | str) -> Iterator[FoundFile | Skipped]:
    """Every file under `paths`, ordered by name; and what could not be looked into, and why.

    Folders are searched recursively. Hidden files and folders are passed over, unless they are
    named themselves. A folder is visited once, however many links lead to it; overlapping roots
    give each file once, named from the outermost. Raises nothing.
    """
    given = [paths] if isinstance(paths, str | Path) else paths
    roots = sorted({Path(path) for path in given}, key=_outermost_first)
    search = _Search()
    for root in roots:
        search.look_at(root)
    yield from sorted(search.results, key=_name_of)


def matching(path: Path) -> list[Path]:
    """The path itself; or, where there is none of this name and it is a pattern, what matches it.

    `*`, `?` and `[…]` are those of a shell, `**` is any number of folders. A pattern that nothing
    matches is given back as it is.
    """
    if not glob.has_magic(str(path)) or os.path.lexists(path):
        return [path]
    return [Path(one) for one in sorted(glob.glob(str(path), recursive=True))] or [path]


def printable(name: str) -> str:
    """The name with undecodable bytes written as `\\xNN` (Python keeps them as surrogates)."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def why_not_regular(mode: int) -> str | None:
    """Why a file of this `st_mode` cannot be read, or None for a regular file."""
    if stat.S_ISREG(mode):
        return None
    kinds = {
        stat.S_IFIFO: "a named pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
        stat.S_IFDIR: "a folder",
    }
    kind = kinds.get(stat.S_IFMT(mode), "a special file")
    return f"not a regular file but {kind}: copy the article into an ordinary file"


def why_not_opened(error: OSError) -> str:
    """What a failed look at a file means for the user."""
    if isinstance(error, PermissionError):
        return "permission denied: make it readable and run again"
    if isinstance(error, FileNotFoundError):
        return "no such file or folder: check the path"
    return f"cannot be opened ({error.strerror or type(error).__name__}): check the path"


class _Search:
    """One search over all roots: what was found, and the folders already visited."""

    def __init__(self) -> None:
        self.results: list[FoundFile | Skipped] = []
        self._folders: set[tuple[int, int]] = set()
        self._files: set[str] = set()
        self._real: dict[Path, str] = {}  # by folder, where it lies

    def look_at(self, root: Path) -> None:
        """Adds one given path: a file, a folder, or something that is neither."""
        shown = printable(root.as_posix())
        try:
            status = root.stat()
        except (OSError, ValueError) as error:
            reason = _why_no_status(root, error)
            if glob.has_magic(shown):
                reason = "nothing matches this pattern: check it"
            self.results.append(Skipped(shown, reason))
            return
        if stat.S_ISDIR(status.st_mode):
            before = len(self.results)
            visited = (status.st_dev, status.st_ino) in self._folders
            self._walk(root)
            if len(self.results) == before and not visited:
                reason = "empty folder: put articles into it (.txt, .html, .pdf, .docx …)"
                self.results.append(Skipped(shown, reason))
        else:
            name = root.name or root.resolve().name
            self._add_file(root, printable(name), status.st_mode)

    def _walk(self, root: Path) -> None:
        # Linked folders wait until all real ones are visited, so that a file gets its real name.
        real: deque[tuple[Path, str]] = deque([(root, "")])
        linked: deque[tuple[Path, str]] = deque()
        while real or linked:
            is_link = not real
            folder, prefix = linked.popleft() if is_link else real.popleft()
            try:
                status = folder.stat()
                identity = (status.st_dev, status.st_ino)
                if identity in self._folders:
                    if is_link:
                        reason = "symbolic link to a folder that is already read: nothing to do"
                        self.results.append(Skipped(printable(prefix).rstrip("/"), reason))
                    continue
                self._folders.add(identity)
                with os.scandir(folder) as entries:
                    visible = sorted(e.name for e in entries if not e.name.startswith("."))
            except OSError as error:
                shown = printable(prefix).rstrip("/") or printable(root.as_posix())
                self.results.append(Skipped(shown, why_not_opened(error)))
                continue
            for name in visible:
                self._enter(folder / name, prefix + name, real, linked)

    def _enter(
        self,
        path: Path,
        name: str,
        real: deque[tuple[Path, str]],
        linked: deque[tuple[Path, str]],
    ) -> None:
        try:
            mode = path.lstat().st_mode
            is_link = stat.S_ISLNK(mode)
            if is_link:
                mode = path.stat().st_mode
        except (OSError, ValueError) as error:
            self.results.append(Skipped(printable(name), _why_no_status(path, error)))
            return
        if stat.S_ISDIR(mode):
            (linked if is_link else real).append((path, name + "/"))
        else:
            self._add_file(path, printable(name), mode)

    def _add_file(self, path: Path, name: str, mode: int) -> None:
        folder = path.parent
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)
        place = os.path.join(self._real[folder], path.name)
        if place in self._files:
            return
        self._files.add(place)
        reason = why_not_regular(mode)
        self.results.append(Skipped(name, reason) if reason else FoundFile(path, name))


def _why_no_status(path: Path, error: OSError | ValueError) -> str:
    if isinstance(error, ValueError):
        return "not a path (it holds a NUL character): check the path"
    try:
        if path.is_symlink():
            return "symbolic link that leads nowhere: mend the link or remove it"
    except OSError:
        pass
    return why_not_opened(error)


def _outermost_first(root: Path) -> tuple[bool, int, str]:
    """Folders before files, outer ones before inner ones, whatever order they were given in."""
    try:
        real = os.path.realpath(root)
        return (not root.is_dir(), real.count(os.sep), real)
    except (OSError, ValueError):
        return (True, 0, str(root))


def _name_of(found: FoundFile | Skipped) -> tuple[str, str]:
    if isinstance(found, Skipped):
        return (found.path, "")
    return (found.name, str(found.path))
