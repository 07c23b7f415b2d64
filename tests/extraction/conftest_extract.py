"""The type of the `extract` fixture."""

from collections.abc import Callable

from timeline.model import Mention

Extract = Callable[..., tuple[Mention, ...]]
