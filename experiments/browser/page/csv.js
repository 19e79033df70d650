// @ts-check
// The answer's numbers as tables of comma-separated values: English units, points, dotted names.

/** Monthly series of both sides: side, month, indicator, unit, mean, low, high.
 * @param {any} facts @param {any} answer */
export function seriesTable(facts, answer) {
  const lines = [["side", "month", "date", "indicator", "unit", "mean", "low", "high"]];
  answer.sides.forEach((side) => {
    for (const [name, { mean, low, high }] of Object.entries(side.series)) {
      const about = facts.indicators[name];
      if (!about) continue;
      mean.forEach((value, place) => {
        const month = place + 1;
        const numbers = [value, low[place], high[place]].map((one) => cell(one, about.divide));
        lines.push([side.name, String(month), date(facts, month), name, about.unit.en, ...numbers]);
      });
    }
  });
  return csv(lines);
}

/** Differences from the status quo with their 95 % intervals, by indicator and place.
 * @param {any} facts @param {any} answer */
export function changesTable(facts, answer) {
  const columns = ["status_quo", "value", "difference", "low", "high"];
  const lines = [["indicator", "sub_district", "unit", ...columns, "pairs"]];
  for (const change of answer.changes) {
    const about = facts.indicators[change.indicator];
    if (!about) continue;
    const numbers = columns.map((column) => cell(change[column], about.divide));
    lines.push([change.indicator, change.sub_district, about.unit.en, ...numbers, String(change.n)]);
  }
  return csv(lines);
}

/** @param {number|null|undefined} value @param {number} divide */
function cell(value, divide) {
  return value === null || value === undefined ? "" : String(Number((value / divide).toPrecision(10)));
}

/** The calendar month of a month of the run, as 2016-01. */
function date(facts, month) {
  const [year, first] = facts.region.first_month.split("-").map(Number);
  return new Date(Date.UTC(year, first - 1 + month - 1, 1)).toISOString().slice(0, 7);
}

/** @param {string[][]} lines */
function csv(lines) {
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `${lines.map((line) => line.map(quoted).join(",")).join("\r\n")}\r\n`;
}
