"""Dates counted from the story, not from the day of publication."""

from timeline.dates import find_dates


def test_a_flashback_does_not_move_the_story() -> None:
    text = (
        "Le 10 mai 2010, ils proposent une alliance. Elle l'avait annoncée trois semaines plus "
        "tôt. Quatre jours plus tard, les associés refusent."
    )
    found = {e.text: e.date.edtf for e in find_dates(text, "2012-07-04") if e.date}
    assert found["Quatre jours plus tard"] == "2010-05-14"
