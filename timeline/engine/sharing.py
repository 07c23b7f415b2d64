"""What the engines have in common that let other processes extract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.engine.local import LocalEngine, Outcome
from timeline.model import Article, Mention, Skipped

if TYPE_CHECKING:
    from timeline.reconciliation.comparisons import Compare


class ExtractionFailed(Exception):
    """Whoever is to extract events cannot do it, or not be had."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What a worker process answers first: it has loaded this pipeline (name and version)."""

    model: str


class SharingEngine:
    """An engine whose articles go elsewhere: model and version are those of this process, which
    loads no pipeline for them where it is the one that comes along."""

    def __init__(self, model: str | Path | None, lexicons: Sequence[Path]) -> None:
        self._here = LocalEngine(model, lexicons)
        self._failures: list[Skipped] = []

    @property
    def model(self) -> str:
        """Name and version of the pipeline."""
        return self._here.model

    @property
    def version(self) -> str:
        """A hash of the program's version and rules, the pipeline's version and the lexicons."""
        return self._here.version

    @property
    def compare(self) -> Compare | None:
        """Nobody else compares mentions."""
        return None

    @property
    def failures(self) -> Sequence[Skipped]:
        """The articles that `extract` had to leave out so far, and why."""
        return (*self._here.failures, *self._failures)

    def _settled(
        self, outcomes: Iterable[tuple[Article, Outcome]]
    ) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
        """What came back, each article with its text again; failures are kept."""
        for article, outcome in outcomes:
            if isinstance(outcome, Skipped):
                self._failures.append(outcome)
            else:
                told, mentions = outcome
                yield replace(told, text=article.text), mentions


def sent_back(engine: LocalEngine, article: Article) -> Outcome:
    """What an article gives, without its text, which whoever sent it has."""
    outcome = engine.outcome(article)
    return outcome if isinstance(outcome, Skipped) else (replace(outcome[0], text=""), outcome[1])
