// @ts-check
// The geometry of a map at one size and language: everything in CSS pixels, shared by both sides.

import { bytes } from "tapal/frames";
import { place } from "tapal/map-labels";
import { number, say, t } from "tapal/text";
import { settings } from "tapal/timeline-marks";

export const ROW = 15;

/** @typedef {ReturnType<typeof plan>} Plan */

/**
 * Villages, dots, boxes of words and of service points.
 * @param {any} facts
 * @param {any} answer
 * @param {number} width of the map in CSS pixels
 * @param {(text: string, size: number, bold?: boolean) => number} measure width of a text
 */
export function plan(facts, answer, width, measure) {
  const { map } = facts;
  const scale = width / map.width;
  const height = Math.round(map.height * scale);
  const compact = width < 430;
  /** @param {[number, number]} at @returns {[number, number]} */
  const shown = ([x, y]) => [x * scale, y * scale];
  const villages = map.villages.map((/** @type {any} */ village, /** @type {number} */ index) => {
    const [x, y] = shown(village.at);
    return { ...village, index, x, y, radius: village.radius * scale };
  });
  const font = compact ? 10 : 11.5;
  const groups = pointGroups(facts, answer, villages, shown, { compact, font, measure });
  const words = wordItems(map, villages, shown, { font, measure });
  const status = postStatus(facts, answer.question);
  const tag = { name: "post status", kind: "tag", at: shown(map.post.at), radius: 7, far: true, height: font + 5 };
  const tags = status ? [{ ...tag, width: measure(status.text, font - 0.5, true) + 12 }] : [];
  const lines = [map.border, map.way].flatMap((line) => dense(line.map(shown)));
  const anchored = words.filter((word) => word.kind === "destination" || word.kind === "post");
  const abroad = words.filter((word) => word.kind === "abroad");
  const loose = words.filter((word) => !anchored.includes(word) && !abroad.includes(word));
  const boxes = place([...anchored, ...tags, ...groups, ...abroad, ...loose], villages, [], { width, height }, lines);
  return {
    width,
    height,
    scale,
    compact,
    font,
    shown,
    villages,
    boxes,
    dots: dots(map.dots, scale),
    groups: groups.map((group) => ({ ...group, box: /** @type {any} */ (boxes.get(group.name)) })),
    post: status && { ...status, at: shown(map.post.at), box: /** @type {any} */ (boxes.get("post status")) },
    words: words.map((word) => ({ ...word, box: /** @type {any} */ (boxes.get(word.name)) })),
  };
}

/** @param {string} text base64 @param {number} scale @returns {Float32Array} */
function dots(text, scale) {
  const places = new Uint16Array(bytes(text).buffer);
  return Float32Array.from(places, (tenths) => (tenths / 10) * scale);
}

/** Points along a line, close enough for a box not to slip between. @param {[number, number][]} line */
function dense(line) {
  /** @type {[number, number][]} */
  const found = [];
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]];
    const steps = Math.max(1, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / 4));
    for (let k = 0; k < steps; k++) {
      found.push([a[0] + ((b[0] - a[0]) * k) / steps, a[1] + ((b[1] - a[1]) * k) / steps]);
    }
  }
  return found;
}

/**
 * The service points by where they stand: those of a village, those in town, the mobile team.
 * Room is kept for every point that opens at any time on either side, so that nothing moves.
 * @param {any} facts @param {any} answer @param {any[]} villages @param {Function} shown
 * @param {{compact: boolean, font: number, measure: Function}} style
 */
