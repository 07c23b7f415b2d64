"""Articles to mentions: the French pipeline and what is built on it.

Names are looked up when first used: spaCy reads `timeline.extraction.language` through its entry
point, and must not load the rest for that.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.extraction.lexicon import Lexicon
    from timeline.extraction.lexicon_files import LexiconError, load_lexicon
    from timeline.extraction.mentions import extract_mentions
    from timeline.extraction.pipeline import PipelineError, load_pipeline, pipeline_version

__all__ = [
    "Lexicon",
    "LexiconError",
    "PipelineError",
    "extract_mentions",
    "load_lexicon",
    "load_pipeline",
    "pipeline_version",
]

_HOMES = {
    "Lexicon": "lexicon",
    "LexiconError": "lexicon_files",
    "load_lexicon": "lexicon_files",
    "extract_mentions": "mentions",
    "PipelineError": "pipeline",
    "load_pipeline": "pipeline",
    "pipeline_version": "pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
