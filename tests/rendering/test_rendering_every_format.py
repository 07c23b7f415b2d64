"""What holds of every format: hostile text is inert, events stream, the same gives the same."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import icalendar
import networkx
import pytest
from command_line import python
from command_line import timeline as run
from exports import exported, written
from lxml import etree, html
from markdown_it import MarkdownIt
from pyarrow import parquet
from samples import GENERATOR, alone, article, day, event, mention, timeline_of

from timeline.filters import Filter, Selection
from timeline.model import Amount, Conflict, ConflictValue, Event, Participant, Timeline
from timeline.rendering.content import Content
from timeline.rendering.formats import PLAIN, Format, formats

NASTY = (
    '=cmd()|calc <b onclick="x()">gras</b><script>alert(1)</script><!-- a --> ]]> &amp; & '
    "![image](http://evil.example/i.png) [lien](http://evil.example) <http://evil.example> "
    "http://evil.example www.evil.example mal@evil.example javascript:alert(1) *e* _e_ `c` ~~s~~ "
    "\x1b[31m\x07 \x9b2J \x00\x7f \u202egauche\u2066 \u200f \u2028a\u2029b\x85c \udce9 \U000e0041 "
    "\ufffe\n"
    "BEGIN:VEVENT\r\nEND:VCALENDAR\r\n# titre\n- puce\n> cité\n\n```\ncode\n```\n"
    '\t{"a": 1}, \'; DROP; \\n \\ a été détruit.'
)
LINK = "http://good.example/a)>\n<script>alert(1)</script>?q=\u202e[x](y)"
NOTE = article(
    NASTY,
    "=nom\n<b>.txt",
    title=NASTY,
    site=NASTY,
    author=NASTY,
    url=LINK,
    published=day("2015-02-01"),
)


def hostile() -> Timeline:
    """A timeline in which every word that may come from an article is hostile."""
    told = mention(
        NOTE,
        NASTY,
        "détruit",
        "</b>",
        title=NASTY,
        date=day("2015-01-01"),
        participants=(Participant(NASTY, "PER", "agent"),),
        amounts=(Amount(NASTY, 1, None, False, NASTY),),
        places=(NASTY,),
        attribution=NASTY,
        type="attack",
        factuality="alleged",
    )
    conflict = Conflict("amounts", (ConflictValue(NASTY, (NOTE.id,)),))
    return timeline_of(event(told, conflicts=(conflict,)), articles=(NOTE,))


def is_obeyed(letter: str) -> bool:
    """Whether a terminal may obey the character, or show it where it does not stand."""
    return letter not in "\n\r\t\u2060\u200d" and unicodedata.category(letter) in {
        "Cc", "Cf", "Cs", "Zl", "Zp",
    }  # fmt: skip


def inert_table(rows: Iterator[list[str]]) -> None:
    (header, row) = rows
    assert len(header) == len(row)
    assert not [cell for cell in row if cell.startswith(tuple("=+-@\t\r\n|"))]


def inert_csv(data: bytes) -> None:
    inert_table(csv.reader(io.StringIO(data.decode(), newline="")))


def inert_tsv(data: bytes) -> None:
    lines = data.decode().removesuffix("\n").split("\n")
    inert_table(iter([one.split("\t") for one in lines]))


def inert_json(data: bytes) -> None:
    assert b"<" not in data
    assert len(json.loads(data)["events"]) == 1


def inert_jsonl(data: bytes) -> None:
    assert b"<" not in data
    (line,) = data.splitlines()
    assert json.loads(line)["articles"][0]["title"] == NASTY


def inert_jsonld(data: bytes) -> None:
    assert b"<" not in data
    (node,) = json.loads(data)["@graph"]
    assert node["name"] == NASTY
    assert node["subjectOf"][0]["url"].startswith("http://good.example/a%29%3E")


def inert_html(text: str) -> None:
    # lxml holds no U+FFFE, which browsers do.
    fragment = text.replace("\ufffe", "")
    for element in html.fragment_fromstring(fragment, create_parent="div").iter():
        assert element.tag in {"div", "p", "a"}
        assert set(element.attrib) <= {"href"}
        assert element.get("href", "http://good.example/").startswith("http://good.example/")


def inert_page(data: bytes) -> None:
    page = html.document_fromstring(data.decode().replace("\ufffe", ""))
    kinds = [one.get("type") for one in page.iter("script")]
    assert kinds == ["application/json", None]
    assert not list(page.iter("img", "b", "comment"))
    assert not [name for one in page.iter() for name in one.attrib if name.startswith("on")]
    links = [one.get("href") for one in page.iter("a")]
    assert len([one for one in links if one.startswith("http://good.example/a%29%3E")]) == 1
    assert not [one for one in links if not one.startswith(("#", "http://good.example/"))]


def inert_timelinejs(data: bytes) -> None:
    (slide,) = json.loads(data)["events"]
    assert slide["autolink"] is False
    inert_html(slide["text"]["headline"])
    inert_html(slide["text"]["text"])
    assert "<" not in slide["text"]["headline"]


def inert_markdown(data: bytes) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(data.decode())
    flat = [one for token in tokens for one in (token, *(token.children or ()))]
    kinds = {one.type.removesuffix("_open").removesuffix("_close") for one in flat}
    assert kinds == {
        "heading", "bullet_list", "list_item", "paragraph", "inline", "text", "strong", "link",
    }  # fmt: skip
    links = [one.attrs["href"] for one in flat if one.type == "link_open"]
    assert [one[:20] for one in links] == ["http://good.example/"]
    # What GitHub makes links of, escaped or not.
    assert not re.search(rb"(?<!<)https?://|www\.|@\w", data)
    said = "".join(one.content for one in flat if one.type in ("text", "text_special"))
    assert "![image](http://evil.example/i.png)" in said
    assert "<script>alert(1)</script>" in said


def inert_ics(data: bytes) -> None:
    calendar = icalendar.Calendar.from_ical(data)
    (found,) = calendar.walk("VEVENT")
    assert not found.errors
    assert "<script>" in found["SUMMARY"]
    assert found["URL"].startswith("http://good.example/a%29%3E")
    assert data.count(b"\nBEGIN:VEVENT") == data.count(b"\nEND:VCALENDAR") == 1


def inert_graphml(data: bytes) -> None:
    graph = networkx.parse_graphml(data.decode(), force_multigraph=True)
    assert len(graph) == 2
    assert len({"<script>" in one["label"] for one in dict(graph.nodes.data()).values()}) == 1


def inert_timeml(data: bytes) -> None:
    root = etree.fromstring(data)
    assert {one.tag for one in root.iter()} <= {
        "TimeML", "TIMEX3", "EVENT", "MAKEINSTANCE", "TLINK",
    }  # fmt: skip
    assert len("".join(root.itertext())) == len(NASTY)


def inert_parquet(data: bytes) -> None:
    (row,) = parquet.read_table(io.BytesIO(data)).to_pylist()
    words = [row["title"], row["participants"][0]["name"], *row["mentions"][0].values()]
    assert not [one for one in words if isinstance(one, str) and any(map(is_obeyed, one))]


INERT: dict[str, Callable[[bytes], None]] = {
    "csv": inert_csv,
    "graphml": inert_graphml,
    "html": inert_page,
    "ics": inert_ics,
    "json": inert_json,
    "jsonl": inert_jsonl,
    "jsonld": inert_jsonld,
    "markdown": inert_markdown,
    "parquet": inert_parquet,
    "timelinejs": inert_timelinejs,
    "timeml": inert_timeml,
    "tsv": inert_tsv,
}


def every_format() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("chosen", formats(), ids=lambda one: one.name)


@every_format()
def test_hostile_text_is_inert(chosen: Format):
    data, unheld = written(chosen.name, hostile(), NOTE, with_text=True)
    assert not unheld
    if not chosen.binary:
        assert not [letter for letter in data.decode() if is_obeyed(letter)]
    INERT[chosen.name](data)


@every_format()
def test_the_same_timeline_gives_the_same_bytes(chosen: Format, made_by_hand: Timeline):
    paper = made_by_hand.articles[0]
    assert exported(chosen.name, made_by_hand, paper) == exported(chosen.name, made_by_hand, paper)


# TimeML is about one article, of which it holds all that it is to mark; what a page begins with is
# known only at the end of its story, which meanwhile lies in a file.
@pytest.mark.parametrize(
    "name", [one.name for one in formats() if one.name not in ("timeml", "html")]
)
def test_events_are_written_as_they_come(name: str):
    out = io.BytesIO()
    sizes = []

    def events() -> Iterator[Event]:
        for number in range(2500):
            sizes.append(out.tell())
            yield alone(f"Un fait {number:04}", day("2015-01-01"))

    content = Content(GENERATOR, [], [], Selection(events(), Filter(), {}))
    next(one for one in formats() if one.name == name).write(content, out, PLAIN)
    assert sizes[-1] > out.tell() / 2


@every_format()
def test_a_timeline_without_events_is_written(chosen: Format):
    data, unheld = written(chosen.name, timeline_of(articles=(NOTE,)))
    assert not unheld
    assert data.endswith(b"\n") or chosen.binary or chosen.name == "jsonl"


@every_format()
def test_the_readme_and_the_help_tell_of_it(chosen: Format):
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    rows = [line for line in readme.splitlines() if line.startswith(f"| `{chosen.name}` |")]
    assert len(rows) == 1
    assert all(f"`{suffix}`" in rows[0] for suffix in chosen.suffixes)
    said = run("export", "--help").stdout
    assert chosen.name in re.sub(r"[\s│,.]+", " ", said).split()


def test_no_library_is_loaded_before_it_is_needed():
    program = (
        "import sys; from timeline.rendering.formats import formats; formats();"
        "print(sorted({'pyarrow', 'spacy', 'networkx', 'lxml', 'jinja2'} & set(sys.modules)))"
    )
    assert python("-c", program).stdout.decode().strip() == "[]"
