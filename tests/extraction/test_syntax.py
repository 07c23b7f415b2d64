"""What trees say of subjects and voice, on trees written by hand: no parser takes part."""

import pytest
import spacy
from spacy.tokens import Doc

from timeline.extraction.syntax import antecedent, complements, is_passive, objects, subjects
from timeline.extraction.tree import Tree, Word

FINITE = "VerbForm=Fin"
PARTICIPLE = "Tense=Past|VerbForm=Part"


def tree(*rows: tuple[str, str, int, str, str]) -> Tree:
    forms, tags, heads, labels, morphs = zip(*rows, strict=True)
    lemmas = {"a": "avoir", "est": "être", "été": "être"}
    doc = Doc(
        spacy.blank("frtl").vocab,
        list(forms),
        pos=list(tags),
        heads=list(heads),
        deps=list(labels),
        morphs=list(morphs),
        lemmas=[lemmas.get(form, form) for form in forms],
    )
    return Tree(doc)


def texts(tokens: list[Word]) -> list[str]:
    return [token.text for token in tokens]


def test_the_noun_behind_a_reflexive_verb_without_subject_is_its_subject() -> None:
    doc = tree(
        ("Lyon", "PROPN", 0, "ROOT", ""),
        ("où", "PRON", 3, "obl:mod", ""),
        ("s'", "PRON", 3, "expl:pv", ""),
        ("ouvre", "VERB", 0, "acl:relcl", FINITE),
        ("la", "DET", 5, "det", ""),
        ("foire", "NOUN", 3, "obj", ""),
    )
    assert texts(subjects(doc[3])) == ["foire"]
    assert objects(doc[3]) == []


def test_a_reflexive_verb_with_a_subject_keeps_its_object() -> None:
    doc = tree(
        ("Elle", "PRON", 2, "nsubj", ""),
        ("s'", "PRON", 2, "iobj", ""),
        ("offre", "VERB", 2, "ROOT", FINITE),
        ("une", "DET", 4, "det", ""),
        ("usine", "NOUN", 2, "obj", ""),
    )
    assert texts(subjects(doc[2])) == ["Elle"]
    assert texts(objects(doc[2])) == ["usine"]


COORDINATED = (
    ("Elle", "PRON", 1, "nsubj", ""),
    ("quitte", "VERB", 1, "ROOT", FINITE),
    ("Rome", "PROPN", 1, "obj", ""),
    ("et", "CCONJ", 4, "cc", ""),
    ("fonde", "VERB", 1, "conj", FINITE),
)


def test_a_second_object_belongs_to_the_coordinated_verb_before_it() -> None:
    doc = tree(*COORDINATED, ("hier", "ADV", 4, "advmod", ""), ("Ostie", "PROPN", 1, "obj", ""))
    assert texts(objects(doc[1])) == ["Rome"]
    assert texts(objects(doc[4])) == ["Ostie"]


def test_a_coordinated_verb_that_has_an_object_takes_no_other() -> None:
    doc = tree(*COORDINATED, ("Ostie", "PROPN", 4, "obj", ""), ("Capoue", "PROPN", 1, "obj", ""))
    assert texts(objects(doc[1])) == ["Rome", "Capoue"]
    assert texts(objects(doc[4])) == ["Ostie"]


def test_an_object_shared_by_coordinated_verbs_stays_where_it_hangs() -> None:
    doc = tree(
        ("Elle", "PRON", 1, "nsubj", ""),
        ("fonde", "VERB", 1, "ROOT", FINITE),
        ("et", "CCONJ", 3, "cc", ""),
        ("dirige", "VERB", 1, "conj", FINITE),
        ("Ostie", "PROPN", 1, "obj", ""),
    )
    assert texts(objects(doc[1])) == ["Ostie"]
    assert objects(doc[3]) == []


