"""`timeline browse`: what is seen and set right on the screen is what the store holds."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from command_line import environment, python, timeline
from plain_extraction import PlainExtraction
from samples import alone, article, day, event, mention, span
from textual.pilot import Pilot

from timeline import reconciliation
from timeline.browsing.app import Browser
from timeline.browsing.lines import Row, date_columns, event_line
from timeline.browsing.screen import TimelineScreen
from timeline.filters import Filter
from timeline.intake import Reading
from timeline.model import Event
from timeline.reading import merge_carriers
from timeline.store import Store

FIRE = "Le moulin de Vaux a brûlé en 1907.\n\nÀ l'Élysée, Anne Roux a chanté en 1908."
AGAIN = "Jadis.\n" * 60 + "Le moulin de Vaux a brûlé en 1907. La crue a inondé Vaux en 1908."
DB = Path("timeline.db")

_REAL = reconciliation.reconcile
_MOST_WAITED = 500  # turns of the loop
Steps = Callable[[Pilot[Exception], TimelineScreen], Awaitable[None]]


@pytest.fixture(autouse=True)
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extraction: PlainExtraction) -> Path:
    """A database of two articles, reconciled as ever; the working folder is its own."""
    monkeypatch.setattr(reconciliation, "reconcile", _REAL)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "fire.txt").write_text(FIRE, encoding="utf-8")
    (folder / "again.txt").write_text(AGAIN, encoding="utf-8")
    timeline("extract", "corpus")
    return folder


def browse(steps: Steps, size: tuple[int, int] = (80, 24), wanted: Filter = Filter()) -> None:  # noqa: B008
    """Takes these steps on the screen, once all events are there."""

    async def run() -> None:
        app = Browser(DB, wanted)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, TimelineScreen)
            await until(pilot, lambda: screen.loaded)
            await steps(pilot, screen)
        assert app.return_value is None

    asyncio.run(run())


async def until(pilot: Pilot[Exception], reached: Callable[[], bool]) -> None:
    for _ in range(_MOST_WAITED):
        if reached():
            await pilot.pause()
            return
        await pilot.pause(0.01)
    raise AssertionError(shown(pilot))


async def corrected(pilot: Pilot[Exception], screen: TimelineScreen, *keys: str) -> None:
    """Presses keys that correct something, and waits until it is shown."""
    before = stored()
    await pilot.press(*keys)
    await until(pilot, lambda: stored() != before and screen.loaded and not screen.busy)


def shown(pilot: Pilot[Exception]) -> str:
    """What is on the screen."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def stored() -> list[Event]:
    with Store.open(DB) as store:
        return [*store.events()]


def only(word: str) -> Event:
    (event,) = [one for one in stored() if any(word in told.quote for told in one.mentions)]
    return event


async def go_to(pilot: Pilot[Exception], screen: TimelineScreen, word: str) -> None:
    await pilot.press("home")
    while screen.listing.event is None or word not in screen.listing.event.title:
        await pilot.press("down")


# Looking


def test_events_stand_under_years_that_fold_and_dates_end_in_one_column():
    async def steps(pilot, screen):
        lines = shown(pilot).splitlines()
        years = [line for line in lines if line.startswith("▾ ")]
        assert [line.split()[1] for line in years] == ["1907", "1908"]
        (fire,) = [line for line in lines if "moulin" in line]
        (flood,) = [line for line in lines if "crue" in line]
        assert fire.index("1907  Le") == flood.index("1908  La")
        assert "2 sources" in fire
        await pilot.press("f")
        assert "moulin" not in shown(pilot)
        assert "▸ 1907" in shown(pilot)
        assert "crue" in shown(pilot)
        await pilot.press("F")
        assert "crue" not in shown(pilot)
        await pilot.press("F")
        assert "moulin" in shown(pilot)

    browse(steps)


