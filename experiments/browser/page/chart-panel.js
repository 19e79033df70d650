// @ts-check
// One chart: its words, its canvas, drawn when it comes into view, and the cursor above it.
import { chartOption, monthX, valueY } from "tapal/chart-options";
import { alternative, differenceUnit, readout, sideNames, unitLine, withBand } from "tapal/chart-words";
import { element } from "tapal/dom";
import { help } from "tapal/help";
import { menu } from "tapal/menu";
import { monthName, say, t } from "tapal/text";

/**
 * @typedef {import("tapal/figure").Figure} Figure
 * @typedef {{element: HTMLElement, show: (shown: Figure, turns: number[]) => void,
 *   write: () => void, draw: (look: any) => void, point: (month: number) => void,
 *   resize: () => boolean, figure: () => Figure|null}} Panel
 */

/**
 * A panel without a figure; `show` gives it one, `draw` draws it, `point` moves its cursor.
 * @param {{onMonth: (month: number) => void, onSave: (panel: Panel, kind: "png"|"svg") => void}} on
 * @returns {Panel}
 */
export function createPanel(on) {
  const parts = panelParts();
  /** @type {Figure|null} */
  let shown = null;
  /** @type {number[]} */
  let turns = [];
  let month = 1;
  /** @type {import("tapal/chart-options").Plot|null} */
  let plot = null;
  let chart = null;

  const panel = {
    element: parts.root,
    figure: () => shown,
    show(next, marks) {
      [shown, turns] = [next, marks];
      panel.write();
    },
    write() {
      if (!shown) return;
      writeWords(parts, shown);
      parts.tools.replaceChildren(help(say(shown.label), shown.help), saveMenu(panel, on, shown));
      panel.point(month);
    },
    draw(look) {
      if (!shown || shown.empty || parts.plot.clientWidth === 0) return;
      chart ??= echarts.init(parts.canvas, null, { renderer: "canvas" });
      const frame = { width: parts.plot.clientWidth, height: parts.plot.clientHeight };
      const made = chartOption(shown, { frame, look, labels: sideNames(), turns });
      plot = made.plot;
      chart.setOption(made.option, { notMerge: true, lazyUpdate: false });
      placeCursor(parts.cursor, shown, plot, month);
    },
    point(next) {
      month = next;
      if (!shown) return;
      const values = readout(shown, month);
      set(parts.month, monthName(month));
      set(parts.quo, values.quo);
      set(parts.policy, values.policy);
      set(parts.difference, values.difference);
      if (plot) placeCursor(parts.cursor, shown, plot, month);
    },
    resize() {
      const { clientWidth, clientHeight } = parts.plot;
      if (!chart || clientWidth === 0) return false;
      if (chart.getWidth() === clientWidth && chart.getHeight() === clientHeight) return false;
      chart.resize();
      return true;
    },
  };
  listenToPointer(parts, () => shown, () => plot, on.onMonth);
  return panel;
}

function panelParts() {
  const part = (tag, name) => element(tag, { class: name });
  const parts = {
    title: part("h4", "chart-title"),
    unit: part("p", "chart-unit"),
    month: part("span", "chart-month"),
    quo: part("b", "quo"),
    policy: part("b", "policy"),
    difference: part("b", "difference"),
    quoName: part("span", "chart-side quo"),
    policyName: part("span", "chart-side policy"),
    differenceName: part("span", "chart-side"),
    canvas: part("div", "chart-canvas"),
    cursor: cursorParts(),
    tip: element("div", { class: "chart-tip", hidden: true }),
    plot: element("div", { class: "chart-plot", role: "img" }),
    nothing: element("p", { class: "chart-nothing note", hidden: true }),
    tools: part("div", "chart-tools"),
  };
  parts.plot.append(parts.canvas, parts.cursor.root, parts.tip);
  const now = element(
    "p",
    { class: "chart-now" },
    parts.month,
    element("span", {}, parts.quoName, " ", parts.quo),
    element("span", {}, parts.policyName, " ", parts.policy),
    element("span", {}, parts.differenceName, " ", parts.difference),
  );
  const root = element("div", { class: "chart" }, parts.title, parts.unit, now, parts.plot, parts.nothing, parts.tools);
  return { ...parts, root, now };
}

