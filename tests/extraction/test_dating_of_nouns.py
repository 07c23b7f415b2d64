"""Nouns that tell an event of before: the date of their clause is not theirs."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest
from conftest_extract import Extract
from spacy.language import Language

from timeline.extraction import Lexicon
from timeline.extraction.mentions import candidate_mentions
from timeline.model import Article, DateSpan, Day, Mention

# A Thursday.
_TODAY = "2024-05-16"


def _dates(mentions: tuple[Mention, ...]) -> dict[str, str | None]:
    """EDTF by trigger."""
    return {m.trigger.text: m.date.edtf if m.date else None for m in mentions}


def _examples() -> list[str]:
    source = resources.files("timeline").joinpath("resources", "lexicons", "earlier.toml")
    tables = tomllib.loads(source.read_text("utf-8"))
    return [example for table in tables.values() for example in table["examples"]]


@pytest.mark.parametrize("marked", _examples())
def test_what_was_before_its_clause_has_not_its_date(
    marked: str, nlp: Language, lexicon: Lexicon
) -> None:
    text, place = marked.replace("[", "").replace("]", ""), marked.index("[")
    today = DateSpan.of_day(Day.parse(_TODAY))
    article = Article("0" * 16, "a.txt", text, published=today, published_source="dateline")
    found = candidate_mentions(article, nlp, lexicon)
    dates = [mention.date for mention, starts, _ in found if place in starts]
    assert dates == [None]
    assert any(mention.date is not None for mention, *_ in found)


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        # Only a comma parts the day from how long after the noun's event it was.
        (
            "Le trésorier a démissionné mardi, six jours après l'arrestation du maire de Brest.",
            "arrestation",
            "2024-05-08",
        ),
        (
            "Le 3 mai 2019, dix ans jour pour jour après l'incendie de la halle, la ville a voté "
            "sa reconstruction.",
            "incendie",
            "2009-05-03",
        ),
        # What comes after an event that the text has dated is counted from it.
        (
            "L'usine a fermé en mars 2019. Le quai, que le maire a inauguré deux mois après "
            "la fermeture, est vide.",
            "inauguré",
            "2019-05~",
        ),
        # Parsers take what was decided for the subject of who says so.
        (
            "La Commission régionale a prononcé mardi l'exclusion administrative du Rugby club de "
            "Morlaix (RCM), douzième de la dernière saison, a-t-on appris mercredi auprès du club.",
            "exclusion",
            "2024-05-14",
        ),
        # A day that the text names goes before one that it counts.
        (
            "Le conseil s'est réuni le 3 janvier 2019. Trois semaines plus tard, le 25 janvier, il "
            "a dissous l'association.",
            "dissous",
            "2019-01-25",
        ),
        # What is set off behind it dates it, and not the news.
        (
            "La fermeture survient à peine deux ans après l'inauguration du quai par la ministre, "
            "le 6 mai 2018, devant cent invités.",
            "inauguration",
            "2018-05-06",
        ),
        # What a noun takes up from before is counted from, too, whatever its words.
        (
            "Le groupe a évincé sa directrice le 17 mars 2019. Cinq jours après son éviction, elle "
            "retrouve un poste.",
            "retrouve",
            "2019-03-22",
        ),
        # Today's news says how long ago it was.
        ("Cette décision intervient sept mois après le rachat du club.", "rachat", "2023-10~"),
    ],
)
def test_an_event_is_as_far_as_its_sentence_says(
    extract: Extract, text: str, trigger: str, edtf: str
) -> None:
    assert _dates(extract(text, _TODAY))[trigger] == edtf


def test_what_was_before_does_not_date_a_title(extract: Extract) -> None:
    mentions = extract(
        "Le directeur du port de Brest a démissionné mardi, six jours après la démission de la "
        "présidente du conseil.",
        _TODAY,
        title="Port de Brest : le directeur démissionne",
    )
    assert _dates(mentions)["démissionne"] in ("2024-05-14", _TODAY)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("La police a saisi mardi un tableau volé au musée de Brest.", "volé"),
        ("Accusée de fraude, la trésorière du port de Brest a démissionné.", "Accusée"),
    ],
)
def test_a_participle_of_a_thing_is_no_news_of_the_day(
    extract: Extract, text: str, trigger: str
) -> None:
    assert _dates(extract(text, _TODAY)).get(trigger) is None


def test_the_evening_is_not_that_of_what_was_looked_back_on(extract: Extract) -> None:
    mentions = extract(
        "Le tribunal de Brest a relaxé jeudi le gérant du port. Le procureur avait requis lundi "
        "trois ans de prison. Il a fait appel dans la soirée.",
        _TODAY,
    )
    assert _dates(mentions)["requis"] == "2024-05-13"
    assert _dates(mentions)["appel"] == "2024-05-16"


def test_what_was_before_keeps_the_day_it_was_told_with(extract: Extract) -> None:
    mentions = extract(
        "Un incendie a détruit la halle le 3 mai 2019. Le maire a rouvert le marché quatre mois "
        "après l'incendie."
    )
    fires = [m for m in mentions if m.trigger.text == "incendie"]
    assert [m.date.edtf for m in fires if m.date] == ["2019-05-03"] * len(fires)
    assert _dates(mentions)["rouvert"] == "2019-09~"
