"""The map's layers: which class each household is in this month."""

import base64
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from model.accounts import Head
from model.border_tables import Crosser, Work
from model.core_papers import core_papers, lacks_paper
from model.model import BorderModel
from model.tables import Array

# Of the poverty line: very poor below the first, poor below the line, near-poor below the last.
WELFARE_BOUNDS: Final = (0.75, 1.0, 1.5)
_PER_BYTE: Final = 4
_BY_LACKING: Final = np.array([3, 1, 0], np.uint8)  # by how many kinds are lacking
_BY_WORK: Final = np.array(
    [{Work.HOME: 0, Work.LEGAL: 2, Work.IRREGULAR: 3}[work] for work in Work], np.uint8
)


def welfare(model: BorderModel) -> Array:
    """Return uint8[households] by equivalent income per person of the last completed year.

    0 very poor, 1 poor, 2 near-poor, 3 above; the bounds are ``WELFARE_BOUNDS`` poverty lines.
    """
    line = model.region.constants["poverty_line"].value
    classes = np.zeros(len(model.last_income), np.uint8)
    for bound in WELFARE_BOUNDS:
        classes += model.last_income >= np.float32(bound * line)
    return classes


def papers(model: BorderModel) -> Array:
    """Return uint8[households] by the core papers that are lacking.

    0 two kinds or more, 1 one kind, 2 some, but a case for one of them is open, 3 none. The kinds
    are the papers that prove who one is: the household's, that of every adult, and every child's
    birth certificate.
    """
    households, cases = model.households, model.cases
    number = int(model.heads[Head.CASES])
    applicant, service = cases.household[:number], cases.service[:number]
    lacking = np.zeros(len(households.village), np.uint8)
    applied = np.zeros(len(lacking), bool)
    for row in core_papers(model.region):
        lacks = lacks_paper(households, model.services, row)
        lacking += lacks
        mine = applicant[service == row]
        applied[mine[lacks[mine]]] = True
    classes = _BY_LACKING.take(lacking, mode="clip")
    classes[applied] = 2
    return classes


def border(model: BorderModel) -> Array:
    """Return uint8[households] by ties across the border.

    0 none, 1 holds a border pass or a passport, 2 a member works in Sarawak with papers, 3 one
    works there without.
    """
    households = model.households
    passes = households.crosser != Crosser.NO_PAPER
    return np.maximum(passes.view(np.uint8), _BY_WORK.take(households.work))


LAYERS: Final[Mapping[str, Callable[[BorderModel], Array]]] = MappingProxyType(
    {"welfare": welfare, "papers": papers, "border": border}
)


def packed(classes: Array) -> str:
    """Write uint8[months, households] of class numbers as the page reads them.

    Each month is XORed with the one before it, as most households stay in their class; then four
    households fill a byte, the first in its lowest two bits, and all bytes are in base64.
    """
    months, households = classes.shape
    changed = classes.copy()
    changed[1:] ^= classes[:-1]
    padded = np.zeros((months, -(-households // _PER_BYTE) * _PER_BYTE), np.uint8)
    padded[:, :households] = changed
    packed = padded[:, 0::4] | padded[:, 1::4] << 2 | padded[:, 2::4] << 4 | padded[:, 3::4] << 6
    return base64.b64encode(packed.astype(np.uint8).tobytes()).decode()
