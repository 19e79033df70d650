// @ts-check
// Values of parameters in words: months by name, shares in per cent, large sums in words.
import { large, monthName, number, percent, say, t } from "tapal/text";

/** Sums from here on are written in words. */
const LARGE = 1e6;

/** A value of a parameter in words. @param {any} parameter @param {any} value */
export function shown(parameter, value) {
  if (parameter.zero && value === 0) return say(parameter.zero);
  if (typeof value === "boolean") return t(yesOrNo(parameter, value));
  const choice = parameter.choices.find((one) => one.value === value);
  if (choice) return say(choice.label);
  if (!Number.isFinite(value)) return String(value);
  if (isMonth(parameter)) return t("choose.month", { month: value, name: monthName(value) });
  return withUnit(parameter, value);
}

/** The ends of the allowed range. @param {any} parameter */
export function range(parameter) {
  const { low, high } = parameter;
  if (isMonth(parameter)) return { low: number(low), high: number(high) };
  return { low: isShare(parameter) ? percent(100 * low, 0) : figure(parameter, low), high: withUnit(parameter, high) };
}

/** @param {any} parameter @param {number} value */
function withUnit(parameter, value) {
  const unit = say(parameter.unit);
  if (!isShare(parameter)) return unit ? `${figure(parameter, value)} ${unit}` : figure(parameter, value);
  const step = 100 * (parameter.step || 0.01);
  const share = percent(100 * value, decimals(step, 100 * value));
  // What the share is of: "50% of villages", "50% desa".
  const rest = unit.replace(/^(share|proporsi)/, "").replace(/^ terhadap/, " dari");
  return `${share}${rest}`;
}

/** @param {any} parameter @param {number} value */
function figure(parameter, value) {
  if (parameter.unit.en.startsWith("rupiah") && Math.abs(value) >= LARGE) return large(value);
  return number(value, decimals(parameter.step, value));
}

/** @param {any} parameter */
function isMonth(parameter) {
  return parameter.unit.en === "month";
}

/** @param {any} parameter */
function isShare(parameter) {
  return /^share( of .*| per .*)?$/.test(parameter.unit.en);
}

/** @param {any} parameter @param {boolean} value */
function yesOrNo(parameter, value) {
  const words = parameter.unit.en === "on or off" ? ["on", "off"] : ["yes", "no"];
  return `choose.${words[value ? 0 : 1]}`;
}

/** Decimals that show a value exactly, at least those of its step, at most four. */
function decimals(step, value) {
  for (let digits = 0; digits < 4; digits += 1) {
    const exact = (one) => Math.abs(one * 10 ** digits - Math.round(one * 10 ** digits)) < 1e-6;
    if (exact(step || 1) && exact(value)) return digits;
  }
  return 4;
}
