"""A component that mends names which the recogniser began or broke off where none can.

The recogniser decides word by word. Now and then it ends a name at a preposition or an article
("Conseil de surveillance d' | Areva"), or takes the first words of what somebody says for a title.
"""

from collections.abc import Iterable
from itertools import takewhile

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

_SMALL = frozenset({"ADP", "DET", "CCONJ"})
_OPENING = frozenset('«“„"')
_CLOSING = frozenset('»”"')


def whole(entities: Iterable[Span]) -> list[Span]:
    """Entities of which none ends in a preposition, an article or a conjunction.

    One that does goes on through the entity right behind it and keeps its own type. Where none
    stands there it loses these words, and is no name if no capital is left. Small words are those
    that the tagger calls so and that have no capital. `entities` are in the order of the document.
    """
    found: list[Span] = []
    for entity in entities:
        if found and found[-1].end == entity.start and _hangs(found[-1][-1]):
            first = found.pop()
            entity = Span(entity.doc, first.start, entity.end, label=first.label)
        found.append(entity)
    return [kept for entity in found for kept in _trimmed(entity)]


def begins_speech(entity: Span) -> bool:
    """Whether a supposed work, product or event is only how a quotation begins.

    It has several words behind an opening quotation mark, no capital but in the first, and more
    words of the quotation behind it. The title of a work would fill the quotation marks.
    """
    doc = entity.doc
    opened = entity.start > 0 and doc[entity.start - 1].text in _OPENING
    if entity.label_ != "MISC" or not opened or len(entity) == 1:
        return False
    plain = all(token.lower_ == token.text and not token.like_num for token in entity[1:])
    rest = takewhile(lambda token: token.text not in _CLOSING, doc[entity.end :])
    return plain and any(token.is_alpha for token in rest)


def _hangs(token: Token) -> bool:
    """Whether a word needs another behind it."""
    return token.pos_ in _SMALL and token.is_lower


def _trimmed(entity: Span) -> list[Span]:
    """The entity without small words at its end; nothing if no name is left."""
    end = entity.end
    while end > entity.start and _hangs(entity.doc[end - 1]):
        end -= 1
    if end == entity.end:
        return [entity]
    rest = Span(entity.doc, entity.start, end, label=entity.label)
    return [rest] if any(not token.is_lower for token in rest if token.is_alpha) else []


@Language.component("entity_bounds", requires=["token.pos", "doc.ents"], assigns=["doc.ents"])
def entity_bounds(doc: Doc) -> Doc:
    """Mend the entities of a document: see `whole` and `begins_speech`."""
    doc.ents = [entity for entity in whole(doc.ents) if not begins_speech(entity)]
    return doc
