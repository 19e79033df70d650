"""Changes: what the policy changes at the end, over all runs of an answer."""

from collections.abc import Iterable
from typing import Final

import pandas as pd

from experiments.browser.shown import AIMS, SHOWN
from experiments.compare import comparison
from model.indicators import INDICATORS
from model.region import Region

_HEADLINES: Final = tuple(item.name for item in INDICATORS if item.headline)
_COLUMNS: Final = (
    "indicator", "sub_district", "status_quo", "value", "difference", "low", "high", "n"
)  # fmt: skip


def compared(region: Region, known: Iterable[str]) -> list[str]:
    """Return the names of the final values that are compared, of those ``known``.

    All that is shown, and the headline indicators, for the whole region; these also for each
    sub-district.
    """
    headlines = dict.fromkeys((*_HEADLINES, *AIMS))
    names = dict.fromkeys((*headlines, *SHOWN))
    for sub_district in region.sub_districts:
        names.update(dict.fromkeys(f"{name}@{sub_district.name}" for name in headlines))
    there = set(known)
    return [name for name in names if name in there]


def changes_of(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return the changes under the policy, a row per indicator and place.

    ``outcomes``: as :func:`experiments.compare.comparison` takes them, of the status quo and one
    policy. Columns: ``indicator``, ``sub_district`` (``all`` is the whole region), the means
    ``status_quo`` and ``value``, their paired ``difference`` with its 95 % interval from ``low``
    to ``high``, and ``n`` pairs.
    """
    return comparison(outcomes)[list(_COLUMNS)]
