"""The command line: what is said where, exit codes, and what every command has in common."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from command_line import environment, python, timeline
from samples import article, day, event, mention

from timeline.cli import app
from timeline.intake import Reading
from timeline.model import EVENT_TYPES, Generator, Timeline
from timeline.reading import merge_carriers
from timeline.store import Store

COMMANDS = (
    *("extract", "show", "browse", "serve", "export", "explain", "correct", "dates", "evaluate"),
    *("status", "doctor"),
)


# Help


def test_every_command_option_and_argument_has_help():
    group = typer.main.get_command(app)
    assert set(group.commands) == set(COMMANDS)
    corrections = group.commands["correct"].commands
    for name, command in (*group.commands.items(), *corrections.items()):
        assert command.help, name
        assert "Example: " in command.epilog, name
        for parameter in command.params:
            assert parameter.help, f"{name}: {parameter.name}"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_shown(command: str):
    shown = timeline(command, "--help").stdout
    assert f"timeline {command}" in shown.replace("root", "timeline")
    assert not re.findall("<(?:bool|str|path|int range|list)", shown), "types of Python's"


def test_version():
    assert timeline("--version").stdout == "timeline 0.1.0\n"


# Wrong usage and what cannot be done


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "--since", "never"], "is no date"),
        (["show", "--since", "2015-13"], "is no date"),
        (["show", "--since", "2016", "--until", "2015"], "is before --since"),
        (["show", "--type", "acquir"], "did you mean acquire"),
        (["show", "--factuality", "sure"], "it is one of"),
        (["show", "--top", "0"], "--top"),
        (["show", "--about", ""], "no letter or digit to look for"),
        (["show", "--search", "?!"], "no letter or digit to look for"),
        (["show", "--article", "a.txt", "--type", "elect"], "--article shows all of one article"),
        (["export", "-"], "--format"),
        (["dates"], "TEXT"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_wrong_usage(db: Path, arguments: list[str], said: str):
    assert said in timeline(*arguments, code=2).stderr.replace("\n", " ")


@pytest.mark.parametrize(
    "command", [["show"], ["serve"], ["export", "out.json"], ["explain", "abc"], ["status"]]
)
def test_without_a_database_the_message_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
):
    monkeypatch.chdir(tmp_path)
    result = timeline(*command, code=1)
    assert result.stderr == (
        "No timeline.db here: run `timeline extract FOLDER` first, or name a database with --db.\n"
    )
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["explain", "\udcff"], 1, "No event has an id that begins with '\\udcff'"),
        (["show", "--article", "\udcff"], 1, "No article has the path '\\udcff'"),
        (["show", "--min-sources", "9" * 30], 0, "No event to show."),
    ],
)
def test_what_cannot_be_asked_of_a_database_finds_nothing(
    db: Path, arguments: list[str], code: int, said: str
):
    assert said in timeline(*arguments, code=code).stderr


def test_what_nobody_foresaw_is_one_sentence(db: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise RuntimeError("bang")

    monkeypatch.setattr("timeline.storereader.StoreReader.events", broken)
    result = timeline("show", code=1)
    assert result.stderr.startswith("Something went wrong (RuntimeError: bang)")
    assert "Traceback" not in result.stderr
    assert "Traceback" in timeline("show", "--verbose", code=1).stderr


# show


def test_show_writes_events_to_standard_output_and_remarks_to_standard_error(db: Path):
    result = timeline("show")
    assert "César franchit le fleuve" in result.stdout
    assert "S'étonnent les riverains" not in result.stdout
    assert result.stderr == "2 events without a date left out: add --undated to see them.\n"
    assert "\x1b" not in result.stdout


def test_show_undated(db: Path):
    result = timeline("show", "--undated")
    assert result.stdout.splitlines()[-1].split(" | ")[0].strip() == "S'étonnent les riverains"
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "events"),
    [
        (["--since", "2024"], 3),
        (["--since", "mai 2012", "--until", "mai 2012"], 5),
        (["--type", "closing", "--type", "opening"], 3),
        (["--about", "saint aubin"], 1),
        (["--source", "courrier"], 2),
        (["--min-sources", "2"], 2),
        (["--factuality", "alleged", "--factuality", "planned"], 2),
        (["--search", "passerelle canal"], 1),
        (["--top", "5"], 5),
        (["--source", "gazette", "--undated"], 3),
    ],
)
def test_filters(db: Path, arguments: list[str], events: int):
    shown = timeline("show", *arguments).stdout
    assert shown.count(" | ") // 3 >= events
    assert len([line for line in shown.splitlines() if " | " in line]) == events
    exported = timeline("export", "-", "--format", "json", *arguments).stdout
    assert len(json.loads(exported)["events"]) == events


def test_nothing_to_show_is_said(db: Path):
    result = timeline("show", "--search", "introuvable")
    assert result.stdout == ""
    assert result.stderr == "No event to show.\n"
    assert timeline("show", "--search", "introuvable", "--quiet").stderr == ""


def test_show_quotes(db: Path):
    shown = timeline("show", "--quotes").stdout
    assert "relie les deux rives.\n" in shown
    assert "— courrier/rives.txt, 9 mai 2012\n" in shown


def test_show_one_article(db: Path, made_by_hand: Timeline):
    for name in (made_by_hand.articles[0].id[:6], "courrier/rives.txt"):
        shown = timeline("show", "--article", name).stdout
        assert "published  9 mai 2012 (metadata)" in shown
    english = timeline("show", "--article", "courrier/rives.txt", "--lang", "en").stdout
    assert "published  9 May 2012 (metadata)" in english
    assert "mai 2012 (" not in english


def test_an_unfinished_run_is_told(db: Path):
    with Store.create(db) as store:
        store.record([], [], merge_carriers)
    assert "did not end: run it again" in timeline("show").stderr


# explain, dates, evaluate


def test_explain(db: Path, made_by_hand: Timeline):
    opening = next(one for one in made_by_hand.events if one.conflicts)
    shown = timeline("explain", opening.id[:5]).stdout
    assert "the same event as mention 1, because they are of the same day" in shown
    assert "\n      same type         +2.00  |++++" in shown
    assert "No event has an id" in timeline("explain", "nope", code=1).stderr


def test_explain_names_the_words_that_lent_a_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    text = "Le pont a rouvert le 7 mai 2012. Le maire a souri."
    note = article(text, "pont.txt")
    giver = mention(note, text[:32], "rouvert", "7 mai 2012", date=day("2012-05-07"))
    taker = mention(note, text[33:], "souri", date=giver.date, date_source="narrative",
                    carried_from=giver.id)  # fmt: skip
    events = [event(giver), event(taker)]
    with Store.create(Path("timeline.db")) as store:
        store.record([Reading("/c", note)], ["/c"], merge_carriers)
        store.save_events(events, Generator("timeline", "1", "m"), "state")
    shown = timeline("explain", events[1].id).stdout
    told = 'from "rouvert", characters 10–17 of the same article'
    assert f"7 mai 2012: taken over from another place in the text ({told})" in shown


def test_explain_as_json_is_all_of_it(db: Path, made_by_hand: Timeline):
    opening = next(one for one in made_by_hand.events if one.conflicts)
    data = json.loads(timeline("explain", opening.id[:5], "--json").stdout)
    exported = json.loads(timeline("export", "-", "--format", "json", "--min-sources", "2").stdout)
    assert data["event"] in exported["events"]
    first, second = (one.id for one in opening.mentions)
    assert [one["date"]["edtf"] for one in data["dates"]] == ["2012-05-07", "2012-05-08"]
    assert data["dates"][0]["chosen"]
    assert data["dates"][0]["date_sources"] == {"explicit": [first]}
    assert data["links"] == [
        {"mention": first, "joined": None, "components": [], "score": None},
        {
            "mention": second,
            "joined": first,
            "components": [
                {"name": "same type", "weight": 2},
                {"name": "same day", "weight": 3},
            ],
            "score": 5,
        },
    ]
    assert {one["path"] for one in data["articles"]} == {
        "courrier/rives.txt",
        "gazette/passerelle.html",
    }


def test_dates_of_a_text():
    shown = timeline("dates", "Elle part mardi.", "--published", "2012-11-07").stdout
    assert "mardi" in shown
    assert "counted from the day of publication" in shown
    assert timeline("dates", "Rien.").stderr == "No time expression found.\n"


def test_dates_from_standard_input_and_files_as_json(tmp_path: Path):
    text = "Née le 3 mars 1957.\n"
    note = tmp_path / "note.txt"
    note.write_bytes(text.encode("cp1252"))
    expected = timeline("dates", text, "--format", "json").stdout
    (found,) = json.loads(expected)
    assert text[found["char_start"] : found["char_end"]] == found["text"]
    assert found["date"]["start"] == found["date"]["end"] == "1957-03-03"
    assert timeline("dates", "-", "--format", "json", text=text).stdout == expected
    assert timeline("dates", "--file", str(note), "--format", "json").stdout == expected
    assert "No such file" in timeline("dates", "--file", "no.txt", code=1).stderr


def test_evaluate_against_database_and_export(db: Path):
    line = {"doc": "rives", "event": "E1", "cluster": "E1", "zone": "body", "sentence_start": 0,
            "sentence_end": 78, "trigger": "Inaugurée", "trigger_start": 0, "start": "2012-05-08",
            "end": "2012-05-08", "date_source": "explicit", "type": "opening",
            "factuality": "actual"}  # fmt: skip
    Path("gold.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert "1.000" in timeline("evaluate", "gold.jsonl").stdout
    figures = json.loads(timeline("evaluate", "gold.jsonl", "--format", "json").stdout)
    timeline("export", "out.json")
    again = timeline("evaluate", "gold.jsonl", "--json", "out.json", "--format", "json").stdout
    assert json.loads(again) == figures
    assert "no.jsonl" in timeline("evaluate", "no.jsonl", code=1).stderr


def test_evaluate_explains_its_words():
    shown = " ".join(timeline("evaluate", "--help").stdout.split())
    assert "Count events without a date too." in shown
    for word in ("ignored: mentions that match", "pairs: a gold mention", "B-cubed: how well"):
        assert word in shown


# Processes


@pytest.mark.parametrize(
    "arguments",
    [["show", "--quotes", "--about", "aubin"], ["export", "-", "--format", "csv"], ["explain"],
     ["explain", "--json"], ["status"], ["status", "--json"]],
)  # fmt: skip
def test_reading_a_timeline_loads_nothing_heavy(
    db: Path, made_by_hand: Timeline, arguments: list[str]
):
    if arguments[0] == "explain":
        arguments = [*arguments, made_by_hand.events[0].id]
    heavy = ("spacy", "lxml", "dateparser", "networkx", "py3langid")
    code = (
        f"import sys; sys.argv = ['timeline', *{arguments}]\n"
        "from timeline.cli import main\n"
        "try: main()\n"
        f"finally: print([one for one in {heavy} if one in sys.modules], file=sys.stderr)"
    )
    done = python("-c", code)
    assert done.stderr.decode().splitlines()[-1] == "[]"
    assert done.stdout


@pytest.mark.parametrize("arguments", [["show", "--quotes"], ["export", "-", "--format", "json"]])
def test_a_closed_pipe_is_no_error(db: Path, made_by_hand: Timeline, arguments: list[str]):
    with Store.create(db) as store:
        first = made_by_hand.events[0]
        many = [replace(first, id=f"{number:012}", title="Un bal " * 50) for number in range(400)]
        store.save_events(many, made_by_hand.generator, "state")
    with subprocess.Popen(
        [sys.executable, "-m", "timeline", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline()
        running.stdout.close()
        said = running.stderr.read()
        assert running.wait() == 0
    assert said == b""


def test_a_terminal_that_knows_no_accents_is_no_error(db: Path):
    done = python("-m", "timeline", "show", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert b"Cesar franchit le fleuve" in done.stdout


def test_the_module_runs_as_the_command(db: Path):
    done = python("-m", "timeline", "show", "--top", "1")
    assert done.returncode == 0
    assert b"passerelle" in done.stdout


def test_the_types_that_help_names_are_types():
    assert {"acquire", "elect", "sentence", "merge"} <= set(EVENT_TYPES)


def test_a_shell_is_offered_types_and_the_ids_of_events(db: Path, made_by_hand: Timeline):
    def offered(words: str) -> list[str]:
        place = {"COMP_WORDS": f"timeline {words}", "COMP_CWORD": str(len(words.split()))}
        script = "import sys; sys.argv = ['timeline']; from timeline.cli import main; main()"
        done = python("-c", script, _TIMELINE_COMPLETE="complete_bash", **place)
        return done.stdout.decode().split()

    assert offered("show --type ac") == ["accident", "acquire", "acquit"]
    assert offered("export --format j") == ["json", "jsonl", "jsonld"]
    assert offered("show --factuality n") == ["negated"]
    one = made_by_hand.events[0].id
    assert offered(f"explain --db {db} {one[:4]}") == [one[:8]]
    assert offered(f"explain --db {db.with_name('none.db')} {one[:4]}") == []
