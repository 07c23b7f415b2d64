"""How the tokenizer of `FrenchNews` cuts French text: a specification by example."""

import pickle

import pytest
import spacy
from spacy.language import Language

from timeline.extraction.language import FrenchNews
from timeline.extraction.lexemes import like_num

# One case a line: the text, then its tokens with "|" between them.
EXAMPLES = """
l'État d'Italie → l'|État|d'|Italie
l’État d’Italie → l’|État|d’|Italie
Qu'elle parte, jusqu'à lundi → Qu'|elle|parte|,|jusqu'|à|lundi
Lorsqu’il arrive → Lorsqu’|il|arrive
L'"affaire" d'«Europe» → L'|"|affaire|"|d'|«|Europe|»
l'A13 et l'ONU → l'|A13|et|l'|ONU
aujourd'hui, aujourd’hui → aujourd'hui|,|aujourd’hui
les prud'hommes, quelqu'un → les|prud'hommes|,|quelqu'un
Pont-l'Évêque → Pont-l'Évêque
N'Djamena n'est pas loin → N'Djamena|n'|est|pas|loin
c'est-à-dire → c'est-à-dire
A-t-il parlé ? → A|-t-il|parlé|?
Est-ce vrai ? Peut-être. → Est|-ce|vrai|?|Peut-être|.
dit-elle, allez-vous → dit|-elle|,|allez|-vous
ce jour-là, celui-ci → ce|jour|-là|,|celui-ci
dites-le-moi → dites|-le|-moi
un rendez-vous → un|rendez-vous
les États-Unis, le vice-président → les|États-Unis|,|le|vice-président
Saint-Germain-en-Laye → Saint-Germain-en-Laye
10 000 personnes → 10 000|personnes
1 234 567,89 euros → 1 234 567,89|euros
en 2014 200 personnes → en|2014|200|personnes
le 12 mars 2024 → le|12|mars|2024
1,5 million → 1,5|million
97,4 milliards d'euros → 97,4|milliards|d'|euros
40 % ou 40% → 40|%|ou|40|%
500€, 3M€ → 500|€|,|3|M|€
à 14h30 ou 18h → à|14|h|30|ou|18|h
25 °C, 25°C. → 25|°C|,|25|°C|.
50 km/h, et/ou → 50|km|/|h|,|et|/|ou
n° 5 → n°|5
l'auteur(e)s, (sic) → l'|auteur(e)s|,|(|sic|)
(1859-1935), 2014-2015. → (|1859-1935|)|,|2014-2015|.
M. Martin et MM. Roy → M.|Martin|et|MM.|Roy
J.-P. Morel, C. Roux → J.-P.|Morel|,|C.|Roux
en 44 av. J.-C. à Rome → en|44|av.|J.-C.|à|Rome
le 3 janv. ou le 5 févr. → le|3|janv.|ou|le|5|févr.
Il y a. → Il|y|a|.
chez OpenAI. → chez|OpenAI|.
X.AI grandit. → X.AI|grandit|.
la S.A. et la TVA. → la|S.A.|et|la|TVA|.
Et puis… rien... → Et|puis|…|rien|...
« Oui », dit-il. → «|Oui|»|,|dit|-il|.
“Non” → “|Non|”
écrire à a.b@exemple.fr, vite → écrire|à|a.b@exemple.fr|,|vite
https://exemple.fr/a/b.html. → https://exemple.fr/a/b.html|.
www.exemple.fr, → www.exemple.fr|,
Paris – Lyon — Nice → Paris|–|Lyon|—|Nice
elle -dit-on- part → elle|-|dit|-on|-|part
"""


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("frtl")


@pytest.mark.parametrize("example", EXAMPLES.strip().splitlines())
def test_text_is_cut_into_these_tokens(nlp: Language, example: str) -> None:
    text, tokens = example.split(" → ")
    assert [token.text for token in nlp(text)] == tokens.split("|")


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009"])
def test_a_number_with_a_special_space_is_one_token(nlp: Language, space: str) -> None:
    text = f"près de 12{space}500 euros"
    assert [token.text for token in nlp(text)] == ["près", "de", f"12{space}500", "euros"]


def test_special_spaces_inside_quotation_marks_are_tokens_of_their_own(nlp: Language) -> None:
    doc = nlp("«\u00a0Oui\u00a0»")
    assert [token.text for token in doc if not token.is_space] == ["«", "Oui", "»"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\nTitre\n\n  Un texte,  deux espaces.\t\n",
        "10 000\u00a0000 ou 1 000 et 2 000",
        "x" * 2000,
        "a" + "!?" * 1500 + " fin 3 000",
        "e\u0301te\u0301 \U0001f600\U0001f600 ½",
    ],
)
def test_tokens_give_back_the_text(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_words_without_end_are_cut_in_pieces(nlp: Language) -> None:
    assert max(len(token) for token in nlp("a" * 10_000 + " fin")) == 256


def test_a_curly_apostrophe_counts_as_a_straight_one(nlp: Language) -> None:
    for straight, curly in zip(nlp("l'aujourd'hui"), nlp("l’aujourd’hui"), strict=True):
        assert straight.text != curly.text
        assert (straight.norm_, straight.suffix_, straight.shape_) == (
            curly.norm_,
            curly.suffix_,
            curly.shape_,
        )


def test_the_tokenizer_survives_pickling_and_saving(nlp: Language) -> None:
    other = FrenchNews().from_bytes(nlp.to_bytes())
    text = "L'an dernier, 10 000 auteur(e)s se sont-ils plaints ?"
    assert [t.text for t in other(text)] == [t.text for t in nlp(text)]
    assert [t.text for t in pickle.loads(pickle.dumps(nlp.tokenizer))(text)] == [
        t.text for t in nlp(text)
    ]


@pytest.mark.parametrize(
    "word",
    ["12", "97,4", "10 000", "3/4", "-5", "1er", "3e", "deux", "Mille", "vingt-et-un"]
    + ["quatre-vingts", "soixante-dix", "millions", "troisième", "neuvième", "cinquième"],
)
def test_numbers_are_recognised(word: str) -> None:
    assert like_num(word)


@pytest.mark.parametrize("word", ["maison", "et", "", "-", "A36", "dixit", "onze-mars", "huitaine"])
def test_other_words_are_no_numbers(word: str) -> None:
    assert not like_num(word)
