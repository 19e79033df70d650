"""The two ways in which a rule is compiled.

Kernels work on columns they are given and allocate nothing, so Numba's reference counting is
switched off in them: counting the references to a hundred columns at each call costs more than the
rules themselves (measured on takeup: 3.3 µs per decision with it, 0.6 without).
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

# a whole number in a rule, be it Python's or NumPy's
type Whole = int | np.integer[Any]


_KERNEL: dict[str, Any] = {"cache": True, "nogil": True, "_nrt": False}
_PART: dict[str, Any] = {**_KERNEL, "forceinline": True}


def kernel[Rule: Callable[..., Any]](rule: Rule) -> Rule:
    """Compile a rule that the schedule calls; it must not allocate arrays."""
    return njit(**_KERNEL)(rule)


def part[Rule: Callable[..., Any]](rule: Rule) -> Rule:
    """Compile a step of a rule, to be merged into the kernel that calls it."""
    return njit(**_PART)(rule)


@part
def end_of_village(village: NDArray[Any], start: Whole) -> int:
    """Return the row after the last household of the village in which row ``start`` lives.

    ``village`` (int16[households]) is ordered. Dense loops go from village to village, so that what
    a village shares is read once. The compiler turns them into vector instructions if they count in
    unsigned numbers: a signed row might be negative and count from the end.
    """
    low, high = int(start), len(village)
    while low < high:
        middle = (low + high) // 2
        if village[middle] <= village[start]:
            low = middle + 1
        else:
            high = middle
    return low
