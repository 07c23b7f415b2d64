"""`timeline serve` in a browser: what is set right in the page, and who may ask for it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command_line import environment, python, timeline
from plain_extraction import PlainExtraction

import timeline.extraction as extracting
from timeline import database, reconciliation
from timeline.filters import Filter
from timeline.model import Event, Mention, Participant
from timeline.store import StoreReader

if "TIMELINE_BROWSER" not in os.environ:
    for needed in ("axe_playwright_python", "starlette", "uvicorn"):
        pytest.importorskip(needed, reason="the extra dev is not installed")

import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from timeline.serving.app import application
from timeline.serving.guard import MOST_BYTES, Rules
from timeline.serving.page import Served

FIRE = "Le moulin de Vaux a brûlé en 1907. Anne Roux a chanté en 1908."
AGAIN = "Le moulin de Vaux a brûlé en 1907. La Rousse a chanté en 1908. La crue a inondé Vaux."
BRIDGE = "Un pont neuf a été inauguré à Vaux en 1906."
MILL, SINGS = "Le moulin de Vaux", "Anne Roux"
HOSTILE = '<img src=x onerror="alert(1)"></script>\x1b[31m{{ 7 * 7 }}'

_REAL = reconciliation.reconcile
_NAMES = {"Anne": "Anne Roux", "Rousse": "La Rousse"}
Open = Callable[[], Page]


class _Named(PlainExtraction):
    """Plain extraction, and somebody takes part in what it finds."""

    def named(self, mention: Mention) -> Mention:
        known = [name for word, name in _NAMES.items() if word in mention.quote]
        parts = tuple(Participant(name, "PER", "agent") for name in known)
        return replace(mention, participants=parts)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the database and its articles are."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture(autouse=True)
def corpus(
    folder: Path, monkeypatch: pytest.MonkeyPatch, extraction: PlainExtraction
) -> Iterator[Path]:
    """A folder of two articles and their database, reconciled as ever and not corrected yet."""
    monkeypatch.setitem(vars(extracting), "extract_mentions", _Named())
    monkeypatch.setattr(reconciliation, "reconcile", _REAL)
    monkeypatch.chdir(folder)
    articles = folder / "corpus"
    articles.mkdir()
    (articles / "fire.txt").write_text(FIRE, encoding="utf-8")
    (articles / "again.txt").write_text(AGAIN, encoding="utf-8")
    timeline("extract", "corpus")
    yield articles
    timeline("correct", "undo", "--all")
    for file in articles.iterdir():
        file.unlink()
    articles.rmdir()


@pytest.fixture(scope="module")
def rules(folder: Path) -> Iterator[Rules]:
    """A server, and what requests to it must be like."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        known = Rules(listening.getsockname()[1], "a-token-that-nobody-knows")
        app = application(Served(folder / "timeline.db", Filter(undated=True)), known)
        config = uvicorn.Config(app, loop="asyncio", ws="none", lifespan="off", log_config=None)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        yield known
        server.should_exit = True
        thread.join()


@pytest.fixture
def open_page(browser: Browser, rules: Rules) -> Iterator[Open]:
    """Opens the page in a window, and sees to it that nothing goes wrong in it and no request
    leaves this machine."""
    wrong: list[str] = []
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    context.set_default_timeout(10_000)

    def opened() -> Page:
        page = context.new_page()
        # A refused correction is told by its status, which browsers note.
        page.on("console", lambda said: wrong.append(said.text) if "409" not in said.text else 0)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        page.on(
            "request",
            lambda asked: (
                0 if asked.url.startswith(f"http://{rules.host}/") else wrong.append(asked.url)
            ),
        )
        page.goto(f"http://{rules.host}{rules.page}")
        return page

    yield opened
    context.close()
    assert wrong == []


def events() -> list[Event]:
    with StoreReader.open(Path("timeline.db")) as store:
        return list(store.events())


def only(word: str) -> Event:
    """The one event with a word in its title."""
    (found,) = (one for one in events() if word in one.title)
    return found


