"""The project's own word lists: one entry a line, in the form that lexicon.py reads."""

from pathlib import Path

import lexicon
import pytest

HERE = Path(lexicon.__file__).parent
SENSES = {
    *("Act", "Event", "Phenomenon", "State", "Cognition", "Communication", "Person"),
    *("Institution", "Animal", "Plant", "Food", "Body", "Substance", "Object", "Artifact"),
    *("Part", "Shape", "Attribute", "Feeling", "Relation", "Quantity", "Possession", "Time"),
}


def test_the_senses_of_a_noun_weigh_ten_tenths() -> None:
    lines = (HERE / "nouns.tsv").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 10_000
    nouns = [line.split("\t")[0] for line in lines]
    assert nouns == sorted(set(nouns))
    for line in lines:
        noun, weights = line.split("\t")
        if weights == "-":
            continue
        pairs = [part.split(":") for part in weights.split()]
        assert {sense for sense, _ in pairs} <= SENSES, noun
        assert sum(int(tenths) for _, tenths in pairs) == 10, noun


@pytest.mark.parametrize("label", ["PER", "ORG", "LOC", "MISC"])
def test_a_list_of_names_has_each_once_and_no_stray_blanks(label: str) -> None:
    names = (HERE / "names" / f"{label}.txt").read_text(encoding="utf-8").splitlines()
    assert len(names) == len(set(names)) > 3000
    assert all(" ".join(name.split()) == name and name.isprintable() for name in names)


def test_every_list_of_names_has_a_label() -> None:
    files = {path.name for path in (HERE / "names").iterdir()}
    assert files == {f"{label}.txt" for label in ("PER", "ORG", "LOC", "MISC")}