@pytest.mark.parametrize("width", [60, 80, 119, 199])
def test_the_vaguer_a_date_the_later_it_begins_and_all_end_where_titles_begin(width: int):
    dates = [span("2025-01-20", "2025-01-20", approximate=True), day("2025-01-20")]
    dates += [span("2025-01-01", "2025-01-31", "month"), span("2025-01-01", "2025-12-31", "year")]
    rows = [Row.of(alone("Un fait", date)) for date in dates]
    lines = [event_line(row, width, date_columns(rows)).plain for row in rows]
    assert {line.index("Un fait") for line in lines} == {24}
    begins = [len(line) - len(line.lstrip()) for line in lines]
    assert begins == sorted(set(begins))


@pytest.mark.parametrize(
    ("sentence", "end", "told"),
    [
        ("Du 3 au 5 mai 2012, la ville danse.", "2012-05-05", "du 3 au 5 mai 2012"),
        ("Depuis le 3 mai 2012, la ville danse.", "2012-05-05", "depuis le 3 mai 2012"),
        ("Entre le 3 mai et le 9 août 2012, on danse.", "2012-08-09", "3 mai – 9 août 2012"),
    ],
)
def test_dates_of_the_list_are_those_of_show_or_shorter(sentence: str, end: str, told: str):
    held, words = article(sentence, "c.txt"), sentence.split(",")[0]
    danced = mention(held, sentence, "danse", words, date=span("2012-05-03", end), title="On danse")
    DB.unlink()
    with Store.create(DB) as store:
        store.record([Reading("/c", held)], ["/c"], merge_carriers)
        store.save_events([event(danced)], None, "state")

    async def steps(pilot, screen):
        assert f" {told}  On danse" in shown(pilot)

    browse(steps)


def test_the_filter_narrows_with_every_letter_over_titles_names_and_sentences():
    async def steps(pilot, screen):
        await pilot.press("slash", *"ELYS")
        await until(pilot, lambda: screen.indexed)
        assert "1 of 3 events" in shown(pilot)
        assert "chanté" in shown(pilot)
        assert "moulin" not in shown(pilot)
        await pilot.press("q")
        assert "0 of 3 events" in shown(pilot)
        assert "Esc shows all events" in shown(pilot)
        await pilot.press("escape")
        assert "moulin" in shown(pilot)

    browse(steps)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_the_evidence_of_the_event_under_the_cursor_stands_beside_it(size: tuple[int, int]):
    async def steps(pilot, screen):
        await go_to(pilot, screen, "moulin")
        await pilot.press("enter")
        await until(pilot, lambda: screen.page.virtual_size.height > 0)
        await pilot.press("n", "n")
        await until(pilot, lambda: "fire.txt, characters 0–34" in shown(pilot))
        assert "the same event as mention 1" in shown(pilot)
        assert "moulin de Vaux a brûlé" in shown(pilot)
        await go_to(pilot, screen, "chanté")
        await until(pilot, lambda: "the same event as mention 1" not in shown(pilot))
        await pilot.press("n")
        assert "fire.txt, characters 36–75" in shown(pilot)
        await pilot.press("escape")
        assert "characters" not in shown(pilot)

    browse(steps, size)


def test_an_article_opens_at_the_sentence_of_its_mention():
    async def steps(pilot, screen):
        await go_to(pilot, screen, "crue")
        await pilot.press("enter")
        await until(pilot, lambda: screen.page.virtual_size.height > 0)
        await pilot.press("a")
        await pilot.pause()
        assert "again.txt" in shown(pilot)
        (line,) = [one for one in shown(pilot).splitlines() if "crue" in one]
        assert line.startswith("▌ Le moulin")
        styles = {
            segment.text.strip(): segment.style
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None
        }
        assert styles["inondé"].reverse
        assert styles["1908"].underline
        await pilot.press("escape")
        assert "crue" in shown(pilot)

    browse(steps)


def test_what_is_hidden_or_has_no_date_is_shown_when_asked_for():
    (Path("corpus") / "undated.txt").write_text("La foire a enchanté Vaux.", encoding="utf-8")
    timeline("extract", "corpus")
    timeline("correct", "hide", only("crue").id)

    async def steps(pilot, screen):
        assert "1 undated left out" in shown(pilot)
        assert "crue" not in shown(pilot)
        await pilot.press("U")
        await until(pilot, lambda: "foire" in shown(pilot))
        await pilot.press("H")
        await until(pilot, lambda: "corrected: hidden" in shown(pilot))

    browse(steps)


