"""A line chart of the live page, drawn by ECharts in the browser."""

import solara

from experiments.browser.live.charts import Chart, last_values, option
from experiments.browser.live.simulation import Snapshot
from experiments.browser.live.texts import text
from experiments.words import Language


@solara.component
def LineChart(  # noqa: N802
    chart: Chart, shown: Snapshot, begins: int, language: Language, *, dark: bool
) -> None:
    """Draw one chart of the months so far; ``begins`` is the month a policy begins (0: none)."""
    title = text(f"chart.{chart.name}", language)
    with solara.Column(gap="0px", classes=["tapal-chart"]):
        solara.Text(title, classes=["tapal-chart-title"])
        solara.Text(text(f"chart.{chart.name}.unit", language), classes=["tapal-chart-unit"])
        solara.FigureEcharts(
            option=option(chart, shown, begins, language, dark=dark),
            responsive=True,
            attributes={
                "class": "tapal-lines",
                "role": "img",
                "aria-label": f"{title}: {last_values(chart, shown, language)}",
            },
        )