def shown(page: Page, title: str) -> Locator:
    """The event with these words in its title, on the page."""
    return page.locator(".tl-event", has=page.locator("bdi", has_text=title))


def dialog_of(page: Page, title: str) -> Locator:
    """The dialog that corrects an event."""
    shown(page, title).get_by_role("button", name="Corriger").click()
    return page.get_by_role("dialog", name="Corriger l'événement")


def press(page: Page, name: str) -> None:
    """Presses a button and waits until the page that comes of it is there."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def said(page: Page) -> Locator:
    return page.locator(".tl-bar [role=status]")


def test_what_is_set_right_stays_in_the_next_extraction_and_is_undone_in_the_page(
    open_page: Open, corpus: Path
):
    page = open_page()
    page.get_by_role("searchbox").fill("vaux")
    page.wait_for_url("**#q=vaux")
    dialog_of(page, MILL).get_by_label("Date", exact=True).fill("début mars 1905")
    press(page, "Changer la date")
    assert said(page).inner_text() == "La date est corrigée."
    assert page.get_by_role("searchbox").input_value() == "vaux"
    assert "mars 1905" in page.locator(".tl-event:focus").inner_text()
    (corpus / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    timeline("extract", "corpus")
    assert only(MILL).date.edtf.startswith("1905-03-01")
    page.get_by_role("button", name="Corrections").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Annuler : Date").click()
    assert only(MILL).date.edtf == "1907"
    assert said(page).inner_text() == "La correction est annulée."


def test_a_hostile_title_is_text_wherever_it_is_shown(open_page: Open):
    page = open_page()
    dialog_of(page, SINGS).get_by_label("Titre").fill(HOSTILE)
    press(page, "Changer le titre")
    assert "\x1b" not in page.content()
    assert shown(page, "onerror").locator("bdi").first.inner_text().startswith("<img src=x")
    assert dialog_of(page, "onerror").get_by_label("Titre").input_value().startswith("<img src=x")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Corrections").click()
    assert "<img src=x" in page.get_by_role("dialog").inner_text()
    assert page.locator("img").count() == 0


def test_events_are_merged_taken_apart_hidden_and_seen_again(open_page: Open):
    page = open_page()
    for title in (MILL, SINGS):
        dialog_of(page, title)
        page.get_by_role("button", name="Choisir pour réunir").click()
    assert said(page).inner_text() == "2 événements choisis"
    press(page, "Réunir")
    (merged,) = (one for one in events() if len(one.memberships) == 3)
    dialog_of(page, merged.title).get_by_role("checkbox", name=SINGS).check()
    press(page, "Séparer")
    assert len(only(MILL).memberships) == 2
    dialog_of(page, SINGS)
    press(page, "Masquer")
    assert only(SINGS).hidden
    assert not shown(page, SINGS).count()
    press(page, "Annuler")
    assert shown(page, SINGS).count() == 1


def test_two_names_become_one_and_a_name_that_nobody_has_is_told(open_page: Open):
    page = open_page()
    dialog = dialog_of(page, SINGS)
    assert dialog.get_by_label("Nom à garder").input_value() == "Anne Roux"
    dialog.get_by_label("Autre nom").fill("Personne")
    page.get_by_role("button", name="Assimiler").click()
    dialog.get_by_role("alert").filter(has_text="Aucun article ne nomme").wait_for()
    dialog.get_by_label("Autre nom").fill("La Rousse")
    press(page, "Assimiler")
    assert len(only("a chanté").memberships) == 2


def test_the_page_notices_an_extraction_and_keeps_place_and_filters(open_page: Open, corpus: Path):
    page = open_page()
    page.get_by_role("searchbox").fill("vaux")
    page.wait_for_url("**#q=vaux")
    shown(page, MILL).locator("summary").click()
    (corpus / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    timeline("extract", "corpus")
    said(page).filter(has_text="La chronologie a changé.").wait_for()
    page.set_viewport_size({"width": 1000, "height": 500})
    shown(page, MILL).evaluate("one => scrollBy(0, one.getBoundingClientRect().top - 210)")
    assert page.evaluate("scrollY") > 0
    press(page, "Recharger")
    shown(page, "pont").wait_for()
    assert not shown(page, SINGS).is_visible()
    assert shown(page, MILL).locator("blockquote").first.is_visible()
    # Within some frames, as what comes into sight only then gets its height.
    at = f"Math.abs(document.getElementById('e-{only(MILL).id}').getBoundingClientRect().top - 210)"
    page.wait_for_function(f"{at} < 2")


def test_what_cannot_be_done_is_told_and_nothing_written_is_lost(
    open_page: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(database, "_WAIT_FOR_LOCK", 0.05)
    page = open_page()
    dialog = dialog_of(page, MILL)
    dialog.get_by_label("Date", exact=True).fill("hier matin peut-être")
    page.get_by_role("button", name="Changer la date").click()
    dialog.get_by_role("alert").filter(has_text="Ce n'est pas une date").wait_for()
    dialog.get_by_label("Titre").fill("Le moulin brûle")
    other = sqlite3.connect(folder / "timeline.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with page.expect_response("**/api/corrections") as response:
        page.get_by_role("button", name="Changer le titre").click()
    assert response.value.status == 409
    dialog.get_by_role("alert").filter(has_text="Une extraction est en cours").wait_for()
    assert dialog.get_by_label("Titre").input_value() == "Le moulin brûle"
    other.execute("ROLLBACK")
    other.close()
    press(page, "Changer le titre")
    assert shown(page, "Le moulin brûle").count() == 1


def test_a_second_window_is_told_of_what_the_first_one_changed(open_page: Open):
    first, second = open_page(), open_page()
    dialog_of(second, SINGS)
    identifier = only(SINGS).id
    for title in (MILL, SINGS):
        dialog_of(first, title)
        first.get_by_role("button", name="Choisir pour réunir").click()
    press(first, "Réunir")
    assert identifier not in {one.id for one in events()}
    second.get_by_role("button", name="Masquer").click()
    alert = second.get_by_role("dialog").get_by_role("alert")
    alert.filter(has_text="Cet événement a changé entre-temps").wait_for()


def test_dialogs_are_accessible_and_give_the_focus_back(open_page: Open):
    page = open_page()
    for opener in (
        shown(page, MILL).get_by_role("button", name="Corriger"),
        page.get_by_role("button", name="Corrections"),
    ):
        opener.focus()
        page.keyboard.press("Enter")
        page.get_by_role("dialog").wait_for()
        found = Axe().run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
        page.keyboard.press("Escape")
        assert opener.evaluate("one => one === document.activeElement")
        assert not page.get_by_role("dialog").count()


# Who may ask


def ask(rules: Rules, method: str, path: str, body: object = None, **changed: str | None) -> Any:
    """Sends what the page would send, but for some headers; gives the answer."""
    headers: dict[str, str | None] = {
        "Host": rules.host,
        "Origin": f"http://{rules.host}",
        "Sec-Fetch-Site": "same-origin",
        "X-Timeline-Token": rules.token,
        "Content-Type": "application/json",
    }
    headers |= {name.replace("_", "-"): value for name, value in changed.items()}
    connection = http.client.HTTPConnection("127.0.0.1", rules.port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    content = b"" if body is None else json.dumps(body).encode()
    headers.setdefault("Content-Length", str(len(content)))
    for name, value in headers.items():
        if value is not None:
            connection.putheader(name, value)
    connection.endheaders(content)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


@pytest.mark.parametrize(
    ("method", "path", "changed", "status"),
    [
        ("POST", "/api/corrections", {"Host": "evil.example"}, 403),
        ("POST", "/api/corrections", {"Host": "localhost"}, 403),
        ("POST", "/api/corrections", {"Origin": "http://evil.example"}, 403),
        ("POST", "/api/corrections", {"Origin": "null"}, 403),
        ("POST", "/api/corrections", {"Origin": None}, 403),
        ("POST", "/api/corrections", {"Sec_Fetch_Site": "cross-site"}, 403),
        ("POST", "/api/corrections", {"Sec_Fetch_Site": "same-site"}, 403),
        ("POST", "/api/corrections", {"X_Timeline_Token": "another"}, 403),
        ("POST", "/api/corrections", {"X_Timeline_Token": None}, 403),
        ("POST", "/api/corrections", {"Content_Type": "text/plain"}, 415),
        ("POST", "/api/corrections", {"Content_Length": str(MOST_BYTES + 1)}, 413),
        ("PUT", "/api/corrections", {}, 405),
        ("POST", "/api/state", {}, 405),
        ("GET", "/api/state", {"X_Timeline_Token": None}, 403),
        ("GET", "/api/state", {"Sec_Fetch_Site": "none"}, 403),
        ("GET", "/", {}, 404),
        ("GET", "/another-token", {"X_Timeline_Token": None}, 403),
        ("GET", "PAGE", {"Host": "evil.example"}, 403),
        ("GET", "PAGE", {"Sec_Fetch_Site": "cross-site", "X_Timeline_Token": None}, 403),
    ],
)
def test_what_the_page_would_not_ask_is_refused(
    rules: Rules, method: str, path: str, changed: dict[str, str | None], status: int
):
    asked = {"kind": "hide", "event": only(MILL).id} if "Content_Length" not in changed else None
    path = rules.page if path == "PAGE" else path
    answer = ask(rules, method, path, asked, **changed)
    assert answer.status == status
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Access-Control-Allow-Origin"] is None
    assert not only(MILL).hidden


@pytest.mark.parametrize(
    "body",
    [
        [],
        {"kind": "burn", "event": ""},
        {"kind": "hide"},
        {"kind": "hide", "event": "\ud800"},
        {"kind": "split", "event": "x", "mentions": 3},
        {"kind": "retitle", "event": "x", "title": "x" * (2 * MOST_BYTES)},
    ],
)
def test_a_body_that_the_page_would_not_send_changes_nothing(rules: Rules, body: object):
    before = events()
    assert ask(rules, "POST", "/api/corrections", body).status in (400, 409, 413)
    assert events() == before


def test_a_body_of_no_known_length_is_read_only_so_far(rules: Rules):
    headers = {"Origin": f"http://{rules.host}", "X-Timeline-Token": rules.token}
    connection = http.client.HTTPConnection("127.0.0.1", rules.port, timeout=10)
    parts = iter([b'{"kind": "hide"}', *[b" " * 1024] * (MOST_BYTES // 1024)])
    headers |= {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}
    connection.request("POST", "/api/corrections", parts, headers, encode_chunked=True)
    assert connection.getresponse().status == 413
    connection.close()


# The command


def test_it_says_where_it_is_and_ends_quietly(folder: Path):
    command = [sys.executable, "-m", "timeline", "serve", "--port", "0", "--lang", "en"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), text=True
    ) as process:
        address = process.stdout.readline().strip()
        host, _, path = address.removeprefix("http://").partition("/")
        connection = http.client.HTTPConnection(host, timeout=10)
        connection.request("GET", f"/{path}")
        assert '<html lang="en">' in connection.getresponse().read().decode()
        # While it is used: a port of its own is not another's.
        port = host.partition(":")[2]
        assert timeline("serve", "--port", port, code=1).stderr == (
            f"Port {port} is in use: name another with --port; 0 takes any that is free.\n"
        )
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 0
    assert told.endswith("Ctrl-C ends it.\n")
    assert told.count("\n") == 1


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch):
    for name in [one for one in sys.modules if one.startswith("timeline.serving")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert "pip install 'timeline-fr[serve]'" in timeline("serve", code=1).stderr


def test_serving_loads_no_pipeline():
    code = "import sys, timeline.serving.server; sys.exit('spacy' in sys.modules)"
    assert python("-c", code).returncode == 0