def test_the_filters_of_show_hold():
    async def steps(pilot, screen):
        assert "1 event" in shown(pilot)
        assert "moulin" in shown(pilot)

    browse(steps, wanted=Filter(search="brule", min_sources=2))


# Setting right


def test_what_is_set_right_is_in_the_store_survives_and_can_be_undone(corpus: Path):
    async def steps(pilot, screen):
        await go_to(pilot, screen, "moulin")
        await corrected(pilot, screen, "d", *"mai 1906", "enter")
        assert only("moulin").date.edtf == "1906-05"
        assert "mai 1906 now, 1907 before" in " ".join(shown(pilot).split())
        assert screen.listing.event.id == only("moulin").id
        await corrected(pilot, screen, "t", *"Le feu", "enter")
        assert only("moulin").title == "Le feu"
        await corrected(pilot, screen, "u", "enter")
        assert only("moulin").title != "Le feu"

    browse(steps)
    (corpus / "again.txt").write_text(AGAIN + " Rien.", encoding="utf-8")
    timeline("extract", "corpus", "--fresh")
    assert only("moulin").date.edtf == "1906-05"


def test_events_are_hidden_and_shown_again():
    async def steps(pilot, screen):
        await go_to(pilot, screen, "crue")
        await corrected(pilot, screen, "h")
        assert only("crue").hidden
        assert "2 events" in shown(pilot)
        assert "is hidden now" in " ".join(shown(pilot).split())
        await pilot.press("H")
        await until(pilot, lambda: "corrected: hidden" in shown(pilot))
        await go_to(pilot, screen, "crue")
        await corrected(pilot, screen, "h")
        assert not only("crue").hidden

    browse(steps)


def test_marked_events_are_merged_and_a_mention_is_split_off():
    async def steps(pilot, screen):
        for word in ("moulin", "crue"):
            await go_to(pilot, screen, word)
            await pilot.press("space")
        assert "2 marked" in shown(pilot)
        await corrected(pilot, screen, "m")
        assert only("moulin") == only("crue")
        await pilot.press("s", "enter")
        await until(pilot, lambda: screen.page.virtual_size.height > 0)
        told = [one.quote for one in only("crue").mentions]
        number = next(place for place, quote in enumerate(told, 1) if "crue" in quote)
        await corrected(pilot, screen, *("n",) * number, "s")
        assert only("crue") != only("moulin")

    browse(steps)


@pytest.mark.parametrize(
    ("keys", "why"),
    [(("d", "x", "enter"), "'x' is no date"), (("t", "delete", "enter"), "letters")],
)
def test_what_cannot_be_is_told_and_asked_again(keys: tuple[str, ...], why: str):
    async def steps(pilot, screen):
        before = stored()
        await go_to(pilot, screen, "moulin")
        await pilot.press(*keys)
        assert why in shown(pilot)
        await pilot.press("escape")
        assert stored() == before

    browse(steps)


def test_what_the_store_refuses_is_told_in_a_sentence():
    async def steps(pilot, screen):
        await go_to(pilot, screen, "moulin")
        DB.unlink()
        await pilot.press("h")
        await until(pilot, lambda: "run `timeline extract FOLDER` first" in shown(pilot))

    browse(steps)


# Terminals, near and far


@contextmanager
def on_a_terminal(**settings: Any) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The running program, once its keys are shown, and the other end of its terminal."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "timeline", "browse"]
    settings |= dict.fromkeys(("stdin", "stdout", "stderr"), theirs)
    settings["env"] = environment(TERM="xterm", COLUMNS="80", LINES="24")
    with subprocess.Popen(command, **settings) as running:
        os.close(theirs)
        shown = b""
        while b"Quit" not in shown:
            shown += os.read(ours, 1 << 16)
        try:
            yield running, ours
        finally:
            running.kill()