function cursorParts() {
  const line = element("div", { class: "chart-cursor" });
  const dots = [element("i", { class: "chart-dot quo" }), element("i", { class: "chart-dot policy" })];
  const hover = element("div", { class: "chart-cursor hover", hidden: true });
  const root = element("div", { class: "chart-over", "aria-hidden": "true" }, line, hover, ...dots);
  return { root, line, hover, dots };
}

/** @param {Figure} shown */
function writeWords(parts, shown) {
  const [quo, policy] = sideNames();
  set(parts.title, say(shown.label));
  set(parts.unit, unitLine(shown));
  set(parts.quoName, quo);
  set(parts.policyName, policy);
  set(parts.differenceName, t("chart.difference"));
  set(parts.nothing, t("chart.never"));
  parts.plot.setAttribute("aria-label", alternative(shown));
  parts.plot.hidden = shown.empty;
  parts.now.hidden = shown.empty;
  parts.nothing.hidden = !shown.empty;
}

/** @param {Panel} panel @param {Figure} shown */
function saveMenu(panel, on, shown) {
  if (shown.empty) return element("span");
  return menu(t("chart.save"), say(shown.label), [
    [t("download.png"), () => on.onSave(panel, "png")],
    [t("download.svg"), () => on.onSave(panel, "svg")],
  ]);
}

/** Moves by transforms alone: nothing is laid out or drawn again while months pass. */
function placeCursor(cursor, shown, plot, month) {
  const x = monthX(plot, shown.months, month);
  const height = `${plot.height}px`;
  if (cursor.line.style.height !== height) cursor.line.style.height = height;
  cursor.line.style.transform = `translate(${x}px, ${plot.top}px)`;
  cursor.dots.forEach((dot, side) => {
    const value = shown.sides[side].mean[month - 1];
    if (dot.hidden !== (value == null)) dot.hidden = value == null;
    if (value != null) dot.style.transform = `translate(${x}px, ${valueY(plot, shown, value)}px)`;
  });
}

/** Hovering tells the values of a month; a click takes all of the page there. */
function listenToPointer(parts, figureOf, plotOf, onMonth) {
  const monthAt = (event) => {
    const [shown, plot] = [figureOf(), plotOf()];
    if (!shown || !plot) return null;
    const x = event.clientX - parts.plot.getBoundingClientRect().left - plot.left;
    const month = Math.round((x / plot.width) * (shown.months - 1)) + 1;
    return x < -8 || x > plot.width + 8 ? null : Math.min(shown.months, Math.max(1, month));
  };
  parts.plot.addEventListener("pointermove", (event) => {
    const month = monthAt(event);
    if (event.pointerType === "mouse" && event.buttons === 1 && month) onMonth(month);
    tell(parts, figureOf(), plotOf(), month);
  });
  parts.plot.addEventListener("pointerleave", () => tell(parts, null, null, null));
  parts.plot.addEventListener("click", (event) => {
    const month = monthAt(event);
    if (month) onMonth(month);
  });
}

function tell(parts, shown, plot, month) {
  parts.tip.hidden = month === null;
  parts.cursor.hover.hidden = month === null;
  if (month === null) return;
  const [quo, policy] = sideNames();
  const { difference } = readout(shown, month);
  parts.tip.replaceChildren(
    element("b", { text: monthName(month) }),
    element("span", { class: "policy", text: `${policy}: ${withBand(shown, 1, month)}` }),
    element("span", { class: "quo", text: `${quo}: ${withBand(shown, 0, month)}` }),
    element("span", { text: `${t("chart.difference")}: ${difference} ${differenceUnit(shown.unit)}` }),
  );
  const x = monthX(plot, shown.months, month);
  parts.cursor.hover.style.height = `${plot.height}px`;
  parts.cursor.hover.style.transform = `translate(${x}px, ${plot.top}px)`;
  const [room, wide] = [parts.plot.clientWidth, parts.tip.offsetWidth];
  const left = Math.max(0, Math.min(room - wide, x - wide / 2));
  parts.tip.style.transform = `translate(${left}px, 0)`;
}

/** @param {Element} node @param {string} text */
function set(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
