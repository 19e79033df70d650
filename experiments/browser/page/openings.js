// @ts-check
// What happens when in a question: openings and closings of the policy, and shocks.
//
// Months in which a parameter says "never" by 0 are found by the registry, so that none is missed.

import { say, t } from "tapal/text";

/** @typedef {"opening"|"closing"|"shock"} Kind */
/** @typedef {{month: number, until: number|null, kind: Kind, label: string, late: boolean}} Opening
 *   `until` is the first month after a shock that lasts; `late`: begins after the end of the run */

/** Months that count from the start where 0, and so are not marked "never" in the registry. */
const FROM_THE_START = ["post.status_month", "post.abroad_month"];

/**
 * What a question lets happen, in the order of months; what happens together in one entry.
 * @param {any} facts @param {any} question of an answer: its levers hold those of its policy
 * @returns {Opening[]}
 */
export function openings(facts, question) {
  const set = { ...question.world, ...question.levers };
  const found = parameters(facts)
    .filter(({ path, never }) => (never || FROM_THE_START.includes(path)) && set[path] >= 1)
    .map(({ path, label }) => opening(path, say(label), set))
    .filter((each) => each !== null);
  const dated = set["post.dated"] ? (facts.map.post.dated ?? []) : [];
  for (const { month, label, closes } of dated) {
    if (month === 1) continue; // the post as it stands at the start
    found.push({ month, until: null, kind: closes ? "closing" : "opening", label: say(label) });
  }
  const months = question.months;
  return together(found.map((each) => ({ ...each, late: each.month > months }))).sort((a, b) => a.month - b.month);
}

/** All parameters once; the section of some has two sides. @param {any} facts @returns {any[]} */
const parameters = (facts) => facts.sections.flatMap((/** @type {any} */ section) => section.parameters);

/**
 * One parameter's month; null where it changes nothing.
 * @param {string} path @param {string} label @param {Record<string, any>} set
 * @returns {Omit<Opening, "late">|null}
 */
function opening(path, label, set) {
  const month = set[path];
  if (!path.startsWith("shocks.")) {
    const kind = path.endsWith(".closing_month") ? "closing" : "opening";
    return { month, until: null, kind, label: ofPost(path, set) ?? label };
  }
  if (!path.endsWith("_start")) return { month, until: null, kind: "shock", label };
  const length = set[path.replace(/_start$/, "_months")] ?? 0;
  const name = path.replace("shocks.", "").replace("_start", "");
  return length > 0 ? { month, until: month + length, kind: "shock", label: t(`mark.${name}`) } : null;
}

/** What a month of the post brings, where its label does not say it. @param {string} path @param {Record<string, any>} set */
function ofPost(path, set) {
  if (path === "post.abroad_month") return t("mark.abroad");
  const known = path === "post.status_month" && ["full", "none"].includes(set["post.status"]);
  return known ? t(`mark.post_${set["post.status"]}`) : null;
}

/** What happens in the same month in one entry. @param {Opening[]} found @returns {Opening[]} */
function together(found) {
  /** @type {Map<string, Opening>} */
  const merged = new Map();
  for (const each of found) {
    const key = `${each.kind} ${each.month} ${each.until}`;
    const other = merged.get(key);
    merged.set(key, other ? { ...other, label: `${other.label} · ${each.label}` } : each);
  }
  return [...merged.values()];
}
