"""Dates counted from the story, not from the day of publication."""

from timeline.dates import find_dates


def test_a_flashback_does_not_move_the_story() -> None:
    text = (
        "Le 10 mai 2010, ils proposent une alliance. Elle l'avait annoncée trois semaines plus "
        "tôt. Quatre jours plus tard, les associés refusent."
    )
    found = {e.text: e.date.edtf for e in find_dates(text, "2012-07-04") if e.date}
    assert found["Quatre jours plus tard"] == "2010-05-14"


def test_an_entry_of_a_chronology_goes_on_from_the_one_above() -> None:
    text = (
        "3 mai 2014 – Le pont ferme.\n\n8 juin – Il rouvre, trois mois trop tôt.\n\n"
        "12 septembre – Inauguration, d'abord prévue en août.\n\n9 janvier – Il ferme encore.\n"
    )
    found = {e.text: e.date.edtf for e in find_dates(text, "2019-07-04") if e.date}
    assert found["8 juin"] == "2014-06-08"
    assert found["12 septembre"] == "2014-09-12"
    assert found["9 janvier"] == "2015-01-09"


def test_an_entry_of_a_chronology_has_the_year_of_the_entry_before_it() -> None:
    text = (
        "Le port, en quelques dates\n\n"
        "3 mai 2011 – Le conseil vote les travaux.\n\n"
        "20 octobre – La digue, promise pour juin, est finie.\n\n"
        "12 janvier – Une tempête l'emporte.\n\n"
        "Le 14 février, le conseil se réunit."
    )
    found = {e.text: e.date.edtf for e in find_dates(text, "2019-07-04") if e.date}
    assert found["20 octobre"] == "2011-10-20"
    assert found["12 janvier"] == "2012-01-12"
    # No entry: a paragraph of the article's own day.
    assert found["14 février"] == "2019-02-14"
