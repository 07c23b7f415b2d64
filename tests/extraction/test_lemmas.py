"""Lemmas of words in capitals, whose accents are often missing: no pipeline takes part."""

import pytest
import spacy
from spacy.tokens import Doc

from timeline.extraction import Lexicon
from timeline.extraction.lemmas import set_lemmas
from timeline.extraction.tree import Tree


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("DECES", "NOUN", "décès"),
        ("ELECTIONS", "NOUN", "élection"),
        ("DÉMISSION", "NOUN", "démission"),
        ("CREE", "VERB", "créer"),
        ("ARRETES", "VERB", "arrêter"),
        ("DÉCÈDE", "VERB", "décéder"),
        ("ETE", "AUX", "être"),
        # Small letters are taken at their word.
        ("deces", "NOUN", "deces"),
        ("arretes", "VERB", "arreter"),
    ],
)
def test_capitals_get_the_accents_of_the_lexicon(
    lexicon: Lexicon, form: str, pos: str, lemma: str
) -> None:
    doc = Doc(spacy.blank("frtl").vocab, words=[form], pos=[pos], lemmas=[form])
    tree = Tree(doc)
    set_lemmas(tree, lexicon)
    assert tree[0].lemma_ == lemma
