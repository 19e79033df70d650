// @ts-check
// What happens when: openings and closings of the policy, and the shocks of the world.

import { say } from "tapal/text";

/** @typedef {{month: number, until: number|null, kind: "opening"|"closing"|"shock", label: string}} Mark */

const OPENINGS = ["opening_month", "status_month", "passport_counter_month", "abroad_month"];

/** All that the policy of a question sets, from its preset and of its own.
 * @param {any} facts @param {any} question @returns {Record<string, any>} */
export function settings(facts, question) {
  const preset = facts.presets.find((/** @type {any} */ each) => each.name === question.policy);
  return { ...preset?.levers, ...question.levers };
}

/**
 * The marks of a question in the order of months.
 * @param {any} facts @param {any} question
 * @returns {Mark[]}
 */
export function marks(facts, question) {
  const parameters = new Map(
    facts.sections.flatMap((/** @type {any} */ section) =>
      section.parameters.map((/** @type {any} */ each) => [each.path, say(each.label)]),
    ),
  );
  const named = (/** @type {string} */ path) => parameters.get(path) ?? path;
  const found = /** @type {Mark[]} */ ([]);
  for (const [path, value] of Object.entries(settings(facts, question))) {
    const last = path.split(".").at(-1) ?? "";
    const kind = OPENINGS.includes(last) ? "opening" : last === "closing_month" ? "closing" : null;
    if (kind) found.push({ month: value, until: null, kind, label: named(path) });
  }
  for (const [path, value] of Object.entries(question.world)) {
    if (path === "shocks.incident_month") found.push({ month: value, until: null, kind: "shock", label: named(path) });
    if (!path.startsWith("shocks.") || !path.endsWith("_start")) continue;
    const length = question.world[path.replace(/_start$/, "_months")] ?? 0;
    if (length > 0) found.push({ month: value, until: value + length, kind: "shock", label: named(path) });
  }
  const inside = found.filter((mark) => mark.month >= 1 && mark.month <= question.months);
  return together(inside).sort((a, b) => a.month - b.month);
}

/** What happens in the same month in one mark. @param {Mark[]} found */
function together(found) {
  /** @type {Map<string, Mark>} */
  const merged = new Map();
  for (const mark of found) {
    const key = `${mark.kind} ${mark.month} ${mark.until}`;
    const other = merged.get(key);
    merged.set(key, other ? { ...other, label: `${other.label} · ${mark.label}` } : mark);
  }
  return [...merged.values()];
}
