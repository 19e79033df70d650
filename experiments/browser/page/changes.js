// @ts-check
// The changes of an answer as rows to show, and what they say about who gains and who does not.
import { differenceUnit, signed } from "tapal/chart-words";
import { number, say, t } from "tapal/text";

/** @typedef {import("tapal/intervals").Row} Row */

const WHOLE = "all";
const INCOME = "equivalent_income";
const DECILES = 10;

/** Rows by sub-district of an indicator, the whole region first; empty where there are none.
 * @param {any} facts @param {any} answer @param {string} name @returns {Row[]} */
export function byPlace(facts, answer, name) {
  const about = facts.indicators[name];
  const places = [{ name: WHOLE, label: null }, ...facts.sub_districts];
  const rows = places.flatMap((place) => {
    const change = find(answer, name, place.name);
    if (!change) return [];
    const label = place.label ? say(place.label) : t("gains.whole");
    return [{ ...row(change, about, label), strong: !place.label }];
  });
  return rows.length > 1 ? rows : [];
}

/** Rows by tenth of income at the start, the poorest first.
 * @param {any} facts @param {any} answer @returns {Row[]} */
export function byDecile(facts, answer) {
  return Array.from({ length: DECILES }, (_, index) => index + 1).flatMap((decile) => {
    const name = `${INCOME}.decile_${decile}`;
    const change = find(answer, name, WHOLE);
    if (!change) return [];
    const end = { 1: "poorest", [DECILES]: "richest" }[decile];
    const label = t("gains.decile", { number: decile }) + (end ? ` (${t(`gains.${end}`)})` : "");
    return [row(change, facts.indicators[name], label)];
  });
}

function find(answer, indicator, place) {
  return answer.changes.find((one) => one.indicator === indicator && one.sub_district === place);
}

/** @returns {Row} */
function row(change, about, label) {
  const scaled = (value) => (value === null || value === undefined ? null : value / about.divide);
  return {
    label,
    difference: scaled(change.difference),
    low: scaled(change.low),
    high: scaled(change.high),
    quo: scaled(change.status_quo),
    policy: scaled(change.value),
    verdict: verdict(change, about.direction),
  };
}

/** Better or worse only where the whole interval lies on one side of zero. */
function verdict({ low, high }, direction) {
  const up = low !== null && low > 0;
  const down = high !== null && high < 0;
  if (!up && !down) return "unclear";
  if (direction === 0) return "clear";
  return up === (direction > 0) ? "better" : "worse";
}

/** Who gains and who loses, from the tenths of income. @param {any} facts @param {Row[]} rows */
export function saidByDecile(facts, rows) {
  const known = rows.filter((one) => one.low !== null);
  if (!known.length) return "";
  const of = (kind) => known.filter((one) => one.verdict === kind);
  const [better, worse] = [of("better"), of("worse")];
  const all = known.length;
  const numbers = { better: better.length, worse: worse.length, unclear: all - better.length - worse.length, all };
  const about = facts.indicators[`${INCOME}.decile_1`];
  const largest = (key, some) => {
    if (!some.length) return "";
    const most = extreme(some);
    const value = signed(most.difference, about.decimals);
    return t(key, { who: most.label, value, unit: differenceUnit(about.unit) });
  };
  const mixed = numbers.unclear > 0 && numbers.unclear < all;
  return [
    t(wordingOf(numbers), numbers),
    mixed ? t("gains.rest", numbers) : "",
    largest("gains.most_gain", better),
    largest("gains.most_loss", worse),
  ].filter(Boolean).join(" ");
}

function wordingOf({ better, worse, all }) {
  if (better === all) return "gains.all_gain";
  if (worse === all) return "gains.all_lose";
  if (better + worse === 0) return "gains.nobody";
  if (worse === 0) return "gains.some_gain";
  return better === 0 ? "gains.some_lose" : "gains.some_both";
}

/** Between which values an indicator changes, and where. @param {any} about @param {Row[]} rows */
export function saidByPlace(about, rows) {
  const places = rows.filter((one) => !one.strong && one.difference !== null);
  if (places.length < 2) return "";
  const sorted = places.toSorted((a, b) => Math.abs(Number(a.difference)) - Math.abs(Number(b.difference)));
  const [least, most] = [sorted[0], sorted[sorted.length - 1]];
  const value = (one) => signed(one.difference, about.decimals);
  const said = { indicator: say(about.label), unit: differenceUnit(about.unit), most_value: value(most) };
  if (sorted.every((one) => value(one) === value(most))) return t("gains.where_same", said);
  return t("gains.where", { ...said, least: least.label, least_value: value(least), most: most.label });
}

function extreme(rows) {
  return rows.reduce((most, one) => (Math.abs(one.difference) > Math.abs(most.difference) ? one : most));
}

/** The interval in words. @param {Row} one @param {number} decimals */
export function intervalWords(one, decimals) {
  if (one.low === null || one.high === null) return "–";
  return t("gains.from_to", { low: signed(one.low, decimals), high: signed(one.high, decimals) });
}

/** The rows as one sentence for those who do not see the drawing.
 * @param {string} title @param {Row[]} rows @param {number} decimals */
export function drawingWords(title, rows, decimals) {
  const each = rows.map((one) => `${one.label} ${signed(one.difference, decimals)}`);
  return `${title}: ${each.join("; ")}`;
}

/** The cells of the table of the same rows. @param {Row} one @param {number} decimals */
export function cells(one, decimals) {
  return [number(one.quo, decimals), number(one.policy, decimals), signed(one.difference, decimals), intervalWords(one, decimals)];
}
