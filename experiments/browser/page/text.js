// @ts-check
// Words and numbers in the reader's language.

const LOCALES = { en: "en-GB", id: "id-ID" };

let language = "en";
/** @type {Record<string, {en: string, id: string}>} */
let texts = {};
let firstYear = 2016;
let firstMonth = 0;
/** @type {Map<string, Intl.NumberFormat|Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {"en"|"id"} chosen */
export function setLanguage(chosen) {
  language = chosen;
}

/**
 * The catalogue and the calendar month of month 1 ("2016-01").
 * @param {Record<string, {en: string, id: string}>} catalogue
 * @param {string} first
 */
export function setTexts(catalogue, first) {
  texts = catalogue;
  const [year, month] = first.split("-").map(Number);
  firstYear = year;
  firstMonth = month - 1;
}

/**
 * The catalogue's text with its blanks filled; the key itself where the catalogue has none.
 * @param {string} key
 * @param {Record<string, string|number>} [blanks]
 */
export function t(key, blanks = {}) {
  const text = texts[key]?.[language] ?? key;
  return unparted(text.replace(/\{(\w+)\}/g, (whole, name) => (name in blanks ? String(blanks[name]) : whole)));
}

/** A per cent sign stays on the line of its number. @param {string} text */
function unparted(text) {
  return text.replace(/(\d) %/g, "$1\u00a0%");
}

/** The text of the current language. @param {{en: string, id: string}|null|undefined} both */
export function say(both) {
  return unparted(both?.[language] ?? both?.en ?? "");
}

/** @param {number|null} value @param {number} [decimals] */
export function number(value, decimals = 0) {
  if (value === null || !Number.isFinite(value)) return "–";
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const format = kept(`n${decimals}`, () => new Intl.NumberFormat(LOCALES[language], options));
  // A small negative number must not show as "-0".
  return format.format(Number(value.toFixed(decimals)) + 0).replace("-", "−");
}

/** A value that is already in per cent, as the model's own texts write it: "51.4 %". @param {number|null} value @param {number} [decimals] */
export function percent(value, decimals = 1) {
  return `${number(value, decimals)}\u00a0%`;
}

/** An amount of rupiah to the nearest thousand, as people tell it. @param {number|null} value */
export function thousands(value) {
  return number(value === null ? null : Math.round(value / 1000) * 1000);
}

/** An amount of rupiah in the language's form. @param {number|null} value */
export function rupiah(value) {
  if (value === null || !Number.isFinite(value)) return "–";
  const amount = thousands(Math.abs(value));
  return `${value < 0 ? "−" : ""}Rp${language === "en" ? "\u00a0" : ""}${amount}`;
}

/** A large number in words: "1.7 billion". @param {number} value */
export function large(value) {
  const options = /** @type {const} */ ({ notation: "compact", compactDisplay: "long", maximumFractionDigits: 3 });
  return kept("large", () => new Intl.NumberFormat(LOCALES[language], options)).format(value);
}

/** The name of a month of the run: "Jan 2016". @param {number} month 1 is the first */
export function monthName(month) {
  return monthBy(month, "short");
}

/** The long name of a month of the run: "January 2016". @param {number} month */
export function monthLong(month) {
  return monthBy(month, "long");
}

/** @param {number} month @param {"short"|"long"} style */
function monthBy(month, style) {
  const date = new Date(Date.UTC(firstYear, firstMonth + month - 1, 1));
  const options = /** @type {const} */ ({ month: style, year: "numeric", timeZone: "UTC" });
  return kept(style, () => new Intl.DateTimeFormat(LOCALES[language], options)).format(date);
}

/** @param {string} name @param {() => any} make */
function kept(name, make) {
  const key = `${language} ${name}`;
  if (!formats.has(key)) formats.set(key, make());
  return /** @type {any} */ (formats.get(key));
}
