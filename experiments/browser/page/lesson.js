// @ts-check
// The lesson in words: steps that say what the page shows, and leave questions to try.
import { element } from "tapal/dom";
import { icon } from "tapal/icons";
import { stepQuestion } from "tapal/lesson-steps";
import { sourceKind } from "tapal/source";
import { say, t } from "tapal/text";

/** @typedef {import("./store.js").Store} Store */

/**
 * @param {HTMLElement} place
 * @param {Store} store
 * @param {ReturnType<typeof import("./lesson-steps.js").createLesson>} lesson
 */
export function mountLesson(place, store, lesson) {
  const { facts } = store.get();
  const steps = facts.lesson;
  /** Questions the reader has ticked, as "step.question". */
  const tried = new Set();

  const own = element("button", { type: "button", class: "lever-back", on: { click: lesson.own } });

  const close = () => {
    lesson.close();
    document.getElementById("lesson-open")?.focus();
  };

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
      element("div", { class: "lesson-ways" }, ...ways(step, lesson, facts), own),
      questions(step, at, tried),
      at === 0 ? element("p", { class: "note", text: t("lesson.teacher") }) : "",
      foot(at, steps.length, lesson.go, close),
    );
    renew();
  };
  const renew = () => {
    own.replaceChildren(icon("undo"), t("lesson.own"));
    own.hidden = !lesson.away();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || store.get().lesson === null) return;
    // Elsewhere Escape belongs to the part that has the focus: a search, a menu.
    const { activeElement } = document;
    if (place.contains(activeElement) || activeElement === document.body) close();
  });
  store.on(["question"], renew);
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

/** How the page comes to show the step, and what it cannot show. */
function ways({ show }, lesson, facts) {
  const asks = show.policy !== null || Object.keys({ ...show.levers, ...show.world }).length > 0;
  if (sourceKind !== "server" && asks && !stepQuestion(show, facts)) {
    return [element("p", { class: "note", text: t("error.not_exported") })];
  }
  const button = { type: "button", class: "button lesson-show", on: { click: lesson.show } };
  return [element("button", button, icon("play"), t("lesson.show"))];
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
