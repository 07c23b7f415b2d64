"""Articles at addresses such as s3://bucket/press: listed, and copied here a few at a time.

Any scheme that fsspec has a driver for, chains (`zip::s3://bucket/press.zip`) too. Files are copied
to a temporary folder under numbers, never under names that somebody else chose.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from timeline.engine.places import Url, without_password
from timeline.engine.reader_process import AHEAD
from timeline.intake import Reading
from timeline.model import Skipped
from timeline.reading.finding import FoundFile
from timeline.reading.members import MOST_UNFOLDED, Names, is_hidden

_WEB = re.compile(r"(?:.*::)?https?://")
_AT_ONCE = 8  # files on their way, where the driver can do several
_PAUSES = (0.3, 1.5)  # seconds before another attempt
_TIRED = 10  # files in a row that cannot be copied, after which something else is wrong


class RemoteError(Exception):
    """What lies at an address cannot be had; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A file that is there: its driver and path there, and as what it is known here."""

    driver: Any
    path: str
    root: str
    name: str
    size: int

    @property
    def location(self) -> str:
        return f"{self.root}/{self.name}"


class Remote:
    """The files at some addresses; iterating copies them here, in order, and drops those that
    are read. `readings` says what could not be copied, and why, as soon as that is known."""

    def __init__(self, urls: Iterable[Url], folder: Path) -> None:
        self._folder = folder
        self._listed: list[_Listed] = []
        self.readings: list[Reading] = []
        met: set[str] = set()
        for url in sorted(set(urls), key=lambda one: (len(str(one)), one.address)):
            for one in _listing(url):
                if isinstance(one, Reading):
                    self.readings.append(one)
                elif one.location not in met:
                    met.add(one.location)
                    self._listed.append(one)

    def __len__(self) -> int:
        return len(self._listed)

    def __iter__(self) -> Iterator[FoundFile]:
        """Raises RemoteError where one file after the other cannot be copied, or none at all."""
        here: deque[Path] = deque()
        failed, copied = 0, 0
        for number, why in self._outcomes():
            one, path = self._listed[number], self._path(number)
            if why is None:
                failed, copied = 0, copied + 1
                yield FoundFile(path, one.name)
                here.append(path)
                # Whoever reads has no more of them in hand at once.
                if len(here) > AHEAD:
                    here.popleft().unlink()
                continue
            self.readings.append(Reading(one.root, Skipped(one.name, f"{why}: run again")))
            failed += 1
            if failed == _TIRED or (number == len(self) - 1 and not copied):
                raise RemoteError(
                    f"{one.location} and others {why}: check the connection and run again."
                )

    @property
    def size(self) -> int:
        """How many bytes they have, where that is known before they are copied."""
        return sum(one.size for one in self._listed)

    def root_of(self, found: FoundFile) -> str | None:
        """The address of the folder that a file is named from; None for one from elsewhere."""
        if found.path.parent != self._folder:
            return None
        return self._listed[int(found.path.name)].root

    def _path(self, number: int) -> Path:
        return self._folder / str(number)

    def _outcomes(self) -> Iterator[tuple[int, str | None]]:
        """The number of each file, and why it could not be copied; None where it is here."""
        waiting: deque[tuple[int, Future[str | None]]] = deque()
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            try:
                for number, one in enumerate(self._listed):
                    waiting.append((number, pool.submit(_copied, one, self._path(number))))
                    # What knows nothing of threads copies one after the other.
                    if len(waiting) == (_AT_ONCE if one.driver.async_impl else 1):
                        first, outcome = waiting.popleft()
                        yield first, outcome.result()
                for first, outcome in waiting:
                    yield first, outcome.result()
            finally:
                pool.shutdown(cancel_futures=True)


@contextmanager
def remote_files(urls: Sequence[Url]) -> Iterator[Remote]:
    """What lies at the addresses, and a folder for it while it is read.

    Raises RemoteError where an address cannot be looked at; one where nothing lies is among the
    `readings`.
    """
    with tempfile.TemporaryDirectory(prefix="timeline-") as folder:
        yield Remote(urls, Path(folder))


def scope_of(url: Url) -> str | None:
    """What a run over this address answers for; None where nothing lies there. Raises
    RemoteError."""
    there = _look(url)
    if there is None:
        return None
    if there[2].get("type") == "directory":
        return str(url)
    root, name = _file(url)
    return f"{root}/{name}"


def _listing(url: Url) -> list[_Listed | Reading]:
    there = _look(url)
    if there is None:
        root, name = _file(url)
        return [Reading(root, Skipped(name, "no such file or folder: check the address"))]
    driver, path, about = there
    if about.get("type") != "directory":
        return [_listed(driver, path, about, *_file(url))]
    try:
        found: Mapping[str, Any] = driver.find(path, detail=True)
    except Exception as error:
        raise _unreachable(url, error) from error
    root, names = str(url), Names()
    listed = []
    for there_path in sorted(found):
        relative = there_path[len(path.rstrip("/")) :].lstrip("/")
        if relative and not is_hidden(relative) and found[there_path].get("type") == "file":
            name = names.unique(relative)
            listed.append(_listed(driver, there_path, found[there_path], root, name))
    if not listed:
        folder, _, name = root.rpartition("/")
        return [Reading(folder, Skipped(name, "empty folder: put articles into it"))]
    return listed


def _listed(
    driver: Any, path: str, about: Mapping[str, Any], root: str, name: str
) -> _Listed | Reading:
    size = about.get("size") or 0
    if size > MOST_UNFOLDED:
        return Reading(root, Skipped(name, f"more than {MOST_UNFOLDED:,} bytes: split it"))
    return _Listed(driver, path, root, name, size)


def _look(url: Url) -> tuple[Any, str, Mapping[str, Any]] | None:
    """The driver, the path as it knows it, and what it says about it; None where nothing lies."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise RemoteError(
            f"{url} needs the extra 'dask': pip install 'timeline-fr[dask]'."
        ) from None
    try:
        driver, path = url_to_fs(url.address)
        driver.invalidate_cache()  # another run of this process may have looked before
        return driver, path, driver.info(path)
    except FileNotFoundError:
        return None
    except ImportError as error:
        raise RemoteError(f"{url} needs a package that is not installed ({error}).") from error
    except Exception as error:  # drivers raise what their libraries do
        raise _unreachable(url, error) from error


