"""Whether something lasted or was on some day, by the words of its sources."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import article, event, mention, span

from timeline.rendering.extent import event_date_in_words, event_extent
from timeline.rendering.words import Extent

_SPAN = span("2012-05-03", "2012-05-05")


@pytest.mark.parametrize(
    ("sentence", "words", "extent"),
    [
        ("Le marché se tient du 3 au 5 mai.", "du 3 au 5 mai", "throughout"),
        ("Les 3, 4 et 5 mai, le marché se tient.", "Les 3, 4 et 5 mai", "throughout"),
        ("Le marché se tient 3-5 mai.", "3-5 mai", "throughout"),
        ("Le marché se tient samedi et dimanche.", "samedi et dimanche", "throughout"),
        ("Le marché se tient entre le 3 et le 5 mai.", "le 3 et le 5 mai", "within"),
        ("Le marché se tient le 3 et le 5 mai.", "le 3 et le 5 mai", None),
        ("Le marché se tient entre lundi et mercredi.", "entre lundi et mercredi", "within"),
        ("Le marché se tient dans la nuit du 3.", "dans la nuit du 3", "within"),
        ("Le marché se tient depuis le 3 mai.", "depuis le 3 mai", "since"),
        ("Le marché se tient jusqu’au 5 mai.", "jusqu’au 5 mai", "until"),
    ],
)
def test_the_words_of_a_date_tell(sentence: str, words: str, extent: Extent | None):
    told = mention(article(sentence), sentence, "tient", words, date=_SPAN)
    assert event_extent(event(told, date=_SPAN)) == extent


def test_a_date_that_no_source_gives_is_one_of_its_days():
    sentence = "Le marché se tient du 3 au 5 mai."
    told = mention(article(sentence), sentence, "tient", "du 3 au 5 mai", date=_SPAN)
    shorter = event(told, date=span("2012-05-04", "2012-05-05"))
    assert event_date_in_words(shorter) == "entre le 4 et le 5 mai 2012"


def test_a_date_that_a_user_set_or_nothing_is_known_of_is_left_open():
    sentence = "Le marché se tient du 3 au 5 mai."
    told = event(mention(article(sentence), sentence, "tient", "du 3 au 5 mai", date=_SPAN))
    for one in (replace(told, corrected=("date",)), replace(told, memberships=())):
        assert event_date_in_words(replace(one, date=_SPAN)) == "3–5 mai 2012"
