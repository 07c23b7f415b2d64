"""Read what is annotated beside the treebanks: named entities and the supersenses of nouns."""

import hashlib
import html
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from treebanks import Sentence, Span, Word

from timeline.extraction.supersenses import NO_SENSE, names_event, supersense_parts

# Supersenses rarer than this in the corpus are taken for the first of their parts.
MIN_SENSE = 60
_BLOCK = re.compile(r"<(h[1-6]|p|li)\b[^>]*>(.*?)</\1\s*>", re.S | re.I)
_MARKED = re.compile(r"\[([^\[\]]+)\]\((PER|ORG|LOC|MISC)\)")


def with_entities(sentences: Iterable[Sentence], listed: Path) -> Iterator[Sentence]:
    """The sentences with the entities that `sent_id TAB TYPE:surface|…` lines list for them."""
    surfaces = {}
    for line in listed.read_text(encoding="utf-8").splitlines():
        name, _, entities = line.partition("\t")
        surfaces[name] = [] if entities == "-" else entities.split("|")
    for sentence in sentences:
        found = surfaces.get(sentence.name)
        yield (
            sentence
            if found is None
            else replace(sentence, entities=tuple(_in_order(sentence.text, found)))
        )


def _in_order(text: str, entities: list[str]) -> Iterator[Span]:
    end = 0
    for entity in entities:
        label, _, surface = entity.partition(":")
        start = text.find(surface, end)
        if start < 0:
            start = text.index(surface)
        end = start + len(surface)
        yield start, end, label


def with_marks(sentences: list[Sentence], name: str, listed: Path) -> Iterator[Sentence]:
    """The sentences of the treebank `name` with the entities that `listed` gives by offsets.

    `listed` is JSON Lines: `id` (the name of a treebank), `sha256` of its sentences, one a line,
    `entities` as number of the sentence, half-open offsets into it and label. Raises ValueError
    where the treebank is not the one that was annotated.
    """
    marked = _of_treebank(sentences, name, listed)
    found: dict[int, list[Span]] = defaultdict(list)
    for number, start, end, label in marked["entities"]:
        found[number].append((start, end, label))
    for number, sentence in enumerate(sentences):
        yield replace(sentence, entities=tuple(found[number]))


def _of_treebank(sentences: list[Sentence], name: str, listed: Path) -> Any:
    lines = (json.loads(line) for line in listed.read_text(encoding="utf-8").splitlines())
    marked = next(line for line in lines if line["id"] == name)
    text = "".join(f"{sentence.text}\n" for sentence in sentences)
    if hashlib.sha256(text.encode()).hexdigest() != marked["sha256"]:
        raise ValueError(f"{name}.conllu is not the treebank that was annotated")
    return marked


def with_senses(sentences: Iterable[Sentence], semcor: Path) -> Iterator[Sentence]:
    """The sentences with the supersense of every noun that FrSemCor annotates, else NO_SENSE."""
    annotated = _annotated(semcor)
    frequency = _frequency(semcor)
    for sentence in sentences:
        spans = annotated.get(sentence.name)
        if spans is None:
            yield sentence
            continue
        senses = {start: _coarser(sense, frequency) for start, _, sense in spans}
        words = tuple(replace(w, sense=senses.get(w.start, NO_SENSE)) for w in sentence.words)
        yield replace(sentence, words=words)


def with_read_senses(
    sentences: list[Sentence], name: str, listed: Path, semcor: Path
) -> Iterator[Sentence]:
    """The sentences of the treebank `name` with the supersenses that `listed` gives its nouns.

    `listed` is JSON Lines: `id` and `sha256` as for `with_marks`, `senses` with one list a
    sentence: the supersenses of its common nouns, in order. Nobody has looked at proper names.
    Raises ValueError where the treebank is not the one that was annotated.
    """
    marked = _of_treebank(sentences, name, listed)
    frequency = _frequency(semcor)
    for sentence, senses in zip(sentences, marked["senses"], strict=True):
        rest = iter(senses)
        words = []
        for word in sentence.words:
            sense = "" if word.pos == "PROPN" else NO_SENSE
            if word.pos == "NOUN":
                sense = _coarser(next(rest), frequency)
            words.append(replace(word, sense=sense))
        yield replace(sentence, words=tuple(words))