def test_bytes_that_are_no_utf_8_and_an_interrupt_are_no_error():
    with on_a_terminal() as (running, terminal):
        os.write(terminal, b"/m\xe9\x03")
        said = b""
        with suppress(OSError):  # how Linux says that the other end was closed
            while some := os.read(terminal, 1 << 16):
                said += some
        assert running.wait(30) == 0
        assert b"Error" not in said
        os.close(terminal)


def test_it_ends_with_its_terminal_whatever_signals_are_ignored():
    def ignore() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    with on_a_terminal(preexec_fn=ignore) as (running, terminal):
        os.close(terminal)
        assert running.wait(30) == 128 + signal.SIGHUP


@pytest.mark.parametrize("keys", [("d",), ("question_mark",)])
def test_an_interrupt_leaves_a_dialog_and_then_the_program(keys: tuple[str, ...]):
    async def steps(pilot, screen):
        await go_to(pilot, screen, "moulin")
        await pilot.press(*keys)
        assert pilot.app.screen is not screen
        await pilot.press("ctrl+c")
        assert pilot.app.screen is screen
        await pilot.press("ctrl+c")
        await until(pilot, lambda: not pilot.app.is_running)

    browse(steps)


# What articles hold, and what is missing


def test_text_of_articles_is_neither_markup_nor_obeyed():
    wild = "[bold red]Il\x1b[2J a\u202e fui[/bold red] [@click=app.quit]ici[/]"
    held = article(f"{wild}.", "sa\x1b]0;le.txt")
    told = mention(held, f"{wild}.", "fui", date=day("1907-05-03"), title=wild)
    DB.unlink()
    with Store.create(DB) as store:
        store.record([Reading("/c", held)], ["/c"], merge_carriers)
        store.save_events([event(told)], None, "state")

    async def steps(pilot, screen):
        await pilot.press("enter")
        await until(pilot, lambda: "dates considered" in shown(pilot))
        seen = [shown(pilot)]
        await pilot.press("a")
        await pilot.pause()
        seen.append(shown(pilot))
        await pilot.press("escape", "t")
        await pilot.pause()
        seen.append(shown(pilot))
        for one in seen:
            assert "[bold red]Il␛[2J a\ufffd fui" in one
            assert not {"\x1b", "\u202e"} & set(one)

    browse(steps, (160, 45))


def test_what_is_pasted_is_not_obeyed():
    from textual.events import Paste

    async def steps(pilot, screen):
        await pilot.press("slash")
        screen.focused.post_message(Paste("\x1b[2Jmoulin"))
        await pilot.pause()
        assert screen.focused.value == "␛[2Jmoulin"

    browse(steps)


def test_a_timeline_without_events_says_so():
    DB.unlink()
    with Store.create(DB) as store:
        store.save_events([], None, "state")

    async def steps(pilot, screen):
        assert "No event to show." in shown(pilot)
        await pilot.press("enter", "f", "F", "space", "d", "t", "h", "slash", "x", "escape")
        assert "No event to show." in shown(pilot)

    browse(steps)


def test_bad_databases_are_told_as_by_show_and_a_pipe_is_no_terminal():
    assert "needs a terminal" in timeline("browse", code=1).stderr
    for name, make in {"none.db": None, "empty.db": b"", "other.db": b"no database" * 99}.items():
        if make is not None:
            Path(name).write_bytes(make)
        said = [timeline(one, "--db", name, code=1).stderr for one in ("show", "browse")]
        assert said[0] == said[1]


def test_without_textual_the_extra_is_named_and_other_commands_never_load_it():
    code = (
        "import sys; sys.modules['textual'] = None\n"
        "sys.argv = ['timeline', {!r}]\n"
        "from timeline.cli import main\n"
        "main()"
    )
    missing = python("-c", code.format("browse"))
    assert missing.returncode == 1
    assert "pip install 'timeline-fr[browse]'" in missing.stderr.decode()
    assert python("-c", code.format("show")).returncode == 0
