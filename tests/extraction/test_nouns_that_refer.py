"""Which event of the article a noun takes up."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest
from spacy.language import Language

from timeline.extraction import Lexicon
from timeline.extraction.mentions import candidate_mentions
from timeline.model import Article, DateSpan, Day

# A Thursday.
_TODAY = "2024-05-16"


def _examples() -> list[str]:
    source = resources.files("timeline").joinpath("resources", "lexicons", "references.toml")
    tables = tomllib.loads(source.read_text("utf-8"))
    tables.pop("verbs")
    return [example for table in tables.values() for example in table["examples"]]


def _date(marked: str, nlp: Language, lexicon: Lexicon) -> str | None:
    """The date that the noun between braces has or would have."""
    text, place = marked.replace("{", "").replace("}", ""), marked.index("{")
    today = DateSpan.of_day(Day.parse(_TODAY))
    article = Article("0" * 16, "a.txt", text, published=today, published_source="dateline")
    found = candidate_mentions(article, nlp, lexicon)
    (date,) = [mention.date for mention, starts, _ in found if place in starts]
    return date.edtf if date else None


@pytest.mark.parametrize("marked", _examples())
def test_a_noun_has_the_date_of_what_it_takes_up(
    marked: str, nlp: Language, lexicon: Lexicon
) -> None:
    assert _date(marked, nlp, lexicon) == "2016-05-03"


@pytest.mark.parametrize(
    "marked",
    [
        # The noun of the verb, not what was told last.
        "Deux tableaux du musée de Morlac ont été volés le 3 mai 2016. Le directeur a démissionné "
        "le 12 juin 2016. « Ce {vol} m'a pris dix ans de vie », dit-il.",
        # What strikes, however it was told.
        "Un car est tombé le 3 mai 2016 dans le canal de Morlac. La préfecture a fermé la route le "
        "4 mai 2016. Le maire a rendu hommage le 9 mai 2016 aux victimes de la {catastrophe}.",
        # What was made or lodged.
        "Le groupe Lormond a déposé le 3 mai 2016 une offre sur la papeterie. Le maire de Morlac a "
        "démissionné le 12 juin 2016. Cette {offre} avait surpris les salariés.",
        # Whose it is tells it apart.
        "Paul Lormond a démissionné le 3 mai 2016. Anne Morlac a démissionné le 12 juin 2016. Le "
        "{départ} de Paul Lormond a surpris les salariés de la coopérative.",
        # The first of two.
        "Les salariés de la coopérative ont fait grève le 3 mai 2016. Les chauffeurs ont fait "
        "grève le 12 juin 2016. La première {grève} a duré deux jours.",
    ],
)
def test_a_noun_takes_up_the_event_that_it_names(
    marked: str, nlp: Language, lexicon: Lexicon
) -> None:
    assert _date(marked, nlp, lexicon) == "2016-05-03"


@pytest.mark.parametrize(
    "marked",
    [
        # Another one of its kind.
        "Les salariés de la coopérative ont fait grève le 3 mai 2016.\n\nL'autre {grève} a duré "
        "deux jours.",
        # Somebody else's.
        "Paul Lormond a démissionné le 3 mai 2016.\n\nLe {départ} d'Anne Morlac est ancien.",
        # The same verb in another sense.
        "Les salariés ont repris le travail le 3 mai 2016. Depuis le {rachat} de la papeterie par "
        "le groupe Lormond, la direction se tait.",
    ],
)
def test_a_noun_takes_up_no_other_event(marked: str, nlp: Language, lexicon: Lexicon) -> None:
    assert _date(marked, nlp, lexicon) != "2016-05-03"
