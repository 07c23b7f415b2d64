"""Copies of sentences keep their annotation true, whatever is done to the text."""

import random
from dataclasses import replace

import augmentation
import pytest
import replacement
from lexicon import Form
from treebanks import Sentence, Word

PRESENT = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
CONLLU = [
    ("La", "le", "DET", "Gender=Fem|Number=Sing", 1, "det"),
    ("société", "société", "NOUN", "Gender=Fem|Number=Sing", 2, "nsubj"),
    ("annonce", "annoncer", "VERB", PRESENT, 2, "ROOT"),
    ('"', '"', "PUNCT", "", 5, "punct"),
    ("l'", "le", "DET", "Number=Sing", 5, "det"),
    ("arrêt", "arrêt", "NOUN", "Gender=Masc|Number=Sing", 2, "obj"),
    ('"', '"', "PUNCT", "", 5, "punct"),
    ("à", "à", "ADP", "", 8, "case"),
    ("Évry", "Évry", "PROPN", "", 2, "obl:mod"),
    (".", ".", "PUNCT", "", 2, "punct"),
]  # fmt: skip
TEXT = 'La société annonce "l\'arrêt" à Évry.'


def sentence() -> Sentence:
    words, end = [], 0
    for form, lemma, pos, morph, head, dep in CONLLU:
        start = TEXT.index(form, end)
        end = start + len(form)
        words.append(Word(start, end, lemma, pos, morph, head, dep))
    return Sentence("s1", TEXT, tuple(words), ((31, 35, "LOC"),))


STOCK = replacement.resources(
    [
        Form("annonça", "v", "annoncer", "J3s"),
        Form("annonce", "v", "annoncer", "P3s"),
        Form("recule", "v", "reculer", "P3s"),
        Form("obtint", "v", "obtenir", "J3s"),
    ],
    [sentence(), replace(sentence(), text=TEXT.replace("Évry", "Agen"))],
)


def forms(found: Sentence) -> list[str]:
    return [found.text[word.start : word.end] for word in found.words]


def names(found: Sentence) -> list[str]:
    return [found.text[start:end] for start, end, _ in found.entities or ()]


def test_the_sample_is_read_as_meant() -> None:
    assert forms(sentence()) == [row[0] for row in CONLLU]
    assert names(sentence()) == ["Évry"]


def test_typesetting_changes_the_marks_and_nothing_else() -> None:
    found = augmentation.typeset(sentence(), random.Random(1))
    assert forms(found) == [
        "La", "société", "annonce", "«", "l’", "arrêt", "»", "à", "Évry", ".",
    ]  # fmt: skip
    assert names(found) == ["Évry"]
    assert "«\u00a0l’arrêt\u00a0»" in found.text.replace("\u202f", "\u00a0")
    assert [w.lemma for w in found.words][3::3] == ["«", "»", "."]


def test_capitals_keep_every_offset() -> None:
    found = augmentation.capitals(sentence(), random.Random(1))
    assert names(found)[0] in ("ÉVRY", "EVRY")
    assert forms(found)[1] in ("SOCIÉTÉ", "SOCIETE")


def test_capitals_lose_their_accents() -> None:
    found = augmentation.bare_capitals(sentence())
    assert forms(found)[8] == "Evry"
    assert forms(found)[1] == "société"


def test_a_title_has_no_full_stop() -> None:
    found = augmentation.unclosed(sentence())
    assert found.text.endswith("Évry")
    assert len(found.words) == len(CONLLU) - 1


def test_a_headline_is_a_noun_with_what_hangs_on_it() -> None:
    words = list(sentence().words)
    # "La société … à Évry": the place now belongs to the noun, which becomes the root.
    words[5] = replace(words[5], head=1, dep="nmod")
    words[8] = replace(words[8], head=5, dep="nmod")
    words[2] = replace(words[2], head=1, dep="amod", pos="ADJ")
    words[1] = replace(words[1], head=9, dep="nsubj")
    words[9] = replace(words[9], head=9, dep="ROOT")
    found = augmentation.headline(replace(sentence(), words=tuple(words)), random.Random(2))
    roots = [w for w in found.words if w.dep == "ROOT"]
    assert [found.text[w.start : w.end] for w in roots] == ["Société"]
    assert found.text == 'Société annonce "l\'arrêt" à Évry'
    assert names(found) == ["Évry"]
    assert all(0 <= w.head < len(found.words) for w in found.words)


def test_a_list_item_has_its_mark_as_punctuation_of_the_root() -> None:
    found = augmentation.item(sentence(), random.Random(1))
    assert (found.words[0].dep, found.words[0].head) == ("punct", 3)
    assert forms(found)[1:] == [row[0] for row in CONLLU]
    assert names(found) == ["Évry"]


