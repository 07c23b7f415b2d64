"""The TimelineJS3 export: its documented keys."""

from __future__ import annotations

import json

from exports import exported, written
from samples import alone, article, day, event, mention, span, timeline_of

from timeline.model import DateSpan, Timeline
from timeline.rendering.formats import format_for, format_named


def test_its_suffix_is_that_of_json():
    assert format_for("out.json").name == "json"
    assert format_named("timelinejs").suffixes == ()


def test_a_slide():
    paper = article("L'« ami » a signé.", title="A <b> & c", url="https://a.example/?b&c")
    told = mention(paper, paper.text, "signé", date=DateSpan.of_month(2012, 2), type="agree")
    data = json.loads(exported("timelinejs", timeline_of(event(told), articles=(paper,))))
    assert data["title"]["text"]["headline"] == "Chronologie"
    assert data["scale"] == "human"
    assert data["events"] == [
        {
            "unique_id": event(told).id,
            "start_date": {"year": 2012, "month": 2, "day": 1},
            "end_date": {"year": 2012, "month": 2, "day": 29},
            "display_date": "févr. 2012",
            "text": {
                "headline": "L&#x27;« ami » a signé",
                "text": "<p>« L&#x27;« ami » a signé. » — "
                '<a href="https://a.example/?b&amp;c">A &lt;b&gt; &amp; c</a></p>',
            },
            "group": "agree",
            "autolink": False,
        }
    ]


def test_days_before_our_era_open_ends_and_what_it_cannot_hold(made_by_hand: Timeline):
    far = alone("Un astre", day("-300000-01-01"))
    data, unheld = written("timelinejs", timeline_of(*made_by_hand.events, far))
    slides = {one["text"]["headline"]: one for one in json.loads(data)["events"]}
    assert slides["César franchit le fleuve"]["start_date"] == {"year": -43, "month": 3, "day": 15}
    assert "end_date" not in slides["Dure la grève"]
    assert "end_date" not in slides["Monte le prix du pain"]
    assert unheld == {"no date": 2, "no beginning": 1, "a year beyond what browsers count": 1}
    assert len(slides) == len(made_by_hand.events) - 3


def test_one_that_begins_nowhere_is_left_out():
    data, unheld = written("timelinejs", timeline_of(alone("Un siège", span(None, "2019-12-31"))))
    assert (json.loads(data)["events"], unheld) == ([], {"no beginning": 1})
