// @ts-check
// The column of choices: policy, levers, the world, the run.
import { element } from "tapal/dom";
import { icon } from "tapal/icons";
import { createLists } from "tapal/lists";
import { policyName, presets } from "tapal/presets";
import { mountRun } from "tapal/run";
import { runSettings } from "tapal/settings";
import { sourceKind } from "tapal/source";
import { t } from "tapal/text";

/** @typedef {import("./store.js").Store} Store */

/**
 * @param {HTMLElement} place
 * @param {Store} store
 * @param {{run: () => void, renew: () => void, cancel: () => void}} runner
 */
export function mountControls(place, store, runner) {
  const title = element("h2", { id: "controls-title" });
  const current = element("p", { class: "controls-current" });
  const words = element("span");
  const toggle = element(
    "button",
    { type: "button", class: "button controls-toggle", "aria-controls": "controls-body", on: { click: () => open(!opened) } },
    words,
    icon("down"),
  );
  const body = element("div", { id: "controls-body", class: "controls-body" });
  const runPlace = element("div", { class: "run" });
  const head = element("div", { class: "controls-head" }, element("div", {}, title, current), toggle);
  place.append(head, body, runPlace);

  let opened = false;
  const open = (whether) => {
    opened = whether;
    place.classList.toggle("open", opened);
    toggle.setAttribute("aria-expanded", String(opened));
    words.textContent = t(opened ? "page.close" : "controls.change");
  };

  const kept = {};
  const lists = createLists(store);
  /** @type {Array<() => void>} */
  let updates = [];
  const build = () => {
    const choice = presets(store, runner, kept);
    const settings = runSettings(store);
    title.textContent = t("choose.title");
    body.replaceChildren(choice.node);
    updates = [choice.update];
    if (sourceKind === "server") {
      const { node, update } = lists.build();
      body.append(node, settings.node);
      updates.push(update, settings.update);
    } else {
      const { facts } = store.get();
      const said = t("page.exported", { number: facts.presets.length, command: facts.browse });
      body.append(element("p", { class: "note", text: said }));
    }
    open(opened);
    renew();
  };
  const renew = () => {
    for (const update of updates) update();
    current.textContent = policyName(store.get());
  };

  if (sourceKind === "server") mountRun(runPlace, store, runner);
  store.on(["question"], renew);
  store.on(["language"], build);
  build();
}
