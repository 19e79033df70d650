// @ts-check
// What lies under a point of a map: a service point, a village's name, a household, or a village.

import { contains } from "tapal/map-labels";
import { ROW } from "tapal/map-plan";

/** @typedef {import("tapal/map-plan").Plan} Plan */
/** @typedef {{kind: "point"|"village"|"household", id: number}} Hit */

/**
 * @param {Plan} plan @param {any} side of the answer @param {number} month
 * @param {number} x @param {number} y in CSS pixels
 * @param {number} tolerance how far from a household a click may fall
 * @returns {Hit|null}
 */
export function hit(plan, side, month, x, y, tolerance) {
  const point = pointAt(plan, side, month, x, y);
  if (point !== null) return { kind: "point", id: point };
  for (const word of plan.words) {
    if (word.kind === "village" && contains(word.box, x, y)) return { kind: "village", id: word.village.index };
  }
  const household = nearest(plan.dots, x, y, tolerance);
  if (household !== null) return { kind: "household", id: household };
  const village = plan.villages.find((v) => Math.hypot(v.x - x, v.y - y) <= v.radius + 3);
  return village ? { kind: "village", id: village.index } : null;
}

/** @param {Plan} plan @param {any} side @param {number} month @param {number} x @param {number} y */
function pointAt(plan, side, month, x, y) {
  for (const group of plan.groups) {
    if (!contains(group.box, x, y)) continue;
    const open = group.rows.filter((/** @type {any} */ point) => side.points.open[month - 1][point.row]);
    if (open.length === 0) continue;
    if (group.town) return busiest(open, side, month);
    const index = Math.floor((y - group.box.y - 2) / ROW);
    if (index < open.length) return open[Math.max(index, 0)].row;
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
