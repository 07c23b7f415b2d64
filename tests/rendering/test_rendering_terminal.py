"""The timeline as lines for a terminal, and without one."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from samples import alone, article, day, event, mention, span

from timeline.model import DateSpan, Event, Timeline
from timeline.rendering.chronology import Layout, render
from timeline.rendering.terminal import DATE_WORDS, TRIGGER, styled_quote


def lines(timeline: Timeline, width: int | None, quotes: bool = False) -> list[str]:
    articles = {one.id: one for one in timeline.articles}
    rendered = render(timeline.events, articles, Layout(width, quotes))
    return [one.plain.rstrip() for one in rendered]


def line_of(timeline: Timeline, title: str, width: int | None) -> str:
    return next(line for line in lines(timeline, width) if title in line)


def render_one(one: Event, width: int | None = None) -> list[Text]:
    return list(render([one], {}, Layout(width, quotes=True)))


@pytest.mark.parametrize("width", [40, 60, 80, 119, 120, 200])
@pytest.mark.parametrize("quotes", [False, True])
def test_no_line_is_wider_than_the_terminal(made_by_hand: Timeline, width: int, quotes: bool):
    assert max(map(cell_len, lines(made_by_hand, width, quotes))) <= width


@pytest.mark.parametrize("width", [60, 80, 200, None])
def test_everything_is_there(made_by_hand: Timeline, width: int | None):
    shown = " ".join(" ".join(lines(made_by_hand, width)).split())
    for one in made_by_hand.events:
        assert one.id[:8] in shown
        assert one.type in shown
        assert one.title.split()[0] in shown
    for words in (
        "12 sources",
        "planned",
        "sources differ: 7 mai 2012 (gazette",
        "vers 2015",
        "depuis 2024",
    ):
        assert words in shown


def test_there_is_a_heading_for_each_year(made_by_hand: Timeline):
    headings = [line.strip("─ ") for line in lines(made_by_hand, 80) if line.startswith("──")]
    assert headings == ["44 av. J.-C.", "1801", "1990", "2009", "2010", "2012", "2015", "2016",
                        "2019", "2024", "2025", "undated"]  # fmt: skip


@pytest.mark.parametrize("width", [80, 200, None])
def test_dates_end_in_one_column_so_that_vague_ones_begin_later(
    made_by_hand: Timeline, width: int | None
):
    exact = line_of(made_by_hand, "Monte le prix", width)
    month = line_of(made_by_hand, "Les loyers", width)
    year = line_of(made_by_hand, "L'ancien pont", width)
    ends = {exact.index("2025") + 4, month.index("2012") + 4, year.index("2009") + 4}
    assert len(ends) == 1
    assert exact.index("15 févr.") < year.index("2009")


def test_without_a_terminal_an_event_is_one_line(made_by_hand: Timeline):
    found = lines(made_by_hand, None)
    assert len([line for line in found if " | " in line]) == len(made_by_hand.events)
    line = line_of(made_by_hand, "Monte le prix", None)
    assert line.split("  ")[-1] == "Monte le prix du pain | price_change | 1 source | 540117b3"
    assert not any(letter in line for line in found for letter in "─·│")


def test_in_a_wide_terminal_types_stand_in_one_column(made_by_hand: Timeline):
    found = [line_of(made_by_hand, title, 200) for title in ("Monte le prix", "Cède le talus")]
    assert found[0].index("price_change") == found[1].index("accident")


def test_sources_are_named_where_there_is_room():
    names = ("une/Le Jour.txt", "une/Le Courrier des deux rives.txt", "une/Ouest.txt")
    told = [article(f"Le pont {place} a rouvert.", name) for place, name in enumerate(names)]
    mentions = [mention(one, one.text, "rouvert", date=day("2012-05-07")) for one in told]
    several = event(*mentions, title="Le pont a rouvert")
    articles = {one.id: one for one in told}

    def shown(width: int | None) -> str:
        return "\n".join(one.plain for one in render([several], articles, Layout(width)))

    assert "3 sources: Le Jour.txt, Le Courrier des deux rives.txt, Ouest.txt" in shown(None)
    assert "3 sources  Le Jour.txt, Ouest.txt, +1" in shown(160)
    assert "Le Jour" not in shown(120)
    assert "3 sources" in shown(60)


def test_a_narrow_terminal_keeps_what_it_has_to_break():
    note = article("Le suspect a été libéré.", "a.txt")
    told = mention(note, note.text, "libéré", type="release_person", date=day("2012-05-07"))
    one = event(told, type="release_person", title="Le suspect a été libéré")
    rows = [line.plain for line in render([one], {note.id: note}, Layout(58))]
    assert " ".join(" ".join(rows[1:]).split()) == (
        f"7 mai 2012 Le suspect a été libéré release_person · 1 source · {one.id[:8]}"
    )


def test_a_date_too_long_for_its_column_is_broken_between_its_ends():
    sentence = "Le pont a rouvert du 1er septembre 2011 au 3 novembre 2012."
    date = span("2011-09-01", "2012-11-03")
    words = "du 1er septembre 2011 au 3 novembre 2012"
    told = mention(article(sentence), sentence, "rouvert", words, date=date)
    one = event(told, date=date, title="Le pont a rouvert")
    rows = [line.plain for line in render([one], {}, Layout(80))]
    assert [row[:23].strip() for row in rows[1:]] == ["du 1er sept. 2011", "au 3 nov. 2012"]


def test_events_of_one_title_are_told_apart_by_the_words_that_tell_them():
    note = article("Les élus ont refusé et ils ont ouvert le pont. Il pleut.")
    words = {"title": "Les élus ont refusé et ils ont ouvert le pont", "date": day("2012-05-07")}
    sentence = "Les élus ont refusé et ils ont ouvert le pont."
    told = [event(mention(note, sentence, word, **words)) for word in ("refusé", "ouvert")]
    rained = event(mention(note, "Il pleut.", "pleut", date=day("2012-05-07")))
    rows = [line.plain for line in render([*told, rained], {}, Layout(None))]
    assert "ont ouvert le pont (« refusé ») | " in rows[1]
    assert "ont ouvert le pont (« ouvert ») | " in rows[2]
    assert "«" not in rows[3]


def test_quotes_come_with_where_they_are_from(made_by_hand: Timeline):
    shown = lines(made_by_hand, 80, quotes=True)
    place = next(
        number for number, line in enumerate(shown) if "relie" in line or "rives. " in line
    )
    assert shown[place + 1].strip() == "— courrier/rives.txt, 9 mai 2012"


def test_trigger_and_words_of_the_date_are_marked(made_by_hand: Timeline):
    opening = next(one for one in made_by_hand.events if one.conflicts)
    quote = styled_quote(opening.memberships[0])
    marked = {quote.plain[span.start : span.end]: span.style for span in quote.spans}
    assert marked == {"inauguré": TRIGGER, "lundi 7 mai 2012": DATE_WORDS}


def test_words_of_a_date_in_another_sentence_are_not_marked_here():
    note = article("En 1907, il gèle. Le moulin a brûlé.")
    told = mention(note, "Le moulin a brûlé.", "brûlé", date=DateSpan.of_year(1907))
    earlier = mention(note, "En 1907, il gèle.", "gèle", "1907")
    carried = replace(told, date_evidence=earlier.date_evidence)
    quote = styled_quote(event(carried).memberships[0])
    assert [quote.plain[span.start : span.end] for span in quote.spans] == ["brûlé"]


@pytest.mark.parametrize("width", [80, 200, None])
def test_text_from_articles_is_only_text(width: int | None):
    nasty = "Le [red]pont[/red] \x1b[2J a\r\nbrûlé \u202e :smile: [link=file:///etc]ici[/link]."
    note = article(nasty)
    told = mention(note, nasty, "brûlé", title=nasty, date=day("1907-03-02"))
    out = io.StringIO()
    console = Console(file=out, width=400, force_terminal=True, color_system="truecolor")
    rendered = render_one(event(told), width)
    for line in rendered:
        assert "\n" not in line.plain
        console.print(line, soft_wrap=True)
    assert "[red]pont[/red]" in rendered[1].plain
    shown = out.getvalue()
    assert "\x1b[2J" not in shown
    assert "\x1b]8" not in shown
    assert "\u202e" not in shown
    assert ":smile:" in shown


def test_no_line_begins_with_a_mark_that_french_ties_to_the_word_before():
    for width in range(60, 90):
        rows = [
            line.plain.strip()
            for line in render_one(alone("Le « pont » à 4,5 % ! " * 9, None), width)
        ]
        assert not any(row.startswith(("»", "%", "!")) or row.endswith("«") for row in rows)


def test_wide_letters_count_twice():
    shown = render_one(alone("北京 " * 30, day("2012-05-07")), 80)
    assert max(cell_len(line.plain) for line in shown) <= 80


def test_lines_come_as_events_do(made_by_hand: Timeline):
    def endless():
        while True:
            yield from made_by_hand.events

    shown = render(endless(), {}, Layout(80))
    assert "44 av. J.-C." in next(shown).plain
