// @ts-check
// The service points by where they stand: plates of villages, of towns, and of the team that goes round.
//
// Room is kept for every point that opens at any time on either side, so that nothing moves.

import { number, say, t } from "tapal/text";

/** Height of a line of a plate in CSS pixels. */
export const ROW = 15;
/** From the sign to the words, and from a plate's edge to its sign's middle. */
export const SIGN = { middle: 9, words: 18 };
const EDGE = 6;
const GAP = 7;
/** The strip below the map: its left edge, the room around boxes, and the road from town to town. */
const STRIP = { left: 10, gap: 8, road: 22 };

/**
 * @typedef {{compact: boolean, font: number, measure: (text: string, size: number, bold?: boolean) => number}} Style
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 * @typedef {{name: string, kind: "village"|"mobile"|"town", rows: any[], title: string, width: number, height: number,
 *   bar: number, digits: number, at: [number, number], radius: number, village: number|null, far: true, leader: boolean,
 *   box?: Box}} Group
 */

/** The points that open at any time. @param {any} facts @param {any} answer @returns {any[]} */
export function used(facts, answer) {
  return facts.map.points.filter(({ row }) =>
    answer.sides.some((/** @type {any} */ side) => side.points.open.some((/** @type {number[]} */ month) => month[row])),
  );
}

/** The place a point stands at; the team that goes round has none.
 * @param {any} point @param {any} question */
function whereabouts(point, question) {
  if (point.kind === "mobile") return "mobile";
  return point.kind === "unit" ? (question.levers["unit.location"] ?? point.place) : point.place;
}

/** What a point is called on the maps: the office outside the towns is that of immigration. @param {any} point */
export const pointWord = (point) => t(point.kind === "office" ? "map.point.immigration" : `map.point.${point.kind}`);

/**
 * The plates inside the map; a plate names its village, which needs no other label.
 * @param {any} facts @param {any} answer @param {any[]} villages @param {[number, number]} corner of the mobile team
 * @param {Style} style
 * @returns {Group[]}
 */
export function plates(facts, answer, villages, corner, style) {
  const points = used(facts, answer);
  const at = (/** @type {string} */ place) => points.filter((point) => whereabouts(point, answer.question) === place);
  const digits = style.measure(number(longest(answer, points)), style.font - 0.5, true);
  const found = /** @type {Group[]} */ ([]);
  for (const village of villages) {
    const rows = at(village.name);
    if (rows.length === 0) continue;
    const spot = /** @type {[number, number]} */ ([village.x, village.y]);
    const one = { name: `points ${village.name}`, kind: /** @type {const} */ ("village"), rows, title: village.label };
    found.push({ ...one, ...size(rows, village.label, digits, style), at: spot, radius: village.radius, village: village.index, far: true, leader: !style.compact });
  }
  const mobile = at("mobile");
  if (mobile.length > 0) {
    const one = { name: "mobile", kind: /** @type {const} */ ("mobile"), rows: mobile, title: "" };
    found.push({ ...one, ...size(mobile, "", digits, style), at: corner, radius: 0, village: null, far: true, leader: false });
  }
  return found;
}

/** @param {any[]} rows @param {string} title @param {number} digits @param {Style} style */
function size(rows, title, digits, { compact, font, measure }) {
  const words = compact ? 0 : Math.max(...rows.map((point) => measure(pointWord(point), font - 0.5))) + GAP;
  const bar = compact ? 10 : 20;
  const wide = SIGN.words + words + bar + GAP + digits + EDGE;
  const width = Math.max(wide, title ? measure(title, font, true) + 2 * EDGE : 0);
  return { width, height: (rows.length + (title ? 1 : 0)) * ROW + 4, bar, digits };
}

/** The most files that wait at one of some points. @param {any} answer @param {any[]} points */
function longest(answer, points) {
  const each = answer.sides.flatMap((/** @type {any} */ side) => side.points.backlog.map((/** @type {number[]} */ month) => Math.max(...points.map(({ row }) => month[row] ?? 0))));
  return Math.max(1, ...each);
}

/**
 * The towns beyond the map's edge, the nearest first.
 * @param {any} facts @param {any} answer @param {Style} style
 * @returns {Group[]}
 */
export function towns(facts, answer, style) {
  const { compact, font, measure } = style;
  const points = used(facts, answer);
  const found = [];
  for (const town of [facts.map.town, ...(facts.map.beyond ?? [])]) {
    const rows = points.filter(({ place, kind }) => place === town.place && kind !== "unit");
    if (rows.length === 0) continue;
    const title = compact ? say(town.label) : townTitle(town);
    const [wide, room] = [measure(title, font, true), measure(compact ? number(8888) : t("map.waiting", { number: number(8888) }), font, true)];
    const width = SIGN.words + EDGE + (compact ? wide + GAP + room : Math.max(wide, room));
    const one = { name: `town ${town.place}`, kind: /** @type {const} */ ("town"), rows, title, bar: 0, digits: 0, village: null };
    const height = (compact ? 1 : 2) * ROW + 4;
    found.push({ ...one, width, height, at: /** @type {[number, number]} */ ([0, 0]), radius: 0, far: /** @type {const} */ (true), leader: false });
  }
  return found;
}

/** @param {any} town the regency's seat, with a range of kilometres, or a town beyond it */
function townTitle(town) {
  const name = say(town.label);
  if (!Array.isArray(town.kilometres)) return t("map.beyond", { town: name, km: number(town.kilometres) });
  const [near, far] = town.kilometres;
  return t("map.town", { town: name, near: number(near), far: number(far) });
}

/**
 * Groups in rows below the map.
 * @param {Group[]} groups @param {number} top @param {number} right edge of the strip
 * @returns {{placed: (Group & {box: Box})[], bottom: number}}
 */
export function inRows(groups, top, right) {
  let [x, y, below] = [STRIP.left, top + STRIP.gap, top];
  const placed = groups.map((group) => {
    if (x > STRIP.left && x + group.width > right) [x, y] = [STRIP.left, below + STRIP.gap];
    const box = { x, y, width: group.width, height: group.height };
    x += group.width + (group.kind === "town" ? STRIP.road : STRIP.gap);
    below = Math.max(below, y + group.height);
    return { ...group, box };
  });
  return { placed, bottom: below };
}
