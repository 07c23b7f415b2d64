"""A folder with a file of every format, each telling the same event."""

from __future__ import annotations

import pytest
from every_format import MAKERS, Story

import timeline
from timeline.model import Timeline
from timeline.reading.registry import FORMATS

# As many newspapers would have it: the day, who, what, each in words of their own.
TOLD = (
    "Le groupe Bidulor a racheté la société Machinex le 3 mars 2021 pour 12 millions d'euros.",
    "Bidulor a racheté Machinex le 3 mars 2021, pour 12 millions d'euros.",
    "Machinex a été racheté par Bidulor le 3 mars 2021 pour 12 millions d'euros.",
    "Le 3 mars 2021, Bidulor a racheté Machinex.",
)
AROUND = (
    "L'usine de Montverdier, que trois cents personnes font vivre, garde son nom et ses machines.",
    "La direction n'a pas voulu dire ce que deviendrait l'atelier numéro {}.",
)


def story_of(number: int) -> Story:
    """The story of the file with this number, published on a day of its own in March 2021."""
    told = TOLD[number % len(TOLD)]
    title = f"Bidulor rachète Machinex, usine numéro {number}"
    paragraphs = (told, AROUND[0], AROUND[1].format(number))
    return Story(title, paragraphs, f"2021-03-{number + 4:02}")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    folder = tmp_path_factory.mktemp("every")
    for number, (name, make) in enumerate(MAKERS.items()):
        (folder / name.replace("a.", f"{number:02}.", 1)).write_bytes(make(story_of(number)))
    return timeline.extract(folder)


def test_every_format_is_here() -> None:
    suffixes = {suffix for format in FORMATS for suffix in format.suffixes[:1]}
    assert suffixes <= {"." + name.partition(".")[2] for name in MAKERS}


def test_every_file_gives_its_article(found: Timeline) -> None:
    assert found.skipped == ()
    assert {int(one.path[:2]) for one in found.articles} == set(range(len(MAKERS)))


def test_publication_dates_are_those_that_the_files_state(found: Timeline) -> None:
    stated = {int(one.path[:2]): one.published and one.published.edtf for one in found.articles}
    assert stated == {n: story_of(n).published for n in range(len(MAKERS))}


def test_all_tell_one_event(found: Timeline) -> None:
    (event,) = [one for one in found.events if one.type == "acquire" and one.date]
    assert event.date is not None
    assert event.date.edtf == "2021-03-03"
    # Not as many sources: most of these files have nearly the same words, and are copies.
    assert len({one.article for one in event.mentions}) == len(MAKERS)
