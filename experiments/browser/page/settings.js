// @ts-check
// How long and how often the model runs.
import { element } from "tapal/dom";
import { help } from "tapal/help";
import { icon } from "tapal/icons";
import { monthName, t } from "tapal/text";

/**
 * @param {import("./store.js").Store} store
 * @returns {{node: HTMLElement, update: () => void}}
 */
export function runSettings(store) {
  const { limits } = store.get().facts;
  const fields = [
    ["months", 1, limits.months],
    ["replications", 1, limits.replications],
    ["seed", 0, null],
  ].map(([name, low, high]) => field(store, name, low, high));
  const node = element(
    "details",
    { class: "fold", "data-fold": "run" },
    element("summary", {}, icon("next"), element("span", { class: "fold-title", text: t("run.title") })),
    element("div", { class: "fold-body" }, ...fields.map((one) => one.node)),
  );
  return { node, update: () => fields.forEach((one) => one.update()) };
}

/** @param {import("./store.js").Store} store */
function field(store, name, low, high) {
  const id = `run-${name}`;
  const write = (event) => {
    const value = event.target.value === "" ? NaN : Number(event.target.value);
    if (Number.isInteger(value)) store.set({ question: { ...store.get().question, [name]: value } });
    else update();
  };
  const input = element("input", { type: "number", id, min: low, max: high, step: 1, inputmode: "numeric", on: { change: write } });
  const update = () => {
    input.value = String(store.get().question[name]);
  };
  const label = t(`run.${name}`);
  const words = t(`run.${name}_help`, { first: monthName(1) });
  const node = element(
    "div",
    { class: "lever lever-number" },
    element("div", { class: "lever-head" }, element("label", { for: id, text: label }), input),
    element("div", { class: "lever-foot" }, help(label, words)),
  );
  return { node, update };
}
