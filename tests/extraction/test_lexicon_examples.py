"""Each example of the event lexicon is tried: the [bracketed] word has the type it says."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from timeline.extraction import Lexicon
from timeline.extraction.frames import frames_of
from timeline.extraction.lemmas import set_lemmas
from timeline.extraction.lexicon import Example
from timeline.extraction.names import find_names
from timeline.extraction.segments import segments
from timeline.extraction.sentences import sentences
from timeline.extraction.tree import Tree
from timeline.extraction.triggers import find_candidates
from timeline.model import Article

# The pipeline errs on some sentences; the share of examples that come out as written may only rise.
_MUST_HOLD = 0.93


def _plain(marked: str) -> tuple[str, int]:
    return marked.replace("[", "").replace("]", ""), marked.index("[")


def _type_at(text: str, position: int, doc: Doc, lexicon: Lexicon) -> str | None:
    """Type of the event that the word at a position belongs to."""
    article = Article(id="0" * 16, path="example.txt", text=text)
    tree = Tree(doc)
    set_lemmas(tree, lexicon)
    read = [(segment, tree) for segment in segments(article)]
    for sentence in sentences(read, find_names([tree], frozenset(lexicon.nouns)), []):
        found = find_candidates(sentence, lexicon)
        for token in sentence.tokens:
            if token.idx <= position < token.idx + len(token):
                candidate = found.of.get(token.i)
                if candidate is None:
                    return None
                frames = frames_of(candidate.predicate, sentence, lexicon)
                part = lexicon.part_type(candidate.is_noun, frames)
                return candidate.type or part or "other"
    return None


@pytest.fixture(scope="module")
def outcomes(nlp: Language, lexicon: Lexicon) -> list[tuple[Example, str | None]]:
    examples = lexicon.examples
    plain = [_plain(example.text) for example in examples]
    docs = nlp.pipe(text for text, _ in plain)
    return [
        (example, _type_at(text, position, doc, lexicon))
        for example, (text, position), doc in zip(examples, plain, docs, strict=True)
    ]


def test_every_entry_has_an_example() -> None:
    for item in resources.files("timeline").joinpath("resources/lexicons/events").iterdir():
        for number, table in enumerate(tomllib.loads(item.read_text("utf-8"))["trigger"], 1):
            assert table.get("examples"), f"{item.name}, trigger {number}"


def test_examples_get_the_type_they_were_written_for(
    outcomes: list[tuple[Example, str | None]],
) -> None:
    positive = [(example, found) for example, found in outcomes if example.positive]
    wrong = [(e.source, e.text, e.type, found) for e, found in positive if found != e.type]
    share = 1 - len(wrong) / len(positive)
    assert share >= _MUST_HOLD, "\n".join(map(str, wrong))


def test_counterexamples_do_not_get_the_type(outcomes: list[tuple[Example, str | None]]) -> None:
    negative = [(example, found) for example, found in outcomes if not example.positive]
    wrong = [(e.source, e.text, e.type) for e, found in negative if found == e.type]
    share = 1 - len(wrong) / len(negative)
    assert share >= _MUST_HOLD, "\n".join(map(str, wrong))
