// @ts-check
// One control: a native input with its value and unit, its help, and the way back.
import { element } from "tapal/dom";
import { help } from "tapal/help";
import { icon } from "tapal/icons";
import { registry, valueOf, withValue } from "tapal/question";
import { monthName, say, t } from "tapal/text";
import { range, shown } from "tapal/values";

/** @typedef {import("./store.js").Store} Store */

/** The month that is offered to open something: that of the ready-made policies. */
const OPENING = 25;

/**
 * The control of a parameter of the registry.
 * @param {any} parameter
 * @param {Store} store
 * @param {string} prefix keeps the ids of two controls of one parameter apart
 * @returns {{node: HTMLElement, update: () => void}}
 */
export function lever(parameter, store, prefix) {
  const id = `${prefix}-${parameter.path}`;
  const label = say(parameter.label);
  const set = (value, target = parameter) => {
    const { question, facts } = store.get();
    store.set({ question: withValue(question, facts, target, value) });
  };
  const input = inputOf(parameter, id, set);
  const value = element("output", { class: "lever-value", for: id });
  const back = element(
    "button",
    { type: "button", class: "lever-back", on: { click: () => (set(parameter.default), input.focus()) } },
    icon("undo"),
    t("choose.reset_one", { value: shown(parameter, parameter.default) }),
    element("span", { class: "visually-hidden", text: ` ${label}` }),
  );
  const name = element("label", { for: id, text: label });
  const check = parameter.type === "bool";
  const opener = parameter.needs ? registry(store.get().facts).get(parameter.needs) : null;
  const needed = opener ? offer(opener, set) : null;
  const node = element(
    "div",
    { class: `lever${check ? " lever-check" : ""}`, "data-path": parameter.path },
    element("div", { class: "lever-head" }, check ? input : null, name, check ? null : value),
    check ? null : input,
    needed,
    element("div", { class: "lever-foot" }, help(label, parameter.help, details(parameter)), back),
  );

  const update = () => {
    const now = valueOf(store.get().question, parameter);
    write(input, parameter, now);
    value.textContent = shown(parameter, now);
    if (input.type === "range") input.setAttribute("aria-valuetext", value.textContent);
    node.classList.toggle("changed", now !== parameter.default);
    back.hidden = now === parameter.default;
    const idle = Boolean(opener) && valueOf(store.get().question, opener) === 0;
    if (needed) needed.hidden = !idle;
    node.classList.toggle("idle", idle);
  };
  update();
  return { node, update };
}

/** Says that a lever waits for another one's month, and offers one. */
function offer(opener, set) {
  const name = monthName(OPENING);
  return element(
    "p",
    { class: "lever-needs" },
    t("choose.needs_opening", { label: say(opener.label) }),
    " ",
    element("button", { type: "button", class: "lever-back", text: t("controls.open", { name }), on: { click: () => set(OPENING, opener) } }),
  );
}

/** @param {any} parameter the help's lines below its text: range, usual value, source, name */
function details(parameter) {
  const lines = [];
  if (Number.isFinite(parameter.low) && Number.isFinite(parameter.high) && parameter.type !== "bool") {
    lines.push(t("help.allowed", range(parameter)));
  }
  lines.push(t("help.default", { value: shown(parameter, parameter.default) }));
  if (parameter.source) lines.push(t("help.source", { source: parameter.source }));
  const path = element("code", { text: parameter.path });
  const [before, after] = t("help.path", { path: "\n" }).split("\n");
  return [
    ...lines.map((line) => element("p", { class: "small", text: line })),
    element("p", { class: "small" }, before, path, after),
  ];
}

/** @param {any} parameter @param {string} id @param {(value: any) => void} set */
function inputOf(parameter, id, set) {
  if (parameter.choices.length > 0) return selectOf(parameter, id, set);
  if (parameter.type === "bool") {
    return element("input", { type: "checkbox", id, on: { change: (event) => set(event.target.checked) } });
  }
  if (parameter.type === "str") {
    return element("input", { type: "text", id, on: { change: (event) => set(event.target.value) } });
  }
  return element("input", {
    type: "range",
    id,
    min: parameter.from,
    max: parameter.to,
    step: parameter.step || "any",
    on: { input: (event) => set(Number(event.target.value)) },
  });
}

/** @param {any} parameter @param {string} id @param {(value: any) => void} set */
function selectOf(parameter, id, set) {
  const options = parameter.choices.map((choice) =>
    element("option", { value: String(choice.value), text: say(choice.label) }),
  );
  const read = (event) => {
    const choice = parameter.choices.find((one) => String(one.value) === event.target.value);
    set(choice.value);
  };
  return element("select", { id, on: { change: read } }, ...options);
}

/** Shows a value in its input; a slider widens for a value beyond its ends. */
function write(input, parameter, value) {
  if (input.type === "checkbox") {
    input.checked = value === true;
    return;
  }
  if (input.type === "range" && Number.isFinite(value)) {
    if (value > Number(input.max)) input.max = String(value);
    if (value < Number(input.min)) input.min = String(value);
    // A value between two steps must not be rounded by being shown.
    const steps = (value - Number(input.min)) / (parameter.step || 1);
    input.step = Math.abs(steps - Math.round(steps)) < 1e-6 ? String(parameter.step || 1) : "any";
    const span = Number(input.max) - Number(input.min) || 1;
    input.style.setProperty("--part", `${(100 * (value - Number(input.min))) / span}%`);
  }
  if (input.value !== String(value)) input.value = String(value);
}