def test_the_simple_past_changes_form_and_tense() -> None:
    found = replacement.simple_past(sentence(), STOCK)
    assert forms(found)[2] == "annonça"
    assert found.words[2].morph == "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
    assert found.words[2].lemma == "annoncer"


def test_another_verb_has_the_same_inflection() -> None:
    texts = set()
    for seed in range(30):
        stock = replace(STOCK, verbs={"P3s": [("recule", "reculer"), ("obtient", "obtenir")]})
        found = replacement.other_verbs(sentence(), stock, random.Random(seed))
        texts.add((forms(found)[2], found.words[2].lemma))
    # "obtient" begins with a vowel as "annonce" does; "recule" would need another elision.
    assert texts == {("annonce", "annoncer"), ("obtient", "obtenir")}


def test_another_name_keeps_kind_and_elision() -> None:
    texts = {
        names(replacement.other_names(sentence(), STOCK, random.Random(seed)))[0]
        for seed in range(30)
    }
    assert texts == {"Évry", "Agen"}


@pytest.mark.parametrize("seed", range(200))
def test_no_copy_is_damaged(seed: int) -> None:
    found = augmentation.augmented(sentence(), STOCK, random.Random(seed))
    assert augmentation.spans_ok(found)
    assert all(surface.strip() == surface and surface for surface in names(found))
    assert all(0 <= word.head < len(found.words) for word in found.words)


def test_quotation_marks_close_after_the_full_stop() -> None:
    plain = replace(sentence(), text="Rien ne presse.", words=_PLAIN, entities=())
    found = augmentation.quoted(plain, random.Random(1))
    assert found.text == '"Rien ne presse."'
    assert forms(found) == ['"', "Rien", "ne", "presse", ".", '"']
    assert [word.head for word in found.words] == [3, 3, 3, 3, 3, 3]
    # Who is quoted already is not quoted again.
    assert augmentation.quoted(sentence(), random.Random(1)) == sentence()


@pytest.mark.parametrize("seed", range(6))
def test_what_is_said_keeps_its_names_and_gets_a_speaker(seed: int) -> None:
    stock = replacement.Resources({}, {}, {}, {("PER", 2): ["Anne Roux"]})
    said = replace(sentence(), text="Rien ne presse à Évry.", words=(), entities=((17, 21, "LOC"),))
    found = augmentation.speech(said, stock, random.Random(seed))
    assert "« Rien ne presse à Évry" in found.text
    assert [name for name in names(found) if name != "Anne Roux"] == ["Évry"]
    assert ("Anne Roux" in found.text) == ("Anne Roux" in names(found))
    assert augmentation.spans_ok(found)


def test_a_sentence_with_a_tree_is_not_put_into_a_mouth() -> None:
    stock = replacement.Resources({}, {}, {}, {("PER", 2): ["Anne Roux"]})
    assert augmentation.speech(sentence(), stock, random.Random(1)) == sentence()


def test_a_title_announces_with_a_colon() -> None:
    title = replace(sentence(), text="Rien ne presse", words=_PLAIN[:-1], entities=())
    found = augmentation.announcing(title)
    assert found.text == "Rien ne presse :"
    assert forms(found) == ["Rien", "ne", "presse", ":"]
    assert (found.words[-1].head, found.words[-1].dep) == (2, "punct")
    # A closed sentence announces nothing.
    assert augmentation.announcing(found) == found


_PLAIN = (
    Word(0, 4, "rien", "PRON", "", 2, "nsubj"),
    Word(5, 7, "ne", "ADV", "", 2, "advmod"),
    Word(8, 14, "presser", "VERB", "", 2, "ROOT"),
    Word(14, 15, ".", "PUNCT", "", 2, "punct"),
)


def test_two_sentences_make_one_long_one() -> None:
    second = replace(sentence(), text="Rien ne presse.", words=_PLAIN, entities=())
    found = augmentation.chained(sentence(), second)
    assert found.text == 'La société annonce "l\'arrêt" à Évry ; rien ne presse.'
    assert forms(found) == [row[0] for row in CONLLU[:-1]] + [";", "rien", "ne", "presse", "."]
    assert names(found) == ["Évry"]
    roots = [i for i, word in enumerate(found.words) if word.dep == "ROOT"]
    assert roots == [2]
    joined = found.words[forms(found).index("presse")]
    assert (joined.head, joined.dep) == (2, "parataxis")
    assert augmentation.spans_ok(found)


def test_a_name_keeps_its_capital_when_sentences_are_chained() -> None:
    named = replace(sentence(), entities=((0, 10, "ORG"),))
    assert augmentation.chained(sentence(), named) is None
