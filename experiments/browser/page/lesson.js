// @ts-check
// The lesson: steps that say where to look, show it, and leave questions to try.
import { element } from "tapal/dom";
import { icon } from "tapal/icons";
import { DEFAULTS, moved, named, presetQuestion } from "tapal/question";
import { sourceKind } from "tapal/source";
import { say, t } from "tapal/text";

/** @typedef {import("./store.js").Store} Store */

/** Milliseconds for which the part that a step is about stays marked. */
const MARKED = 6000;

/**
 * @param {HTMLElement} place
 * @param {Store} store
 * @param {{run: () => void}} runner
 */
export function mountLesson(place, store, runner) {
  const { lesson: steps } = store.get().facts;
  /** Questions the reader has ticked, as "step.question". */
  const tried = new Set();

  const close = () => {
    store.set({ lesson: null });
    document.getElementById("lesson-open")?.focus();
  };
  const go = (step) => store.set({ lesson: step });

  const render = () => {
    const { lesson: at } = store.get();
    place.hidden = at === null;
    document.body.classList.toggle("in-lesson", at !== null);
    if (at === null) return place.replaceChildren();
    const step = steps[at];
    const title = element("h2", { id: "lesson-title", tabindex: "-1", text: say(step.title) });
    place.replaceChildren(
      head(at, steps.length, close),
      title,
      element("div", { class: "lesson-words" }, ...paragraphs(say(step.text))),
      element(
        "button",
        { type: "button", class: "button lesson-show", on: { click: () => show(step, store, runner) } },
        icon("play"),
        t("lesson.show"),
      ),
      questions(step, at, tried),
      foot(at, steps.length, go, close),
    );
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && store.get().lesson !== null) close();
  });
  store.on(["language"], render);
  store.on(["lesson"], () => {
    render();
    document.getElementById("lesson-title")?.focus({ preventScroll: true });
    place.scrollIntoView({ block: "nearest" });
    place.parentElement?.scrollTo({ top: 0 });
  });
  render();
}

/** @param {number} at @param {number} steps @param {() => void} close */
function head(at, steps, close) {
  return element(
    "div",
    { class: "lesson-head" },
    element("p", { class: "lesson-step", text: t("lesson.step", { step: at + 1, steps }) }),
    element("progress", { max: steps, value: at + 1, "aria-hidden": "true" }),
    element(
      "button",
      { type: "button", class: "button square quiet", "aria-label": t("lesson.end"), title: t("lesson.end"), on: { click: close } },
      icon("close"),
    ),
  );
}

/** @param {string} text */
function paragraphs(text) {
  return text.split(/\n\s*\n/).map((part) => element("p", { text: part.trim() }));
}

/** @param {any} step @param {number} at @param {Set<string>} tried */
function questions(step, at, tried) {
  const items = step.questions.map((question, place) => {
    const key = `${at}.${place}`;
    const id = `try-${at}-${place}`;
    const box = element("input", { type: "checkbox", id, checked: tried.has(key) });
    box.addEventListener("change", () => tried[box.checked ? "add" : "delete"](key));
    return element("li", {}, box, element("label", { for: id, text: say(question) }));
  });
  return element("div", { class: "lesson-try" }, element("h3", { text: t("lesson.questions") }), element("ul", {}, ...items));
}

/** @param {number} at @param {number} steps @param {(step: number) => void} go @param {() => void} close */
function foot(at, steps, go, close) {
  const last = at === steps - 1;
  const back = element("button", { type: "button", class: "button", disabled: at === 0, on: { click: () => go(at - 1) } }, icon("back"), t("lesson.back"));
  const next = element(
    "button",
    { type: "button", class: "button primary", on: { click: () => (last ? close() : go(at + 1)) } },
    t(last ? "lesson.finish" : "lesson.next"),
    last ? null : icon("next"),
  );
  return element("div", { class: "lesson-foot" }, back, next);
}

/** Asks a step's question and turns the page to what it is about. */
async function show(step, store, runner) {
  const { facts, question, layer } = store.get();
  const { policy, levers, world, month } = step.show;
  const preset = facts.presets.find((one) => one.name === policy);
  const base = preset ? presetQuestion(preset, facts, { world }) : { ...DEFAULTS, policy: null, levers: {}, world };
  const moves = { ...base.levers, ...moved(levers, facts) };
  const asks = Object.keys(moves).length > 0;
  const asked = asks ? named({ ...base, levers: moves }, facts) : question;
  store.set({
    question: asked,
    layer: step.show.layer ?? layer,
    month: Math.min(month ?? asked.months, asked.months),
    playing: false,
  });
  const part = point(step.show.focus);
  if (asks && (sourceKind === "server" || preset)) await runner.run();
  setTimeout(() => part?.classList.remove("focused"), MARKED);
}

/** Scrolls to a part of the page and marks it. @param {string} focus */
function point(focus) {
  const ids = { map: "maps", prices: "charts", aims: "charts", trade: "charts" };
  const part =
    document.querySelector(`[data-focus="${focus}"]`) ?? document.getElementById(ids[focus] ?? focus);
  for (const old of document.querySelectorAll(".focused")) old.classList.remove("focused");
  if (!part) return null;
  if (part instanceof HTMLDetailsElement) part.open = true;
  part.classList.add("focused");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  // The lesson covers the lower half of a small screen: there the part goes to the top.
  const fits = part.getBoundingClientRect().height < innerHeight && matchMedia("(min-width: 64rem)").matches;
  part.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: fits ? "nearest" : "start" });
  return part;
}