@cache
def _annotated(semcor: Path) -> dict[str, list[Span]]:
    return dict(_semcor(semcor))


@cache
def _frequency(semcor: Path) -> Counter[str]:
    return Counter(sense for spans in _annotated(semcor).values() for _, _, sense in spans)


def _coarser(sense: str, frequency: Counter[str]) -> str:
    if frequency[sense] >= MIN_SENSE:
        return sense
    parts = supersense_parts(sense)
    events = [part for part in parts if names_event(part)]
    kept = [part for part in events or parts if frequency[part] >= MIN_SENSE]
    return kept[0] if kept else NO_SENSE


def _semcor(path: Path) -> Iterator[tuple[str, list[Span]]]:
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        header = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# "))
        text = header["text"]
        spans: list[Span] = []
        end = 0
        pending: dict[str, str] = {}  # multiword expressions whose noun has not come yet
        for line in lines:
            if line.startswith("#"):
                continue
            _, form, _, pos, _, marks = line.split("\t")[:6]
            start = text.find(form.replace("_", " "), end)
            if start < 0:
                continue
            end = start + len(form)
            senses = []
            for mark in marks.split(";"):
                number, _, sense = mark.rpartition(":")
                if number and sense:
                    pending[number] = sense
                elif mark.isdigit():
                    number = mark
                elif mark != "*":
                    senses.append(mark)
                if pos.startswith("N") and number in pending:
                    senses.insert(0, pending.pop(number))
            if senses:
                spans.append((start, end, senses[0]))
        yield header["sent_id"], spans


def marked_sentences(path: Path) -> Iterator[Sentence]:
    """Sentences of a text file, one a line, whose entities stand as `[surface](TYPE)`."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        text, entities, end = "", [], 0
        for match in _MARKED.finditer(line):
            text += line[end : match.start()]
            entities.append((len(text), len(text) + len(match[1]), match[2]))
            text += match[1]
            end = match.end()
        yield Sentence(f"{path.stem}:{number}", text + line[end:], (), tuple(entities))


def foreign_sentences(path: Path) -> Iterator[Sentence]:
    """Sentences of another language, one a line: every word unread and hung on the first."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        words = [
            Word(
                match.start(),
                match.end(),
                match[0],
                "X" if match[0][0].isalnum() else "PUNCT",
                "",
                0,
                "ROOT" if not index else "flat:foreign" if match[0][0].isalnum() else "punct",
                NO_SENSE,
            )
            for index, match in enumerate(re.finditer(r"[\w’'-]+|[^\w\s]", line))
        ]
        yield Sentence(f"{path.stem}:{number}", line, tuple(words), ())


def article_sentences(listed: Path, articles: Path) -> Iterator[Sentence]:
    """Sentences of articles whose entities are marked by offsets in the text of `blocks`.

    `listed` is JSON Lines: `id` (the file `articles/id.html`), `sha256` of the text, `sentences`
    as half-open offsets, `entities` as offsets and label. Raises ValueError where an article is
    not the one that was annotated.
    """
    for line in listed.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        text = blocks((articles / f"{article['id']}.html").read_text(encoding="utf-8"))
        if hashlib.sha256(text.encode()).hexdigest() != article["sha256"]:
            raise ValueError(f"{article['id']}.html is not the article that was annotated")
        for number, (start, end) in enumerate(article["sentences"]):
            entities = tuple(
                (first - start, last - start, label)
                for first, last, label in article["entities"]
                if start <= first < end
            )
            yield Sentence(f"{article['id']}:{number}", text[start:end], (), entities)


def blocks(page: str) -> str:
    """The headings, paragraphs and list items of a page, one a paragraph, without markup.

    Runs of blanks inside a block are one space; no-break spaces stay. The text ends in a newline.
    """
    body = re.search(r"<body\b[^>]*>(.*)</body>", page, re.S | re.I)
    found = []
    for match in _BLOCK.finditer(body[1] if body else page):
        inner = re.sub(r"<br\s*/?>", " ", match[2], flags=re.I)
        inner = html.unescape(re.sub(r"<[^>]+>", "", inner))
        found.append(re.sub(r"[ \t\r\n\f\v]+", " ", inner).strip(" "))
    return "\n\n".join(block for block in found if block) + "\n"
