"""Where papers are applied for under each policy, and how often they are forgone."""

from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from experiments.compare import BASELINE, Interval, mean_interval
from experiments.figures.claims import channels_title
from experiments.figures.lettering import localise, wrapped
from experiments.figures.material import Material
from experiments.figures.style import FAINT, INK, Sheet

_WIDTH: Final = 11.0
_NAMES: Final = 2.3
_CHANGE: Final = 1.5
_ABOVE: Final = 0.5
_BELOW: Final = 0.5
_PITCH: Final = 0.46
_NUMBERED: Final = 5.0


class Channel(NamedTuple):
    """One answer to a need: its indicator and how its part of a bar is filled."""

    indicator: str
    colour: str
    ink: str
    hatch: str


# Offices in town are dark, what comes near people is green to blue, brokers are hatched, and what
# is forgone is nearly empty; neighbours differ in lightness, so that a grey print can be read.
CHANNELS: Final = (
    Channel("lodged.capital", "#3d4a57", "white", ""),
    Channel("lodged.immigration", "#8795a3", INK, ""),
    Channel("lodged.desk", "#bfe3d6", INK, ""),
    Channel("lodged.unit", "#00664b", "white", ""),
    Channel("lodged.mobile", "#5fbf9f", INK, ""),
    Channel("lodged.counter", "#2f7fb5", "white", ""),
    Channel("lodged.broker", "#f3d193", INK, "////"),
    Channel("forgone", "#f2f2f2", INK, ""),
)


def draw_channels(material: Material) -> Sheet:
    """Draw the shares of the ways people take, a bar per policy."""
    names = (BASELINE, *material.alternatives)
    shares = {name: _shares(material, name) for name in names}
    changes = {name: _change(shares[BASELINE], shares[name]) for name in material.alternatives}
    forgone = {name: float(runs["forgone"].mean()) for name, runs in shares.items()}
    height = _PITCH * len(names)
    sheet = Sheet(
        channels_title(material, forgone, changes),
        material.phrase("channels_subtitle"),
        material.source,
        _WIDTH,
        _ABOVE + height + _BELOW,
        material.kicker,
    )
    axes = sheet.axes(_NAMES + 0.3, _ABOVE, sheet.inner - _NAMES - _CHANGE - 0.3, height)
    axes.set_ylim(len(names) - 0.45, -0.55)
    axes.set_xlim(0, 100)
    axes.set_yticks([])
    for place, name in enumerate(names):
        _name(axes, material, place, name)
        _bar(axes, material, place, shares[name])
        if name in changes:
            _write_change(axes, material, place, changes[name])
    axes.set_xlabel(material.phrase("share_of_decisions"))
    axes.grid(visible=False)
    axes.spines["left"].set_visible(False)
    localise(axes.xaxis, material.language)
    axes.text(
        1.02,
        1 + 0.08 / height,
        material.phrase("change_in_forgone"),
        transform=axes.transAxes,
        color=FAINT,
        fontsize=8,
        verticalalignment="bottom",
    )
    _key(axes, material, pd.concat(shares.values()), height)
    return sheet


def _shares(material: Material, policy: str) -> pd.DataFrame:
    """Return the share of each channel in the decisions of a policy's runs (%), by seed."""
    columns = [channel.indicator for channel in CHANNELS]
    runs = material.findings.outcomes.loc[[policy]].droplevel("policy")
    counts = runs.reindex(columns=columns).fillna(0.0)
    total = counts.sum(axis="columns")
    shares: pd.DataFrame = 100 * counts[total > 0].div(total[total > 0], axis="index")
    return shares


def _change(before: pd.DataFrame, after: pd.DataFrame) -> Interval:
    return mean_interval((after["forgone"] - before["forgone"]).dropna().to_numpy(float))


def _bar(axes: Axes, material: Material, place: int, runs: pd.DataFrame) -> None:
    if runs.empty:
        axes.text(1, place, material.phrase("no_value_at_all"), color=FAINT, va="center")
        return
    start = 0.0
    for channel in CHANNELS:
        share = float(runs[channel.indicator].mean())
        axes.add_patch(
            Rectangle(
                (start, place - 0.36),
                share,
                0.72,
                facecolor=channel.colour,
                edgecolor="#b8863b" if channel.hatch else "white",
                hatch=channel.hatch,
                linewidth=0.6,
                gid=channel.indicator,
            )
        )
        if share >= _NUMBERED:
            axes.text(
                start + share / 2,
                place,
                material.number(share, 10),
                color=channel.ink,
                fontsize=8.5,
                horizontalalignment="center",
                verticalalignment="center",
                bbox={"facecolor": channel.colour, "edgecolor": "none", "pad": 1.2},
            )
        start += share


def _name(axes: Axes, material: Material, place: int, policy: str) -> None:
    look, across = material.styles[policy], axes.get_yaxis_transform()
    axes.plot(
        -0.018,
        place,
        transform=across,
        marker=look.marker,
        markersize=6,
        color=look.colour,
        clip_on=False,
        gid=policy,
    )
    axes.text(
        -0.035,
        place,
        wrapped(material.labels[policy], _NAMES, 8.5),
        transform=across,
        fontsize=8.5,
        fontweight="bold" if policy == BASELINE else "normal",
        horizontalalignment="right",
        verticalalignment="center",
        linespacing=1.05,
    )


def _write_change(axes: Axes, material: Material, place: int, change: Interval) -> None:
    text = material.number(change.estimate, 10, signed=True)
    if np.isfinite(change.low):
        text += f" ± {material.number((change.high - change.low) / 2, 10)}"
    axes.text(1.02, place, text, transform=axes.get_yaxis_transform(), fontsize=8.5, va="center")


def _key(axes: Axes, material: Material, every: pd.DataFrame, height: float) -> None:
    shown = [channel for channel in CHANNELS if (every[channel.indicator] > 0).any()]
    patches = [
        Patch(
            facecolor=channel.colour,
            hatch=channel.hatch,
            edgecolor="#b8863b" if channel.hatch else "#cccccc",
            label=material.short_label(channel.indicator),
        )
        for channel in shown
    ]
    axes.legend(
        handles=patches,
        loc="lower left",
        bbox_to_anchor=(0, 1 + 0.02 / height),
        ncols=4,
        frameon=False,
        fontsize=8.5,
        borderpad=0,
        borderaxespad=0,
        handlelength=1.4,
        columnspacing=1.4,
    )
