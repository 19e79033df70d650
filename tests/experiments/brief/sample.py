"""A brief written by hand, with texts as long as those of a real one."""

from experiments.brief.content import Brief, Cell, Point, Recommendation, Row, Section, Table

_COLUMNS = {
    "en": (
        ("Needs met", "%, points"),
        ("Cost of a paper", "thousand rupiah"),
        ("Days to the document", "days"),
        ("Income, poorest 40 %", "thousand rupiah a month"),
        ("Poverty", "%, points"),
        ("Public cost", "billion rupiah a year"),
    ),
    "id": (
        ("Kebutuhan terpenuhi", "%, poin"),
        ("Biaya satu dokumen", "ribu rupiah"),
        ("Hari sampai dokumen terbit", "hari"),
        ("Pendapatan 40 % terbawah", "ribu rupiah per bulan"),
        ("Kemiskinan", "%, poin"),
        ("Biaya publik", "miliar rupiah per tahun"),
    ),
}
_CELLS = (
    Cell(text="+6.7", interval="+6.3 to +7.1", tone="better"),
    Cell(text="−229", interval="−231 to −227", tone="better"),
    Cell(text="−5", interval="−6 to −5", tone="better"),
    Cell(text="+0.4", interval="−0.1 to +0.9", tone="unclear"),
    Cell(text="+0.10", interval="+0.02 to +0.18", tone="worse"),
    Cell(text="6.35", interval="6.30 to 6.41"),
)
_LEVELS = tuple(Cell(text=text) for text in ("45.9", "547", "34", "812", "6.30", "0.00"))
_PLACES = ("Jagoi Babang", "Siding", "Seluas")


def sample(study, language="en", **changes):
    """A brief of the study's policies; ``changes`` replace what it says."""
    labels = {policy["name"]: policy["label"][language] for policy in study.policies}
    shown = tuple(name for name in labels if name != "status_quo")[:12]
    rows = [Row(name="status_quo", label=labels["status_quo"], cells=_LEVELS)]
    rows += [Row(name=name, label=labels[name], cells=_CELLS) for name in shown]
    columns = _COLUMNS[language]
    first = ("Option", "") if language == "en" else ("Pilihan", "")
    tenths = tuple(
        Row(
            name="",
            label="Poorest tenth" if place == 1 else f"Tenth {place}",
            cells=(
                Cell(text="+1.3", interval="+0.2 to +2.4", tone="better"),
                Cell(text="+0.3 %", interval="0.0 to +0.5", tone="unclear"),
            ),
        )
        for place in range(1, 11)
    )
    said = dict(  # noqa: C408, as Brief itself is called
        language=language,
        kicker="Policy brief · Bengkayang border",
        date="22 November 2026",
        headline=f"“{labels[shown[-1]]}” would raise the share of needs for papers met within a "
        "year from 45.9 to 52.6 % (95 % interval of the difference: 6.3 to 7.1 points)",
        about="**What it is.** All named measures open together in month 25, officers trained.",
        answer=(
            "Of the options compared, it meets the most needs while a paper costs a household "
            "**229 thousand** rupiah less than the 547 thousand of today.",
            "It does not clearly change the incomes of the poorest 40 % (**+0.4 thousand** rupiah "
            "a person and month), and poverty stays at 6.3 %.",
            "It costs the public **6.35 billion** rupiah a year, or 1.2 million for each extra "
            "document.",
        ),
        caution="These are results of a model built on assumptions, not forecasts; what is not "
        "known about its parameters is larger than the intervals shown.",
        leading=shown[-1],
        subject="needs_met",
        shown=shown,
        options=Table(
            title="The options compared",
            columns=(first, *columns),
            rows=tuple(rows),
            note="Status quo: level. Options: difference from it, mean of the last twelve months "
            "over 16 paired runs, with its 95 % interval.",
        ),
        gains=Section(
            title="Who gains, and who does not",
            paragraphs=(
                "Siding gains most: **+12.3** points of needs met; Seluas hardly changes.",
                "The poorest tenth gains **1.3 thousand** rupiah a person and month, 0.3 % of its "
                "income; the richest tenth 0.1 %. No tenth clearly loses.",
            ),
        ),
        places=Table(
            title="By sub-district",
            columns=((("Sub-district", "")), *columns[:2], columns[3]),
            rows=tuple(
                Row(name="", label=place, cells=(*_CELLS[:2], _CELLS[3])) for place in _PLACES
            ),
        ),
        deciles=Table(
            title="By tenth of income",
            columns=(("Tenth", ""), ("Change of income", "thousand rupiah"), ("Share", "%")),
            rows=tenths,
            note="Tenths of incomes at the start.",
        ),
        cost=Section(
            title="What it costs, and who pays",
            paragraphs=(
                "The public pays **6.35 billion** rupiah a year, from the budgets of the regency "
                "and the ministry; an extra document costs 1.2 million (1.1 to 1.3).",
                "Households spend **229 thousand** rupiah less on a paper; brokers lose customers.",
            ),
        ),
        recommendations_title="Recommendations",
        recommendations=(
            Recommendation(
                action="Open the unit with full delegation and a passport counter in month 25.",
                actor="Regency of Bengkayang, with the Directorate General of Immigration",
                evidence="Needs met rise by 6.7 points (6.3 to 7.1), more than under any other "
                "option compared.",
            ),
            Recommendation(
                action="Do not rely on the border post alone for access to papers.",
                actor="Ministry of Home Affairs, National Agency for Border Management",
                evidence="The full post lowers needs met by 1.1 points (0.6 to 1.6).",
            ),
            Recommendation(
                action="Measure the wait at the population office before the unit opens.",
                actor="Population and Civil Registration Office of Bengkayang",
                evidence="The result depends most on the days of forwarding, which nobody has "
                "measured.",
            ),
        ),
        no_recommendation="",
        certainty_title="How sure are we?",
        certainty=(
            Point(
                title="Not quantified",
                text="How officials and households would truly behave; what neighbours do; data of "
                "2018 that have aged.",
            ),
            Point(
                title="Parameters",
                text="No uncertainty study was given: how far the result depends on the "
                "assumptions is not known here.",
            ),
            Point(
                title="Chance",
                text="16 pairs of runs under the same seeds: chance moves the main result by less "
                "than 0.4 points.",
            ),
        ),
        source_title="Source",
        source=(
            ("Study", "main8, 13 policies, 120 months, all households"),
            ("Seeds", "1 to 16"),
            ("Model", "Tapal 0.1.0, sources 01234567"),
            ("Command", "`uv run run.py compare --out results/main8`"),
        ),
    )
    return Brief(**(said | changes))


def texts(brief):
    """All texts of a brief, without marks of bold."""
    tables = [brief.options, brief.places, *([brief.deciles] if brief.deciles else [])]
    found = [brief.kicker, brief.date, brief.about, *brief.answer, brief.caution]
    found += [brief.gains.title, *brief.gains.paragraphs, brief.cost.title, *brief.cost.paragraphs]
    for one in brief.recommendations:
        found += [one.action, one.actor, one.evidence]
    for point in brief.certainty:
        found += [point.title, point.text]
    found += [text for pair in brief.source for text in pair]
    for table in tables:
        found += [table.title, table.note, *(part for column in table.columns for part in column)]
        for row in table.rows:
            found.append(row.label)
            found += [part for cell in row.cells for part in (cell.text, cell.interval)]
    return [text.replace("**", "").replace("`", "") for text in found if text]
