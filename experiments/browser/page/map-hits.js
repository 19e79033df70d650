// @ts-check
// What lies under a point of a map: a service point, a village's name, a household, or a village.

import { ROW } from "tapal/map-groups";
import { contains } from "tapal/map-labels";
import { openRows, plateHeight, rowsBegin } from "tapal/map-queues";

/** @typedef {import("tapal/map-plan").Plan} Plan */
/** @typedef {{kind: "point"|"village"|"household", id: number}} Hit */

/**
 * @param {Plan} plan @param {any} side of the answer @param {number} month
 * @param {number} x @param {number} y in CSS pixels
 * @param {number} tolerance how far from a household a click may fall
 * @returns {Hit|null}
 */
export function hit(plan, side, month, x, y, tolerance) {
  const onPlate = plateAt(plan, side, month, x, y);
  if (onPlate) return onPlate;
  for (const word of plan.words) {
    if (word.kind === "village" && contains(word.box, x, y)) return { kind: "village", id: word.village.index };
  }
  const household = nearest(plan.dots, x, y, tolerance);
  if (household !== null) return { kind: "household", id: household };
  const village = plan.villages.find((v) => Math.hypot(v.x - x, v.y - y) <= v.radius + 3);
  return village ? { kind: "village", id: village.index } : null;
}

/** The point of a plate's row, or the village that its title names.
 * @param {Plan} plan @param {any} side @param {number} month @param {number} x @param {number} y @returns {Hit|null} */
function plateAt(plan, side, month, x, y) {
  for (const group of plan.groups) {
    const open = openRows(group, side, month);
    const height = group.kind === "town" ? group.height : plateHeight(group, open.length);
    if (!contains({ .../** @type {any} */ (group.box), height }, x, y)) continue;
    if (group.kind === "town") return open.length ? { kind: "point", id: busiest(open, side, month) } : null;
    const index = Math.floor((y - rowsBegin(group)) / ROW);
    if (index < 0 || open.length === 0) return group.village === null ? null : { kind: "village", id: group.village };
    return { kind: "point", id: open[Math.min(index, open.length - 1)].row };
  }
  return null;
}

/** The point with most files waiting. @param {any[]} points @param {any} side @param {number} month */
function busiest(points, side, month) {
  const files = (/** @type {any} */ point) => side.points.backlog[month - 1][point.row] ?? 0;
  return points.reduce((best, point) => (files(point) > files(best) ? point : best)).row;
}

/** @param {Float32Array} dots @param {number} x @param {number} y @param {number} tolerance */
function nearest(dots, x, y, tolerance) {
  let best = null;
  let least = tolerance * tolerance;
  for (let i = 0; i < dots.length; i += 2) {
    const distance = (dots[i] - x) ** 2 + (dots[i + 1] - y) ** 2;
    if (distance < least) [best, least] = [i / 2, distance];
  }
  return best;
}
