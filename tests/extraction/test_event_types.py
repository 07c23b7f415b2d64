"""A word that may tell many things has the type of what its article tells."""

from __future__ import annotations

from pathlib import Path

from conftest_extract import Extract
from spacy.language import Language

from timeline.extraction import Lexicon, extract_mentions, load_lexicon
from timeline.extraction.associations import associate
from timeline.model import Article, DateSpan, Day, Mention, Zone

_DAY = "2019-03-05"
_DEAL = (
    "Varelle rachète son concurrent",
    "Le groupe Varelle a racheté mardi son concurrent. L'opération a coûté deux millions d'euros.",
)


def _word(mentions: tuple[Mention, ...], trigger: str) -> Mention:
    (found,) = (one for one in mentions if one.trigger.text == trigger)
    return found


def test_a_general_noun_has_the_type_of_the_event_that_it_takes_up(extract: Extract) -> None:
    title, text = _DEAL
    told = _word(extract(text, _DAY, title=title), "opération")
    assert (told.type, told.lexical_type) == ("acquire", "other")
    assert {"near", "title"} <= {one.name for one in told.type_components if one.weight > 0}


def test_a_general_noun_stays_untyped_where_nothing_around_it_tells_a_type(
    extract: Extract,
) -> None:
    told = _word(extract("L'opération a duré deux heures mardi.", _DAY), "opération")
    assert (told.type, told.type_components) == ("other", ())


def test_no_context_overrules_the_lexicon(extract: Extract) -> None:
    title, text = _DEAL
    left = _word(extract(f"{text} Le maire a démissionné.", _DAY, title=title), "démissionné")
    assert (left.type, left.type_components) == ("end_position", ())


def test_no_context_overrules_a_user_who_leaves_a_word_untyped(
    nlp: Language, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[trigger]]\ntype = "other"\nnouns = ["opération"]\n', "utf-8")
    title, body = _DEAL
    article = Article(
        id="0" * 16,
        path="deal.txt",
        text=f"{title}\n\n{body}",
        title=title,
        published=DateSpan.of_day(Day.parse(_DAY)),
        published_source="dateline",
        zones=(Zone(0, len(title), "title"), Zone(len(title), len(title) + 2 + len(body), "body")),
    )

    def kind(lexicon: Lexicon) -> str:
        ((_, mentions),) = extract_mentions([article], nlp, lexicon)
        return _word(mentions, "opération").type

    assert kind(load_lexicon()) == "acquire"
    assert kind(load_lexicon([own])) == "other"


def test_a_noun_goes_with_the_types_whose_entries_ask_for_it(lexicon: Lexicon) -> None:
    topics = associate(lexicon.verbs, lexicon.nouns, lexicon.classes).topics
    assert max(topics["séisme"], key=lambda topic: topic[1])[0] == "disaster"
    assert all(0 < part <= 1 for of in topics.values() for _, part in of)
    assert not any(kind == "other" for of in topics.values() for kind, _ in of)
