"""One entity for its spellings, and never one for two."""

import pytest
from handmade import table

from timeline.reconciliation.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OpenAI", "Open AI"),
        ("OpenAI", "OpenAi"),
        ("Crédit-Rural", "CREDIT RURAL"),
        ("X.Lab", "XLab"),
        ("Orsay", "orsay"),
    ],
)
def test_spelling_case_accents_and_blanks_do_not_matter(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_surname_stands_for_the_full_name_of_its_article() -> None:
    names = table(("a", "Claire Dumas", "PER"), ("a", "Dumas", "PER"))
    assert names.canonical("Dumas", "a") == names.canonical("Claire Dumas", "a")


def test_a_surname_stands_for_the_only_full_name_of_the_corpus() -> None:
    names = table(("a", "Claire Dumas", "PER"), ("b", "Dumas", None))
    assert names.canonical("Dumas", "b") == names.canonical("Claire Dumas", "a")


def test_relatives_stay_two() -> None:
    names = table(("a", "Claire Dumas", "PER"), ("a", "Paul Dumas", "PER"), ("a", "Dumas", "PER"))
    keys = {names.canonical(name, "a") for name in ("Claire Dumas", "Paul Dumas", "Dumas")}
    assert len(keys) == 3


def test_each_article_has_its_own_bearer_of_a_surname() -> None:
    names = table(
        ("a", "Claire Dumas", "PER"), ("a", "Dumas", "PER"),
        ("b", "Paul Dumas", "PER"), ("b", "Dumas", "PER"),
    )  # fmt: skip
    assert names.canonical("Dumas", "a") == fold("Claire Dumas")
    assert names.canonical("Dumas", "b") == fold("Paul Dumas")


def test_a_rare_slip_of_a_frequent_brand_is_that_brand() -> None:
    names = table(*[("a", "VoltaGen", "ORG")] * 4, ("a", "Volta Gn", None))
    assert names.canonical("Volta Gn", "a") == fold("VoltaGen")


@pytest.mark.parametrize(("one", "other"), [("Martin", "Martine"), ("Niger", "Nigeria")])
def test_one_letter_separates_people_and_places(one: str, other: str) -> None:
    names = table(*[("a", other, None)] * 5, ("a", one, None))
    assert names.canonical(one, "a") != names.canonical(other, "a")


def test_the_most_frequent_spelling_is_the_label() -> None:
    names = table(("a", "VoltaGen", "ORG"), ("a", "VoltaGen", "ORG"), ("a", "Volta Gen", "ORG"))
    assert names.label(fold("volta gen")) == "VoltaGen"


def test_an_acronym_stands_for_the_one_name_with_its_initials() -> None:
    names = table(("a", "Office français de l'habitat", "ORG"), ("b", "OFH", "ORG"))
    assert names.canonical("OFH", "b") == names.canonical("Office français de l'habitat", "a")


def test_an_acronym_of_two_names_stays_itself() -> None:
    names = table(
        ("a", "Office français de l'habitat", "ORG"),
        ("a", "Organisation des fermiers du Hainaut", "ORG"),
        ("b", "OFH", "ORG"),
    )
    assert names.canonical("OFH", "b") == fold("OFH")


@pytest.mark.parametrize(
    ("slip", "name"),
    [("Nordahven", "Nordhaven"), ("Norvik", "Norrvik"), ("Anne Brugere", "Anne Bruguère")],
)
def test_a_letter_dropped_or_out_of_place_is_a_slip(slip: str, name: str) -> None:
    kind = "PER" if " " in name else "ORG"
    names = table(*[("a", name, kind)] * 3, ("b", slip, kind))
    assert names.canonical(slip, "b") == names.canonical(name, "a")


@pytest.mark.parametrize(
    ("one", "other"), [("Claire Dumas", "Clare Dumas"), ("Jean Roussel", "Jeanne Roussel")]
)
def test_a_first_name_one_letter_away_is_another_person(one: str, other: str) -> None:
    names = table(*[("a", one, "PER")] * 3, ("b", other, "PER"))
    assert names.canonical(one, "a") != names.canonical(other, "b")


@pytest.mark.parametrize("titled", ["Mme Dumas", "la présidente Claire Dumas", "Me Claire Dumas"])
def test_titles_are_no_part_of_a_name(titled: str) -> None:
    names = table(("a", "Claire Dumas", "PER"), ("a", titled, "PER"))
    assert names.canonical(titled, "a") == fold("Claire Dumas")


def test_a_first_name_stands_for_the_only_bearer() -> None:
    names = table(("a", "Claire Dumas", "PER"), ("a", "Paul Dumas", "PER"), ("a", "Claire", "PER"))
    assert names.canonical("Claire", "a") == fold("Claire Dumas")
