// @ts-check
// What one chart shows, as plain data: values of both sides in the units shown, and a fixed axis.

/**
 * @typedef {(number|null)[]} Values
 * @typedef {{mean: Values, low: Values, high: Values}} Side
 * @typedef {{min: number, max: number, step: number, decimals: number}} Axis
 * @typedef {{name: string, label: any, unit: any, help: any, decimals: number, direction: number,
 *   months: number, runs: number, sides: Side[], axis: Axis, empty: boolean}} Figure
 */

const INTERVALS = 3;
// Where the lowest value lies below this share of the highest, the axis shows zero too.
const ZERO_BELOW = 0.75;
// What has a level without a meaningful zero; all else is drawn from zero.
const LEVELS = /^(index|thousand rupiah per (person|kg|basket|cylinder))/;
// The least span of an axis that leaves zero out, either way from the status quo, as a share of
// it: what the model rounds must not look like a change, and policies can be compared.
const LEAST = 0.05;

/**
 * The figure of one indicator; `sharing` names the indicators whose axis it shares.
 * @param {any} facts
 * @param {any} answer
 * @param {string} name
 * @param {string[]} [sharing]
 * @returns {Figure}
 */
export function figure(facts, answer, name, sharing = [name]) {
  const about = facts.indicators[name];
  const sides = answer.sides.map((side) => scaled(side.series[name], about.divide));
  const all = sharing.flatMap((other) =>
    answer.sides.map((side) => scaled(side.series[other], facts.indicators[other].divide)),
  );
  const [low, high] = spanned(extent(all), extent(all.filter((_, place) => place % 2 === 0)), LEVELS.test(about.unit.en));
  return {
    name,
    label: about.label,
    unit: about.unit,
    help: about.help,
    decimals: about.decimals,
    direction: about.direction,
    months: answer.question.months,
    runs: answer.question.replications,
    sides,
    axis: closest(low, high),
    empty: sides.every((side) => side.mean.every((value) => value === null)),
  };
}

/** @param {any} series @param {number} divide @returns {Side} */
function scaled(series, divide) {
  const one = (values) => values.map((value) => (value === null ? null : value / divide));
  if (!series) return { mean: [], low: [], high: [] };
  return { mean: one(series.mean), low: one(series.low), high: one(series.high) };
}

/** @param {Side[]} sides @returns {[number, number]} */
function extent(sides) {
  let low = Infinity;
  let high = -Infinity;
  for (const side of sides) {
    for (const value of [...side.low, ...side.high, ...side.mean]) {
      if (value === null) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return low > high ? [0, 1] : [low, high];
}

/**
 * The ends that an axis must hold: zero, or the least span around the status quo.
 * @param {[number, number]} all
 * @param {[number, number]} quo
 * @param {boolean} level
 * @returns {[number, number]}
 */
function spanned([low, high], quo, level) {
  if (!level) return [Math.min(0, low), Math.max(0, high)];
  const middle = (quo[0] + quo[1]) / 2;
  return [Math.min(low, middle * (1 - LEAST)), Math.max(high, middle * (1 + LEAST))];
}

/** The axis that leaves least room empty, of those with few intervals. @param {number} low @param {number} high */
function closest(low, high) {
  const [few, more] = [axis(low, high), axis(low, high, INTERVALS + 1)];
  return more.max - more.min < few.max - few.min ? more : few;
}

/**
 * A rounded axis around all values of a run, so that it need not move while months pass.
 * @param {number} low
 * @param {number} high
 * @param {number} [intervals]
 * @returns {Axis}
 */
export function axis(low, high, intervals = INTERVALS) {
  if (low === high) [low, high] = low === 0 ? [0, 1] : [Math.min(0, low), Math.max(0, high)];
  const bottom = low >= 0 && low < ZERO_BELOW * high ? 0 : low;
  const top = high <= 0 && high > ZERO_BELOW * low ? 0 : high;
  const step = rounded((top - bottom) / intervals);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) + (isQuarter(step) ? 1 : 0);
  const clean = (value) => Number(value.toFixed(Math.min(decimals, 20)));
  return {
    min: clean(Math.floor(bottom / step + 1e-9) * step),
    max: clean(Math.ceil(top / step - 1e-9) * step),
    step,
    decimals: step >= 10 ? 0 : decimals,
  };
}

/** The next of 1, 2, 2.5 and 5 times a power of ten. @param {number} size */
function rounded(size) {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 2.5, 5, 10].find((one) => one * power >= size * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** @param {number} step */
function isQuarter(step) {
  const digits = step / 10 ** Math.floor(Math.log10(step) + 1e-9);
  return Math.abs(digits - 2.5) < 1e-6;
}

/**
 * Values of a month of both sides and their difference, all rounded as they are shown: the
 * difference is that of the rounded numbers.
 * @param {Figure} shown
 * @param {number} month 1 is the first
 */
export function at(shown, month) {
  const round = (value) => (value == null ? null : Number(value.toFixed(shown.decimals)));
  const [quo, policy] = shown.sides.map((side) => round(side.mean[month - 1]));
  const difference = quo === null || policy === null ? null : policy - quo;
  return { quo, policy, difference };
}
