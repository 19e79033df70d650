// @ts-check
// Small drawings as elements: signs of the legend and lines of the inspector.

const SVG = "http://www.w3.org/2000/svg";

/**
 * A new SVG element; `class` and the like by attribute, colours by the style sheet.
 * @param {string} tag @param {Record<string, string|number|null>} [attributes]
 * @param {...(Node|string)} children
 * @returns {any}
 */
export function vector(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) made.setAttribute(name, String(value));
  }
  made.append(...children);
  return made;
}

const MARKS = [
  "M8 2.2 13.4 8 8 13.8 2.6 8Z",
  "M8 3 13.2 12.4H2.8Z",
  "M8 4.6a3.4 3.4 0 1 1 0 6.8a3.4 3.4 0 1 1 0-6.8Z",
  "M8 6.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 1 1 0-3.6Z",
];

/** The mark of a rank of households, as on the maps. @param {number} rank */
export function markSign(rank) {
  const path = vector("path", { d: MARKS[rank] });
  return vector("svg", { class: `map-sign map-rank${rank}`, viewBox: "0 0 16 16", "aria-hidden": "true" }, path);
}

/** A piece of line as on the maps. @param {"border"|"road"|"rough"} kind */
export function lineSign(kind) {
  const line = vector("line", { x1: 1, x2: 29, y1: 8, y2: 8 });
  return vector("svg", { class: `map-line map-line-${kind}`, viewBox: "0 0 30 16", "aria-hidden": "true" }, line);
}

/** A queue's bar as on the maps. */
export function queueSign() {
  const track = vector("rect", { class: "map-track", x: 1, y: 5.5, width: 28, height: 5 });
  const bar = vector("rect", { class: "map-bar", x: 1, y: 5.5, width: 14, height: 5 });
  return vector("svg", { class: "map-line", viewBox: "0 0 30 16", "aria-hidden": "true" }, track, bar);
}

/**
 * A line over the months for each side, on one scale, with the month's cursor.
 * @param {(number|null)[][]} sides values per month
 * @param {{low?: number, high?: number}} [bounds] of the scale, where known beforehand
 * @returns {{node: SVGElement, move: (month: number) => void}}
 */
export function sparkline(sides, bounds = {}) {
  const [width, height, edge] = [220, 46, 3];
  const months = sides[0].length;
  const values = sides.flat().filter((value) => value !== null && Number.isFinite(value));
  const low = bounds.low ?? Math.min(...values);
  const high = Math.max(bounds.high ?? Math.max(...values), low + 1e-9);
  const across = (/** @type {number} */ month) => (width * (month - 0.5)) / months;
  const down = (/** @type {number} */ value) => height - edge - ((height - 2 * edge) * (value - low)) / (high - low);
  // All lines of a table run over the same months, also those that begin late.
  const ground = vector("line", { class: "spark-ground", x1: 0, x2: width, y1: height, y2: height });
  const cursor = vector("line", { class: "spark-cursor", y1: 0, y2: height });
  const lines = sides.map((line, side) => vector("path", { class: `spark-side${side}`, d: path(line, across, down) }));
  const node = vector("svg", { class: "spark", viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" }, ground, cursor, ...lines);
  return {
    node,
    move(month) {
      cursor.setAttribute("x1", String(across(month)));
      cursor.setAttribute("x2", String(across(month)));
    },
  };
}

/** @param {(number|null)[]} line @param {(month: number) => number} across @param {(value: number) => number} down */
function path(line, across, down) {
  let open = false;
  return line
    .map((value, index) => {
      if (value === null || !Number.isFinite(value)) {
        open = false;
        return "";
      }
      const step = `${open ? "L" : "M"}${across(index + 1).toFixed(1)} ${down(value).toFixed(1)}`;
      open = true;
      return step;
    })
    .join("");
}
