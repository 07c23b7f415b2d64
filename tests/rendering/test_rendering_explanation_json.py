"""What `explain --json` writes."""

from __future__ import annotations

import io
import json
import math
from dataclasses import replace

from samples import article, day, event, mention

from timeline.model import Article, Component, Event, Membership, Mention
from timeline.rendering.explanation_json import write


def written(one: Event, *articles: Article, lenders: tuple[Mention, ...] = ()) -> str:
    out = io.StringIO()
    write(one, {each.id: each for each in articles}, {each.id: each for each in lenders}, out)
    return out.getvalue()


def test_a_mention_without_a_date_of_its_own_says_what_lent_it():
    text = "Le pont a rouvert le 7 mai 2012. Le pont rouvre. Le maire a souri."
    note = article(text)
    dated = mention(note, text[:32], "rouvert", "7 mai 2012", date=day("2012-05-07"))
    bare = mention(note, "Le pont rouvre.", "rouvre")
    lender = mention(note, "Le maire a souri.", "souri", date=day("2012-05-07"))
    carried = replace(dated, carried_from=lender.id)
    lent = Membership(bare, dated.date, "narrative", dated.id, dated.id, (Component("prior", 0.5),))
    one = event(carried)
    both = replace(one, memberships=(*one.memberships, lent))
    data = json.loads(written(both, note, lenders=(lender,)))
    assert [one["date"] and one["date"]["edtf"] for one in data["dates"]] == ["2012-05-07", None]
    assert data["dates"][1]["date_sources"] == {"none": [bare.id]}
    assert data["event"]["mentions"][1]["date_giver"] == dated.id
    assert [one["id"] for one in data["lenders"]] == [lender.id]
    assert data["choice"] == "the only date given"


def test_weights_are_numbers_or_null():
    note = article("Le moulin a brûlé. Le moulin brûle. Le moulin brûlait.")
    told = [mention(note, f"{one}.", one.split()[-1]) for one in note.text[:-1].split(". ")]
    pairs = ((0.1, 0.2), (-math.inf, math.nan))
    one = event(*told)
    matched = [
        replace(each, components=tuple(Component("why", weight) for weight in pair))
        for each, pair in zip(one.memberships[1:], pairs, strict=True)
    ]
    text = written(replace(one, memberships=(one.memberships[0], *matched)), note)
    first, finite, infinite = json.loads(text)["links"]
    assert (first["components"], first["score"]) == ([], None)
    assert [part["weight"] for part in finite["components"]] == [0.1, 0.2]
    assert finite["score"] == 0.3
    assert [part["weight"] for part in infinite["components"]] == [None, None]
    assert infinite["score"] is None


def test_hostile_text_comes_back_as_it_was_and_obeys_nobody():
    nasty = "Il a \x1b[2J brûlé \u202e \x9b \udce9."
    note = article(nasty, "a\n.txt")
    text = written(event(mention(note, nasty, "brûlé")), note)
    assert not set(text) & set("\x1b\x9b\u202e\udce9")
    assert json.loads(text)["event"]["mentions"][0]["quote"] == nasty
    assert text.endswith("]}\n")
