"""The page to publish in a browser: what readers can do, and what nothing in it can do to them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from exports import exported
from hostile_text import HOSTILE, SHOWN, hostile_page
from samples import alone, timeline_of

from timeline.model import DateSpan, Timeline

if "TIMELINE_BROWSER" not in os.environ:
    pytest.importorskip("axe_playwright_python", reason="the extra dev is not installed")

from axe_playwright_python.sync_playwright import Axe
from opened_pages import Pages, choose, now, said, titles
from playwright.sync_api import Browser, Page

Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page, and sees to it that nothing goes wrong in it and no request leaves it."""
    pages = Pages(browser, tmp_path / "page.html")
    yield pages.open
    pages.close()
    assert pages.wrong == []


@pytest.fixture(scope="module")
def written(made_by_hand: Timeline) -> bytes:
    return exported("html", made_by_hand)


def test_without_a_script_the_whole_story_is_there(
    open_page: Open, written: bytes, made_by_hand: Timeline
):
    page = open_page(written, java_script_enabled=False)
    assert page.locator(".tl-event").count() == len(made_by_hand.events)
    assert not page.locator(".tl-tools, .tl-overview").locator("visible=true").count()
    opening = page.locator(".tl-event", has_text="a inauguré la passerelle").first
    assert not opening.locator("blockquote").first.is_visible()
    opening.locator("summary").click()
    assert opening.locator("mark.tl-date-words").first.inner_text() == "lundi 7 mai 2012"
    page.get_by_role("navigation").get_by_role("link", name="2012").click()
    assert page.url.endswith("#y-2012")


def test_filters_narrow_and_their_address_leads_back(open_page: Open, written: bytes):
    page = open_page(written)
    assert said(page) == "25 événements"
    choose(page, "Sujet", "Accident")
    assert titles(page) == ["L'ancien pont s'était effondré en 2009", "Cède le talus"]
    assert said(page) == "2 événements sur 25"
    assert page.locator(".tl-year:visible").count() == 2
    choose(page, "Source", "La Gazette du Canal")
    assert titles(page) == ["L'ancien pont s'était effondré en 2009"]
    page.wait_for_url("**#type=accident&source=*")
    again = open_page(written, "#" + page.url.partition("#")[2])
    assert titles(again) == ["L'ancien pont s'était effondré en 2009"]
    again.get_by_role("button", name="Tout afficher").click()
    assert said(again) == "25 événements"
    again.wait_for_url("**/page.html")


@pytest.mark.parametrize(
    ("facet", "value", "count"),
    [
        ("Personnes", "mairie de Saint-Aubin", 1),
        ("Réalité", "démenti", 1),
        ("Date", "date approximative", 2),
        ("Date", "sans date", 2),
    ],
)
def test_what_can_be_filtered_by(
    open_page: Open, written: bytes, facet: str, value: str, count: int
):
    page = open_page(written)
    choose(page, facet, value)
    assert len(titles(page)) == count


def test_search_minds_neither_accents_nor_case(open_page: Open, written: bytes):
    page = open_page(written)
    page.get_by_role("searchbox").fill("GREVE dure")
    assert titles(page) == ["Dure la grève"]
    page.get_by_role("searchbox").fill("rêve")
    assert titles(page) == []
    assert page.get_by_role("alert").inner_text() == "Aucun événement ne correspond."


