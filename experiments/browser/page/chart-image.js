// @ts-check
// A chart as a file for a report: with title, unit, source, seeds and link inside the picture.
import { chartOption } from "tapal/chart-options";
import { bandNote, sideNames, sourceLines, turnNote, unitLine } from "tapal/chart-words";
import { say, t } from "tapal/text";
import { broken, paperLook, wrapped } from "tapal/measure";
import { canvasBlob } from "tapal/save";

const WIDTH = 760;
const HEIGHT = 460;
const MARGIN = 24;

/**
 * @param {import("tapal/figure").Figure} shown
 * @param {number[]} turns
 * @param {any} state
 * @param {"png"|"svg"} kind
 * @returns {Promise<Blob>}
 */
export async function chartImage(shown, turns, state, kind) {
  const option = pictureOption(shown, turns, state);
  if (kind === "svg") {
    const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: HEIGHT });
    chart.setOption(option);
    const text = chart.renderToSVGString();
    chart.dispose();
    return new Blob([text], { type: "image/svg+xml" });
  }
  const canvas = document.createElement("canvas");
  const chart = echarts.init(canvas, null, { renderer: "canvas", width: WIDTH, height: HEIGHT, devicePixelRatio: 2 });
  chart.setOption(option);
  const file = await canvasBlob(chart.renderToCanvas({ pixelRatio: 2, backgroundColor: option.backgroundColor }));
  chart.dispose();
  return file;
}

function pictureOption(shown, turns, state) {
  const look = paperLook();
  const words = pictureWords(shown, turns, state, look);
  const frame = { width: WIDTH - 2 * MARGIN, height: HEIGHT, top: words.top, bottom: words.bottom, size: 14 };
  const { option } = chartOption(shown, { frame, look, labels: sideNames(), turns });
  option.grid = { ...option.grid, left: option.grid.left + MARGIN };
  option.graphic = option.graphic.map((one) => ({ ...one, x: (one.x ?? 0) + MARGIN }));
  option.graphic.push(...words.graphic);
  option.backgroundColor = look.ground;
  return option;
}

/** The texts of a picture and the room they take above and below. */
function pictureWords(shown, turns, state, look) {
  const room = WIDTH - 2 * MARGIN;
  const graphic = [];
  let y = MARGIN;
  const write = (text, size, fill, weight = 400) => {
    const font = `${weight} ${size}px ${look.font}`;
    for (const line of wrapped(text, font, room)) {
      graphic.push(textAt(line, MARGIN, y, font, fill));
      y += Math.round(size * 1.35);
    }
  };
  write(say(shown.label), 21, look.ink, 600);
  write([unitLine(shown), bandNote(state.answer.question)].join(" · "), 13, look.faint);
  write(`${t("side.policy")}: ${say(state.answer.label)}`, 13, look.policy, 600);
  const top = y + 4;
  const source = sourceLines(state);
  const turning = turnNote(state.facts, state.answer.question);
  if (turning) source.unshift(turning);
  const font = `12px ${look.font}`;
  const below = source.flatMap((text) => broken(text, font, room));
  y = HEIGHT - MARGIN + 6 - below.length * 16;
  const bottom = HEIGHT - y + 8;
  for (const line of below) {
    graphic.push(textAt(line, MARGIN, y, font, look.faint));
    y += 16;
  }
  return { graphic, top, bottom };
}

function textAt(text, x, y, font, fill) {
  return { type: "text", silent: true, x, y, style: { text, font, fill, verticalAlign: "top" } };
}
