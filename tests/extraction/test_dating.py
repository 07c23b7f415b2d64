"""Which date goes with which event."""

from __future__ import annotations

from conftest_extract import Extract

from timeline.model import Mention


def _date_of(mentions: tuple[Mention, ...], trigger: str) -> tuple[str | None, str]:
    """EDTF and source of the date of the mention told by a word."""
    (found,) = (m for m in mentions if m.trigger.text == trigger)
    return (found.date.edtf if found.date else None), found.date_source


def test_a_date_belongs_to_the_verb_it_depends_on(extract: Extract) -> None:
    mentions = extract("Claire Dumas a fondé la société en 1998 et elle l'a quittée en 2004.")
    assert _date_of(mentions, "fondé") == ("1998", "explicit")
    assert _date_of(mentions, "quittée") == ("2004", "explicit")


def test_a_date_belongs_to_the_noun_it_describes(extract: Extract) -> None:
    mentions = extract("Depuis sa création en 1998, le groupe a racheté la banque Lormont en 2004.")
    assert _date_of(mentions, "création") == ("1998", "explicit")
    assert _date_of(mentions, "racheté") == ("2004", "explicit")


def test_what_a_date_says_of_a_thing_is_not_given_to_the_verb(extract: Extract) -> None:
    mentions = extract("Le ministre a démissionné après la publication du budget de 2012.")
    assert all(m.date is None for m in mentions if m.trigger.text == "démissionné")


def test_a_vague_main_clause_hands_its_date_to_the_lorsque_clause(extract: Extract) -> None:
    mentions = extract(
        "Le conflit a pris une autre tournure en mars 2004, lorsque Claire Dumas a porté plainte."
    )
    assert _date_of(mentions, "porté") == ("2004-03", "explicit")


def test_a_fronted_date_governs_what_follows(extract: Extract) -> None:
    mentions = extract(
        "En 1998, les deux chercheurs se sont rencontrés. Claire Dumas a investi un million "
        "d'euros dans le projet."
    )
    assert _date_of(mentions, "investi") == ("1998", "narrative")


def test_a_story_that_moves_on_leaves_its_scene(extract: Extract) -> None:
    mentions = extract(
        "En 1998, les deux chercheurs se sont rencontrés. Plus tard, la société a licencié "
        "cent salariés."
    )
    assert _date_of(mentions, "licencié") == (None, "none")


def test_the_news_of_a_dispatch_is_dated_by_its_publication(extract: Extract) -> None:
    mentions = extract("Le Sénat a adopté la réforme.", published="2012-07-04")
    assert _date_of(mentions, "adopté") == ("2012-07-04", "publication")


def test_an_undated_article_invents_no_date(extract: Extract) -> None:
    mentions = extract("Le Sénat a adopté la réforme. Hier, le ministre a démissionné.")
    assert all(m.date is None for m in mentions)


def test_a_recent_event_is_dated_by_the_month_of_publication(extract: Extract) -> None:
    mentions = extract(
        "La récente démission de Claire Dumas inquiète les salariés.",
        published="2025-02-15",
        source="byline",
    )
    assert _date_of(mentions, "démission") == ("2025-02~", "relative")


def test_a_title_takes_the_date_that_the_body_gives(extract: Extract) -> None:
    mentions = extract(
        "Un cambrioleur a été arrêté lundi par la police de Lormont.",
        published="2012-07-04",
        title="Arrestation d'un cambrioleur",
    )
    assert _date_of(mentions, "Arrestation") == ("2012-07-02", "narrative")


def test_a_clause_of_consequence_follows_its_main_clause(extract: Extract) -> None:
    mentions = extract(
        "En 2018, les actionnaires ont rejeté son offre, obligeant Claire Dumas à quitter "
        "le conseil d'administration."
    )
    assert _date_of(mentions, "quitter")[0] == "2018"


def test_every_date_points_at_its_words(extract: Extract) -> None:
    text = "Claire Dumas a fondé la société en mars 1998."
    for mention in extract(text):
        for evidence in mention.date_evidence:
            assert text[evidence.char_start : evidence.char_end] == evidence.text
            assert "1998" in evidence.text