function pointGroups(facts, answer, villages, shown, { compact, font, measure }) {
  const open = (/** @type {number} */ row) =>
    answer.sides.some((/** @type {any} */ side) => side.points.open.some((/** @type {number[]} */ month) => month[row]));
  const used = facts.map.points.filter((/** @type {any} */ point) => open(point.row));
  const names = ["desk", "unit", "counter", "office"].map((kind) => measure(t(`map.point.${kind}`), font));
  const width = compact ? 62 : 22 + Math.max(...names) + 58;
  const unitPlace = settings(facts, answer.question)["unit.location"];
  const spot = (/** @type {any} */ point) => whereabouts(point, unitPlace);
  const groups = [];
  for (const village of villages) {
    const rows = used.filter((/** @type {any} */ point) => spot(point) === village.name);
    if (rows.length === 0) continue;
    const height = rows.length * ROW + 4;
    groups.push({ name: `points ${village.name}`, rows, width, height, at: [village.x, village.y], radius: village.radius, far: true });
  }
  for (const town of [facts.map.town, ...(facts.map.beyond ?? [])]) {
    const rows = used.filter((/** @type {any} */ point) => spot(point) === town.place);
    if (rows.length === 0) continue;
    const title = compact ? say(town.label) : townTitle(town);
    const most = compact ? number(8888) : t("map.waiting", { number: number(8888) });
    const [wide, room] = [measure(title, font, true), measure(most, font, true)];
    const across = compact ? wide + room + 34 : Math.max(wide, room) + 28;
    groups.push({ name: `town ${town.place}`, rows, title, width: across, height: compact ? ROW + 4 : 2 * ROW + 6, at: shown(town.at), radius: 0, far: true, town: true });
  }
  const mobile = used.filter((/** @type {any} */ point) => spot(point) === "mobile");
  if (mobile.length > 0) {
    const room = compact ? 62 : 22 + measure(t("map.point.mobile"), font) + 58;
    groups.push({ name: "mobile", rows: mobile, width: room, height: ROW + 4, at: shown([0, facts.map.height]), radius: 0, far: true });
  }
  return /** @type {any[]} */ (groups);
}

/** The place a point stands at; the team that goes round has none.
 * @param {any} point @param {string|undefined} unitPlace where the policy puts the unit */
function whereabouts(point, unitPlace) {
  if (point.kind === "mobile") return "mobile";
  return point.kind === "unit" ? (unitPlace ?? point.place) : point.place;
}

/** @param {any} town the regency's seat, with a range of kilometres, or a town beyond it */
function townTitle(town) {
  const name = say(town.label);
  if (!Array.isArray(town.kilometres)) return t("map.beyond", { town: name, km: number(town.kilometres) });
  const [near, far] = town.kilometres;
  return t("map.town", { town: name, near: number(near), far: number(far) });
}

/** What the policy makes of the post, and from when; null where it leaves the post alone.
 * @param {any} facts @param {any} question */
function postStatus(facts, question) {
  const set = settings(facts, question);
  const parameters = facts.sections.flatMap((/** @type {any} */ section) => section.parameters);
  const known = parameters.find((/** @type {any} */ each) => each.path === "post.status");
  const choice = known?.choices?.find((/** @type {any} */ each) => each.value === set["post.status"]);
  if (!choice || choice.value === known.default) return null;
  return { text: say(choice.label), from: Math.max(set["post.status_month"] ?? 1, 1) };
}

/** The labels of villages, the post, the country beyond and its markets; large ones first.
 * @param {any} map @param {any[]} villages @param {Function} shown
 * @param {{font: number, measure: Function}} style */
function wordItems(map, villages, shown, { font, measure }) {
  const items = [];
  const abroad = say(map.abroad.label);
  items.push({ name: "abroad", kind: "abroad", text: abroad, size: font + 2, at: shown(map.abroad.at), radius: 0, inside: true, far: true });
  if (map.post) {
    items.push({ name: "post", kind: "post", text: say(map.post.label), size: font, at: shown(map.post.at), radius: 7, far: true });
  }
  for (const [index, target] of (map.destinations ?? []).entries()) {
    if (!target.at) continue;
    const text = t("map.destination", { name: say(target.label), km: number(target.kilometres, target.kilometres < 10 ? 1 : 0) });
    items.push({ name: `destination ${index}`, kind: "destination", text, size: font - 1, at: shown(target.at), radius: 4 });
  }
  for (const village of [...villages].sort((a, b) => b.households - a.households)) {
    const size = village.households > 600 ? font + 1 : font;
    items.push({ name: `village ${village.index}`, kind: "village", text: village.label, size, at: [village.x, village.y], radius: village.radius, inside: true, village });
  }
  for (const outline of map.outlines) {
    const text = [...say(outline.label).toUpperCase()].join("\u200a");
    items.push({ name: `outline ${outline.name}`, kind: "outline", text, size: font - 0.5, at: shown(outline.label_at), radius: 0, inside: true, far: true, within: outline.points.map(shown) });
  }
  return items.map((item) => ({
    ...item,
    width: measure(item.text, item.size, item.kind === "abroad") + 4,
    height: item.size + 3,
  }));
}
