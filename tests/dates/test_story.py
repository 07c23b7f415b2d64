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


def test_what_dates_a_mere_participle_of_an_entry_does_not_move_the_story() -> None:
    text = (
        "17 mai 2014 : au terme d'un débat ouvert le 6, le pont ferme. Il rouvre dix jours après."
    )
    found = {e.text: e.date.edtf for e in find_dates(text, None) if e.date}
    assert found["le 6"] == "2014-05-06"
    assert found["dix jours après"] == "2014-05-27"


def test_a_day_behind_a_month_goes_on_into_the_next_year() -> None:
    text = "En novembre 2014, le pont ferme. Le 20 janvier, il rouvre. Le 3 octobre, il a tremblé."
    found = {e.text: e.date.edtf for e in find_dates(text, None) if e.date}
    assert found["20 janvier"] == "2015-01-20"


def test_a_month_behind_a_month_stays_in_its_year() -> None:
    text = "En décembre 2014, il a plu dix jours, après deux jours en janvier."
    found = {e.text: e.date.edtf for e in find_dates(text, None) if e.date}
    assert found["janvier"] == "2014-01"


def test_a_story_without_a_publication_date_goes_on_in_a_new_paragraph() -> None:
    text = (
        "Le 3 mars 2014, le pont ferme. Deux semaines plus tard, on manifeste.\n\n"
        "Le 21 juin, il rouvre.\n\nEn 2019, il a fermé pour de bon.\n"
    )
    found = {e.text: e.date.edtf for e in find_dates(text, None) if e.date}
    assert found["21 juin"] == "2014-06-21?"


def test_a_year_that_comes_is_that_of_what_follows() -> None:
    text = "Le pont ferme en 2014. Puis vient 2016. Un soir de mars, il rouvre."
    found = {e.text: e.date.edtf for e in find_dates(text, None) if e.date}
    assert found["mars"] == "2016-03"


def test_a_plan_told_in_the_past_is_the_nearest_and_not_the_next() -> None:
    text = "L'ouverture était programmée en juin, mais la pluie l'a retardée."
    assert [e.date.edtf for e in find_dates(text, "2021-10-11") if e.date] == ["2021-06"]
    assert [e.date.edtf for e in find_dates(text, "2021-05-11") if e.date] == ["2021-06"]


def test_days_before_what_is_planned_are_counted_from_its_day() -> None:
    text = (
        "À l'automne 2018, la grue arrive. Le maire part trois jours avant la fête, prévue le "
        "21 novembre."
    )
    found = {e.text: e.date.edtf for e in find_dates(text, "2020-10-10") if e.date}
    assert found["trois jours avant"] == "2018-11-18"
    assert found["21 novembre"] == "2018-11-21"
