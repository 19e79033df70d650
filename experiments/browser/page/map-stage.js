// @ts-check
// What both maps share at one size, theme and language: colours, geometry, and the drawn ground.

import { drawGround, drawWords } from "tapal/map-base";
import { sprites } from "tapal/map-dots";
import { plan as makePlan } from "tapal/map-plan";
import { longestQueue } from "tapal/map-queues";

const NAMES = {
  ink: "--ink",
  line: "--line",
  policy: "--policy",
  beyond: "--map-beyond",
  land0: "--map-land0",
  land1: "--map-land1",
  land2: "--map-land2",
  outline: "--map-outline",
  disc: "--map-disc",
  road: "--map-road",
  border: "--map-border",
  borderBand: "--map-border-band",
  district: "--map-district",
  halo: "--map-halo",
  plate: "--map-plate",
  fresh: "--map-fresh",
  track: "--map-track",
  queue: "--map-queue",
  rank0: "--map-rank0",
  rank1: "--map-rank1",
  rank2: "--map-rank2",
  rank3: "--map-rank3",
};

/** The colours and the font in force at an element. @param {Element} element
 * @returns {Record<string, string>} */
export function colours(element) {
  const style = getComputedStyle(element);
  const found = Object.fromEntries(
    Object.entries(NAMES).map(([name, variable]) => [name, style.getPropertyValue(variable).trim()]),
  );
  return { ...found, family: style.fontFamily };
}

/** @param {Record<string, string>} palette @returns {string[]} colours by rank */
export const rankColours = (palette) => [palette.rank0, palette.rank1, palette.rank2, palette.rank3];

/** @param {number} width @param {number} height @param {number} ratio */
function surface(width, height, ratio) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  pen.scale(ratio, ratio);
  return { canvas, pen };
}

/**
 * The stage of both maps.
 * @param {Element} element whose style gives the colours
 * @param {any} facts @param {any} answer @param {number} width in CSS pixels
 * @param {number} [ratio] device pixels per CSS pixel
 */
export function stage(element, facts, answer, width, ratio = Math.min(Math.max(window.devicePixelRatio || 1, 1), 3)) {
  const palette = colours(element);
  const ruler = surface(1, 1, 1).pen;
  const plan = makePlan(facts, answer, width, (text, size, bold) => {
    ruler.font = `${bold ? 600 : 500} ${size}px ${palette.family}`;
    return ruler.measureText(text).width;
  });
  const ground = surface(plan.width, plan.height, ratio);
  drawGround(ground.pen, plan, facts.map, palette);
  const words = surface(plan.width, plan.height, ratio);
  drawWords(words.pen, plan, palette);
  const { width: across, height: down } = ground.canvas;
  return {
    plan,
    palette,
    ratio,
    ground: ground.pen.getImageData(0, 0, across, down),
    words: words.canvas,
    places: Int16Array.from(plan.dots, (at) => Math.round(at * ratio)),
    marks: sprites(rankColours(palette), ratio * Math.min(Math.max(width / 500, 0.72), 1.35)),
    longest: longestQueue(answer, plan),
  };
}

/** @typedef {ReturnType<typeof stage>} Stage */
