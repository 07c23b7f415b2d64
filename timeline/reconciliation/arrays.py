"""Sets of whole numbers as sorted arrays.

Since NumPy 2.3 `np.unique` puts values into a hash table, which takes seconds for millions of them
where sorting takes hundredths of one; `np.isin` is as slow where it calls it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


def distinct(*values: Numbers) -> Numbers:
    """All the values, each once, in order."""
    found = np.sort(np.concatenate(values))
    first = np.ones(len(found), np.bool_)
    np.not_equal(found[1:], found[:-1], out=first[1:])
    return found[first]


def among(values: Numbers, known: Numbers) -> NDArray[np.bool_]:
    """Which of the values are among known ones, which are in order."""
    if not len(known):
        return np.zeros(len(values), np.bool_)
    places = np.minimum(np.searchsorted(known, values), len(known) - 1)
    found: NDArray[np.bool_] = known[places] == values
    return found
