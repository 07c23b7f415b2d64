"""Which date goes with which event."""

from __future__ import annotations

import pytest
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
    assert _date_of(mentions, "démissionné") == (None, "none")


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
    assert _date_of(mentions, "démissionné") == (None, "none")
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
    (mention,) = extract(text)
    (evidence,) = mention.date_evidence
    assert text[evidence.char_start : evidence.char_end] == evidence.text
    assert "1998" in evidence.text


@pytest.mark.parametrize(
    "text",
    [
        "La grève a commencé lundi et s'est poursuivie mardi.",
        "La réunion a eu lieu lundi et s'est terminée mardi.",
        "Les travaux ont commencé en 2004, ont repris en 2006 et se sont achevés en 2008.",
    ],
)
def test_no_two_mentions_of_one_place(extract: Extract, text: str) -> None:
    mentions = extract(text, published="2012-07-04")
    assert mentions
    assert len({m.id for m in mentions}) == len(mentions)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Le Sénat a rejeté le texte en mars.", "2024-03"),
        ("Le Sénat a rejeté le texte le 3 mai.", "2024-05-03"),
        ("Le Sénat a rejeté le texte mardi.", "2024-05-07"),
    ],
)
def test_what_is_told_as_past_lies_before_the_publication(
    extract: Extract, text: str, edtf: str
) -> None:
    assert _date_of(extract(text, published="2024-05-13"), "rejeté")[0] == edtf


def test_a_reported_tomorrow_is_not_last_year(extract: Extract) -> None:
    mentions = extract("La réunion a été reportée à demain.", published="2024-05-13")
    assert _date_of(mentions, "reportée")[0] == "2024-05-14"


def test_a_weekday_behind_the_object_dates_the_verb(extract: Extract) -> None:
    mentions = extract("La préfète recevra les syndicats lundi prochain.", published="2024-05-13")
    assert _date_of(mentions, "recevra")[0] == "2024-05-20"


def test_an_event_whose_own_date_is_unknown_takes_no_other(extract: Extract) -> None:
    mentions = extract("Le pont, construit en 1887, s'est effondré une heure plus tard.")
    assert _date_of(mentions, "effondré")[0] is None


def test_old_events_of_the_same_kind_do_not_date_the_news(extract: Extract) -> None:
    mentions = extract(
        "La vallée a été inondée. Elle avait déjà été inondée le 8 septembre 2002.",
        published="2023-10-19",
        title="La vallée inondée",
    )
    dates = [m.date.edtf for m in mentions if m.date and m.char_start < 40]
    assert "2002-09-08" not in dates


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        # A date set off behind a "quand" clause is that clause's.
        (
            "Lorsque Claire Dumas a été élue, en mars 2008, la mairie comptait dix employés.",
            "élue",
            "2008-03",
        ),
        # What opens a later clause does not date the one before it.
        (
            "En mai 2011, la ville vend le port. Le maire est arrêté ; six semaines plus tard, "
            "il démissionne.",
            "arrêté",
            "2011-05",
        ),
        # A time that comes is no event, and its clause has the date.
        (
            "Puis vient le 4 mars 2016, quand le jury écarte le projet.",
            "écarte",
            "2016-03-04",
        ),
    ],
)
def test_a_date_goes_with_the_clause_that_it_is_told_of(
    extract: Extract, text: str, trigger: str, edtf: str
) -> None:
    found = {m.trigger.text: m.date.edtf if m.date else None for m in extract(text)}
    assert found[trigger] == edtf
    assert "vient" not in found
