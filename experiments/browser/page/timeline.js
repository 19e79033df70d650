// @ts-check
// The months: play, scrub, and what the policy and the world do when.

import { element } from "tapal/dom";
import { monthLong, monthName, number, t } from "tapal/text";
import { marks } from "tapal/timeline-marks";
import { vector } from "tapal/vector";

/** Twelve months in a second and a half. */
const MONTHS_PER_SECOND = 8;
const SPEEDS = [1, 2, 4];
/** Half the slider's thumb in CSS pixels, as in the style sheet. */
const THUMB = 10;
const SIGNS = { play: "M4 2.5v11l9-5.5Z", pause: "M4 2.5h3v11H4ZM9 2.5h3v11H9Z" };

/** @param {string} kind */
const sign = (kind) =>
  vector("svg", { viewBox: "0 0 16 16", class: "time-sign", "aria-hidden": "true" }, vector("path", { d: SIGNS[/** @type {"play"} */ (kind)] }));

/**
 * The timeline above the maps, in view beside all that follows it. Playing follows the clock: slow drawing leaves months out.
 * @param {HTMLElement} root
 * @param {import("tapal/store").Store} store
 */
export function mountTimeline(root, store) {
  let speed = 1;
  let wanted = false; // playing was asked for here, not by the page
  /** @type {{time: number, month: number}|null} */ let started = null;
  /** @type {any} */ let parts = null;

  const months = () => store.get().answer.question.months;
  /** @param {number} month */
  const go = (month) => store.set({ month: Math.min(Math.max(month, 1), months()) });

  function toggle() {
    const { playing, month } = store.get();
    wanted = !playing;
    store.set(playing || month < months() ? { playing: !playing } : { playing: true, month: 1 });
  }

  /** @param {number} time */
  function tick(time) {
    const { playing, month, answer } = store.get();
    if (!playing || !answer) {
      started = null;
      return;
    }
    if (!started) started = { time, month };
    const next = Math.floor(started.month + ((time - started.time) / 1000) * MONTHS_PER_SECOND * speed);
    if (next >= months()) {
      started = null;
      store.set({ month: months(), playing: false });
      return;
    }
    if (next !== month) store.set({ month: next });
    requestAnimationFrame(tick);
  }

  function playing() {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (store.get().playing) {
      if (calm && !wanted) return store.set({ playing: false });
      started = null;
      requestAnimationFrame(tick);
    }
    wanted = false;
    update();
  }

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
  function hasten(chosen) {
    speed = chosen;
    started = null;
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
      on: {
        input: () => {
          store.set({ playing: false });
          go(Number(slider.value));
        },
      },
    });
    const speeds = SPEEDS.map((each) =>
      element("button", {
        type: "button",
        "aria-pressed": String(each === speed),
        "aria-label": `${t("time.speed")}: ${t("time.speed_value", { number: number(each * MONTHS_PER_SECOND) })}`,
        text: `${each}×`,
        on: { click: () => hasten(each) },
      }),
    );
    const found = marks(facts, answer.question);
    const track = element("div", { class: "time-track" }, ...found.map(flag), slider, years());
    const choice = element("div", { class: "segmented time-speeds", role: "group", "aria-label": t("time.speed") }, ...speeds);
    const events = element("ul", { class: "time-events" }, ...found.map(event));
    root.classList.add("timeline");
    root.replaceChildren(button, now, track, choice, events);
    parts = { button, now, slider, speeds };
    update();
  }

  /** Where a month stands on the slider. @param {number} month */
  const along = (month) => `calc(${THUMB}px + ${(month - 1) / Math.max(months() - 1, 1)} * (100% - ${2 * THUMB}px))`;

  /** A mark on the slider. @param {import("tapal/timeline-marks").Mark} mark */
  function flag(mark) {
    const node = element("span", { class: `time-mark time-${mark.kind}`, "aria-hidden": "true" });
    node.style.left = along(mark.month);
    if (mark.until) node.style.right = `calc(100% - ${along(Math.min(mark.until, months()))})`;
    return node;
  }

  /** @param {import("tapal/timeline-marks").Mark} mark */
  function event(mark) {
    const until = mark.until ? ` – ${monthName(Math.min(mark.until, months()))}` : "";
    const jump = () => store.set({ playing: false, month: mark.month });
    const when = element("strong", { text: `${monthName(mark.month)}${until}` });
    const button = element("button", { type: "button", class: `time-event time-event-${mark.kind}`, on: { click: jump } }, when, ` ${mark.label}`);
    return element("li", {}, button);
  }

  /** The years below the slider. */
  function years() {
    const nodes = [];
    for (let month = 1; month <= months(); month += 12) {
      const year = monthName(month).split(" ").at(-1);
      const node = element("span", { text: year });
      node.style.left = along(month);
      nodes.push(node);
    }
    const many = nodes.length > 12 ? " time-many" : "";
    return element("div", { class: `time-years${many}`, "aria-hidden": "true" }, ...nodes);
  }

  function update() {
    const { month, playing: runs, answer } = store.get();
    if (!parts || !answer) return;
    const kind = runs ? "pause" : "play";
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
  store.on(["answer", "language"], build);
  store.on(["month"], update);
  store.on(["playing"], playing);
  build();
}
