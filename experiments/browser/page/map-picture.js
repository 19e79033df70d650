// @ts-check
// Both maps of the month as one picture that explains itself: title, legend, source.

import { sourceLines } from "tapal/chart-words";
import { counts, films } from "tapal/frames";
import { mark, ranks } from "tapal/map-dots";
import { used } from "tapal/map-groups";
import { notes } from "tapal/map-legend";
import { drawSign, KINDS } from "tapal/map-signs";
import { colours, rankColours, stage } from "tapal/map-stage";
import { figure, layerOf } from "tapal/map-summary";
import { mapView } from "tapal/map-view";
import { broken, onPaper, wrapped } from "tapal/measure";
import { monthLong, percent, say, t } from "tapal/text";

const [WIDTH, EDGE, HEAD, LINE, RATIO] = [640, 16, 92, 22, 2];
const WIDE = 2 * WIDTH + 3 * EDGE;

/**
 * Both maps of the current month, 1,328 CSS pixels wide, in the light colours.
 * @param {import("tapal/store").Store} store
 * @returns {HTMLCanvasElement}
 */
export const mapPicture = (store) => onPaper(() => drawPicture(store.get()));

/** @param {any} state */
function drawPicture(state) {
  const { facts, answer, layer, month } = state;
  const element = /** @type {Element} */ (document.querySelector(".maps") ?? document.body);
  const scene = stage(element, facts, answer, WIDTH, RATIO);
  const palette = colours(element);
  const small = `400 12px ${palette.family}`;
  const room = WIDE - 2 * EDGE;
  const source = [...wrapped(notes(answer).join(" "), small, room), ...sourceLines(state).flatMap((line) => broken(line, small, room))];
  const canvas = document.createElement("canvas");
  canvas.width = WIDE * RATIO;
  canvas.height = (HEAD + scene.plan.height + EDGE + 3.4 * LINE + source.length * 17 + EDGE) * RATIO;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(RATIO, RATIO);
  pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--ground").trim() || "#fff";
  pen.fillRect(0, 0, WIDE, canvas.height);
  pen.textBaseline = "middle";
  const title = t("map.picture.title", { layer: say(layerOf(facts, layer).label), month: monthLong(month) });
  write(pen, title, EDGE, 24, `600 20px ${palette.family}`, palette.ink);
  const filmOf = films(answer, facts.region.households);
  const found = answer.sides.map((/** @type {any} */ side, /** @type {number} */ index) => {
    const film = filmOf(index, layer);
    const left = EDGE + index * (WIDTH + EDGE);
    const households = facts.region.households;
    const tally = counts(film, households, month - 1);
    write(pen, say(side.label), left, 54, `600 16px ${palette.family}`, palette.ink);
    write(pen, figure(tally, layer), left, 76, `400 14px ${palette.family}`, palette.ink);
    const map = document.createElement("canvas");
    const view = mapView(map);
    view.stage(scene);
    const classes = film.subarray((month - 1) * households, month * households);
    view.draw({ side, changed: index === 1, classes, layer, month, selected: null, hovered: null });
    pen.drawImage(map, left, HEAD, WIDTH, scene.plan.height);
    return tally;
  });
  const top = HEAD + scene.plan.height + EDGE + LINE / 2;
  classKey(pen, facts, layer, found, top, palette);
  signKey(pen, facts, answer, top + 2 * LINE, palette);
  source.forEach((line, index) => write(pen, line, EDGE, top + 3.2 * LINE + index * 17, small, palette.ink));
  return canvas;
}

/** @param {CanvasRenderingContext2D} pen @param {string} text @param {number} x @param {number} y
 * @param {string} font @param {string} colour */
function write(pen, text, x, y, font, colour) {
  pen.textAlign = "left";
  pen.font = font;
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}

/** The classes with their shares. @param {CanvasRenderingContext2D} pen @param {any} facts @param {string} layer
 * @param {number[][]} found @param {number} y @param {Record<string, string>} palette */
function classKey(pen, facts, layer, found, y, palette) {
  const tones = rankColours(palette);
  const rankOf = ranks(layer);
  layerOf(facts, layer).classes.forEach((/** @type {any} */ kind, /** @type {number} */ index) => {
    const rank = rankOf[index];
    const x = EDGE + 8 + (rank % 2) * (WIDTH + EDGE);
    const line = y + Math.floor(rank / 2) * LINE;
    mark(pen, rank, x, line, [5, 4.5, 3.5, 2][rank]);
    pen.fillStyle = tones[rank];
    pen.fill();
    const [quo, policy] = found.map((tally) => percent((100 * tally[index]) / facts.region.households));
    const text = t("map.picture.class", { label: capital(say(kind)), quo, policy });
    write(pen, text, x + 12, line, `400 13px ${palette.family}`, palette.ink);
  });
}

/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Lines, bars and signs in a row. @param {CanvasRenderingContext2D} pen @param {any} facts @param {any} answer
 * @param {number} y @param {Record<string, string>} palette */
function signKey(pen, facts, answer, y, palette) {
  const points = used(facts, answer);
  let x = EDGE;
  const lines = /** @type {[string, string, number[]][]} */ ([
    ["border", palette.border, [10, 3.5, 2, 3.5]],
    ["road", palette.road, []],
    ["rough", palette.road, [3, 3]],
    ["point", palette.queue, []],
  ]);
  const name = (/** @type {string} */ text, /** @type {number} */ wide) => {
    write(pen, text, x + wide, y, `400 13px ${palette.family}`, palette.ink);
    x += wide + pen.measureText(text).width + 18;
  };
  for (const [key, colour, dash] of lines) {
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x + 28, y);
    pen.setLineDash(dash);
    pen.lineWidth = key === "point" ? 5 : 2;
    pen.strokeStyle = colour;
    pen.stroke();
    pen.setLineDash([]);
    name(t(`map.legend.${key}`), 34);
  }
  for (const kind of KINDS.filter((each) => points.some((point) => point.kind === each))) {
    drawSign(pen, kind, x + 7, y, palette.ink);
    name(t(`map.point.${kind}`), 18);
  }
}
