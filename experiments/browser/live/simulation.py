"""The border model as Mesa's SolaraViz drives it, and what the page may see of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import mesa
import numpy as np

from experiments.browser.layers import LAYERS
from experiments.browser.live.controls import AS_POLICY, LEVERS, START, offered, scenario_of
from experiments.browser.question import served_region
from model.border_tables import PostStatus
from model.errors import InputError
from model.model import BorderModel
from model.parameter import Value
from model.region import Region
from model.tables import Array

SERIES: Final = (
    "needs_met",
    "days_to_document",
    "traders",
    "traders_local",
    "trade.allowance",
    "trade.formal",
    "trade.informal",
    "poverty_headcount",
)


@dataclass(frozen=True)
class Snapshot:
    """What the page shows of one month; nothing in it changes while the model goes on.

    ``classes`` has one byte per household: its class, 0 to 3, in each of ``LAYERS``, two bits each,
    the first layer in the lowest. ``series`` holds the indicators of ``SERIES`` from month 1 on.
    """

    month: int
    months: int
    scale: float
    classes: bytes
    post: PostStatus
    unit_open: bool
    series: Mapping[str, tuple[float, ...]]


class LiveBorder(mesa.Model):  # type: ignore[misc]  # Mesa carries no types
    """A border model whose arguments are the controls of the page, as Mesa makes it on *Reset*.

    ``border`` is the :class:`~model.model.BorderModel` itself, past its burn-in, so that Mesa's
    time is the reported month. ``levers`` are values by dotted path. Values that the page does not
    offer are passed over, whatever a browser sends. When levers contradict one another,
    ``problems`` says so and the policy runs without them. ``scenario`` is Mesa's own and not used:
    the model's scenario is made of the controls.
    """

    def __init__(
        self,
        policy: Value = START["policy"],
        seed: Value = START["seed"],
        months: Value = START["months"],
        scale: Value = START["scale"],
        scenario: object = None,
        **levers: Value,
    ) -> None:
        del scenario
        asked = {"policy": policy, "seed": seed, "months": months, "scale": scale, **levers}
        self.choice: Mapping[str, Value] = MappingProxyType(offered(asked))
        own_seed = int(self.choice["seed"])
        super().__init__(rng=own_seed)
        self.problems: tuple[str, ...] = ()
        try:
            chosen = scenario_of(self.choice)
        except InputError as error:
            self.problems = error.problems
            self.choice = MappingProxyType({**self.choice, **dict.fromkeys(LEVERS, AS_POLICY)})
            chosen = scenario_of(self.choice)
        self.region: Region = served_region()
        self.border = BorderModel(self.region, chosen, own_seed)
        for _ in range(chosen.run.burn_in):
            self.border.step()
        self.snapshot = self._snapshot()
        self._mesa_step = self.step
        # SolaraViz takes several steps at once where asked to, without looking at the horizon.
        self.step = self._step_within_horizon  # type: ignore[method-assign]  # as Mesa does

    def step(self) -> None:
        """Run one month."""
        self.border.step()
        self.running = self.border.running
        # Taken by the thread that runs the model: a page that reads the model itself while it
        # goes on would see half a month.
        self.snapshot = self._snapshot()

    def _step_within_horizon(self) -> None:
        if self.running:
            self._mesa_step()

    def _snapshot(self) -> Snapshot:
        border, month = self.border, self.border.reported_month
        series = border.outcome().series
        return Snapshot(
            month=month,
            months=border.scenario.run.months,
            scale=border.scenario.run.scale,
            classes=packed_classes(border).tobytes(),
            post=PostStatus(border.regime.status),
            unit_open=bool(border.points.open[border.layout.unit]),
            series=MappingProxyType({n: tuple(series[n][:month].tolist()) for n in SERIES}),
        )


def packed_classes(border: BorderModel) -> Array:
    """Return uint8[households]: the class in each layer of the map, two bits per layer."""
    packed = np.zeros(len(border.households.village), np.uint8)
    for row, layer in enumerate(LAYERS.values()):
        packed |= layer(border) << 2 * row
    return packed
