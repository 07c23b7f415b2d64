"""No sentence begins at a closing mark, behind an opening one or in brackets."""

import pytest
import spacy

from timeline.extraction.boundaries import boundaries
from timeline.extraction.pipeline import load_pipeline


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        ('Il dit : "Non." Puis il part.', [":", "Non", ".", '"', "."]),
        ("« Non. » Puis il part ; elle reste.", ["Non", ".", "»", ";", "."]),
        ('Elle cite "Le Monde".', ["Le", '"', "."]),
        ('"Oui" fut la réponse', ["Oui", '"']),
        ("Un (deux. Trois) quatre", ["deux", ".", "Trois", ")"]),
        ("Un (" + "mot " * 50 + ". Trois) quatre", ["mot", ".", ")"]),
        ("... et puis rien", []),
        ("", []),
    ],
)
def test_where_no_sentence_begins(text: str, forbidden: list[str]) -> None:
    doc = boundaries(spacy.blank("frtl").make_doc(text))
    assert [t.text for t in doc if t.i and t.is_sent_start is False] == forbidden


def test_the_parser_heeds_what_is_forbidden() -> None:
    nlp = load_pipeline()
    names = nlp.pipe_names
    assert names.index("boundaries") < names.index("parser")
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
