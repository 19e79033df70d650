// @ts-check
// Differences with their intervals as a drawing: a dot, a whisker, and the zero line.
import { axis } from "tapal/figure";
import { signed } from "tapal/chart-words";
import { number, t } from "tapal/text";
import { width } from "tapal/measure";

/**
 * @typedef {"better"|"worse"|"clear"|"unclear"} Verdict
 * @typedef {{label: string, difference: number|null, low: number|null, high: number|null,
 *   quo: number|null, policy: number|null, verdict: Verdict, strong?: boolean}} Row
 * @typedef {{width: number, size: number, decimals: number, direction: number,
 *   look: import("tapal/measure").Look}} How
 */

const NAMESPACE = "http://www.w3.org/2000/svg";
const GAP = 12;

/**
 * The drawing as an SVG element of the given width.
 * @param {Row[]} rows
 * @param {How} how
 */
export function intervalDrawing(rows, how) {
  const { size, look } = how;
  const place = layout(rows, how);
  const svg = node("svg", {
    viewBox: `0 0 ${how.width} ${place.height}`,
    width: how.width,
    height: place.height,
    "font-family": look.font,
    "font-size": size,
  });
  if (how.direction) svg.append(...directions(place, how));
  svg.append(...ticks(place, how));
  rows.forEach((row, index) => svg.append(...drawnRow(row, place, place.y(index), how)));
  return svg;
}

/** How high a drawing will be. @param {Row[]} rows @param {How} how */
export function drawingHeight(rows, how) {
  return layout(rows, how).height;
}

/** @param {Row[]} rows @param {How} how */
function layout(rows, how) {
  const font = `600 ${how.size}px ${how.look.font}`;
  const widest = (texts) => Math.max(0, ...texts.map((text) => width(text, font)));
  const labels = widest(rows.map((row) => row.label));
  const values = widest(rows.map((row) => signed(row.difference, how.decimals)));
  const found = rows.flatMap((row) => [row.difference, row.low, row.high]).filter((one) => one !== null);
  const wide = axis(Math.min(0, ...found), Math.max(0, ...found), how.width > 420 ? 4 : 3);
  const left = labels + GAP;
  const right = how.width - values - GAP;
  const row = Math.round(how.size * 1.75);
  const top = how.direction ? row : 4;
  return {
    axis: wide,
    left,
    right,
    top,
    bottom: top + rows.length * row,
    height: top + rows.length * row + how.size + 12,
    x: (value) => left + ((value - wide.min) / (wide.max - wide.min)) * (right - left),
    y: (index) => top + (index + 0.5) * row,
  };
}

/** Which way is better, said at both sides of zero where there is room. */
function directions(place, { direction, size, look }) {
  const zero = place.x(0);
  const words = direction > 0 ? ["worse", "better"] : ["better", "worse"];
  const texts = [`← ${t(`gains.${words[0]}`)}`, `${t(`gains.${words[1]}`)} →`];
  return texts.flatMap((text, side) => {
    const room = side ? place.right - zero : zero - place.left;
    if (width(text, `${size}px ${look.font}`) + 8 > room) return [];
    const x = side ? zero + 8 : zero - 8;
    return [textNode(text, x, place.top - size * 0.7, { fill: look.faint, "text-anchor": side ? "start" : "end" })];
  });
}

function ticks(place, { size, look }) {
  const { min, max, step, decimals } = place.axis;
  const made = [];
  for (let count = 0; count <= Math.round((max - min) / step); count += 1) {
    const value = min + count * step;
    const zero = Math.abs(value) < step / 2;
    const x = place.x(value);
    const colour = zero ? look.ink : look.line;
    made.push(node("line", { x1: x, x2: x, y1: place.top, y2: place.bottom, stroke: colour, "stroke-width": zero ? 1.25 : 1 }));
    const text = zero ? number(0) : signed(value, decimals);
    made.push(textNode(text, x, place.bottom + size * 0.6 + 6, { fill: look.faint, "text-anchor": "middle" }));
  }
  return made;
}

/** Better: a filled disc; worse: a filled diamond; not to be told from chance: a ring. */
function drawnRow(row, place, y, { size, decimals, look }) {
  const colour = { better: look.policy, worse: look.worse, clear: look.ink, unclear: look.faint }[row.verdict];
  const weight = row.strong ? 600 : 400;
  const made = [
    textNode(row.label, 0, y, { fill: look.ink, "font-weight": weight }),
    textNode(signed(row.difference, decimals), place.right + GAP, y, { fill: colour, "font-weight": 600 }),
  ];
  if (row.low !== null && row.high !== null) {
    made.push(node("line", { x1: place.x(row.low), x2: place.x(row.high), y1: y, y2: y, stroke: colour, "stroke-width": 2 }));
  }
  if (row.difference !== null) made.push(mark(row.verdict, place.x(row.difference), y, size * 0.38, colour, look));
  return made;
}

function mark(verdict, x, y, radius, colour, look) {
  if (verdict === "worse") {
    const far = radius * 1.25;
    return node("path", { d: `M${x} ${y - far}L${x + far} ${y}L${x} ${y + far}L${x - far} ${y}Z`, fill: colour });
  }
  const ring = verdict === "unclear";
  return node("circle", { cx: x, cy: y, r: radius, fill: ring ? look.ground : colour, stroke: colour, "stroke-width": 2 });
}

/** @param {string} text @param {number} x @param {number} y @param {Record<string, any>} attributes */
export function textNode(text, x, y, attributes) {
  const made = node("text", { x, y, "dominant-baseline": "central", ...attributes });
  made.textContent = text;
  return made;
}

/** @param {string} tag @param {Record<string, any>} attributes */
export function node(tag, attributes) {
  const made = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
