"""What is an event, who took part, and whether it happened."""

from __future__ import annotations

import pytest
import spacy
from conftest_extract import Extract
from spacy.tokens import Doc, Span

from timeline.extraction.names import find_names
from timeline.extraction.tree import Tree
from timeline.model import Mention


def _told_by(mentions: tuple[Mention, ...], trigger: str) -> Mention:
    (found,) = (m for m in mentions if m.trigger.text == trigger)
    return found


@pytest.mark.parametrize(
    ("text", "trigger", "factuality"),
    [
        ("La société a fermé l'usine en 2004.", "fermé", "actual"),
        ("La société n'a pas fermé l'usine en 2004.", "fermé", "negated"),
        ("La société fermera l'usine en 2034.", "fermera", "planned"),
        ("La société pourrait fermer l'usine en 2034.", "fermer", "hypothetical"),
        ("Selon un syndicat, la société aurait fermé l'usine en 2004.", "fermé", "alleged"),
        ("La société a dû fermer l'usine en 2004.", "fermer", "actual"),
        ("La société aurait dû fermer l'usine en 2004.", "fermer", "negated"),
        ("La société a refusé de fermer l'usine en 2004.", "fermer", "negated"),
        ("La société doit fermer l'usine en 2034.", "fermer", "planned"),
        ("Elle vendra ses parts avant de quitter la société en 2034.", "quitter", "planned"),
        ("Elle a vendu ses parts avant de quitter la société en 2004.", "quitter", "actual"),
    ],
)
def test_factuality(extract: Extract, text: str, trigger: str, factuality: str) -> None:
    assert _told_by(extract(text), trigger).factuality == factuality


def test_a_light_verb_and_its_noun_are_one_event(extract: Extract) -> None:
    mentions = extract("En 2004, Claire Dumas a engagé des poursuites contre la société.")
    assert [m.type for m in mentions] == ["sue"]


def test_a_noun_that_only_specifies_another_is_no_second_event(extract: Extract) -> None:
    mentions = extract("Le groupe Lormont a présenté une offre de rachat en 2004.")
    assert [m.type for m in mentions] == ["bid"]


def test_the_agent_of_a_passive_and_its_patient(extract: Extract) -> None:
    mention = _told_by(extract("Le journal a été racheté par Claire Dumas en 2004."), "racheté")
    roles = {p.role: p.name for p in mention.participants}
    assert roles["agent"] == "Claire Dumas"
    assert "journal" in roles["patient"]


@pytest.mark.parametrize(
    "text",
    [
        "Elle associe VoltaGen, la société créée par Claire Dumas en 2004, et plusieurs fonds.",
        "VoltaGen, une société créée par Claire Dumas en 2004, emploie dix personnes.",
        "La banque VoltaGen, une société créée par Claire Dumas en 2004, emploie dix personnes.",
    ],
)
def test_a_name_explained_by_a_noun_takes_part(extract: Extract, text: str) -> None:
    roles = {p.name: p.role for p in _told_by(extract(text), "créée").participants}
    assert roles["VoltaGen"] == "patient"


@pytest.mark.parametrize(
    "text",
    [
        "En Bretagne, la société créée par Claire Dumas en 2004 emploie dix personnes.",
        "Selon VoltaGen, la société créée par Claire Dumas en 2004 emploie dix personnes.",
    ],
)
def test_a_name_behind_a_preposition_is_not_explained(extract: Extract, text: str) -> None:
    names = [p.name for p in _told_by(extract(text), "créée").participants]
    assert "Claire Dumas" in names
    assert not {"Bretagne", "VoltaGen"} & set(names)


def test_a_pronoun_stands_for_the_subject_before(extract: Extract) -> None:
    mentions = extract("Paul Meyer a fondé la société en 1998. Il a quitté le conseil en 2004.")
    mention = _told_by(mentions, "quitté")
    assert "Paul Meyer" in {p.name for p in mention.participants}
    assert mention.title.startswith("[Paul Meyer] a quitté")


def test_a_pronoun_that_may_stand_for_a_thing_stays_unresolved(extract: Extract) -> None:
    mentions = extract(
        "Paul Meyer a déposé une offre en 2004. L'offre a surpris. Elle a été rejetée en 2005."
    )
    mention = _told_by(mentions, "rejetée")
    assert "Paul Meyer" not in {p.name for p in mention.participants}


def test_amounts_go_with_their_event(extract: Extract) -> None:
    mention = _told_by(extract("Le fonds a investi 3 millions d'euros en 2004."), "investi")
    assert [(a.value, a.unit) for a in mention.amounts] == [(3_000_000, "EUR")]


def test_states_and_opinions_are_no_events(extract: Extract) -> None:
    assert extract("La ville est belle. Les habitants semblent heureux. Il faut du courage.") == ()


def test_the_speaker_is_named(extract: Extract) -> None:
    mention = _told_by(extract("Selon Claire Dumas, la société a fermé l'usine en 2004."), "fermé")
    assert mention.attribution == "Claire Dumas"


