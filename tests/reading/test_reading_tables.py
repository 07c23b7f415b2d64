"""Tables of articles, a page for each row: CSV, JSON, JSON lines and Parquet."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from timeline.model import Article, Skipped
from timeline.reading import read, read_data
from timeline.reading.lexicon import raw_lexicon
from timeline.reading.pages import Unreadable
from timeline.reading.readers import text_stream
from timeline.reading.readers.csv_rows import csv_rows, guess_delimiter
from timeline.reading.readers.table_cells import cell_text, written_day
from timeline.reading.readers.table_columns import columns_by_name
from timeline.reading.readers.text_stream import bounded_lines, text_chunks
from timeline.rendering.csv_export import COLUMNS

FIRST = (
    "Le conseil municipal de Montverdier a voté jeudi soir la rénovation de la halle, "
    "qui sera fermée au public pendant dix-huit mois à partir du printemps."
)
SECOND = (
    "Le maire a promis que les commerçants seraient relogés avant l'été dans une salle "
    "voisine, que la commune loue depuis trois ans à la coopérative du Bocage."
)
ROWS: list[dict[str, Any]] = [
    {
        "id": 17,
        "Titre": "La halle ferme",
        "Date de publication": "2021-03-03",
        "Auteur": "Jeanne Bidule",
        "Texte": FIRST,
        "Journal": "Le Bocage libre",
        "URL": "https://bocage.example/17",
        "Rubrique": "Société",
    },
    {"id": 18, "Titre": "Une salle voisine", "Date de publication": "4 mars 2021", "Texte": SECOND},
]


def outcomes(data: bytes | str, name: str) -> list[Article | Skipped]:
    return list(read_data(data if isinstance(data, bytes) else data.encode(), name))


def articles(data: bytes | str, name: str) -> list[Article]:
    results = outcomes(data, name)
    assert all(isinstance(result, Article) for result in results), results
    return [result for result in results if isinstance(result, Article)]


def reason(data: bytes | str, name: str) -> str:
    (result,) = outcomes(data, name)
    assert isinstance(result, Skipped), result
    return result.reason


def as_csv(rows: Sequence[dict[str, Any]] = ROWS, delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def as_json_lines(rows: Sequence[dict[str, Any]] = ROWS) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def as_parquet(rows: Sequence[dict[str, Any]] = ROWS) -> bytes:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows), schema=None), out)
    return out.getvalue()


FORMS = {
    "t.csv": lambda: as_csv(),
    "points.csv": lambda: as_csv(delimiter=";"),
    "barres.csv": lambda: as_csv(delimiter="|"),
    "t.tsv": lambda: as_csv(delimiter="\t"),
    "t.jsonl": as_json_lines,
    "t.ndjson": as_json_lines,
    "lines.json": as_json_lines,
    "t.json": lambda: json.dumps(ROWS),
    "indented.json": lambda: json.dumps(ROWS, indent=4),
    "inside.json": lambda: json.dumps({"status": "ok", "n": [1, 2], "articles": ROWS}),
    "t.parquet": as_parquet,
}


# ---------------------------------------------------------------- what a row gives


@pytest.mark.parametrize("name", FORMS)
def test_row_is_an_article_whatever_the_format(name: str) -> None:
    first, second = articles(FORMS[name](), name)
    assert (first.path, second.path) == (f"{name}/1", f"{name}/2")
    assert first.text == f"La halle ferme\n\n{FIRST}\n"
    assert first.title == "La halle ferme"
    assert first.author == "Jeanne Bidule"
    assert first.site == "Le Bocage libre"
    assert first.url == "https://bocage.example/17"
    assert first.section == "Société"
    assert first.zones[0].kind == "title"
    assert second.published is not None
    assert [first.published and first.published.edtf, second.published.edtf] == [
        "2021-03-03",
        "2021-03-04",
    ]
    assert first.published_source == "column"


def test_lead_stands_between_title_and_text() -> None:
    (found,) = articles(as_csv([{"titre": "La halle", "chapo": SECOND, "texte": FIRST}]), "a.csv")
    assert found.text == f"La halle\n\n{SECOND}\n\n{FIRST}\n"


def test_title_and_lead_that_the_text_begins_with_stand_there_once() -> None:
    rows = [{"titre": "La halle ferme", "chapo": "Le vote…", "texte": f"LA HALLE FERME\n\n{FIRST}"}]
    (found,) = articles(as_csv(rows).replace("Le vote…", "La halle"), "a.csv")
    assert found.text == f"LA HALLE FERME\n\n{FIRST}\n"


def test_cell_of_markup_is_read_as_a_page() -> None:
    text = f"<p>{FIRST}</p><p>A &amp; B</p>"
    (found,) = articles(as_csv([{"titre": "La halle", "texte": text}]), "a.csv")
    assert found.text == f"La halle\n\n{FIRST}\n\nA & B\n"
    (found,) = articles(as_csv([{"texte": f"< 3 mois : {FIRST}"}]), "a.csv")
    assert found.text.startswith("< 3 mois")


def test_row_without_text_is_told() -> None:
    first, second = outcomes(as_csv([{**ROWS[0], "Texte": " "}, ROWS[1]]), "a.csv")
    assert isinstance(first, Skipped)
    assert first == Skipped("a.csv/1", "no text in this row: fill its column of texts")
    assert isinstance(second, Article)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1614730320", "2021-03-03"),
        ("1614730320.0", "2021-03-03"),
        ("1614730320000", "2021-03-03"),
        ("1614730320000000", "2021-03-03"),
        ("1614730320000000000", "2021-03-03"),
        ("2021-03-03T00:12:00Z", "2021-03-03"),
        ("2021-03-03 00:12:00+01:00", "2021-03-03"),
        ("20210303001200", "2021-03-03"),
        ("20210303", "20210303"),
        ("2021", "2021"),
        ("3 mars 2021", "3 mars 2021"),
        ("Wed, 03 Mar 2021 00:12:00 GMT", "Wed, 03 Mar 2021 00:12:00 GMT"),
        ("99999999999999999999", "99999999999999999999"),
    ],
)
def test_times_are_days(written: str, day: str) -> None:
    assert written_day(written) == day


def test_best_date_that_is_one_dates_the_article() -> None:
    rows = [{"texte": FIRST, "date": "2021-03-03", "date_publication": "inconnue"}]
    (found,) = articles(as_csv(rows), "a.csv")
    assert found.published is not None
    assert found.published.edtf == "2021-03-03"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"id": None, "name": "Le Bocage"}, "Le Bocage"),
        ({"rendered": "<p>a</p>"}, "<p>a</p>"),
        (["a", {"name": "b"}, None, ["c"]], "a\n\nb"),
        (True, ""),
        (None, ""),
        (12.5, "12.5"),
        ("\ud83d\ude00 \ud800", "😀 \ufffd"),
        (date(2021, 3, 3), "2021-03-03"),
    ],
)
def test_values_of_json_as_text(value: object, text: str) -> None:
    assert cell_text(value) == text


# ---------------------------------------------------------------- which column is which


@pytest.mark.parametrize("example", raw_lexicon()["table"]["examples"], ids=lambda e: e["columns"])
def test_columns_are_known_by_their_names(example: dict[str, Any]) -> None:
    columns = columns_by_name(example["columns"])
    for role in ("text", "title", "lead", "published", "author", "url", "site", "section"):
        best = next(iter(getattr(columns, role)), None)
        assert best == example.get(role)


def test_no_name_of_a_column_means_two_things() -> None:
    raw = raw_lexicon()["table"]
    names = [name for role, names in raw.items() if role != "examples" for name in names]
    assert len(names) == len(set(names))


def test_column_of_long_prose_is_the_text_whatever_its_name() -> None:
    rows = [{"a": str(i), "b": f"{FIRST} {SECOND}", "c": "x" * 400} for i in range(3)]
    assert [found.text for found in articles(as_csv(rows), "a.csv")] == [
        f"{FIRST} {SECOND}\n" for _ in rows
    ]


@pytest.mark.parametrize(
    "row",
    [
        {"a": "1", "b": "court"},
        {"a": f"{FIRST} {SECOND}", "b": f"{SECOND} {FIRST}"},
        {"a": "x" * 500},
        {"url": FIRST + SECOND, "b": "c"},
    ],
)
def test_table_without_a_column_of_texts_is_told(row: dict[str, str]) -> None:
    named = f"no column of texts found (columns: {', '.join(row)}): name one of them 'text'"
    assert reason(as_csv([row]), "a.csv") == named
    assert reason(json.dumps([row]), "a.json") == named


# ---------------------------------------------------------------- separated values


def rows_of(text: str) -> list[list[str] | str]:
    """The rows of a CSV text, wrong ones by their reason."""
    rows = csv_rows(text.splitlines(keepends=True), guess_delimiter(text.partition("\n")[0]))
    return [str(row) if isinstance(row, Unreadable) else row for row in rows]


def test_cells_are_as_the_csv_module_reads_them() -> None:
    text = 'a,b,c\n1,"x, ""y""\nz",\n"","",""\n,," d"\n'
    assert rows_of(text) == list(csv.reader(io.StringIO(text, newline="")))


def test_row_of_fewer_cells_lacks_the_last() -> None:
    assert rows_of("a,b\n1\n\n2,3") == [["a", "b"], ["1"], ["2", "3"]]


def test_row_of_more_cells_is_wrong() -> None:
    assert rows_of("a,b\n1,2,3\n4,5\n") == [
        ["a", "b"],
        "3 cells for 2 columns: quote its text",
        ["4", "5"],
    ]


def test_quote_that_is_never_closed_costs_one_row() -> None:
    wrong = "a quote that is never closed: mend the quotes of this row"
    rows: list[list[str] | str] = [["a", "b"], wrong, ["3", "x"], ["4", "y"]]
    assert rows_of('a,b\n1,"deux\nsuite\n3,"x"\n4,"y"\n') == rows
    assert rows_of('a,b\n1,"deux\n3,x\n4,y\n') == rows


def test_quotes_that_were_not_doubled_are_kept() -> None:
    assert rows_of('a,b\n1,"Il dit "oui", hier" \n') == [
        ["a", "b"],
        "3 cells for 2 columns: quote its text",
    ]
    assert rows_of('a,b\n1,"Il dit "oui" hier"\n2,l\'"été"\n') == [
        ["a", "b"],
        ["1", 'Il dit "oui" hier'],
        ["2", 'l\'"été"'],
    ]


def test_table_of_one_column_needs_no_quotes() -> None:
    (found,) = articles(f"texte\n{FIRST}\n", "a.csv")
    assert found.text == FIRST + "\n"


def test_line_that_names_the_delimiter_is_no_header() -> None:
    assert len(articles("sep=;\n" + as_csv(delimiter=";"), "a.csv")) == 2


def test_line_ends_of_every_kind() -> None:
    text = as_csv()
    for end in ("\n", "\r\n", "\r"):
        assert len(articles(text.replace("\r\n", end), "a.csv")) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "mac_roman"])
def test_encodings(encoding: str) -> None:
    first, _ = articles(as_csv().encode(encoding), "a.csv")
    assert first.text == f"La halle ferme\n\n{FIRST}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_encoding_shows_where_the_first_accent_is(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_stream, "_CHUNK", 101)
    text = "a,b\n" + "1,2\n" * 200 + "é,à la fête de l'été\n" * 100
    assert "".join(text_chunks(BytesIO(text.encode(encoding)))) == text


def test_lines_are_cut_where_they_are_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_stream, "MOST_LINE", 5)
    chunks = ["ab\n", "cde", "fgh", "ij\nk", "", "l"]
    assert list(bounded_lines(chunks)) == ["ab\n", "cdefgh", "kl"]


def test_first_line_that_is_an_article_is_no_header() -> None:
    assert reason(f"{FIRST} {SECOND}\n".replace(",", "") * 3, "a.csv").startswith("no table")


def test_our_own_export_is_no_table_of_articles() -> None:
    own = "a timeline's own export: nothing to read"
    assert reason(",".join(COLUMNS) + "\n" + "x," * 18 + "x\n", "a.csv") == own
    whole = '{"schema": "timeline/1",\n "articles": [{"text": "a"}], "events": []}'
    assert reason(whole, "a.json") == own
    assert reason('{"schema": "timeline/1"}\n', "a.jsonl") == own


# ---------------------------------------------------------------- JSON


def test_one_article_in_a_json_file() -> None:
    (found,) = articles(json.dumps({**ROWS[0], "images": [{"src": "a.png"}]}), "a.json")
    assert (found.path, found.title) == ("a.json", "La halle ferme")


def test_authors_sites_and_paragraphs_may_be_lists_and_objects() -> None:
    row = {
        "content": [FIRST, SECOND],
        "authors": [{"name": "Jeanne Bidule"}, {"name": "Hugo Bidule"}],
        "source": {"id": None, "name": "Le Bocage libre"},
        "publishedAt": 1614730320,
    }
    for text, name in ((json.dumps([row]), "a.json"), (json.dumps(row), "b.json")):
        (found,) = articles(text, name)
        assert found.text == f"{FIRST}\n\n{SECOND}\n"
        assert (found.author, found.site) == ("Jeanne Bidule, Hugo Bidule", "Le Bocage libre")
        assert found.published is not None
        assert found.published.edtf == "2021-03-03"


def test_of_several_lists_the_one_with_texts_is_read() -> None:
    data = {"pages": [{"n": 1}], "results": ROWS}
    assert len(articles(json.dumps(data), "a.json")) == 2
    both = {"pages": ROWS, "results": ROWS}
    assert reason(json.dumps(both), "a.json").startswith(
        "several lists of objects (pages, results)"
    )


@pytest.mark.parametrize("text", ["12", "[]", "{}", "[1, 2]", '{"a": {"b": [1]}}', '"texte"'])
def test_json_without_articles_is_told(text: str) -> None:
    assert len(reason(text, "a.json")) > 20


def test_wrong_line_of_json_lines_is_told_and_the_others_are_read() -> None:
    lines = as_json_lines().splitlines()
    found = outcomes("\n".join([lines[0], '{"Texte": "a', "[1]", "", lines[1]]), "a.jsonl")
    assert [type(one) for one in found] == [Article, Skipped, Skipped, Article]
    assert found[1].path == "a.jsonl/2"


def test_list_that_is_cut_gives_what_comes_before() -> None:
    *found, last = outcomes(json.dumps(ROWS)[:-20], "a.json")
    assert [type(one) for one in found] == [Article]
    assert isinstance(last, Skipped)
    assert last.reason.startswith("after row 1: not JSON")


# ---------------------------------------------------------------- Parquet


def test_parquet_is_told_by_its_content() -> None:
    assert len(articles(as_parquet(), "corpus.txt")) == 2


def test_times_in_parquet_are_days() -> None:
    when = datetime(2021, 3, 3, 23, 30, tzinfo=UTC)
    for value in (when, when.replace(tzinfo=None), when.date()):
        (found,) = articles(as_parquet([{"text": FIRST, "date": value}]), "a.parquet")
        assert found.published is not None
        assert found.published.edtf == "2021-03-03"


def test_text_in_parquet_may_have_any_name() -> None:
    rows = [{"n": 1, "octets": b"abc", "inhalt": f"{FIRST} {SECOND}"}]
    assert len(articles(as_parquet(rows), "a.parquet")) == 1


def test_broken_parquet_is_told() -> None:
    whole = as_parquet()
    for data in (whole[:100], whole[: len(whole) // 2], b"PAR1" + bytes(100) + b"PAR1"):
        assert reason(data, "a.parquet").startswith("a Parquet file that is broken")


@pytest.mark.parametrize("options", [{"compression": "zstd", "use_dictionary": False}, {}])
def test_parquet_that_unfolds_is_refused(options: dict[str, Any]) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    pq.write_table(pa.table({"text": ["La halle. " * 100_000] * 60}), out, **options)
    *_, last = outcomes(out.getvalue(), "a.parquet")
    assert isinstance(last, Skipped)
    assert "unfolds into" in last.reason


# ---------------------------------------------------------------- hostile tables


class Repeated(BytesIO):
    """A file of a beginning and a great many times the same, which is never in memory."""

    def __init__(self, start: bytes, again: bytes, size: int) -> None:
        super().__init__()
        self._start, self._again, self._size = start, again, size
        self.seek(0)

    def seek(self, place: int, whence: int = 0) -> int:
        assert (place, whence) == (0, 0)
        self._left = self._size
        self._head = self._start
        return 0

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        assert 0 < size < 10_000_000
        if self._head:
            piece, self._head = self._head[:size], self._head[size:]
            return piece
        size = min(size, self._left)
        self._left -= size
        return (self._again * (size // len(self._again) + 1))[:size]


def members_of(name: str, file: BytesIO) -> Iterator[object]:
    from timeline.reading.registry import format_for, load_reader

    _, read_members = load_reader(format_for(name, b"x"))
    assert read_members is not None
    try:
        yield from (member.content for member in read_members(file))
    except Unreadable as error:
        yield error


@pytest.mark.parametrize(
    ("name", "start", "again"),
    [
        ("a.csv", b"a,texte\n1,b\n1,", b"x"),
        ("a.csv", b"a,texte\n1,b\n", b'"'),
        ("a.csv", b'a,texte\n1,b\n1,"', b"x\n"),
        ("a.csv", b"a,texte\n1,b\n", b'""a\n'),
        ("a.csv", b"a,texte\n1,b\n", b","),
        ("a.jsonl", b'{"text": "b"}\n', b"["),
        ("a.json", b'[{"text": "b"}, ', b"["),
        ("a.json", b'[{"text": "b"}, "', b"x"),
        ("a.json", b'[{"text": "b"}, ', b"1"),
        ("a.json", b'[{"text": "b"}', b", {}"),
        ("a.csv", b"a,texte\n1,b\n", b"1\n"),
        ("a.csv", b"a,texte\n1,b\n1,2,3\n", b"1\n"),
        ("a.json", b'{"a": [', b"[], "),
    ],
    ids=str,
)
def test_endless_rows_end(name: str, start: bytes, again: bytes) -> None:
    before = time.perf_counter()
    contents = list(members_of(name, Repeated(start, again, 30_000_000)))
    assert any(isinstance(content, Unreadable) for content in contents)
    assert time.perf_counter() - before < 20


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl", "t.json", "t.parquet"])
def test_file_cut_anywhere_gives_articles_or_reasons(name: str, tmp_path: Path) -> None:
    made = FORMS[name]()
    data = made if isinstance(made, bytes) else made.encode()
    for i, end in enumerate(range(1, len(data), max(1, len(data) // 60))):
        (tmp_path / f"{i}-{name}").write_bytes(data[:end])
        (tmp_path / f"{i}-flipped-{name}").write_bytes(
            data[:end] + bytes([data[end] ^ 0x15]) + data[end + 1 :]
        )
    results = list(read([tmp_path]))
    assert len({result.path.partition("/")[0] for result in results}) == len(
        list(tmp_path.iterdir())
    )
    assert not any("cannot be read" in getattr(result, "reason", "") for result in results)


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.json", "a.jsonl", "a.parquet"])
@pytest.mark.parametrize("data", [bytes(range(256)) * 10, b"\x00" * 100, b"\n \n", b"PK\x03\x04"])
def test_what_is_no_table_is_told(name: str, data: bytes) -> None:
    assert len(reason(data, name)) > 10
