// @ts-check
// The signs of service points, drawn alike on the maps and in the legend.

import { vector } from "tapal/vector";

/** Outlines about a middle of 0, 0, eleven pixels wide. */
const OUTLINES = {
  office: "M-4-5h8v9.5h-8ZM-2-2.9h.8v.8h-.8ZM1.2-2.9h.8v.8h-.8ZM-2 .1h.8v.8h-.8ZM1.2 .1h.8v.8h-.8Z",
  desk: "M-5-2.5h10v2.5h-10ZM-4 0v4.5M4 0v4.5",
  unit: "M-5.5-.5 0-5 5.5-.5M-4-1v5.5h8v-5.5",
  counter: "M-3.5-5h7v10h-7ZM1.6-.8a1.6 1.6 0 1 1-3.2 0a1.6 1.6 0 1 1 3.2 0",
  mobile: "M-5.5-3.5h7v6h-7ZM1.5-1h4v3.5h-4M-2 3.5a1 1 0 1 1-2 0a1 1 0 1 1 2 0M4.5 3.5a1 1 0 1 1-2 0a1 1 0 1 1 2 0",
};

/** @typedef {keyof typeof OUTLINES} Kind */

/** The kinds of points, as the legend names them. */
export const KINDS = /** @type {Kind[]} */ (Object.keys(OUTLINES));

/** @param {CanvasRenderingContext2D} pen @param {Kind} kind @param {number} x @param {number} y of its middle
 * @param {string} colour */
export function drawSign(pen, kind, x, y, colour) {
  pen.save();
  pen.translate(x, y);
  pen.strokeStyle = colour;
  pen.lineWidth = 1.3;
  pen.stroke(new Path2D(OUTLINES[kind]));
  pen.restore();
}

/** @param {Kind} kind @returns {SVGElement} */
export function pointSign(kind) {
  const path = vector("path", { d: OUTLINES[kind] });
  return vector("svg", { class: "map-point", viewBox: "-8 -8 16 16", "aria-hidden": "true" }, path);
}
