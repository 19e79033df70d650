// @ts-check
// One side's map with its title, its pointer and its tooltip.

import { element } from "tapal/dom";
import { hit } from "tapal/map-hits";
import { about, figure, summary } from "tapal/map-summary";
import { mapView } from "tapal/map-view";
import { monthLong, say, t } from "tapal/text";

/** How far from a household the pointer may be, in CSS pixels. */
const REACH = { mouse: 6, touch: 14 };

/**
 * @param {number} side
 * @param {import("tapal/store").Store} store
 * @param {(hit: any) => void} onHover
 */
export function mapPanel(side, store, onHover) {
  const name = element("strong", { class: "map-name" });
  const value = element("span", { class: "map-figure" });
  const title = element("figcaption", { class: `map-title map-side${side}` }, name, value);
  const canvas = element("canvas", { class: "map-canvas", role: "img" });
  const tip = element("div", { class: "map-tip", hidden: true, "aria-hidden": "true" });
  const frame = element("div", { class: "map-frame" }, canvas, tip);
  const node = element("figure", { class: "map-panel" }, title, frame);
  const view = mapView(canvas);
  /** @type {any} */ let scene = null;
  /** @type {any} */ let filmOf = null;

  /** @param {PointerEvent|MouseEvent} event */
  function under(event) {
    const state = store.get();
    if (!scene || !state.answer) return null;
    const bounds = canvas.getBoundingClientRect();
    const touch = "pointerType" in event && event.pointerType !== "mouse";
    const [x, y] = [event.clientX - bounds.left, event.clientY - bounds.top];
    return { x, y, hit: hit(scene.plan, state.answer.sides[side], state.month, x, y, touch ? REACH.touch : REACH.mouse) };
  }

  /** @param {PointerEvent} event */
  function moved(event) {
    if (event.pointerType !== "mouse") return;
    const found = under(event);
    onHover(found?.hit ?? null);
    if (!found?.hit) return left();
    const state = store.get();
    const [heading, line] = about(state, side, filmOf(side, state.layer), found.hit);
    tip.replaceChildren(element("strong", { text: heading }), element("span", { text: line }));
    tip.hidden = false;
    canvas.style.cursor = "pointer";
    position(tip, found.x, found.y, scene.plan);
  }

  function left() {
    tip.hidden = true;
    canvas.style.cursor = "";
  }

  canvas.addEventListener("pointermove", moved);
  canvas.addEventListener("pointerleave", () => {
    left();
    onHover(null);
  });
  canvas.addEventListener("click", (/** @type {PointerEvent} */ event) => {
    const found = under(event)?.hit;
    if (found) store.set({ selected: { ...found, side } });
  });

  return {
    node,
    width: () => Math.floor(frame.clientWidth),
    drawn: () => scene?.plan.width ?? 0,
    /** @param {any} films */
    words(films) {
      filmOf = films;
      name.textContent = say(store.get().answer.sides[side].label);
    },
    /** @param {import("tapal/map-stage").Stage} next */
    stage(next) {
      scene = next;
      view.stage(next);
    },
    /** @param {any} state @param {Uint8Array} film @param {number[]} found @param {any} hovered */
    draw(state, film, found, hovered) {
      const { facts, answer, month, layer, selected } = state;
      const households = facts.region.households;
      const classes = film.subarray((month - 1) * households, month * households);
      view.draw({ side: answer.sides[side], changed: side === 1, classes, layer, month, selected, hovered });
      const words = figure(found, layer);
      if (value.textContent !== words) value.textContent = words;
      if (state.playing) return;
      const label = { side: say(answer.sides[side].label), month: monthLong(month), summary: summary(facts, layer, found) };
      canvas.setAttribute("aria-label", t("map.canvas", label));
    },
  };
}

/** Beside the pointer, inside the map. @param {HTMLElement} tip @param {number} x @param {number} y
 * @param {{width: number, height: number}} plan */
function position(tip, x, y, { width, height }) {
  const [across, down] = [tip.offsetWidth, tip.offsetHeight];
  const left = x + 14 + across > width ? x - across - 10 : x + 14;
  const top = y + 14 + down > height ? y - down - 10 : y + 14;
  tip.style.left = `${Math.min(Math.max(left, 2), Math.max(width - across - 2, 2))}px`;
  tip.style.top = `${Math.max(top, 2)}px`;
}
