// @ts-check
// Two maps side by side: status quo and policy, the same households on both.

import { element } from "tapal/dom";
import { counts, films } from "tapal/frames";
import { legend, layerSwitch } from "tapal/map-legend";
import { placeList } from "tapal/map-list";
import { mapPanel } from "tapal/map-panel";
import { stage } from "tapal/map-stage";

/** @typedef {import("tapal/store").Store} Store */

/**
 * The maps with switch, legend and list. They are drawn at most once a frame, and only if something
 * that they show has changed.
 * @param {HTMLElement} root
 * @param {Store} store
 */
export function mountMaps(root, store) {
  const head = element("div", { class: "map-head" });
  const panels = [0, 1].map((side) => mapPanel(side, store, hover));
  const pair = element("div", { class: "map-pair" }, ...panels.map((panel) => panel.node));
  const foot = element("div", { class: "map-foot" });
  root.classList.add("maps");
  root.append(head, pair, foot);

  /** @type {any} */ let filmOf = null;
  /** @type {any} */ let hovered = null;
  /** @type {any} */ let key = null;
  /** @type {any} */ let places = null;
  let asked = 0;

  /** @param {any} hit */
  function hover(hit) {
    if (hovered?.kind === hit?.kind && hovered?.id === hit?.id) return;
    hovered = hit;
    request();
  }

  function request() {
    if (!asked) asked = requestAnimationFrame(draw);
  }

  function words() {
    const { facts, answer, layer } = store.get();
    if (!answer) return;
    head.replaceChildren(...layerSwitch(store));
    key = legend(facts, answer, layer);
    const open = places?.node.open;
    places = placeList(store, filmOf, hover);
    places.node.open = Boolean(open);
    foot.replaceChildren(key.node, places.node);
    panels.forEach((panel) => panel.words(filmOf));
  }

  function scenery() {
    const { facts, answer } = store.get();
    const width = panels[0].width();
    if (!answer || width < 50) return;
    const scene = stage(root, facts, answer, width);
    panels.forEach((panel) => panel.stage(scene));
    request();
  }

  function draw() {
    asked = 0;
    const state = store.get();
    if (!state.answer || !filmOf) return;
    const households = state.facts.region.households;
    const found = panels.map((panel, side) => {
      const film = filmOf(side, state.layer);
      const tally = counts(film, households, state.month - 1);
      panel.draw(state, film, tally, hovered);
      return tally;
    });
    key.update(found);
    places.update();
  }

  function answered() {
    const { facts, answer } = store.get();
    root.hidden = !answer;
    if (!answer) return;
    filmOf = films(answer, facts.region.households);
    words();
    scenery();
  }

  store.on(["facts", "answer"], answered);
  store.on(["language", "layer"], (_, changed) => {
    words();
    if (changed.has("language")) scenery();
    else request();
  });
  store.on(["theme", "scheme"], scenery);
  store.on(["month", "selected", "playing"], request);
  new ResizeObserver(() => {
    if (panels[0].width() !== panels[0].drawn()) scenery();
  }).observe(pair);
  answered();
}
