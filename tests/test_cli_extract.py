"""`timeline extract`: from a folder to a database."""

from __future__ import annotations

import signal
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from command_line import python, timeline
from plain_extraction import PlainExtraction
from typer.testing import Result

from timeline.store import Store

FIRE = "Le moulin du bas a brûlé en 1907. Les pompiers sont arrivés trop tard."
FLOOD = "La rivière a débordé en 1910. La gare a été inondée."


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "fire.txt").write_text(FIRE, encoding="utf-8")
    (folder / "flood.txt").write_text(FLOOD, encoding="utf-8")
    return folder


def extract(*arguments: str, code: int = 0) -> Result:
    return timeline("extract", *arguments, code=code)


def test_what_was_read_and_how_many_events(corpus: Path, extraction: PlainExtraction):
    result = extract("corpus")
    assert result.stdout.splitlines() == [
        "Read 2 files.",
        "Extracted 2 articles.",
        "2 articles do not say when they were published (fire.txt, flood.txt): relative dates in "
        "them stay undated; tell it with --published or --metadata.",
        "timeline.db holds 3 events, 1 of them without a date. Look at them: timeline show "
        "(undated ones with --undated)",
    ]
    assert result.stderr == ""


def test_skipped_files_are_listed_with_their_reasons(corpus: Path, extraction: PlainExtraction):
    (corpus / "a\x1b[2J\n.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (corpus / "copy.txt").write_text(FIRE, encoding="utf-8")
    shown = extract("corpus").stdout
    assert "Read 3 files (1 file with a text that another has too)." in shown
    assert "Skipped 1 file:\n  a␛[2J .jpg: format not supported" in shown


def test_a_second_run_says_what_had_not_changed(corpus: Path, extraction: PlainExtraction):
    extract("corpus")
    assert "Extracted 0 articles; 2 had not changed." in extract("corpus").stdout
    assert "Extracted 2 articles.\n" in extract("corpus", "--fresh").stdout


def test_another_database_is_named_in_the_advice(corpus: Path, extraction: PlainExtraction):
    shown = extract("corpus", "--db", "other.db").stdout
    assert "Look at them: timeline show --db other.db (undated" in shown
    assert not Path("timeline.db").exists()


def test_without_undated_events_there_is_no_advice_on_them(
    corpus: Path, extraction: PlainExtraction
):
    (corpus / "fire.txt").write_text("Le moulin du bas a brûlé en 1907.", encoding="utf-8")
    (corpus / "flood.txt").unlink()
    shown = extract("corpus").stdout
    assert shown.endswith("timeline.db holds 1 event. Look at them: timeline show\n")


def test_where_no_article_tells_of_an_event_that_is_said(corpus: Path, extraction: PlainExtraction):
    (corpus / "fire.txt").write_text("Bonjour à tous les amis du vallon.", encoding="utf-8")
    (corpus / "flood.txt").unlink()
    assert "holds no event: no article tells of one." in extract("corpus").stdout


def test_articles_without_a_day_of_publication_are_named(corpus: Path, extraction: PlainExtraction):
    (corpus / "2010-05-04 flood.txt").write_text(FLOOD, encoding="utf-8")
    said = "1 article does not say when it was published (fire.txt): relative dates in it stay "
    assert said in extract("corpus").stdout
    assert "publi" not in extract("corpus", "--published", "1911").stdout


def test_five_articles_are_named_at_most(corpus: Path, extraction: PlainExtraction):
    for number in range(4):
        (corpus / f"a{number}.txt").write_text(f"{FLOOD} {number}", encoding="utf-8")
    named = "6 articles do not say when they were published (a0.txt, a1.txt, a2.txt, a3.txt, "
    assert f"{named}fire.txt …): relative" in extract("corpus").stdout


def test_its_own_databases_are_no_articles(corpus: Path, extraction: PlainExtraction):
    extract("corpus", "--db", "corpus/timeline.db")
    (corpus / "timeline.db").rename(corpus / "older.db")
    for beside in ("older.db-wal", "older.db-shm", "own.db", "own.db-wal"):
        (corpus / beside).write_bytes(b"")
    shown = extract("corpus", "--db", "corpus/own.db").stdout
    assert "Skipped" not in shown
    assert "Skipped" not in extract("corpus", "--db", "corpus/own.db").stdout


def test_other_databases_are_skipped_files(corpus: Path, extraction: PlainExtraction):
    with closing(sqlite3.connect(corpus / "music.db")) as other:
        other.execute("CREATE TABLE songs (title)")
    (corpus / "lone.db-wal").write_bytes(b"x")
    shown = extract("corpus").stdout
    assert "Skipped 2 files:\n  lone.db-wal: format not" in shown
    assert "  music.db: format not supported" in shown


def test_a_database_named_as_an_article_is_told(corpus: Path, extraction: PlainExtraction):
    extract("corpus")
    assert "timeline.db: format not supported" in extract("timeline.db", code=1).stderr


def test_quiet_says_nothing(corpus: Path, extraction: PlainExtraction):
    result = extract("corpus", "--quiet")
    assert (result.stdout, result.stderr) == ("", "")


def test_what_vanished_is_dropped(corpus: Path, extraction: PlainExtraction):
    extract("corpus")
    (corpus / "fire.txt").unlink()
    assert "holds 2 events" in extract("corpus").stdout


def test_nothing_could_be_read(corpus: Path, extraction: PlainExtraction):
    (corpus / "fire.txt").unlink()
    (corpus / "flood.txt").write_text("", encoding="utf-8")
    result = extract("corpus", "nowhere", code=1)
    assert "  flood.txt: empty file" in result.stderr
    assert "  nowhere: no such file or folder" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("Nothing could be read: name French articles")
    assert result.stdout == ""
    assert not Path("timeline.db").exists()


def test_a_path_that_is_not_there_drops_nothing(corpus: Path, extraction: PlainExtraction):
    extract("corpus")
    corpus.rename("elsewhere")
    extract("corpus", code=1)
    with Store.open(Path("timeline.db")) as store:
        assert store.counts().articles == 2


def test_an_emptied_folder_drops_its_articles(corpus: Path, extraction: PlainExtraction):
    extract("corpus")
    for one in corpus.iterdir():
        one.unlink()
    extract("corpus", code=1)
    with Store.open(Path("timeline.db")) as store:
        assert store.counts().articles == 0
        assert store.counts().events == 0


def test_the_day_of_publication_can_be_given(corpus: Path, extraction: PlainExtraction):
    extract("corpus", "--published", "mars 1911")
    with Store.open(Path("timeline.db")) as store:
        dates = {(one.published.edtf, one.published_source) for one in store.articles()}
    assert dates == {("1911-03", "option")}


def test_metadata_dates_single_files(corpus: Path, extraction: PlainExtraction):
    table = "path,published,title,source\nfire.txt,1907-03-02,Incendie,La Gazette\n"
    Path("about.csv").write_text(table, encoding="utf-8")
    extract("corpus", "--metadata", "about.csv")
    with Store.open(Path("timeline.db")) as store:
        one = store.article("fire.txt")
    assert one.published is not None
    assert (one.published.edtf, one.title, one.site) == ("1907-03-02", "Incendie", "La Gazette")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--metadata", "no.csv"], "no.csv"),
        (["--db", "corpus"], "is a folder"),
        (["--db", "no/where.db"], "is no folder"),
        (["--db", "corpus/fire.txt"], "is not a timeline database"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(
    corpus: Path, extraction: PlainExtraction, arguments: list[str], said: str
):
    result = extract("corpus", *arguments, code=1)
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert (corpus / "fire.txt").read_text(encoding="utf-8") == FIRE


def test_a_pipeline_or_lexicon_that_is_none(corpus: Path):
    assert "nowhere" in extract("corpus", "--model", "nowhere", code=1).stderr
    Path("own.toml").write_text("[[", encoding="utf-8")
    assert "own.toml" in extract("corpus", "--lexicon", "own.toml", code=1).stderr
    assert "no.toml" in extract("corpus", "--lexicon", "no.toml", code=1).stderr


def test_an_interruption_ends_with_130(corpus: Path):
    # Whoever runs the tests in the background may have them ignore the signal.
    code = (
        "import os, signal, timeline.engine.reading as reading\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "reading.read_paths = lambda *a, **k: os.kill(os.getpid(), signal.SIGINT) or iter(())\n"
        "import sys; sys.argv = ['timeline', 'extract', 'corpus']\n"
        "from timeline.cli import main; main()"
    )
    done = python("-c", code)
    assert done.returncode == 128 + signal.SIGINT
    assert b"Traceback" not in done.stderr
    assert done.stderr.decode().strip() == (
        "Interrupted: what was extracted is kept; run the same command again to go on."
    )


@pytest.mark.usefixtures("extraction")
def test_a_path_may_be_a_pattern(corpus: Path):
    assert extract("corpus/fl*.txt", "--quiet").exit_code == 0
    with closing(sqlite3.connect("timeline.db")) as db:
        assert db.execute("SELECT path FROM articles").fetchall() == [("flood.txt",)]
    shown = extract("corpus/**/*.txt", "corpus/*.pdf").stdout
    assert "Read 2 files." in shown
    assert "*.pdf: nothing matches this pattern: check it" in shown


@pytest.mark.usefixtures("extraction")
def test_standard_input_is_read_and_kept_beside_the_others(corpus: Path):
    extract("corpus", "--quiet")
    told = timeline("extract", "-", text="Le pont a cédé en 1912. Nul ne passait.")
    assert "Read 1 file." in told.stdout
    extract("corpus", "--quiet")
    with closing(sqlite3.connect("timeline.db")) as db:
        paths = [path for (path,) in db.execute("SELECT path FROM articles ORDER BY path")]
    assert paths[:2] == ["fire.txt", "flood.txt"]
    assert paths[2].startswith("standard-input-")


@pytest.mark.usefixtures("extraction")
def test_the_metadata_in_the_folder_is_no_article(corpus: Path):
    table = "path;published;title\nfire.txt;1907-03-02;Le moulin\n"
    (corpus / "about.csv").write_text(table, encoding="utf-8")
    shown = extract("corpus", "--metadata", "corpus/about.csv").stdout
    assert "Skipped" not in shown
    assert "about.csv: no column of texts found" in extract("corpus").stdout


@pytest.mark.usefixtures("extraction")
def test_an_archive_is_a_folder_of_articles(corpus: Path):
    with zipfile.ZipFile(corpus / "press.zip", "w") as archive:
        archive.writestr("1910/flood.txt", FLOOD)
        archive.writestr("photo.jpg", b"\xff\xd8\xff")
    shown = extract("corpus").stdout
    assert "Read 3 files (1 file with a text that another has too)." in shown
    assert "press.zip/photo.jpg: format not supported" in shown
    (corpus / "press.zip").unlink()
    extract("corpus")
    with closing(sqlite3.connect("timeline.db")) as db:
        assert db.execute("SELECT count(*) FROM carriers").fetchone() == (2,)
