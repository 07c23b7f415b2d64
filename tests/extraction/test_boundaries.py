"""Marks that close what stands before them begin no sentence."""

import pytest
import spacy

from timeline.extraction.boundaries import closing_marks
from timeline.extraction.pipeline import load_pipeline


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        ('Il dit : "Non." Puis il part.', [":", ".", '"', "."]),
        ("« Non. » Puis il part ; elle reste.", [".", "»", ";", "."]),
        ('Elle cite "Le Monde".', ['"', "."]),
        ('"Oui" fut la réponse', ['"']),
        ("Un (deux) trois", [")"]),
        ("... et puis rien", []),
        ("", []),
    ],
)
def test_closing_marks_never_begin_a_sentence(text: str, forbidden: list[str]) -> None:
    doc = closing_marks(spacy.blank("frtl").make_doc(text))
    assert [t.text for t in doc if t.i and t.is_sent_start is False] == forbidden


def test_the_parser_heeds_what_is_forbidden() -> None:
    nlp = load_pipeline()
    names = nlp.pipe_names
    assert names.index("closing_marks") < names.index("parser")
    text = 'Le ministre a répondu "jamais." Le maire est parti. » La séance est levée.'
    starts = [sentence.text[0] for sentence in nlp(text).sents]
    assert not {'"', "»", "."} & set(starts[1:])
    doc = nlp.make_doc(text)
    free = [t.i for t in doc if t.text == "Le"][1]
    doc[free].is_sent_start = False
    for name, component in nlp.pipeline:
        if name in ("tok2vec", "parser"):
            doc = component(doc)
    assert not doc[free].is_sent_start
