"""Extraction in this process."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import timeline
from timeline.model import Article, Mention, Skipped

if TYPE_CHECKING:
    from spacy.language import Language

    from timeline.extraction import Lexicon

# Where what decides about an article's mentions lies, besides the pipeline and users' lexicons.
_DECISIVE = ("extraction", "dates", "resources/lexicons")
_READING = ("reading", "dates", "model", "mojibake.py", "resources/lexicons")
_RECONCILING = ("reconciliation", "resources/lexicons")
_FINGERPRINTING = ("reconciliation/fingerprints.py", "reconciliation/words.py")


# What an article gave: itself with its mentions, or why there are none.
Outcome = tuple[Article, tuple[Mention, ...]] | Skipped


class LocalEngine:
    """The French pipeline, loaded when it is first needed; not for its version alone.

    `model` is the folder or name of a spaCy pipeline (None: the one that comes along), `lexicons`
    are TOML files that add to the lexicon that comes along. Its methods raise PipelineError or
    LexiconError where these cannot be used.
    """

    def __init__(self, model: str | Path | None = None, lexicons: Sequence[Path] = ()) -> None:
        self._model = model
        self._lexicons = tuple(lexicons)
        self._failures: list[Skipped] = []

    @cached_property
    def model(self) -> str:
        """Name and version of the pipeline."""
        if self._model is None:
            return packaged_model()
        from timeline.extraction import pipeline_version

        return pipeline_version(self._nlp)

    @cached_property
    def version(self) -> str:
        """A hash of the program's version and rules, the pipeline's version and the lexicons."""
        if self._lexicons:
            # Loaded before they are hashed: one that cannot be used is told in its own words.
            _ = self._lexicon
        digest = hashlib.sha256(f"{rules_version()}\0{self.model}".encode())
        for path in self._lexicons:
            content = path.read_bytes()
            digest.update(f"{len(content)}\0".encode() + content)
        return digest.hexdigest()

    @property
    def compare(self) -> None:
        """Nobody else compares mentions."""

    @property
    def failures(self) -> Sequence[Skipped]:
        """The articles that `extract` had to leave out so far, and why."""
        return self._failures

    def prepare(self, size: int) -> None:
        """Loads pipeline and lexicon."""
        self.ready()

    def ready(self) -> None:
        """Loads pipeline and lexicon, where that is not done."""
        _ = self._nlp, self._lexicon

    def extract(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
        """Each article, in the order given, with its mentions in the order of the text.

        An article on which the extraction fails is left out and listed in `failures`.
        """
        for article in articles:
            outcome = self.outcome(article)
            if isinstance(outcome, Skipped):
                self._failures.append(outcome)
            else:
                yield outcome

    def outcome(self, article: Article) -> Outcome:
        """An article with its mentions, or why the extraction failed on it."""
        from timeline.extraction import extract_mentions

        try:
            return next(extract_mentions([article], self._nlp, self._lexicon))
        except Exception as error:  # one bad article must never stop a run
            return failed(article, f"{type(error).__name__}: {error}".splitlines()[0][:200])

    @cached_property
    def _lexicon(self) -> Lexicon:
        from timeline.extraction import load_lexicon

        return load_lexicon(self._lexicons)

    @cached_property
    def _nlp(self) -> Language:
        from timeline.extraction import load_pipeline

        return load_pipeline(self._model)


def packaged_model() -> str:
    """Name and version of the pipeline that comes along, without loading it."""
    path = Path(__file__).resolve().parent.parent / "resources" / "model" / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    return f"{meta['name']} {meta['version']}"


def failed(article: Article, why: str) -> Skipped:
    """That the extraction failed on an article."""
    return Skipped(article.path, f"its events could not be extracted ({why}): please report it")


def rules_version() -> str:
    """The program's version and a hash of the rules that extraction follows."""
    return _version(_DECISIVE)


def readers_version() -> str:
    """The program's version and a hash of the rules that reading follows."""
    return _version(_READING)


def reconciliation_version() -> str:
    """The program's version and a hash of the rules that reconciliation follows."""
    return _version(_RECONCILING)


def fingerprints_version() -> str:
    """The program's version and a hash of how fingerprints of articles are made."""
    return _version(_FINGERPRINTING)


@cache
def _version(places: tuple[str, ...]) -> str:
    # The files themselves are hashed, so that whoever edits a rule or a lexicon sees it at work in
    # the next run, and need not remember to ask for it.
    here = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256(timeline.__version__.encode())
    for place in places:
        for path in sorted({here / place, *(here / place).rglob("*")}):
            if path.suffix in (".py", ".toml"):
                digest.update(path.relative_to(here).as_posix().encode())
                digest.update(path.read_bytes())
    return f"{timeline.__version__}-{digest.hexdigest()}"
