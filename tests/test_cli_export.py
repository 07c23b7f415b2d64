"""`timeline export`: which file, which articles, and never half a file."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import environment, python, timeline

from timeline.model import Timeline
from timeline.rendering.formats import formats


def test_export_by_suffix(db: Path, made_by_hand: Timeline):
    result = timeline("export", "out.json")
    assert result.stdout == ""
    assert result.stderr.endswith("Wrote out.json.\n")
    data = json.loads(Path("out.json").read_text(encoding="utf-8"))
    assert len(data["events"]) == len(made_by_hand.events) - 2
    assert len(data["articles"]) == 2
    timeline("export", "out.csv", "--undated")
    rows = list(csv.reader(io.StringIO(Path("out.csv").read_text(encoding="utf-8"))))
    assert len(rows) == 1 + len(made_by_hand.events)


def test_export_to_standard_output_and_with_text(db: Path):
    data = json.loads(timeline("export", "-", "--format", "json", "--with-text").stdout)
    assert data["articles"][0]["text"].startswith("Inaugurée")


def test_a_narrowed_export_has_the_articles_it_rests_on(db: Path):
    exported = timeline("export", "-", "--format", "json", "--about", "saint-aubin").stdout
    assert len(json.loads(exported)["articles"]) == 2
    exported = timeline("export", "-", "--format", "json", "--type", "appeal").stdout
    assert [one["path"] for one in json.loads(exported)["articles"]] == ["courrier/rives.txt"]


def test_an_existing_file_is_not_written_over(db: Path):
    Path("out.csv").write_text("mine", encoding="utf-8")
    assert "add --force" in timeline("export", "out.csv", code=1).stderr
    assert Path("out.csv").read_text(encoding="utf-8") == "mine"
    timeline("export", "out.csv", "--force")
    assert Path("out.csv").read_text(encoding="utf-8").startswith("id,start")


def test_pipes_devices_and_links_stay_what_they_are_and_the_database_too(db: Path):
    os.mkfifo("pipe")
    reading = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    timeline("export", "pipe", "--format", "csv", "--top", "1")
    assert os.read(reading, 1 << 16).startswith(b"id,start")
    os.close(reading)
    Path("out.csv").write_text("mine", encoding="utf-8")
    Path("link.csv").symlink_to("out.csv")
    timeline("export", "link.csv", "--force")
    assert Path("link.csv").is_symlink()
    assert Path("out.csv").read_text(encoding="utf-8").startswith("id,start")
    before = db.read_bytes()
    said = timeline("export", db.name, "--format", "csv", "--force", code=1).stderr
    assert "is the database itself" in said
    assert db.read_bytes() == before


def test_a_failed_export_leaves_nothing_behind(db: Path, monkeypatch: pytest.MonkeyPatch):
    Path("out.json").write_text("old", encoding="utf-8")
    monkeypatch.setattr("timeline.codec.event_to_dict", None)
    timeline("export", "out.json", "--force", code=1)
    assert Path("out.json").read_text(encoding="utf-8") == "old"
    assert not [one for one in Path().iterdir() if one.name.startswith(".out")]


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_an_export_that_a_signal_ends_leaves_nothing_behind(tmp_path: Path, number: int):
    program = (
        "import os, signal; from timeline.cli.output import destination\n"
        f"signal.signal({number}, signal.SIG_DFL)\n"  # the tests may have been told to ignore it
        f"with destination('out.json') as out: os.kill(os.getpid(), {number})"
    )
    assert python("-c", program, folder=tmp_path).returncode == 128 + number
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_is_as_open_as_the_umask_allows(db: Path):
    before = os.umask(0o022)
    try:
        timeline("export", "out.csv")
        assert Path("out.csv").stat().st_mode & 0o777 == 0o644
    finally:
        os.umask(before)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("out.xyz", "No format has the suffix"),
        ("no/where.csv", "no is no folder"),
        (".", "is a folder"),
    ],
)
def test_a_file_that_cannot_be_written(db: Path, file: str, said: str):
    assert said in timeline("export", file, code=1).stderr


def test_only_what_one_article_tells(db: Path):
    options = ("--format", "json", "--undated", "--article", "gazette/passerelle.html")
    data = json.loads(timeline("export", "-", *options).stdout)
    titles = {one["title"] for one in data["events"]}
    assert len(titles) == 3
    assert "L'ancien pont s'était effondré en 2009" in titles
    assert {one["path"] for one in data["articles"]} == {
        "courrier/rives.txt", "gazette/passerelle.html",
    }  # fmt: skip
    none = timeline("export", "-", "--format", "json", "--article", "no.txt", code=1)
    assert "No article has the path" in none.stderr


def test_a_byte_order_mark_is_for_tables(db: Path):
    timeline("export", "out.csv", "--bom")
    assert Path("out.csv").read_text(encoding="utf-8-sig").startswith("id,start")
    assert "--bom is for csv, tsv" in timeline("export", "out.json", "--bom", code=2).stderr


def test_a_page_has_a_title_a_style_and_a_language(db: Path):
    Path("own.css").write_bytes("h1 { color: teal } /* é */\r\n".encode())
    timeline("export", "page.htm", "--title", "À <voir>", "--css", "own.css", "--lang", "en")
    page = Path("page.htm").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "<title>À &lt;voir&gt;</title>" in page
    assert "<style>h1 { color: teal } /* é */\n</style>" in page
    timeline("export", "part.html", "--embed")
    assert "<title>" not in Path("part.html").read_text(encoding="utf-8")


def test_what_is_asked_of_a_page_must_be_for_one(db: Path):
    assert "are for html" in timeline("export", "out.csv", "--title", "x", code=2).stderr
    assert "No such file" in timeline("export", "a.html", "--css", "no.css", code=1).stderr
    Path("latin.css").write_bytes(b"/* \xe9 */")
    assert "save the style" in timeline("export", "a.html", "--css", "latin.css", code=1).stderr


def test_the_schema_is_printed_without_a_database():
    schema = json.loads(timeline("export", "--schema").stdout)
    assert schema["properties"]["schema"]["const"] == "timeline/1"


def test_what_is_no_text_does_not_go_to_a_terminal(db: Path):
    terminal, output = os.openpty()
    program = [sys.executable, "-m", "timeline", "export", "-", "--format", "parquet"]
    ended = subprocess.run(program, stdout=output, stderr=subprocess.PIPE, env=environment())
    os.close(output)
    os.close(terminal)
    assert ended.returncode == 1
    assert b"name a file, or send it through a pipe" in ended.stderr
    assert timeline("export", "-", "--format", "parquet").stdout_bytes.startswith(b"PAR1")


def test_what_a_format_cannot_express_is_said(db: Path):
    said = timeline("export", "out.ics", "--undated").stderr
    assert "2 events left out, which ics cannot express: no date." in said
    assert "1 event left out, which ics cannot express: no beginning." in said
    assert timeline("export", "out.ics", "--undated", "--force", "--quiet").stderr == ""


@pytest.mark.parametrize("name", [one.name for one in formats()])
def test_a_reader_that_goes_away_ends_it_quietly(db: Path, name: str):
    program = [sys.executable, "-m", "timeline", "export", "-", "--format", name]
    program += ["--db", str(db), "--article", "gazette/passerelle.html"]
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(program, stdout=writing, stderr=subprocess.PIPE, env=environment())
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")
