"""The live page: SolaraViz with a model of its own for each visitor, a map and charts."""

import html
from datetime import date
from pathlib import Path
from typing import Final

import solara
import solara.lab
from babel.dates import format_date
from mesa.visualization import SolaraViz
from mesa.visualization.utils import update_counter

from experiments.browser.live.charts import CHARTS, beginning
from experiments.browser.live.controls import (
    language_of,
    model_params,
    python_lines,
    start_of,
)
from experiments.browser.live.line_chart import LineChart
from experiments.browser.live.simulation import LiveBorder, Snapshot
from experiments.browser.live.texts import text
from experiments.browser.live.village_map import VillageMap
from experiments.words import Language
from model.policy import load_policy

STYLE: Final = Path(__file__).parent / "live.css"
# A page that redraws more often than it can be drawn shows nothing at all.
SHORTEST_INTERVAL: Final = 50
FIRST_INTERVAL: Final = 100


@solara.component
def Page() -> None:  # noqa: N802
    """Show the model of this visitor; ``?lang=id`` and the controls' values may be in the URL."""
    search = solara.use_router().search
    language = language_of(search)
    start = solara.use_memo(lambda: start_of(search), [])
    # Made here and not in the module, which all visitors share.
    model = solara.use_memo(lambda: solara.reactive(LiveBorder(**start)), [])
    params = solara.use_memo(lambda: model_params(language, start), [language])
    interval = solara.use_reactive(FIRST_INTERVAL)
    solara.use_memo(_dress, [])

    def keep_interval() -> None:
        if interval.value < SHORTEST_INTERVAL:
            interval.set(SHORTEST_INTERVAL)

    solara.use_effect(keep_interval, [interval.value])
    solara.Style(STYLE)
    solara.Title(text("name", language))
    with solara.Column(gap="0px"):
        # Without components of its own SolaraViz draws no tabs and no grid of movable boxes.
        SolaraViz(
            model,
            components=[],
            play_interval=interval,
            model_params=params,
            name=text("name", language),
        )
        Dashboard(model.value, language)


@solara.component
def Dashboard(model: LiveBorder, language: Language) -> None:  # noqa: N802
    """Show the last snapshot of the model: never the model itself, which may be in a step."""
    update_counter.get()
    shown = model.snapshot
    dark, set_dark = solara.use_state(False)
    begins = solara.use_memo(lambda: beginning(model.border.scenario), [model])
    with solara.Column(classes=["tapal-live"], gap="12px"):
        _Heading(language)
        solara.HTML(
            tag="p", classes=["tapal-intro"], unsafe_innerHTML=html.escape(text("intro", language))
        )
        if model.problems:
            sentences = " ".join((text("set_aside", language), *model.problems))
            solara.Warning(sentences, dense=True)
        _Status(model, shown, language)
        with solara.Div(classes=["tapal-panels"]):
            VillageMap(model, shown, language, on_dark=set_dark)
            for chart in CHARTS:
                LineChart(chart, shown, begins, language, dark=dark)
        _Code(model, language)


@solara.component
def _Heading(language: Language) -> None:  # noqa: N802
    other = "en" if language == "id" else "id"
    with solara.Div(classes=["tapal-head"]):
        solara.HTML(tag="h1", unsafe_innerHTML=html.escape(text("title", language)))
        links = (("../", "compare"), (f"?lang={other}", "other_language"))
        with solara.Div(classes=["tapal-links"]):
            for address, key in links:
                solara.HTML(
                    tag="a",
                    unsafe_innerHTML=html.escape(text(key, language)),
                    attributes={"href": address},
                )


@solara.component
def _Status(model: LiveBorder, shown: Snapshot, language: Language) -> None:  # noqa: N802
    policy = load_policy(str(model.choice["policy"])).label[language]
    facts = [
        text("month_of", language, month=shown.month, months=shown.months),
        text("running", language, policy=policy),
        text(f"post.{shown.post.value}", language),
        text("unit.open" if shown.unit_open else "unit.closed", language),
    ]
    if shown.month:
        facts.insert(1, _calendar_month(model.region.first_month, shown.month, language))
    with solara.Div(classes=["tapal-status"]):
        for fact in facts:
            solara.Text(fact)
    if not model.running:
        solara.Info(text("over", language), dense=True)


@solara.component
def _Code(model: LiveBorder, language: Language) -> None:  # noqa: N802
    with solara.Div(classes=["tapal-code"]):
        solara.HTML(tag="h2", unsafe_innerHTML=html.escape(text("code", language)))
        solara.HTML(tag="p", unsafe_innerHTML=html.escape(text("code_help", language)))
        solara.HTML(tag="pre", unsafe_innerHTML=html.escape(python_lines(model.choice)))


def _dress() -> None:
    # Dark where the visitor's system is; Solara's own setting for this yields no page.
    theme = solara.lab.theme
    theme.dark = None
    theme.themes.light.primary, theme.themes.dark.primary = "#00646c", "#087a83"


def _calendar_month(first_month: str, month: int, language: Language) -> str:
    """Return reported month ``month`` (1 is ``first_month``, as ``YYYY-MM``) in words."""
    year, number = (int(part) for part in first_month.split("-"))
    years, months = divmod(number - 1 + month - 1, 12)
    return format_date(date(year + years, months + 1, 1), "MMMM y", locale=language)
