"""Names end at no small word; no title is the mere beginning of a quotation."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from timeline.extraction.entity_bounds import begins_speech, entity_bounds
from timeline.extraction.pipeline import load_pipeline

_WORDS = ["Le", "conseil", "de", "la", "Ligue", "des", "Élus", "de", "Mayenne", "se", "tait"]
_POS = ["DET", "NOUN", "ADP", "DET", "PROPN", "ADP", "PROPN", "ADP", "PROPN", "PRON", "VERB"]


def _doc(*entities: tuple[int, int, str]) -> Doc:
    doc = Doc(spacy.blank("frtl").vocab, words=_WORDS, pos=_POS)
    doc.ents = [Span(doc, start, end, label=label) for start, end, label in entities]
    return doc


@pytest.mark.parametrize(
    ("entities", "mended"),
    [
        # Whole names stay, side by side as well.
        ([(4, 7, "ORG"), (8, 9, "LOC")], [(4, 7, "ORG"), (8, 9, "LOC")]),
        ([(4, 5, "ORG"), (5, 7, "MISC")], [(4, 5, "ORG"), (5, 7, "MISC")]),
        # The first of two decides on the type; several are joined to one.
        ([(1, 4, "ORG"), (4, 5, "LOC")], [(1, 5, "ORG")]),
        ([(1, 4, "ORG"), (4, 6, "LOC"), (6, 8, "PER"), (8, 9, "LOC")], [(1, 9, "ORG")]),
        # Without a name behind, small words go; so does what then has no capital.
        ([(4, 6, "ORG"), (8, 9, "LOC")], [(4, 5, "ORG"), (8, 9, "LOC")]),
        ([(6, 8, "PER")], [(6, 7, "PER")]),
        ([(1, 4, "ORG")], []),
        ([(2, 4, "ORG")], []),
        # A capital makes a small word part of a name; a whole name may lack one.
        ([(0, 1, "MISC"), (1, 2, "ORG")], [(0, 1, "MISC"), (1, 2, "ORG")]),
        ([], []),
    ],
)
def test_names_are_carried_on_or_cut(
    entities: list[tuple[int, int, str]], mended: list[tuple[int, int, str]]
) -> None:
    doc = entity_bounds(_doc(*entities))
    assert [(e.start, e.end, e.label_) for e in doc.ents] == mended


@pytest.mark.parametrize(
    ("text", "title", "speech"),
    [
        ("Elle dit : « Ces longs retards coûtent cher. »", "Ces longs retards", True),
        ("Elle dit : “Ces longs retards coûtent cher”", "Ces longs retards", True),
        ("Elle lit « Ces longs retards ».", "Ces longs retards", False),
        ("Elle lit « Ces longs retards ? ».", "Ces longs retards", False),
        ("Elle dit : « Ces Longs Retards sont un livre. »", "Ces Longs Retards", False),
        ("Elle dit : « Apollo 11 est un film. »", "Apollo 11", False),
        ("Elle dit : « Apollo décolle. »", "Apollo", False),
        ("Ces longs retards coûtent cher.", "Ces longs retards", False),
    ],
)
def test_a_title_fills_its_quotation_marks(text: str, title: str, speech: bool) -> None:
    doc = spacy.blank("frtl")(text)
    start = text.index(title)
    for label in ("MISC", "ORG"):
        entity = doc.char_span(start, start + len(title), label=label)
        assert begins_speech(entity) == (speech and label == "MISC")


def test_the_pipeline_mends_what_its_recogniser_finds() -> None:
    names = load_pipeline().pipe_names
    assert names.index("entity_bounds") == names.index("ner") + 1
