"""The titles of events that a date in brackets tells of a name: "Le Grand Livre (2018)"."""

from __future__ import annotations

from timeline.extraction.candidates import Candidate
from timeline.extraction.sentences import Sentence
from timeline.extraction.title_context import is_clause
from timeline.extraction.title_naming import of_phrase
from timeline.extraction.title_topics import with_topic
from timeline.extraction.title_words import LONGEST, begun
from timeline.extraction.tree import Word

# What such a date says of a name, by the type of its event.
_HAPPENED = {
    "be_born": "naissance", "die": "mort", "launch_product": "sortie", "found": "création",
}  # fmt: skip


def is_said(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether a sentence says something of a name with a date behind it: none of a list does."""
    name = candidate.trigger
    if candidate.named is not name:
        return False
    above = [word for word in name.ancestors if sentence.start <= word.i < sentence.end]
    listed = any(word.text == ";" for word in sentence.tokens)
    return not listed and any(is_clause(word) for word in above)


def bracketed(name: Word, candidate: Candidate, sentence: Sentence) -> str:
    """A name with what stands in brackets behind it and what that tells, or with what describes it
    from the first word on."""
    told = candidate.trigger
    if told.i == sentence.start and name is not told:
        words = sentence.doc.words
        comma = next(i for i in range(told.i, name.i) if words[i].text == ",")
        last = next((w.i for w in reversed(name.subtree) if w.i < told.head.i), name.i)
        who, what = sentence.doc[comma + 1 : last + 1].text, sentence.doc[told.i : comma].text
        text = f"{who}, {what[:1].lower()}{what[1:]}"
        return begun(text if len(text) <= LONGEST else what[:LONGEST])
    found = sentence.names[name.i]
    if name is not told and told.pos_ in ("NOUN", "ADJ"):
        # "Anne Roux, maire de Vitré depuis 2014, …"
        start = min([told.i, *(w.i for w in told.children if w.relation in ("case", "det"))])
        behind = (w.i for w in sentence.doc.words[told.i : sentence.end] if w.is_punct)
        office = sentence.doc[start : next(behind, sentence.end)].text
        return begun(f"{found.text}, {office}" if len(office) <= LONGEST else office[:LONGEST])
    closing = next(
        (i for i in range(found.end, sentence.end) if sentence.doc[i].text == ")"), found.end
    )
    text = " ".join(sentence.doc[found.start : closing + 1].text.split())
    text = text if len(text) <= LONGEST else found.text
    happened = _HAPPENED.get(candidate.type or "")
    if happened is not None:
        of = of_phrase(found.text).removesuffix(found.text)
        text = f"[{happened} {of.rstrip()}]{' ' * of.endswith(' ')}{text}"
    return begun(with_topic(text, sentence))
