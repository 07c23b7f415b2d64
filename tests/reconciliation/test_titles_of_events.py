"""Of its mentions' titles an event has the one that says it best."""

from __future__ import annotations

import pytest
from handmade import mention

from timeline.model import DateSpan, Mention
from timeline.reconciliation.titles import title_of

_MAY = DateSpan.of_month(2019, 5)
_VOLTA = ("VoltaGen", "ORG", "agent")


def _told(article: str, title: str, **more: object) -> Mention:
    kind, lemma = str(more.pop("kind", "bid")), str(more.pop("lemma", "proposer"))
    text = str(more.pop("text", lemma))
    made = mention(article, 0, lemma, kind, _MAY, _VOLTA, title=title, quote=title, **more)
    return made.__class__(
        **{name: getattr(made, name) for name in made.__slots__}
        | {"trigger": made.trigger.__class__(text, lemma, 0, len(text))}
    )


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        # What all say, rather than what came of it.
        (
            _told("a", "VoltaGen propose 3 milliards d'euros pour la raffinerie", text="propose"),
            _told("b", "L'offre de VoltaGen a surpris toute la vallée", lemma="offre"),
        ),
        # No pronoun that nothing explains.
        (
            _told("a", "La raffinerie reçoit une offre", text="offre", lemma="offre"),
            _told("b", "[VoltaGen] la propose à ses actionnaires", text="propose"),
        ),
        # A noun that it begins with says it as well as a verb.
        (
            _told("a", "Première offre pour la raffinerie", text="offre", lemma="offre"),
            _told("b", "On n'attendait plus que VoltaGen propose", text="propose"),
        ),
        # Of the event's kind, and as what happened.
        (
            _told("a", "VoltaGen propose 3 milliards", text="propose"),
            _told("b", "Rien", kind="other"),
        ),
        (
            _told("a", "VoltaGen a proposé 3 milliards", text="proposé"),
            _told("b", "VoltaGen doit proposer", text="proposer", factuality="planned"),
        ),
    ],
)
def test_the_title_that_says_it(better: Mention, worse: Mention) -> None:
    third = _told(
        "c", "VoltaGen met 3 milliards d'euros sur la table pour la raffinerie", text="met"
    )
    third = mention("c", 0, "mettre", "other", _MAY, title="x", quote=third.quote)
    assert title_of([better, worse, third], "bid") == better.title
    assert title_of([third, worse, better], "bid") == better.title
