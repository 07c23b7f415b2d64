"""Where reading and extraction run.

An engine is anything with the shape of `Engine`; `local` runs in this process. What an engine does
to one article depends on nothing but the article, so engines may share the work out as they like:
they all give the same mentions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, Protocol

from timeline.model import Article, Mention, Skipped

if TYPE_CHECKING:
    from timeline.reconciliation.comparisons import Compare

Stage = Literal["reading", "extracting", "reconciling"]
# Told the stage, how many items of it are done, and of how many (None while that is not known).
Progress = Callable[[Stage, int, int | None], None]


class Engine(Protocol):
    """What turns articles into mentions."""

    @property
    def model(self) -> str:
        """Name and version of the pipeline."""

    @property
    def version(self) -> str:
        """Changes with whatever may change the mentions of an article that stayed the same."""

    @property
    def failures(self) -> Sequence[Skipped]:
        """The articles that `extract` had to leave out so far, and why."""

    @property
    def compare(self) -> Compare | None:
        """Works out elsewhere how much speaks for pairs of very many mentions to be one event; None
        where there is no better place than this process."""

    def prepare(self, size: int) -> None:
        """Begins what takes long before the first article, so that it need not be waited for.

        `size` is about how many bytes of files there are to read. Need not be called.
        """

    def ready(self) -> None:
        """Returns when articles can be extracted, and raises what `extract` would, where they
        cannot be."""

    def extract(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
        """Each article, in the order given, with its mentions in the order of the text.

        An article on which the extraction fails is left out and listed in `failures`.
        """
