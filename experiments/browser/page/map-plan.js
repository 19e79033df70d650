// @ts-check
// The geometry of a map at one size and language: everything in CSS pixels, shared by both sides.

import { bytes } from "tapal/frames";
import { inRows, plates, towns } from "tapal/map-groups";
import { leader, place } from "tapal/map-labels";
import { number, say, t } from "tapal/text";

/** @typedef {ReturnType<typeof plan>} Plan */

/** A name that would stand worse than this is left out: pointing or the list tells it. */
const SPARE = { place: 55, outline: 110 };

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
  const land = Math.round(map.height * scale);
  const compact = width < 430;
  const style = { compact, font: compact ? 10 : 11.5, measure };
  /** @param {[number, number]} at @returns {[number, number]} */
  const shown = ([x, y]) => [x * scale, y * scale];
  const villages = map.villages.map((/** @type {any} */ village, /** @type {number} */ index) => {
    const [x, y] = shown(village.at);
    return { ...village, index, x, y, radius: village.radius * scale };
  });
  const all = plates(facts, answer, villages, shown([0, map.height]), style);
  // A small map has no room for plates: there they stand below it, and the villages keep their names.
  const groups = compact ? [] : all;
  const far = inRows(towns(facts, answer, style), land, width);
  const near = inRows(compact ? all : [], far.bottom, width);
  const height = near.bottom + 8;
  const unnamed = villages.filter(({ index }) => groups.every(({ village }) => village !== index));
  const served = new Set(all.map(({ village }) => village));
  const words = wordItems(map, unnamed, served, shown, style);
  const status = postStatus(facts, answer.question);
  const tag = { name: "post status", at: shown(map.post.at), radius: 7, far: true, height: style.font + 5 };
  const tags = status ? [{ ...tag, width: measure(status.text, style.font - 0.5, true) + 12 }] : [];
  const lines = [map.border, map.way].flatMap((line) => dense(line.map(shown)));
  const first = words.filter(({ kind }) => ["abroad", "destination", "post"].includes(kind));
  const bounds = { width, height: land };
  const firm = place([...first, ...groups, ...tags], villages, [], bounds, lines);
  const boxed = groups.map((group) => ({ ...group, box: /** @type {any} */ (firm.get(group.name)) }));
  const leaders = boxed.filter((group) => group.leader).flatMap((group) => dense(leader(group, group.box)));
  const loose = words.filter((word) => !first.includes(word));
  const boxes = place(loose, villages, [...firm.values()], bounds, [...lines, ...leaders]);
  const boxOf = (/** @type {string} */ name) => firm.get(name) ?? boxes.get(name);
  return {
    width,
    height,
    land,
    scale,
    compact,
    font: style.font,
    shown,
    villages,
    dots: dots(map.dots, scale),
    groups: [...boxed, ...far.placed, ...near.placed],
    post: status && { ...status, at: shown(map.post.at), box: /** @type {any} */ (boxOf("post status")) },
    words: words.map((word) => ({ ...word, box: /** @type {any} */ (boxOf(word.name)) })).filter(({ box }) => box),
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

/** What the policy makes of the post, and from when; null where it leaves the post alone.
 * @param {any} facts @param {any} question */
function postStatus(facts, { levers }) {
  const parameters = facts.sections.flatMap((/** @type {any} */ section) => section.parameters);
  const known = parameters.find((/** @type {any} */ each) => each.path === "post.status");
  const choice = known?.choices?.find((/** @type {any} */ each) => each.value === levers["post.status"]);
  if (!choice || choice.value === known.default) return null;
  return { text: say(choice.label), from: Math.max(levers["post.status_month"] ?? 1, 1) };
}

/** @param {[number, number][]} ring @returns {[number, number]} the middle of its corners */
function middle(ring) {
  const mean = (/** @type {number} */ axis) => ring.reduce((sum, point) => sum + point[axis], 0) / ring.length;
  return [mean(0), mean(1)];
}

/** The country beyond: what lies on its side of the border line. @param {any} map @param {Function} shown */
function beyond(map, shown) {
  const [first, last] = [map.border[0], map.border.at(-1)];
  return [...map.border, [map.width, last[1]], [map.width, 0], [first[0], 0]].map((point) => shown(point));
}

/** The labels of the country beyond, the post, the markets and villages, large ones first, then the sub-districts.
 * @param {any} map @param {any[]} villages without a plate @param {Set<number|null>} served villages with points
 * @param {Function} shown
 * @param {import("tapal/map-groups").Style} style */
function wordItems(map, villages, served, shown, { compact, font, measure }) {
  const items = [];
  const abroad = say(map.abroad.label);
  // Beyond the border line, in the corner: nearer to it there is room for the plates.
  const size = font + 2;
  const [far] = shown([map.width, 0]);
  const preferred = [far - measure(abroad, size, true) / 2 - 8, size + 4];
  items.push({ name: "abroad", kind: "abroad", text: abroad, size, at: preferred, radius: 0, far: true, within: beyond(map, shown), must: true, preferred });
  items.push({ name: "post", kind: "post", text: say(map.post.label), size: font, at: shown(map.post.at), radius: 7, far: true });
  for (const [index, target] of map.destinations.entries()) {
    const text = t("map.destination", { name: say(target.label), km: number(target.kilometres, target.kilometres < 10 ? 1 : 0) });
    items.push({ name: `destination ${index}`, kind: "destination", text, size: font - 1, at: shown(target.at), radius: 4, spare: compact && index > 0 ? SPARE.place : undefined });
  }
  for (const village of [...villages].sort((a, b) => b.households - a.households)) {
    items.push({ name: `village ${village.index}`, kind: "village", text: village.label, size: font, bold: served.has(village.index), at: [village.x, village.y], radius: village.radius, inside: true, spare: compact && village.households < 400 ? SPARE.place : undefined, village });
  }
  for (const outline of map.outlines) {
    const text = [...say(outline.label).toUpperCase()].join("\u200a");
    items.push({ name: `outline ${outline.name}`, kind: "outline", text, size: font - 0.5, at: middle(outline.points.map(shown)), radius: 0, inside: true, far: true, within: outline.points.map(shown), spare: SPARE.outline });
  }
  return items.map((item) => ({
    ...item,
    bold: item.bold ?? ["abroad", "outline"].includes(item.kind),
    width: measure(item.text, item.size, item.bold ?? item.kind !== "village") + 4,
    height: item.size + 3,
  }));
}
