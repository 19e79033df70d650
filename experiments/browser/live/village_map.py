"""The map of the live page: positions go to the browser once, then one byte per household."""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import solara

from experiments.browser.catalogue import filled, meanings
from experiments.browser.layers import LAYERS
from experiments.browser.live.simulation import LiveBorder, Snapshot
from experiments.browser.live.texts import text
from experiments.browser.mapping import map_of
from experiments.words import Language, number

_TEXTS: Final = ("map", "show", "unit", "border", "road", "rough")


@solara.component_vue("village_map.vue")
def Canvas(  # noqa: N802
    place: dict[str, Any],
    frame: dict[str, Any],
    texts: dict[str, Any],
    language: str,
    event_dark: Callable[[bool], None],
) -> None:
    """Draw ``place`` (see ``map_of``) with the classes of ``frame``; the browser does it.

    ``event_dark`` hears whether the page is dark, which only the browser knows.
    """


@solara.component
def VillageMap(  # noqa: N802
    model: LiveBorder, shown: Snapshot, language: Language, on_dark: Callable[[bool], None]
) -> None:
    """Show where households live and how they fare in the month of the snapshot.

    ``on_dark`` hears whether the page is dark.
    """
    Canvas(
        place=solara.use_memo(lambda: _place(model), [model]),
        frame={
            "month": shown.month,
            "classes": shown.classes,
            "unit_open": shown.unit_open,
            "post": shown.post.value,
        },
        texts=solara.use_memo(lambda: _texts(model, language), [model, language]),
        language=language,
        event_dark=on_dark,
    )


def _place(model: LiveBorder) -> dict[str, Any]:
    village = model.border.households.village
    households = np.bincount(village, minlength=len(model.region.villages))
    place = map_of(model.region, households)
    return {
        **{key: part for key, part in place.items() if key not in ("points", "way", "beyond")},
        "unit": model.border.scenario.unit.location,
        "seats": [sub_district.seat for sub_district in model.region.sub_districts],
    }


def _texts(model: LiveBorder, language: Language) -> dict[str, Any]:
    """Return what the map says in one language; the layers as ``name``, label, help, classes."""
    line = model.region.constants["poverty_line"].value
    amounts: dict[Language, str] = {"en": number(line, "en"), "id": number(line, "id")}
    known = meanings()["layers"]
    distances = [sub.distance_to_capital.value for sub in model.region.sub_districts]
    return {
        **{key: text(key, language) for key in _TEXTS},
        "town": text(
            "town", language, town=model.region.place(model.region.capital).label,
            near=round(min(distances)), far=round(max(distances)),
        ),
        "layers": [
            {
                "label": known[name]["label"][language],
                "help": filled(known[name]["help"], poverty_line=amounts)[language],
                "classes": [each[language] for each in known[name]["classes"]],
            }
            for name in LAYERS
        ],
    }  # fmt: skip
