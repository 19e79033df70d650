// @ts-check
// The ECharts option of a figure. Pure: what is drawn depends on the arguments alone.
import { monthName, number } from "tapal/text";
import { width, wrapped } from "tapal/measure";

/**
 * @typedef {import("tapal/figure").Figure} Figure
 * @typedef {{left: number, top: number, width: number, height: number}} Plot
 * @typedef {{width: number, height: number, top?: number, bottom?: number, size?: number}} Frame
 */

const LABEL_WIDTH = 76;
const SHORT_RUN = 30;
// Axes of most charts are as wide as this, so that the months of charts above one another align.
const MOST_LABELS = 32;

/**
 * The option and the place of the plot within the frame, in pixels.
 * @param {Figure} shown
 * @param {{frame: Frame, look: import("tapal/measure").Look, labels: [string, string],
 *   turns: number[]}} how
 * @returns {{option: any, plot: Plot}}
 */
export function chartOption(shown, { frame, look, labels, turns }) {
  const size = frame.size ?? 12;
  const small = `${size}px ${look.font}`;
  const bold = `600 ${size}px ${look.font}`;
  const ends = labels.map((label) => wrapped(label, bold, LABEL_WIDTH));
  const plot = plotWithin(shown, frame, size, small, Math.max(...ends.flat().map((line) => width(line, bold))));
  const ticks = yearTicks(shown.months, plot.width, small);
  return {
    plot,
    option: {
      animation: false,
      backgroundColor: "transparent",
      textStyle: { fontFamily: look.font, fontSize: size },
      grid: plot,
      xAxis: monthAxis(shown.months, ticks, look, size),
      yAxis: valueAxis(shown, look, size),
      series: [
        line(shown.sides[1], look.policy, "solid"),
        line(shown.sides[0], look.quo, [5, 3]),
      ],
      graphic: [
        ...bands(shown, 0, plot, look.quo),
        ...bands(shown, 1, plot, look.policy),
        ...turns.flatMap((month) => turn(monthX(plot, shown.months, month), plot, look)),
        ...endLabels(shown, plot, ends, [look.quo, look.policy], bold, size),
      ],
    },
  };
}

/** @returns {Plot} */
function plotWithin(shown, frame, size, font, labelWidth) {
  const { min, max, decimals } = shown.axis;
  const widest = Math.max(width(number(min, decimals), font), width(number(max, decimals), font));
  const left = Math.max(MOST_LABELS, widest) + 8;
  const top = (frame.top ?? 0) + 8;
  return {
    left,
    top,
    width: Math.max(60, frame.width - left - labelWidth - 9),
    height: frame.height - top - (frame.bottom ?? 0) - size - 12,
  };
}

/** Where a month lies, in pixels from the left. @param {Plot} plot @param {number} months @param {number} month */
export function monthX(plot, months, month) {
  return plot.left + (months > 1 ? ((month - 1) / (months - 1)) * plot.width : plot.width / 2);
}

/** Where a value lies, in pixels from the top. @param {Plot} plot @param {Figure} shown @param {number} value */
export function valueY(plot, shown, value) {
  const { min, max } = shown.axis;
  return plot.top + (1 - (value - min) / (max - min)) * plot.height;
}

/**
 * The months with a label below the axis: Januaries by their year, or quarters of a short run.
 * @returns {Map<number, string>} by index from 0
 */
function yearTicks(months, room, font) {
  const ticks = new Map();
  const short = months <= SHORT_RUN;
  const candidates = [];
  for (let month = 1; month <= months; month += 1) {
    const january = isJanuary(month);
    if (short ? (month - 1) % 3 === 0 : january) candidates.push(month);
  }
  const text = (month) => (short ? monthName(month) : yearOf(month));
  const needed = Math.max(0, ...candidates.map((month) => width(text(month), font))) + 20;
  const gap = (room / Math.max(1, months - 1)) * (short ? 3 : 12);
  const every = [1, 2, 4, 5, 10, 20].find((one) => one * gap >= needed) ?? 20;
  candidates.forEach((month, place) => {
    if (place % every === 0) ticks.set(month - 1, text(month));
  });
  return ticks;
}

function yearOf(month) {
  return /\d{4}/.exec(monthName(month))?.[0] ?? monthName(month);
}