def test_a_noun_coordinated_with_a_verb_is_the_subject_of_the_next_one() -> None:
    doc = tree(
        ("Elle", "PRON", 2, "nsubj:pass", ""),
        ("est", "AUX", 2, "aux:pass", ""),
        ("réélue", "VERB", 2, "ROOT", PARTICIPLE),
        ("et", "CCONJ", 5, "cc", ""),
        ("un", "DET", 5, "det", ""),
        ("conseil", "NOUN", 2, "conj", ""),
        ("est", "AUX", 7, "aux:pass", ""),
        ("formé", "VERB", 2, "conj", PARTICIPLE),
    )
    assert texts(subjects(doc[7])) == ["conseil"]


@pytest.mark.parametrize(
    ("helpers", "passive"),
    [([("a", "aux:tense")], False), ([("est", "aux:pass")], True),
     ([("a", "aux:tense"), ("été", "aux:pass")], True)],
)  # fmt: skip
def test_avoir_alone_makes_no_passive(helpers: list[tuple[str, str]], passive: bool) -> None:
    verb = len(helpers) + 1
    doc = tree(
        ("Elle", "PRON", verb, "nsubj:pass", ""),
        *((form, "AUX", verb, label, "") for form, label in helpers),
        ("vendu", "VERB", verb, "ROOT", PARTICIPLE),
    )
    assert is_passive(doc[verb]) == passive


def test_a_tree_says_what_the_document_says() -> None:
    rows = (
        ("Le", "DET", 1, "det", "Gender=Masc|Number=Sing"),
        ("rachat", "NOUN", 2, "nsubj:pass", "Gender=Masc|Number=Sing"),
        ("annoncé", "VERB", 2, "ROOT", PARTICIPLE),
        (".", "PUNCT", 2, "punct", ""),
    )
    forms, tags, heads, labels, morphs = (list(column) for column in zip(*rows, strict=True))
    vocab = spacy.blank("frtl").vocab
    doc = Doc(vocab, forms, pos=tags, heads=heads, deps=labels, morphs=morphs, lemmas=forms)
    doc[1]._.happening = 0.75
    for word, token in zip(Tree(doc), doc, strict=True):
        assert (word.i, word.idx, word.text, word.lower_) == (
            token.i, token.idx, token.text, token.lower_,
        )  # fmt: skip
        assert (word.lemma_, word.pos_, word.tag_, word.dep_) == (
            token.lemma_, token.pos_, token.tag_, token.dep_,
        )  # fmt: skip
        assert (word.is_punct, word.is_space) == (token.is_punct, token.is_space)
        assert word.is_sent_start is bool(token.is_sent_start)
        assert word.whitespace_ == token.whitespace_
        assert word.morph == token.morph.to_dict()
        assert word.head.i == token.head.i
        assert [child.i for child in word.children] == [child.i for child in token.children]
        assert word.happening == (token._.happening or 0.0)
    assert not Tree(doc).has_entities
    assert Tree(Doc(vocab, [])).has_entities


def test_what_dont_stands_for_goes_with_the_infinitive_that_the_verb_above_it_takes() -> None:
    doc = tree(
        ("parti", "NOUN", 0, "ROOT", ""),
        ("dont", "PRON", 4, "iobj", ""),
        ("elle", "PRON", 4, "nsubj", ""),
        ("a", "AUX", 4, "aux:tense", FINITE),
        ("dû", "VERB", 0, "acl:relcl", PARTICIPLE),
        ("s'", "PRON", 6, "expl:pv", ""),
        ("éloigner", "VERB", 4, "xcomp", "VerbForm=Inf"),
    )
    assert [(case, word.text) for case, word in complements(doc[6])] == [("de", "parti")]


def test_a_relative_in_brackets_takes_up_the_word_before_them() -> None:
    doc = tree(
        ("pionnier", "NOUN", 0, "ROOT", ""),
        ("de", "ADP", 2, "case", ""),
        ("Corvel", "PROPN", 0, "nmod", ""),
        ("Industries", "PROPN", 2, "flat:name", ""),
        ("(", "PUNCT", 7, "punct", ""),
        ("dont", "PRON", 7, "iobj", ""),
        ("il", "PRON", 7, "nsubj", ""),
        ("part", "VERB", 0, "acl:relcl", FINITE),
    )
    assert antecedent(doc[5]).text == "Corvel"
