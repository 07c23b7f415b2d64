"""The French pipeline: what loading it promises, and that it reads plain sentences rightly."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Token

from timeline.extraction.pipeline import PipelineError, load_pipeline, pipeline_version

MODEL = Path(str(files("timeline") / "resources" / "model"))


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def word(nlp: Language, sentence: str, text: str) -> Token:
    return next(token for token in nlp(sentence) if token.text == text)


def test_the_packaged_pipeline_sets_every_annotation_that_is_read(nlp: Language) -> None:
    doc = nlp("La ministre a signé l’accord à Genève. Le texte sera publié lundi.")
    for annotation in ("POS", "LEMMA", "DEP", "SENT_START", "MORPH"):
        assert doc.has_annotation(annotation, require_complete=True), annotation


@pytest.mark.parametrize(
    ("sentence", "verb", "lemma"),
    [
        ("Le conseil municipal a voté le budget mardi soir.", "voté", "voter"),
        ("La société rachète son concurrent italien pour deux milliards.", "rachète", "racheter"),
        ("Les salariés manifesteront samedi devant la préfecture.", "manifesteront", "manifester"),
        ("Le tribunal condamna le banquier à dix ans de prison.", "condamna", "condamner"),
        ("Les députés votèrent la loi en février.", "votèrent", "voter"),
        ("Une violente tempête frappe la côte depuis jeudi.", "frappe", "frapper"),
        ("Elle est née à Marseille en 1962.", "née", "naître"),
        ("Le groupe licenciera 300 ouvriers au printemps.", "licenciera", "licencier"),
        ("L’usine a fermé ses portes en 2009.", "fermé", "fermer"),
        ("Le président quittera ses fonctions en juin.", "quittera", "quitter"),
        ("Deux avions se sont écrasés près de Toulouse.", "écrasés", "écraser"),
    ],
)
def test_the_main_verb_is_the_root_and_has_its_lemma(
    nlp: Language, sentence: str, verb: str, lemma: str
) -> None:
    found = word(nlp, sentence, verb)
    assert (found.dep_, found.pos_, found.lemma_) == ("ROOT", "VERB", lemma)


@pytest.mark.parametrize(
    ("sentence", "text", "label", "head"),
    [
        ("Le conseil municipal a voté le budget.", "conseil", "nsubj", "voté"),
        ("Le conseil municipal a voté le budget.", "budget", "obj", "voté"),
        ("Le maire a été élu par les habitants.", "maire", "nsubj:pass", "élu"),
        ("Le maire a été élu par les habitants.", "été", "aux:pass", "élu"),
        ("Le maire a été élu par les habitants.", "habitants", "obl:agent", "élu"),
        ("La directrice du musée a démissionné.", "musée", "nmod", "directrice"),
        ("Le ministre n'a pas signé le décret.", "pas", "advmod", "signé"),
        ("Elle a reçu 10 000 lettres.", "10 000", "nummod", "lettres"),
    ],
)
def test_dependencies(nlp: Language, sentence: str, text: str, label: str, head: str) -> None:
    found = word(nlp, sentence, text)
    assert (found.dep_, found.head.text) == (label, head)


@pytest.mark.parametrize(
    "sentences",
    [
        ["Le titre a perdu 4,5 % vendredi.", "Depuis janvier, il recule de 21 %."],
        ["Le 3 avril, M. Lefort a quitté le groupe.", "Son successeur, Mme A. Roy, arrive."],
        ["« Nous n'avons rien à cacher », a assuré la directrice.", "Elle parlera lundi."],
        ["Qui a signé l'accord ?", "Personne ne le sait."],
        ["Une grève à la mairie", "Les agents ont cessé le travail lundi."],
        ["Le traité fut signé en 44 av. J.-C. à Rome.", "Il ne dura guère."],
    ],
)
def test_sentences(nlp: Language, sentences: list[str]) -> None:
    joiner = " " if sentences[0][-1] in ".?" else "\n\n"
    doc = nlp(joiner.join(sentences))
    assert [sent.text.strip() for sent in doc.sents] == sentences


def test_every_word_of_a_text_is_kept(nlp: Language) -> None:
    text = "  Un titre\n\n«\u00a0Oui\u00a0», dit-elle.\tFin  "
    assert nlp(text).text == text


def test_the_version_names_the_pipeline(nlp: Language) -> None:
    assert pipeline_version(nlp) == "timeline_fr_news 0.4.0"


def test_other_french_pipelines_are_named_as_their_package_is() -> None:
    other = spacy.blank("frtl", meta={"name": "core_news_md", "version": "3.8.0"})
    other.lang = "fr"
    assert pipeline_version(other) == "fr_core_news_md 3.8.0"


def test_pipelines_without_a_version_are_told_apart_by_their_scores() -> None:
    versions = {
        pipeline_version(spacy.blank("frtl", meta={"performance": {"dep_las": score}}))
        for score in (0.5, 0.6)
    }
    assert len(versions) == 2


def test_a_folder_is_loaded(tmp_path: Path) -> None:
    shutil.copytree(MODEL, tmp_path / "copie")
    assert pipeline_version(load_pipeline(tmp_path / "copie")) == "timeline_fr_news 0.4.0"


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(PipelineError, match="no folder called 'fr_nulle_part'"):
        load_pipeline("fr_nulle_part")


def test_a_folder_without_a_pipeline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="holds no spaCy pipeline"):
        load_pipeline(tmp_path)


def test_a_damaged_pipeline_is_refused(tmp_path: Path) -> None:
    shutil.copytree(MODEL, tmp_path / "copie")
    (tmp_path / "copie" / "parser" / "model").write_bytes(b"\x00")
    with pytest.raises(PipelineError, match="could not be loaded"):
        load_pipeline(tmp_path / "copie")


def test_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(PipelineError, match="for the language 'en'"):
        load_pipeline(tmp_path)


def test_a_blank_pipeline_is_refused_with_all_that_it_lacks(tmp_path: Path) -> None:
    spacy.blank("frtl").to_disk(tmp_path)
    with pytest.raises(
        PipelineError,
        match="parts of speech or lemmas or dependencies or sentence boundaries",
    ):
        load_pipeline(tmp_path)


@pytest.mark.parametrize(
    ("components", "missing"),
    [
        (["parser"], "dependencies: "),
        (["morphologizer"], "parts of speech: "),
        (["trainable_lemmatizer"], "lemmas: "),
    ],
)
def test_a_missing_component_is_named(tmp_path: Path, components: list[str], missing: str) -> None:
    spacy.load(MODEL, exclude=components).to_disk(tmp_path)
    with pytest.raises(PipelineError, match=f"does not set {missing}"):
        load_pipeline(tmp_path)


def test_the_tokenizer_is_not_saved_with_the_pipeline() -> None:
    # Its rules are code; a saved copy would fall behind them.
    assert not (MODEL / "tokenizer").exists()


def test_the_packaged_pipeline_names_no_folder_of_the_machine_it_was_trained_on() -> None:
    paths = load_pipeline().config["paths"]
    assert all(value is None for value in paths.values())
