// @ts-check
// What a chart says in words: values at a month, its text alternative, its source line.
import { at } from "tapal/figure";
import { openings } from "tapal/openings";
import { moves } from "tapal/moves";
import { isLocal, shareLink } from "tapal/share";
import { monthName, number, say, t } from "tapal/text";

/** @typedef {import("tapal/figure").Figure} Figure */

/** A number with its sign. @param {number|null} value @param {number} decimals */
export function signed(value, decimals) {
  if (value === null || !Number.isFinite(value)) return "–";
  const shown = number(value, decimals);
  return Number(value.toFixed(decimals)) > 0 ? `+${shown}` : shown;
}

/** The unit of a difference: that of per cent is the percentage point. @param {any} unit */
export function differenceUnit(unit) {
  return say(unit) === "%" ? t("gains.points") : say(unit);
}

/** The names of both sides, as at the ends of the lines. @returns {[string, string]} */
export function sideNames() {
  return [t("side.status_quo"), t("side.policy")];
}

/** What is taken from the last completed year, and so moves in steps. */
const YEARLY = /^(equivalent_income|poverty_)/;

/** Below the title: the unit, where the axis begins if not at zero, and how often it changes. @param {Figure} shown */
export function unitLine(shown) {
  const { min, max, decimals } = shown.axis;
  const unit = say(shown.unit);
  if (shown.empty) return unit;
  const axis = min <= 0 && max >= 0 ? unit : t("chart.axis_from", { unit, from: number(min, decimals) });
  return YEARLY.test(shown.name) ? `${axis}; ${t("chart.yearly")}` : axis;
}

/** The values of both sides at a month. @param {Figure} shown @param {number} month */
export function readout(shown, month) {
  const { quo, policy, difference } = at(shown, month);
  return {
    quo: number(quo, shown.decimals),
    policy: number(policy, shown.decimals),
    difference: signed(difference, shown.decimals),
  };
}

/** A side's value at a month with the lowest and highest. @param {Figure} shown @param {0|1} side @param {number} month */
export function withBand(shown, side, month) {
  const { mean, low, high } = shown.sides[side];
  const words = (value) => number(value ?? null, shown.decimals);
  const value = words(mean[month - 1]);
  if (shown.runs < 2 || low[month - 1] == null) return value;
  return t("chart.value", { value, low: words(low[month - 1]), high: words(high[month - 1]) });
}

/** The text alternative: start, end and difference of both sides. @param {Figure} shown */
export function alternative(shown) {
  const label = say(shown.label);
  if (shown.empty) return `${label}. ${t("chart.never")}`;
  const first = readout(shown, firstMonth(shown));
  const last = readout(shown, shown.months);
  return t("chart.alternative", {
    label,
    unit: say(shown.unit),
    first: monthName(firstMonth(shown)),
    last: monthName(shown.months),
    quo_first: first.quo,
    policy_first: first.policy,
    quo_last: last.quo,
    policy_last: last.policy,
    difference: `${last.difference} ${differenceUnit(shown.unit)}`,
  });
}

/** The first month for which a side has a value. @param {Figure} shown */
function firstMonth(shown) {
  const first = shown.sides.map((side) => side.mean.findIndex((value) => value !== null));
  return Math.max(0, Math.min(...first.map((place) => (place < 0 ? Infinity : place)))) + 1;
}

/** What the lines and bands are, said once above all charts. @param {any} question */
export function bandNote(question) {
  return question.replications > 1
    ? t("chart.note_runs", { runs: number(question.replications) })
    : t("chart.note_one");
}

/** The months to mark in a chart: where the policy begins or ends something. @param {any} facts @param {any} question */
export function turningMonths(facts, question) {
  return [...new Set(turning(facts, question).map((one) => one.month))];
}

/** When the policy begins and ends; empty where it has no such months. @param {any} facts @param {any} question */
export function turnNote(facts, question) {
  const found = turning(facts, question);
  const late = openings(facts, question).filter((one) => one.late && one.kind === "opening");
  const of = (kind) => found.filter((one) => one.kind === kind);
  const sentence = (key, some) =>
    some.length ? t(key, { months: [...new Set(some.map((one) => monthName(one.month)))].join(", ") }) : "";
  return [
    sentence("chart.opens", of("opening")),
    sentence("chart.closes", of("closing")),
    ...late.map(({ label, month }) => t("time.late", { label, month: number(month) })),
  ].filter(Boolean).join("; ");
}

function turning(facts, question) {
  return openings(facts, question).filter((one) => !one.late && one.kind !== "shock");
}

/** Where a figure comes from: version, region, seeds, and how to see it again. @param {any} state */
export function sourceLines(state) {
  const { facts, answer } = state;
  const { replications, seed, months } = answer.question;
  const seeds = replications > 1 ? `${seed}–${seed + replications - 1}` : `${seed}`;
  const source = t("chart.source", {
    version: facts.version,
    region: say(facts.region.label),
    seeds,
    months: number(months),
  });
  const world = moves(facts, answer.question.world).map(({ label, value }) => `${label}: ${value}`);
  return [
    source,
    ...(world.length ? [t("chart.world", { values: world.join("; ") })] : []),
    isLocal() ? answer.command : shareLink(state),
  ];
}
