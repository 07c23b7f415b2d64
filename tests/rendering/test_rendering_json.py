"""The JSON export: its keys, its bytes, its streaming."""

from __future__ import annotations

import io
import json
import math
from dataclasses import replace

from samples import GENERATOR, alone, article, day, event, mention, timeline_of

from timeline.filters import Filter, Selection
from timeline.model import Amount, Article, Membership, Timeline
from timeline.rendering.content import Content
from timeline.rendering.formats import PLAIN
from timeline.rendering.json_export import to_json, write


def exported(timeline: Timeline, **options: bool) -> dict:
    return json.loads(to_json(timeline, **{"undated": True, **options}))


def test_top_level_and_article_keys(made_by_hand: Timeline):
    data = exported(made_by_hand)
    assert list(data) == [
        "schema", "generator", "articles", "skipped", "events", "undated_left_out",
    ]  # fmt: skip
    assert data["schema"] == "timeline/1"
    assert data["generator"] == {"name": "timeline", "version": "0.0.0", "model": "essai 1.0"}
    assert data["skipped"] == [
        {"path": "gazette/photo.jpg", "reason": "format not supported (.jpg)"}
    ]
    wanted = {"id", "path", "carriers", "title", "author", "site", "url", "published",
              "published_source", "language", "words", "copy_of"}  # fmt: skip
    assert wanted <= set(data["articles"][0])
    assert data["articles"][0]["words"] == 22
    assert data["articles"][0]["published"]["edtf"] == "2012-05-09"


def test_event_and_mention_keys(made_by_hand: Timeline):
    opening = next(one for one in exported(made_by_hand)["events"] if one["conflicts"])
    assert {"id", "date", "type", "title", "factuality", "confidence", "salience", "participants",
            "amounts", "places", "sources", "conflicts", "mentions"} <= set(opening)  # fmt: skip
    assert opening["date"]["edtf"] == "2012-05-07"
    assert opening["participants"] == [
        {"name": "mairie de Saint-Aubin", "type": "ORG", "role": "agent"}
    ]
    assert opening["amounts"] == [
        {"text": "4,2 millions d'euros", "value": 4200000, "value_max": None,
         "approximate": False, "unit": "EUR"}
    ]  # fmt: skip
    assert [one["value"] for one in opening["conflicts"][0]["values"]] == [
        "2012-05-07",
        "2012-05-08",
    ]
    first = opening["mentions"][0]
    assert {"id", "article", "char_start", "char_end", "quote", "trigger", "type", "date",
            "date_source", "date_evidence", "participants", "amounts", "factuality",
            "attribution", "confidence"} <= set(first)  # fmt: skip
    assert set(first["trigger"]) == {"text", "lemma", "char_start", "char_end"}
    assert set(first["date_evidence"][0]) == {"article", "text", "char_start", "char_end"}


def test_every_span_says_what_stands_there(made_by_hand: Timeline):
    data = exported(made_by_hand, with_text=True)
    texts = {one["id"]: one["text"] for one in data["articles"]}
    seen = 0
    for told in (told for one in data["events"] for told in one["mentions"]):
        if told["article"] in texts:
            text = texts[told["article"]]
            assert text[told["char_start"] : told["char_end"]] == told["quote"]
            word = told["trigger"]
            assert text[word["char_start"] : word["char_end"]] == word["text"]
            seen += 1
    assert seen == 5


def test_the_text_comes_only_when_asked_for(made_by_hand: Timeline):
    assert "text" not in exported(made_by_hand)["articles"][0]
    assert exported(made_by_hand, with_text=True)["articles"][0]["text"].startswith("Inaugurée")


def test_a_lent_date_is_the_date_of_the_mention_there():
    note = article("Le pont a été inauguré.")
    told = mention(note, note.text, "inauguré")
    lent = Membership(told, day("2012-05-07"), "cross-document", "giver", None, ())
    data = exported(timeline_of(replace(event(told), memberships=(lent,))))
    (one,) = data["events"][0]["mentions"]
    assert (one["date"]["edtf"], one["date_source"]) == ("2012-05-07", "cross-document")
    assert one["date_giver"] == "giver"


def test_numbers_are_numbers_and_never_nan():
    amounts = (Amount("3", 3.0, 4.5, True, "EUR"), Amount("∞", math.inf, math.nan, False, "EUR"))
    bad = alone("Un bal", None, amounts=amounts, confidence=math.nan, salience=2 / 3)
    text = to_json(timeline_of(bad), undated=True)
    assert "NaN" not in text
    assert "Infinity" not in text
    (one,) = json.loads(text)["events"]
    assert one["amounts"][0]["value"] == 3
    assert '"value": 3,' in text
    assert one["amounts"][1]["value"] is None
    assert (one["confidence"], one["salience"]) == (0.0, 0.667)


def test_hostile_text_comes_back_as_it_was_and_obeys_nobody():
    nasty = 'x"\\ \x1b[2J \u202e \u2028 \x9b </script> =cmd() \udce9 \U000e0041 a\nb.'
    note = article(nasty, "n\n\u202e.txt", title=nasty)
    text = to_json(
        timeline_of(event(mention(note, nasty, "cmd")), articles=(note,)),
        with_text=True,
        undated=True,
    )
    assert not set(text) & set("\x1b\x9b\u202e\u2028\udce9\U000e0041")
    text.encode("utf-8")
    data = json.loads(text)
    assert data["articles"][0]["text"] == nasty
    assert data["articles"][0]["title"] == nasty
    assert data["events"][0]["mentions"][0]["quote"] == nasty


def test_an_empty_timeline_is_valid():
    assert exported(timeline_of())["events"] == []


def test_the_same_timeline_gives_the_same_text(made_by_hand: Timeline):
    assert to_json(made_by_hand) == to_json(made_by_hand)
    assert to_json(made_by_hand).endswith("}\n")


def test_events_are_written_as_they_come(made_by_hand: Timeline):
    out = io.StringIO()
    written = []

    def events():
        for one in made_by_hand.events:
            written.append(len(out.getvalue()))
            yield one

    articles: list[Article] = []
    write(
        Content(GENERATOR, articles, [], Selection(events(), Filter(undated=True), {})), out, PLAIN
    )
    assert written == sorted(set(written))


def test_events_that_nothing_dates_are_left_out_and_counted(made_by_hand: Timeline):
    everything = exported(made_by_hand)
    dated = exported(made_by_hand, undated=False)
    undated = [one for one in everything["events"] if one["date"] is None]
    assert undated
    assert dated["events"] == [one for one in everything["events"] if one["date"] is not None]
    assert dated["undated_left_out"] == len(undated)
    assert everything["undated_left_out"] == 0