def _file(url: Url) -> tuple[str, str]:
    """The folder and the name of a file at an address.

    What stands behind a question mark may hold a key that opens the file: a name has its hash.
    """
    bare, _, query = str(url).partition("?") if _WEB.match(url.address) else (str(url), "", "")
    root, _, last = bare.rpartition("/")
    if root.endswith("/") and _WEB.match(url.address):  # nothing but a host
        root, last = bare, "index.html"
    name = PurePosixPath(Names().unique(last))
    if query:
        mark = hashlib.sha256(query.encode()).hexdigest()[:8]
        name = name.with_name(f"{name.stem}-{mark}{name.suffix}")
    return root, str(name)


def _copied(one: _Listed, path: Path) -> str | None:
    """Copies a file; gives why that is impossible, None where it is done."""
    for pause in (*_PAUSES, None):
        try:
            one.driver.get_file(one.path, str(path))
            return None
        except FileNotFoundError:
            return "vanished while others were read"
        except Exception as error:
            if pause is None or isinstance(error, PermissionError):
                return f"cannot be copied ({_said(error)})"
        time.sleep(pause)
    return None


def _unreachable(url: Url, error: Exception) -> RemoteError:
    return RemoteError(
        f"{url} cannot be looked at ({_said(error)}): check the address, the connection and what "
        "you may read."
    )


def _said(error: Exception) -> str:
    lines = without_password(str(error)).splitlines() or [""]
    return f"{type(error).__name__}: {lines[0][:200]}".removesuffix(": ")