function isJanuary(month) {
  return yearOf(month) !== yearOf(month - 1);
}

function monthAxis(months, ticks, look, size) {
  return {
    type: "category",
    boundaryGap: false,
    data: Array.from({ length: months }, (_, index) => index + 1),
    axisLine: { onZero: false, lineStyle: { color: look.faint } },
    axisTick: { alignWithLabel: true, length: 4, interval: (index) => ticks.has(index) },
    axisLabel: {
      color: look.faint,
      fontSize: size,
      margin: Math.round(size * 0.8),
      interval: (index) => ticks.has(index),
      formatter: (_, index) => ticks.get(index) ?? "",
    },
  };
}

function valueAxis(shown, look, size) {
  const { min, max, step, decimals } = shown.axis;
  return {
    type: "value",
    min,
    max,
    interval: step,
    axisLabel: { color: look.faint, fontSize: size, margin: 6, formatter: (value) => number(value, decimals) },
    splitLine: { lineStyle: { color: look.line, width: 1 } },
  };
}

/** Lowest to highest: a filled shape for each stretch of months that have values. */
function bands(shown, side, plot, fill) {
  const { low, high } = shown.sides[side];
  const point = (values) => (index) => [monthX(plot, shown.months, index + 1), valueY(plot, shown, values[index])];
  return stretches(low).map((indices) => ({
    type: "polygon",
    silent: true,
    z: 1,
    shape: { points: [...indices.map(point(high)), ...indices.toReversed().map(point(low))] },
    style: { fill, opacity: 0.22 },
  }));
}

/** The indices of values that follow one another without a gap. @returns {number[][]} */
function stretches(values) {
  /** @type {number[][]} */
  const found = [];
  values.forEach((value, index) => {
    if (value === null) return;
    if (index > 0 && values[index - 1] !== null) found[found.length - 1].push(index);
    else found.push([index]);
  });
  return found;
}

function line(side, colour, type) {
  return {
    type: "line",
    data: side.mean,
    symbol: "none",
    silent: true,
    z: type === "solid" ? 3 : 4,
    lineStyle: { color: colour, width: 2, type, cap: "butt" },
  };
}

/** The names of the sides at the ends of their lines, moved apart where they would touch. */
function endLabels(shown, plot, texts, colours, font, size) {
  const row = size + 2;
  const found = shown.sides.flatMap((side, place) => {
    const last = side.mean.findLast((value) => value !== null);
    if (last === undefined) return [];
    return [{ place, y: valueY(plot, shown, last), height: texts[place].length * row }];
  });
  found.sort((a, b) => a.y - b.y || b.place - a.place);
  if (found.length === 2) {
    const overlap = (found[0].height + found[1].height) / 2 - (found[1].y - found[0].y);
    if (overlap > 0) {
      found[0].y -= overlap / 2;
      found[1].y += overlap / 2;
    }
  }
  keepWithin(found, plot);
  return found.map(({ place, y }) => ({
    type: "text",
    silent: true,
    x: plot.left + plot.width + 7,
    y,
    style: {
      text: texts[place].join("\n"),
      fill: colours[place],
      font,
      lineHeight: row,
      verticalAlign: "middle",
    },
  }));
}

function keepWithin(found, plot) {
  const bottom = plot.top + plot.height + 6;
  for (const [place, one] of [...found.entries()].reverse()) {
    const below = found[place + 1];
    const most = below ? below.y - below.height / 2 : bottom;
    one.y = Math.min(one.y, most - one.height / 2);
  }
  for (const [place, one] of found.entries()) {
    const above = found[place - 1];
    const least = above ? above.y + above.height / 2 : plot.top - 8;
    one.y = Math.max(one.y, least + one.height / 2);
  }
}

/** A dotted line, and a small triangle on the axis, where the policy opens or closes something. */
function turn(x, plot, look) {
  const y = plot.top + plot.height;
  return [
    {
      type: "line",
      silent: true,
      z: 2,
      shape: { x1: x, x2: x, y1: plot.top, y2: y },
      style: { stroke: look.faint, lineWidth: 1, lineDash: [1, 3] },
    },
    {
      type: "polygon",
      silent: true,
      z: 5,
      shape: { points: [[x, y - 6], [x + 4, y], [x - 4, y]] },
      style: { fill: look.ink },
    },
  ];
}
