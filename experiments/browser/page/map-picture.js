// @ts-check
// Both maps of the month as one picture, with titles and legend, for a download.

import { films, counts } from "tapal/frames";
import { mark, ranks } from "tapal/map-dots";
import { colours, rankColours, stage } from "tapal/map-stage";
import { figure, layerOf } from "tapal/map-summary";
import { mapView } from "tapal/map-view";
import { monthLong, percent, say } from "tapal/text";

const [WIDTH, EDGE, HEAD, FOOT] = [640, 16, 58, 64];

/**
 * Both maps of the current month, 1,328 CSS pixels wide, in the page's colours.
 * @param {import("tapal/store").Store} store
 * @returns {HTMLCanvasElement}
 */
export function mapPicture(store) {
  const state = store.get();
  const { facts, answer, layer, month } = state;
  const element = /** @type {Element} */ (document.querySelector(".maps") ?? document.body);
  const scene = stage(element, facts, answer, WIDTH);
  const palette = colours(element);
  const canvas = document.createElement("canvas");
  const wide = 2 * WIDTH + 3 * EDGE;
  canvas.width = wide * scene.ratio;
  canvas.height = (HEAD + scene.plan.height + FOOT) * scene.ratio;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(scene.ratio, scene.ratio);
  pen.fillStyle = getComputedStyle(element).getPropertyValue("--ground").trim() || "#fff";
  pen.fillRect(0, 0, wide, canvas.height);
  const filmOf = films(answer, facts.region.households);
  const found = answer.sides.map((/** @type {any} */ side, /** @type {number} */ index) => {
    const film = filmOf(index, layer);
    const left = EDGE + index * (WIDTH + EDGE);
    const tally = counts(film, facts.region.households, month - 1);
    heading(pen, left, `${say(side.label)} · ${monthLong(month)}`, figure(tally, layer), palette);
    const map = document.createElement("canvas");
    const view = mapView(map);
    view.stage(scene);
    const households = facts.region.households;
    const classes = film.subarray((month - 1) * households, month * households);
    view.draw({ side, changed: index === 1, classes, layer, month, selected: null, hovered: null });
    pen.drawImage(map, left, HEAD, WIDTH, scene.plan.height);
    return tally;
  });
  key(pen, facts, layer, found, HEAD + scene.plan.height + 20, palette);
  return canvas;
}

/** @param {CanvasRenderingContext2D} pen @param {number} left @param {string} title @param {string} line
 * @param {Record<string, string>} palette */
function heading(pen, left, title, line, palette) {
  pen.textBaseline = "middle";
  pen.fillStyle = palette.ink;
  pen.font = `600 16px ${palette.family}`;
  pen.fillText(title, left, 20);
  pen.font = `400 14px ${palette.family}`;
  pen.fillText(line, left, 42);
}

/** @param {CanvasRenderingContext2D} pen @param {any} facts @param {string} layer @param {number[][]} found
 * @param {number} y @param {Record<string, string>} palette */
function key(pen, facts, layer, found, y, palette) {
  const tones = rankColours(palette);
  const rankOf = ranks(layer);
  pen.font = `400 13px ${palette.family}`;
  layerOf(facts, layer).classes.forEach((/** @type {any} */ kind, /** @type {number} */ index) => {
    const rank = rankOf[index];
    const x = EDGE + 8 + (rank % 2) * (WIDTH + EDGE);
    const line = y + Math.floor(rank / 2) * 24;
    mark(pen, rank, x, line, [5, 4.5, 3.5, 2][rank]);
    pen.fillStyle = tones[rank];
    pen.fill();
    const shares = found.map((tally) => percent((100 * tally[index]) / facts.region.households));
    pen.fillStyle = palette.ink;
    pen.fillText(`${say(kind)}: ${shares.join(" → ")}`, x + 12, line);
  });
}