def test_of_many_events_those_in_view_come_back_first_and_soon_all_of_them(open_page: Open):
    dates = [DateSpan.of_year(1000 + number // 9) for number in range(900)]
    events = [alone(f"Le pont {number} a rouvert", date) for number, date in enumerate(dates)]
    page = open_page(exported("html", timeline_of(*events)))
    hidden = "document.querySelectorAll('.tl-event[hidden]').length"
    clear = "document.querySelector('.tl-clear').click()"
    page.get_by_role("searchbox").fill("pont 899")
    assert page.evaluate(hidden) == 899
    at_once = page.evaluate(f"() => {{ {clear}; return {hidden}; }}")
    assert 0 < at_once < 899
    assert page.locator(".tl-event").first.is_visible()
    page.wait_for_function(f"{hidden} === 0")
    page.get_by_role("searchbox").fill("pont 899")
    printing = "dispatchEvent(new Event('beforeprint'))"
    assert page.evaluate(f"() => {{ {clear}; {printing}; return {hidden}; }}") == 0


def test_a_permalink_shows_its_event_unfolded(open_page: Open, written: bytes):
    page = open_page(written)
    link = page.locator(".tl-event", has_text="Monte le prix du pain").locator(".tl-permalink")
    address = link.get_attribute("href") or ""
    page = open_page(written, address)
    target = page.locator(address.replace("#e-", "[id=e-") + "]")
    assert target.locator("blockquote").is_visible()
    assert target.evaluate("one => one.getBoundingClientRect().top") < 800
    assert "Monte le prix du pain" in now(page)


def test_a_permalink_shows_its_event_whatever_was_filtered(open_page: Open, written: bytes):
    page = open_page(written, "#type=accident")
    other = page.locator(".tl-event", has_text="Monte le prix du pain")
    assert not other.is_visible()
    page.evaluate("id => { location.hash = id }", other.get_attribute("id"))
    other.wait_for()
    assert said(page) == "25 événements"


def test_keys_lead_through_the_overview_and_the_story_follows(open_page: Open, written: bytes):
    page = open_page(written)
    overview = page.get_by_role("slider", name="Frise chronologique")
    overview.focus()
    page.keyboard.press("End")
    last = now(page)
    page.keyboard.press("ArrowLeft")
    assert now(page) != last
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert "La ville obtient sa charte" in now(page)
    there = page.locator(".tl-event", has_text="La ville obtient sa charte")
    page.wait_for_function(
        "one => one.getBoundingClientRect().top < 400", arg=there.element_handle()
    )
    before = overview.locator("text").all_text_contents()
    page.keyboard.press("0")
    page.wait_for_function("() => document.querySelector('.tl-chart text').textContent !== ''")
    page.keyboard.press("+")
    page.wait_for_function(
        "before => [...document.querySelectorAll('.tl-chart text')].map(t => t.textContent).join()"
        " !== before",
        arg=",".join(before),
    )


def test_the_overview_is_in_step_with_the_story(open_page: Open, written: bytes):
    page = open_page(written)
    page.locator(".tl-event", has_text="Naît une coopérative").evaluate(
        "one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 200)"
    )
    page.wait_for_function(
        "() => document.querySelector('[role=slider]').getAttribute('aria-valuetext')"
        ".includes('Naît une coopérative')"
    )


def test_a_click_on_a_point_leads_to_its_event(open_page: Open, made_by_hand: Timeline):
    page = open_page(exported("html", timeline_of(*made_by_hand.events[-3:-1])))
    frame = page.locator(".tl-chart").bounding_box()
    assert frame is not None
    page.mouse.click(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
    assert page.locator(".tl-here").count() == 1


def test_a_wheel_zooms_with_ctrl_and_a_pointer_moves_what_is_in_view(
    open_page: Open, written: bytes
):
    page = open_page(written)

    def ticks() -> str:
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        return page.locator(".tl-chart").evaluate("one => one.lastElementChild.outerHTML")

    frame = page.locator(".tl-chart").bounding_box()
    assert frame is not None
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + 5
    page.mouse.move(x, y)
    seen = [ticks()]
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    page.keyboard.up("Control")
    seen.append(ticks())
    page.mouse.down()
    page.mouse.move(x - 200, y, steps=4)
    page.mouse.up()
    seen.append(ticks())
    assert len(set(seen)) == 3
    assert page.evaluate("() => scrollY") == 0
    assert page.locator(".tl-here").count() == 0


def test_a_facet_closes_by_key_and_gives_the_focus_back(open_page: Open, written: bytes):
    page = open_page(written)
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "tl-skip"
    facet = page.locator(".tl-facet > summary").first
    facet.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert " sur 25" in said(page)
    page.keyboard.press("Escape")
    assert facet.evaluate("one => one === document.activeElement")
    assert not page.locator(".tl-facet fieldset:visible").count()


@pytest.mark.parametrize("width", [320, 380])
def test_a_phone_needs_no_sideways_scrolling(open_page: Open, written: bytes, width: int):
    page = open_page(written, viewport={"width": width, "height": 700}, has_touch=True)
    page.get_by_role("button", name="Déplier les citations").click()
    page.locator(".tl-facet > summary", has_text="Personnes").click()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_paper_has_the_selection_and_no_tools(open_page: Open, written: bytes):
    page = open_page(written, "#type=accident")
    page.emulate_media(media="print", color_scheme="dark")
    assert len(titles(page)) == 2
    assert not page.locator("input:visible, button:visible, .tl-chart:visible").count()
    assert page.locator("nav:visible").count() == 1
    assert (
        page.locator(".tl-title").evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
    )


@pytest.mark.parametrize(("scheme", "language"), [("light", "fr"), ("dark", "en")])
def test_no_serious_violation_of_accessibility(
    open_page: Open, made_by_hand: Timeline, scheme: str, language: Any
):
    written = exported("html", made_by_hand, language=language, title="Saint-Aubin")
    page = open_page(written, color_scheme=scheme, bypass_csp=True)
    page.locator(".tl-unfold").click()
    page.locator(".tl-key > summary").click()
    page.locator(".tl-facet > summary").first.click()
    found = Axe().run(page).response["violations"]
    assert [one for one in found if one["impact"] in ("serious", "critical")] == []


def test_hostile_text_is_nothing_but_text(open_page: Open):
    css = f"/* {HOSTILE} */ </style><script>alert(5)</script> h1 {{ color: rgb(1, 2, 3) }}\r\n"
    page = open_page(exported("html", hostile_page(), title=HOSTILE, css=css))
    assert page.locator("h1").evaluate("one => one.textContent") == SHOWN
    assert page.title() == " ".join(SHOWN.split())
    assert page.locator(".tl-what bdi").first.evaluate("one => one.textContent") == SHOWN
    page.locator(".tl-unfold").click()
    assert SHOWN in page.locator("blockquote").first.evaluate("one => one.textContent")
    assert page.locator("img, script:not(.tl-data)").count() == 1
    assert page.evaluate("() => document.querySelectorAll('[onclick], [onerror]').length") == 0
    links = page.evaluate("() => [...document.links].map(one => one.protocol)")
    assert set(links) == {"file:", "https:"}
    choose(page, "Personnes", SHOWN)
    assert said(page) == "1 événement sur 2"


def test_a_fragment_works_twice_on_a_page_that_has_its_own_style(
    open_page: Open, made_by_hand: Timeline
):
    first = exported("html", made_by_hand, embed=True, title="Une")
    second = exported("html", made_by_hand, embed=True, title="Deux", language="en")
    host = "<!doctype html><html lang=fr><meta charset=utf-8><title>Site</title><h1>Site</h1>"
    host += "<button>Du site</button>"
    page = open_page(host.encode() + first + b"<p>Entre les deux</p>" + second, color_scheme="dark")
    one, two = page.locator(".timeline-page").all()
    assert page.locator("h1").evaluate("one => getComputedStyle(one).fontWeight") == "700"
    assert (
        page.get_by_role("button", name="Du site").evaluate(
            "one => getComputedStyle(one).textDecorationLine"
        )
        == "none"
    )
    light = "one => getComputedStyle(one).color"
    assert one.evaluate(light) == "rgb(27, 27, 26)"  # as the site is light in any case
    two.get_by_role("searchbox").fill("greve")
    assert one.locator("[role=status]").inner_text() == "25 événements"
    assert two.locator("[role=status]").inner_text() == "1 of 25 events"
    repeated = page.evaluate(
        "() => { const all = [...document.querySelectorAll('[id]')].map(one => one.id);"
        " return all.length - new Set(all).size }"
    )
    assert repeated == 0
