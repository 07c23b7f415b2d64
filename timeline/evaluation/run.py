"""Evaluate a timeline: from two files, or from what they hold, to a report."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from timeline.evaluation.answers import Answer, TimelineFileError, document_of, read_answers
from timeline.evaluation.goldfile import GoldMention, load_gold
from timeline.evaluation.metrics import all_figures
from timeline.evaluation.report import Missed, Report, Spurious
from timeline.evaluation.scoring import OptionalPolicy, Outcome, ZoneFilter, compare, in_zone
from timeline.evaluation.texts import known_texts, text_warnings, title_end


def evaluate(
    gold: Sequence[GoldMention],
    timeline_json: Mapping[str, Any],
    *,
    zone: ZoneFilter = "all",
    optional: OptionalPolicy = "ignore",
    alternatives: bool = True,
    texts: Mapping[str, str] | None = None,
) -> Report:
    """Score a timeline (the `timeline/1` JSON) against gold mentions.

    Only documents that both have are scored. `zone` keeps the title, or all but the title;
    `optional` says what optional gold is; without `alternatives` only the first reading of a gold
    date counts. `texts` are the texts of documents by name, where the timeline holds none: they
    tell where titles end, and whether gold and timeline speak of the same text. Raises
    TimelineFileError where the timeline is none.
    """
    system = read_answers(timeline_json)
    names = set(system.documents.values())
    both = {mention.doc for mention in gold} & names
    gold_here = [mention for mention in gold if mention.doc in both]
    answers = [answer for answer in system.mentions if answer.doc in both]
    known = {**(texts or {}), **known_texts(timeline_json["articles"])}
    ends = {doc: title_end(text) for doc, text in known.items()}
    titles = {doc: end for doc, end in ends.items() if end is not None}
    gold_in, answers_in = in_zone(gold_here, answers, zone, titles)
    outcome = compare(gold_in, answers_in, optional, alternatives)
    overview = {
        "documents": {
            "scored": len(both),
            "gold_only": sorted({mention.doc for mention in gold} - names),
            "system_only": len(names - both),
        },
        "warnings": _oddities(answers_in, system.homeless),
    }
    warnings = (*system.warnings, *text_warnings(gold_here, timeline_json["articles"], known))
    if not both:
        warnings = (*warnings, "no document is in both files: names are stems of articles' paths.")
    missed, spurious = _errors(outcome)
    return Report(overview | all_figures(outcome), warnings, missed, spurious)


def evaluate_files(
    gold: str | Path,
    timeline: str | Path | Mapping[str, Any],
    *,
    zone: ZoneFilter = "all",
    optional: OptionalPolicy = "ignore",
    alternatives: bool = True,
    text_dir: str | Path | None = None,
) -> Report:
    """Score a timeline's JSON file (or its content) against a gold file.

    Options are those of `evaluate`. Plain-text articles are read where they are found: as DOC.txt
    in `text_dir`, at the article's path, or there from the timeline's folder. Raises GoldError or
    TimelineFileError for files that cannot be used.
    """
    mentions = load_gold(gold)
    content, folder = (timeline, None) if isinstance(timeline, Mapping) else _read(Path(timeline))
    name = "" if isinstance(timeline, Mapping) else f"{timeline}: "
    folders = [Path(text_dir)] if text_dir is not None else []
    documents = {mention.doc for mention in mentions}
    articles = content.get("articles")
    texts = {}
    for article in articles if isinstance(articles, list) else []:
        if isinstance(article, Mapping) and document_of(article) in documents:
            text = _article_text(article, folders, folder)
            if text is not None:
                texts[document_of(article)] = text
    try:
        return evaluate(
            mentions, content, zone=zone, optional=optional, alternatives=alternatives, texts=texts
        )
    except TimelineFileError as error:
        raise TimelineFileError(f"{name}{error}") from error


def _read(path: Path) -> tuple[Mapping[str, Any], Path]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise TimelineFileError(
            f"{path}: cannot be read ({error.strerror}); give a timeline exported as JSON."
        ) from error
    except (ValueError, RecursionError) as error:
        raise TimelineFileError(
            f"{path}: is not JSON; export the timeline with `timeline export FILE.json`."
        ) from error
    if not isinstance(content, Mapping):
        raise TimelineFileError(f"{path}: is no timeline; export one with `timeline export`.")
    return content, path.resolve().parent


def _article_text(
    article: Mapping[str, Any], text_dirs: Sequence[Path], folder: Path | None
) -> str | None:
    """The text that an article's offsets point into, where it lies about as plain text."""
    path = Path(str(article.get("path") or article.get("id")))
    places = [directory / f"{path.stem}.txt" for directory in text_dirs]
    places += [path] + ([folder / path] if folder else [])
    for place in places:
        try:
            if place.suffix == ".txt" and place.is_file():
                return place.read_bytes().decode("utf-8-sig")
        except (OSError, ValueError):
            continue
    return None


def _oddities(answers: Sequence[Answer], homeless: int) -> dict[str, int]:
    return {
        "mentions_of_unknown_article": homeless,
        "mentions_without_offsets": sum(answer.start < 0 for answer in answers),
        "mentions_without_date": sum(answer.date is None for answer in answers),
    }


def _errors(outcome: Outcome) -> tuple[tuple[Missed, ...], tuple[Spurious, ...]]:
    """What strict reading misses and finds in excess, with what stands in the same sentence."""
    given = {mention.line: answer for mention, answer in outcome.sentence.pairs}
    near = {answer.index: mention for mention, answer in outcome.sentence.pairs}
    hit = {mention.line for mention, _ in outcome.strict.pairs}
    done = {answer.index for _, answer in outcome.strict.pairs}
    done |= {answer.index for answer in outcome.strict.ignored}
    return (
        tuple(
            Missed(mention, given.get(mention.line))
            for mention in outcome.required
            if mention.line not in hit
        ),
        tuple(
            Spurious(answer, near.get(answer.index))
            for answer in outcome.answers
            if answer.index not in done
        ),
    )
