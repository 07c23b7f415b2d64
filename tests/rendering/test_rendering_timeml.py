"""The TimeML export: valid after TimeML 1.2.1, and the article's text as it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from command_line import timeline as run
from exports import exported, written
from lxml import etree
from samples import article, day, event, mention, span, timeline_of

from timeline.model import DateSpan, Evidence, Timeline, Zone
from timeline.rendering.formats import FormatError
from timeline.rendering.timex3 import value_and_mod

DTD = etree.DTD(str(Path(__file__).with_name("timeml.dtd")))


def parsed(data: bytes) -> etree._Element:
    """The root of a document, which is to be valid."""
    root = etree.fromstring(data)
    assert DTD.validate(root), DTD.error_log
    return root


def root_of(*events, paper) -> etree._Element:
    return parsed(exported("timeml", timeline_of(*events, articles=(paper,))))


def test_every_article_is_valid_and_keeps_its_text(made_by_hand: Timeline):
    for paper in made_by_hand.articles:
        root = parsed(exported("timeml", made_by_hand, paper))
        assert "".join(root.itertext()) == paper.text


def test_what_stands_in_an_article(made_by_hand: Timeline):
    root = parsed(exported("timeml", made_by_hand, made_by_hand.articles[1]))
    assert [(one.text, one.get("value")) for one in root.iter("TIMEX3")] == [
        (None, "2012-05-08"), ("lundi 7 mai 2012", "2012-05-07"), ("2009", "2009"),
    ]  # fmt: skip
    assert root[0].get("functionInDocument") == "CREATION_TIME"
    assert [one.text for one in root.iter("EVENT")] == ["inauguré", "coûté", "effondré"]
    words = {one.get("eid"): one.text for one in root.iter("EVENT")}
    instances = {one.get("eiid"): words[one.get("eventID")] for one in root.iter("MAKEINSTANCE")}
    times = {one.get("tid"): one.get("value") for one in root.iter("TIMEX3")}
    assert [
        (instances[one.get("eventInstanceID")], one.get("relType"), times[one.get("relatedToTime")])
        for one in root.iter("TLINK")
    ] == [("inauguré", "IS_INCLUDED", "2012-05-07"), ("effondré", "IS_INCLUDED", "2009")]


def test_control_characters_and_line_ends_keep_their_places():
    text = "Il\x00 a\x1b cédé\r\nle <3 mai> 2012 & \x0b\ud800\ufffe après.\t"
    paper = article(text)
    root = root_of(event(mention(paper, text, "cédé")), paper=paper)
    said = "".join(root.itertext())
    assert said == "Il␀ a␛ cédé\r\nle <3 mai> 2012 & ␋\ufffd\ufffd après.\t"
    assert len(said) == len(text)


def test_a_word_that_tells_of_several_events_is_one_event_with_instances():
    paper = article("Elle a vendu en 2010 et 2012.")
    sold = [
        replace(
            mention(paper, paper.text, "vendu", words, date=DateSpan.of_year(int(words))), id=words
        )
        for words in ("2010", "2012")
    ]
    root = root_of(*map(event, sold), paper=paper)
    assert len(root.findall("EVENT")) == 1
    assert [one.get("eventID") for one in root.iter("MAKEINSTANCE")] == ["e1", "e1"]
    assert len({one.get("relatedToTime") for one in root.iter("TLINK")}) == 2


def test_words_that_overlap_are_marked_once_and_the_other_is_counted():
    paper = article("Il fait appel du jugement.")
    told = [mention(paper, paper.text, words) for words in ("fait appel", "appel du")]
    data, unheld = written("timeml", timeline_of(*map(event, told), articles=(paper,)))
    assert [one.text for one in parsed(data).iter("EVENT")] == ["fait appel"]
    assert unheld == {"an event whose word is part of another's": 1}


def test_an_event_within_a_time_expression_wins_and_its_date_is_kept():
    paper = article("Né le 3 mai 2012, il grandit.")
    told = mention(paper, paper.text, "mai", "3 mai 2012", date=day("2012-05-03"))
    root = root_of(event(told), paper=paper)
    assert [(one.text, one.get("value")) for one in root.iter("TIMEX3")] == [(None, "2012-05-03")]
    assert root.find("TLINK").get("relatedToTime") == "t1"


def test_a_date_that_another_article_lends_is_an_empty_time_and_shared():
    paper = article("Il a cédé. Il a fui.", published=day("2012-05-09"))
    told = [mention(paper, f"Il a {word}.", word) for word in ("cédé", "fui")]
    lent = [
        replace(one, memberships=(replace(one.memberships[0], date=day("2012-05-07")),))
        for one in map(event, told)
    ]
    today = event(mention(paper, "Il a fui.", "Il", date=day("2012-05-09")))
    root = root_of(*lent, today, paper=paper)
    assert [one.get("relatedToTime") for one in root.iter("TLINK")] == ["t1", "t0", "t1"]
    assert [one.get("value") for one in root.iter("TIMEX3")] == ["2012-05-09", "2012-05-07"]


def test_what_is_denied_or_possible_and_what_goes_on():
    paper = article("Il a nié. Il a pu fuir. Depuis 2012, il joue.")
    denied = mention(paper, "Il a nié.", "nié", factuality="negated")
    possible = mention(paper, "Il a pu fuir.", "fuir", factuality="hypothetical")
    since = mention(
        paper, "Depuis 2012, il joue.", "joue", "Depuis 2012", date=span("2012-01-01", None, "year")
    )
    root = root_of(*map(event, (denied, possible, since)), paper=paper)
    assert [(one.get("polarity"), one.get("modality")) for one in root.iter("MAKEINSTANCE")] == [
        ("NEG", None), ("POS", "hypothetical"), ("POS", None),
    ]  # fmt: skip
    assert root.find("TIMEX3").get("value") == "2012"
    assert root.find("TLINK").get("relType") == "BEGUN_BY"


def test_dates_of_furniture_and_evidence_elsewhere_are_no_times_of_the_article():
    paper = article("Il a cédé. Lire aussi : le 3 mai 2012", zones=(Zone(11, 37, "furniture"),))
    told = mention(
        paper, "Il a cédé.", "cédé", date=day("2012-05-03"),
        date_evidence=(Evidence("other", "3 mai 2012", 27, 37),),
    )  # fmt: skip
    root = root_of(event(told), paper=paper)
    assert [(one.text, one.get("value")) for one in root.iter("TIMEX3")] == [(None, "2012-05-03")]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (day("2012-05-07"), ("2012-05-07", None)),
        (DateSpan.of_year(-43), ("-0043", None)),
        (DateSpan.of_month(2012, 5, approximate=True), ("2012-05", "APPROX")),
        (span("2012-05-01", "2012-05-10"), ("2012-05", "START")),
        (span("2012-02-21", "2012-02-29"), ("2012-02", "END")),
        (span("2012-05-01", "2012-08-31", "year"), ("2012", "MID")),
        (span("2012-05-01", "2012-08-31"), ("2012-05-01/2012-08-31", None)),
        (span("2012-01-01", "2012-03-31", "quarter"), ("2012-Q1", None)),
        (span("1990-01-01", "1999-12-31", "decade"), ("199", None)),
        (span(None, "2019-05-31", "month"), ("2019-05", None)),
        (span("2024-02-03", None), ("2024-02-03", None)),
        (span("2012-05-03", "2012-05-06"), ("2012-05-03/2012-05-06", None)),
    ],
)
def test_dates_as_timex3_has_them(date: DateSpan, expected: tuple[str, str | None]):
    assert value_and_mod(date) == expected


def test_several_articles_are_too_many_and_none_is_too_few(made_by_hand: Timeline):
    for events in (made_by_hand, timeline_of()):
        with pytest.raises(FormatError, match="--article"):
            exported("timeml", events)


def test_the_article_is_named_on_the_command_line(db: Path):
    assert "--article" in run("export", "out.tml", code=1).stderr
    assert not Path("out.tml").exists()
    run("export", "out.tml", "--article", "gazette/passerelle.html", "--undated")
    assert len(parsed(Path("out.tml").read_bytes()).findall("EVENT")) == 3
