"""Loading the French spaCy pipeline: the packaged one, or any other that the user has."""

import hashlib
import json
from importlib.resources import as_file, files
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

# Imported for its effect: it registers the language "frtl" and all it needs with spaCy.
import timeline.extraction.language  # noqa: F401

# French, the language of the packaged pipeline, and spaCy's code for several languages.
_LANGUAGES = ("fr", "frtl", "xx")

# Components of common pipelines whose annotations no stage reads.
_UNREAD = ("entity_linker", "textcat", "textcat_multilabel", "spancat")

# A passive with an oblique: every French parser with Universal Dependencies labels gives "case".
_PROBE = "Le maire de la ville a été élu en mars. Il prendra ses fonctions à Lyon."

_HELP = "name a French pipeline such as fr_core_news_md or leave the option out"


class PipelineError(Exception):
    """A pipeline cannot be loaded or lacks an annotation; the message says which and what to do."""


def load_pipeline(model: str | Path | None = None) -> Language:
    """Load the French pipeline that extraction reads.

    Takes the name of an installed spaCy package or the path of a pipeline folder; None is the
    pipeline that comes with timeline. Gives a pipeline that sets part of speech, lemma,
    dependencies with Universal Dependencies labels and sentence boundaries on each document.
    Raises PipelineError where there is no such pipeline, where it cannot be loaded, where it is
    not for French or where one of these annotations is missing.
    """
    if model is None:
        with as_file(files("timeline") / "resources" / "model") as folder:
            return _load(folder)
    nlp = _load(model)
    _check(nlp, str(model))
    return nlp


def pipeline_version(nlp: Language) -> str:
    """Name and version of a pipeline, for exports and as a key of what was extracted with it.

    A pipeline that was never given a version is told apart from others by its `meta.json`,
    which records its scores.
    """
    name, version = str(nlp.meta["name"]), str(nlp.meta["version"])
    if nlp.lang != "frtl":
        name = f"{nlp.lang}_{name}"
    if version == "0.0.0":
        meta = json.dumps(nlp.meta, sort_keys=True, default=str)
        version = f"{version}+{hashlib.sha256(meta.encode()).hexdigest()[:12]}"
    return f"{name} {version}"


def _load(model: str | Path) -> Language:
    path = Path(model)
    is_folder = path.is_dir()
    if not is_folder and not spacy.util.is_package(str(model)):
        raise PipelineError(
            f"There is no installed spaCy pipeline and no folder called {str(model)!r}: {_HELP}."
        )
    if is_folder and not (path / "config.cfg").is_file():
        raise PipelineError(f"The folder {str(model)!r} holds no spaCy pipeline: {_HELP}.")
    try:
        return spacy.load(path if is_folder else str(model), exclude=_UNREAD)
    except Exception as error:  # a pipeline is foreign code and data: anything may go wrong in it
        raise PipelineError(
            f"The pipeline {str(model)!r} could not be loaded ({_reason(error)}): {_HELP}."
        ) from error


def _check(nlp: Language, called: str) -> None:
    if nlp.lang not in _LANGUAGES:
        raise PipelineError(f"{called!r} is a pipeline for the language {nlp.lang!r}: {_HELP}.")
    try:
        doc = nlp(_PROBE)
    except Exception as error:
        raise PipelineError(
            f"{called!r} cannot process a sentence ({_reason(error)}): {_HELP}."
        ) from error
    missing = _missing(doc)
    if missing:
        raise PipelineError(f"{called!r} does not set {' or '.join(missing)}: {_HELP}.")


def _reason(error: Exception) -> str:
    """The beginning of a message of unknown origin, on one line and fit for a terminal."""
    words = " ".join(str(error).split())
    return "".join(char for char in words if char.isprintable())[:200]


def _missing(doc: Doc) -> list[str]:
    checks = {
        "parts of speech": doc.has_annotation("POS"),
        "lemmas": all(token.lemma for token in doc),
        "dependencies": doc.has_annotation("DEP"),
        "sentence boundaries": doc.has_annotation("SENT_START"),
    }
    missing = [name for name, present in checks.items() if not present]
    if checks["dependencies"] and not any(token.dep_ == "case" for token in doc):
        missing.append("dependencies with Universal Dependencies labels")
    return missing
