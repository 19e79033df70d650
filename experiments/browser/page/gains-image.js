// @ts-check
// A drawing of gains as a file: the SVG with title, unit and source, or the same as PNG.
import { differenceUnit, sourceLines } from "tapal/chart-words";
import { drawingHeight, intervalDrawing, node, textNode } from "tapal/intervals";
import { broken, paperLook } from "tapal/measure";
import { canvasBlob } from "tapal/save";
import { number, say, t } from "tapal/text";

const WIDTH = 760;
const MARGIN = 24;

/**
 * @param {import("tapal/gains").Gain} gain
 * @param {any} state
 * @param {"png"|"svg"} kind
 * @returns {Promise<Blob>}
 */
export async function intervalImage(gain, state, kind) {
  const svg = picture(gain, state);
  const file = new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
  return kind === "svg" ? file : drawn(file, svg);
}

function picture({ title, about, rows }, state) {
  const light = paperLook();
  const inner = WIDTH - 2 * MARGIN;
  const how = { width: inner, size: 15, decimals: about.decimals, direction: about.direction, look: light };
  const below = sourceLines(state).flatMap((text) =>
    broken(text, `12px ${light.font}`, inner),
  );
  const top = 104;
  const height = top + drawingHeight(rows, how) + below.length * 16 + 2 * MARGIN;
  const svg = node("svg", { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, "font-family": light.font });
  const runs = state.answer.question.replications;
  const note = runs > 1 ? t("gains.note_short", { n: number(runs) }) : t("gains.note_one");
  svg.append(
    node("rect", { width: WIDTH, height, fill: light.ground }),
    textNode(title, MARGIN, 36, { "font-size": 21, "font-weight": 600, fill: light.ink }),
    textNode(`${t("gains.difference")}, ${differenceUnit(about.unit)} · ${note}`, MARGIN, 62, { "font-size": 13, fill: light.faint }),
    textNode(`${t("side.policy")}: ${say(state.answer.label)}`, MARGIN, 82, { "font-size": 13, "font-weight": 600, fill: light.policy }),
  );
  const drawing = intervalDrawing(rows, how);
  drawing.setAttribute("x", String(MARGIN));
  drawing.setAttribute("y", String(top));
  svg.append(drawing);
  const first = height - MARGIN - (below.length - 1) * 16;
  below.forEach((text, place) =>
    svg.append(textNode(text, MARGIN, first + place * 16, { "font-size": 12, fill: light.faint })),
  );
  return svg;
}

/** @param {Blob} file @param {Element} svg @returns {Promise<Blob>} */
async function drawn(file, svg) {
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * Number(svg.getAttribute("width"));
    canvas.height = 2 * Number(svg.getAttribute("height"));
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvasBlob(canvas);
  } finally {
    URL.revokeObjectURL(address);
  }
}