def test_offsets_point_into_the_raw_text(extract: Extract) -> None:
    text = "L’an pas\u00adsé fut dur.\u00a0Mais l’usine a fermé en\u00a02004\u00a0: « fini »."
    for mention in extract(text):
        assert text[mention.trigger.char_start : mention.trigger.char_end] == mention.trigger.text
        assert text[mention.char_start : mention.char_end] == mention.quote
    assert _told_by(extract(text), "fermé").date is not None


def test_hostile_text_does_no_harm(extract: Extract) -> None:
    for text in (
        "",
        "\n\n\n",
        "« « « « a b",
        ")" * 300,
        "le " * 3000,
        "\u202e\x1b[31m 2004",
        "a\u0301" * 50,
    ):
        assert all(mention.quote for mention in extract(text + "\n\nElle a démissionné en 2004."))
        assert extract(text + "\n\nElle a démissionné en 2004.")


def test_a_scheduled_event_is_planned_and_told_once(extract: Extract) -> None:
    mentions = extract("Une audience est fixée au 17 juin 2034.")
    assert [(m.trigger.text, m.factuality) for m in mentions] == [("audience", "planned")]


def test_reflexive_modals_are_modals(extract: Extract) -> None:
    mention = _told_by(extract("Le groupe s'engage à racheter la banque en 2034."), "racheter")
    assert mention.factuality == "planned"


def test_an_incise_is_no_event(extract: Extract) -> None:
    mentions = extract(
        "Le feu a tué trois personnes lundi, a annoncé mardi la préfecture.", published="2024-05-15"
    )
    assert "annoncé" not in {m.trigger.text for m in mentions}
    assert _told_by(mentions, "tué").attribution == "préfecture"


def test_the_same_article_gives_the_same_mentions(extract: Extract) -> None:
    text = "Paul Meyer a fondé la société en 1998. Il a quitté le conseil en 2004."
    assert extract(text) == extract(text)


def test_a_noun_that_says_of_what_kind_a_thing_is_tells_no_event(extract: Extract) -> None:
    mentions = extract("La mairie a fermé les bureaux de vote en 2004.")
    assert [m.trigger.text for m in mentions] == ["fermé"]


def test_names_have_the_type_that_the_recogniser_gives(extract: Extract) -> None:
    mention = _told_by(extract("En 2004, la ville de Nantes a vendu le terrain à EDF."), "vendu")
    types = {p.name: p.type for p in mention.participants}
    assert types["EDF"] == "ORG"


def test_the_name_beside_a_possessive_noun_takes_part(extract: Extract) -> None:
    text = "Depuis sa création en 2015, Norvexia, le pionnier du solaire, a suscité des critiques."
    mention = _told_by(extract(text), "création")
    assert "Norvexia" in {p.name for p in mention.participants}


def test_a_number_behind_a_name_counts_what_follows() -> None:
    words = ["Meyer", "annonce", "Norvexia", "trois", "ans", "après", "Apollo", "11"]
    pos = ["PROPN", "VERB", "PROPN", "NUM", "NOUN", "ADP", "PROPN", "NUM"]
    doc = Doc(spacy.blank("frtl").vocab, words, pos=pos)
    doc.ents = [Span(doc, 2, 4, label="ORG"), Span(doc, 6, 8, label="MISC")]
    (found,) = find_names([Tree(doc)])
    texts = {name.text: name.type for name in found}
    assert texts["Norvexia"] == "ORG"
    assert texts["Apollo 11"] == "MISC"


@pytest.mark.parametrize(
    ("text", "trigger", "type_"),
    [
        ("Les braqueurs ont neutralisé l'alarme en 2004.", "neutralisé", "attack"),
        ("Les plombiers ont neutralisé l'alarme en 2004.", "neutralisé", "other"),
        ("Les braqueurs ont déclaré en 2004 que la banque était vide.", "déclaré", "announce"),
    ],
)
def test_what_takes_part_tells_the_type_of_a_word_in_no_entry(
    extract: Extract, text: str, trigger: str, type_: str
) -> None:
    assert _told_by(extract(text), trigger).type == type_


def test_what_takes_part_gives_way_to_an_entry_and_makes_no_event(extract: Extract) -> None:
    assert _told_by(extract("Les braqueurs ont quitté Lormont en 2004."), "quitté").type != "attack"
    assert not extract("Les braqueurs possédaient une villa.")


@pytest.mark.parametrize("name", ["Anne Roux", "Mme Roux", "Me Roux"])
def test_a_civility_hides_no_name(extract: Extract, name: str) -> None:
    [mention] = extract(f"{name} a été nommée le 3 mai 2012.", published="2024-05-16")
    assert mention.type == "nominate"


def test_a_date_is_no_part_of_a_participant(extract: Extract) -> None:
    [mention] = extract("L'agence a lancé un satellite mercredi.", published="2024-05-16")
    assert ("satellite", "patient") in {(item.name, item.role) for item in mention.participants}
