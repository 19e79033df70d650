"""The two ways in which a rule is compiled, and how a compiled rule is called.

Kernels work on columns they are given and allocate nothing, so Numba's reference counting is
switched off in them: counting the references to a hundred columns at each call costs more than the
rules themselves (measured on takeup: 3.3 µs per decision with it, 0.6 without).
"""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

# a whole number in a rule, be it Python's or NumPy's
type Whole = int | np.integer[Any]


_KERNEL: dict[str, Any] = {"cache": True, "nogil": True, "_nrt": False}
_PART: dict[str, Any] = {**_KERNEL, "forceinline": True}


def kernel[Rule: Callable[..., Any]](rule: Rule) -> Rule:
    """Compile a rule that the schedule calls; it must not allocate arrays."""
    compiled = njit(**_KERNEL)(rule)
    # with the JIT off nothing is compiled
    return rule if compiled is rule else cast(Rule, Kernel(compiled))


def part[Rule: Callable[..., Any]](rule: Rule) -> Rule:
    """Compile a step of a rule, to be merged into the kernel that calls it."""
    return njit(**_PART)(rule)


class Kernel:
    """A compiled rule with a short way in.

    Numba looks at every column of every table at each call, to find what it has compiled for their
    types; for the hundred columns of a submodel that takes longer than the submodel itself in a
    district of eight thousand households (a third of a run). A table's class declares the types of
    its columns, so classes are enough to tell calls apart; of loose arrays and of a scenario's
    numbers the types are looked at. Numba itself still checks that the columns it gets are arrays
    with items of the right size.
    """

    def __init__(self, compiled: Any) -> None:
        self._compiled = compiled
        self._entries: dict[tuple[Any, ...], Callable[..., Any]] = {}

    def __call__(self, *arguments: Any) -> Any:
        """Run the rule."""
        kinds = tuple(map(_kind, arguments))
        entry = self._entries.get(kinds)
        if entry is not None:
            return entry(*arguments)
        result = self._compiled(*arguments)
        types = tuple(map(self._compiled.typeof_pyval, arguments))
        if types in self._compiled.overloads:
            self._entries[kinds] = self._compiled.overloads[types].entry_point
        return result

    def __getattr__(self, name: str) -> Any:
        """Be what Numba and the tests know: the compiled rule and its Python function."""
        return getattr(self._compiled, name)


def _kind(argument: Any) -> Any:
    """Return what tells the types of an argument: equal for arguments of the same types."""
    kind = type(argument)
    if kind is np.ndarray:
        return argument.dtype.char, argument.ndim, argument.flags.c_contiguous
    if not issubclass(kind, tuple):
        return kind
    if kind is tuple:
        return tuple(map(_kind, argument))
    first = argument[0]
    holds_columns = isinstance(first, np.ndarray) or hasattr(first, "_fields")
    return kind if holds_columns else (kind, *map(type, argument))


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
