// @ts-check
// When charts are drawn: those in view at once, those near it one by one, the others once they
// come near, or all of them for paper. The cursor follows the month in those in view alone.
import { look } from "tapal/measure";

/** @typedef {import("tapal/chart-panel").Panel} Panel */

const NEAR = "400px 0px";

/**
 * @param {Panel[]} panels
 * @param {import("tapal/store").Store} store
 */
export function drawWhenNear(panels, store) {
  const of = new Map(panels.map((panel) => [panel.element, panel]));
  /** @type {Set<Panel>} */
  const waiting = new Set();
  const near = membership(of, { rootMargin: NEAR }, () => later());
  const inView = membership(of, {}, (entered) => {
    point(entered);
    draw(entered);
  });
  let timer = 0;

  function draw(some) {
    const found = [...some].filter((panel) => waiting.has(panel));
    if (!found.length) return;
    const colours = look();
    for (const panel of found) {
      waiting.delete(panel);
      panel.draw(colours);
    }
  }
  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const next = [...near].find((panel) => waiting.has(panel));
      if (!next) return;
      draw([next]);
      later();
    });
  }
  function point(some = inView) {
    const { month } = store.get();
    for (const panel of some) panel.point(month);
  }
  const sized = new ResizeObserver((entries) => {
    const found = entries.map(({ target }) => /** @type {Panel} */ (of.get(target)));
    stale(found.filter((panel) => panel.resize()));
  });
  for (const element of of.keys()) sized.observe(element);
  addEventListener("beforeprint", () => draw(panels));

  /** @param {Panel[]} some */
  function stale(some) {
    for (const panel of some) waiting.add(panel);
    draw(inView);
    later();
  }
  return { stale, point: () => point() };
}

/** The panels inside a margin of the view, kept current. */
function membership(of, options, onEnter) {
  /** @type {Set<Panel>} */
  const members = new Set();
  const observer = new IntersectionObserver((entries) => {
    const entered = [];
    for (const { target, isIntersecting } of entries) {
      const panel = of.get(target);
      if (isIntersecting) entered.push(panel);
      if (isIntersecting) members.add(panel);
      else members.delete(panel);
    }
    if (entered.length) onEnter(entered);
  }, options);
  for (const element of of.keys()) observer.observe(element);
  return members;
}
