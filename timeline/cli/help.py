"""What the help of commands looks like."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from typer.core import TyperCommand, TyperGroup


class Command(TyperCommand):
    """A command whose help names no types of Python's: flags take no value, and what an argument is
    its name says."""

    def get_params(self, ctx: Any) -> Any:
        """The parameters, as their help is to show them."""
        return _without_types(super().get_params(ctx))


class Group(TyperGroup):
    """Commands under one name, of which the same holds."""

    def get_params(self, ctx: Any) -> Any:
        """The parameters, as their help is to show them."""
        return _without_types(super().get_params(ctx))


def _without_types(params: Sequence[Any]) -> Sequence[Any]:
    for one in params:
        if getattr(one, "is_flag", False):
            one.metavar = ""
        elif one.param_type_name == "argument":
            one.display_type_rich = _nothing  # what Typer asks each parameter for
    return params


def _nothing(ctx: Any) -> None:
    return None
