"""What users set right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline.model.days import DateSpan

CorrectionKind = Literal["redate", "retitle", "hide", "merge", "split", "alias", "apart"]
# Why a correction has no effect: what it is about is in no article now, or a later correction says
# otherwise.
CorrectionProblem = Literal["gone", "overruled"]

# What of an event a user can set, in the order in which it is told.
CORRECTED: tuple[str, ...] = ("date", "title", "mentions", "hidden")


@dataclass(frozen=True, slots=True)
class Correction:
    """What a user set right.

    `groups` are ids of mentions: those that the event had at the time (redate, retitle, hide),
    those of each event (merge), those taken out and those left (split). `names` are one entity, the
    first being how it is written (alias), or two (apart). `date` is that of a redate, None where it
    takes the date away, `title` that of a retitle. `id` is a hash of all these; `about` (titles of
    the events, as they were) and `made` (when, UTC, ISO 8601) are there to be read.
    """

    id: str
    kind: CorrectionKind
    groups: tuple[tuple[str, ...], ...] = ()
    names: tuple[str, ...] = ()
    date: DateSpan | None = None
    title: str | None = None
    about: tuple[str, ...] = ()
    made: str = ""

    @property
    def mentions(self) -> tuple[str, ...]:
        """The ids of all mentions that it is about."""
        return tuple(mention for group in self.groups for mention in group)
