// @ts-check
// The months: play, scrub, and what the policy and the world do when.

import { element } from "tapal/dom";
import { openings } from "tapal/openings";
import { MONTHS_PER_SECOND, player } from "tapal/playing";
import { monthLong, monthName, number, t } from "tapal/text";
import { vector } from "tapal/vector";

/** @typedef {import("tapal/openings").Opening} Opening */

const SPEEDS = [1, 2, 4];
/** Half the slider's thumb in CSS pixels, as in the style sheet. */
const THUMB = 10;
/** Room for a year below the slider, in CSS pixels. */
const YEAR = 38;
const SIGNS = { play: "M4 2.5v11l9-5.5Z", pause: "M4 2.5h3v11H4ZM9 2.5h3v11H9Z" };

/** @param {string} kind */
const sign = (kind) =>
  vector("svg", { viewBox: "0 0 16 16", class: "time-sign", "aria-hidden": "true" }, vector("path", { d: SIGNS[/** @type {"play"} */ (kind)] }));

/**
 * The timeline above the maps, in view beside all that follows it.
 * @param {HTMLElement} root
 * @param {import("tapal/store").Store} store
 */
export function mountTimeline(root, store) {
  const { toggle, hasten } = player(store);
  let speed = 1;
  /** @type {any} */ let parts = null;

  const months = () => store.get().answer.question.months;
  /** @param {number} month */
  const go = (month) => store.set({ month: Math.min(Math.max(month, 1), months()), playing: false });

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const onButton = event.target instanceof HTMLButtonElement;
    if (event.key === " " && !onButton) toggle();
    else if (event.key === "PageUp") go(store.get().month + 12);
    else if (event.key === "PageDown") go(store.get().month - 12);
    else return;
    event.preventDefault();
  }

  /** @param {number} chosen */
  function choose(chosen) {
    speed = chosen;
    hasten(chosen);
    parts.speeds.forEach((/** @type {Element} */ button, /** @type {number} */ index) => {
      button.setAttribute("aria-pressed", String(SPEEDS[index] === speed));
    });
  }

  function build() {
    const { answer, facts } = store.get();
    root.hidden = !answer;
    if (!answer) return;
    const button = element("button", { type: "button", class: "button time-play", on: { click: toggle } });
    const now = element("output", { class: "time-now" });
    const slider = element("input", {
      type: "range",
      class: "time-slider",
      min: 1,
      max: months(),
      step: 1,
      "aria-label": t("time.label"),
      on: { input: () => go(Number(slider.value)) },
    });
    const speeds = SPEEDS.map((each) =>
      element("button", {
        type: "button",
        "aria-pressed": String(each === speed),
        "aria-label": `${t("time.speed")}: ${t("time.speed_value", { number: number(each * MONTHS_PER_SECOND) })}`,
        text: `${each}×`,
        on: { click: () => choose(each) },
      }),
    );
    const found = openings(facts, answer.question);
    const calendar = years();
    const track = element("div", { class: "time-track" }, ...found.filter(({ late }) => !late).map(flag), slider, calendar);
    const choice = element("div", { class: "segmented time-speeds", role: "group", "aria-label": t("time.speed") }, ...speeds);
    const events = element("ul", { class: "time-events" }, ...found.map(event));
    root.classList.add("timeline");
    root.replaceChildren(button, now, track, choice, events);
    parts = { button, now, slider, speeds, calendar };
    thin();
    update();
  }

  /** Where a month stands on the slider. @param {number} month */
  const along = (month) => `calc(${THUMB}px + ${(month - 1) / Math.max(months() - 1, 1)} * (100% - ${2 * THUMB}px))`;

  /** A mark on the slider. @param {Opening} mark */
  function flag(mark) {
    const node = element("span", { class: `time-mark time-${mark.kind}`, "aria-hidden": "true" });
    node.style.left = along(mark.month);
    if (mark.until) node.style.right = `calc(100% - ${along(Math.min(mark.until, months()))})`;
    return node;
  }

  /** What happens, as a button that goes there; after the end of the run there is nothing to go to. @param {Opening} mark */
  function event(mark) {
    const look = { class: `time-event time-event-${mark.kind}` };
    if (mark.late) return element("li", {}, element("span", { ...look, text: t("time.late", { label: mark.label, month: number(mark.month) }) }));
    const until = mark.until ? ` – ${monthName(mark.until - 1)}` : "";
    const when = element("strong", { text: `${monthName(mark.month)}${until}` });
    return element("li", {}, element("button", { type: "button", ...look, on: { click: () => go(mark.month) } }, when, ` ${mark.label}`));
  }

  /** The years below the slider. */
  function years() {
    const nodes = [];
    for (let month = 1; month <= months(); month += 12) {
      const node = element("span", { text: monthName(month).split(" ").at(-1) });
      node.style.left = along(month);
      nodes.push(node);
    }
    return element("div", { class: "time-years", "aria-hidden": "true" }, ...nodes);
  }

  /** As many years as there is room for. */
  function thin() {
    const room = parts?.calendar.clientWidth;
    if (!room) return;
    const wanted = (YEAR * (months() - 1)) / 12 / room;
    const every = [1, 2, 3, 5, 10].find((step) => step >= wanted) ?? 20;
    [...parts.calendar.children].forEach((node, index) => {
      node.hidden = index % every > 0;
    });
  }

  function update() {
    const { month, playing, answer } = store.get();
    if (!parts || !answer) return;
    const kind = playing ? "pause" : "play";
    if (parts.button.dataset.kind !== kind) {
      parts.button.dataset.kind = kind;
      parts.button.replaceChildren(sign(kind), element("span", { text: t(`time.${kind}`) }));
    }
    parts.now.textContent = monthName(month);
    parts.slider.value = String(month);
    parts.slider.style.setProperty("--part", along(month));
    const position = { month: number(month), months: number(months()), name: monthLong(month) };
    parts.slider.setAttribute("aria-valuetext", t("time.position", position));
  }

  root.addEventListener("keydown", pressed);
  new ResizeObserver(thin).observe(root);
  store.on(["answer", "language"], build);
  store.on(["month", "playing"], update);
  build();
}
