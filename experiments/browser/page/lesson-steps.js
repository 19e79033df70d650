// @ts-check
// The lesson's course: each step asks its question and turns the page to what it is about;
// the reader's own question waits until the lesson is left.
import { DEFAULTS, moved, named, presetQuestion, sameQuestion } from "tapal/question";
import { sourceKind } from "tapal/source";

/** @typedef {import("./store.js").Store} Store */

/** Milliseconds for which the part that a step is about stays marked. */
const MARKED = 6000;

/**
 * @param {Store} store
 * @param {{run: (month?: number) => Promise<void>}} runner
 */
export function createLesson(store, runner) {
  const { facts } = store.get();
  /** @type {{question: any, layer: string, month: number}|null} what was shown before the lesson */
  let before = null;
  let timer = 0;

  /** Shows a step: its answer, its month and layer, and the part of the page it is about. */
  async function show() {
    const { lesson, question, layer, month } = store.get();
    const step = facts.lesson[lesson].show;
    before ??= { question, layer, month };
    const asked = stepQuestion(step, facts);
    store.set({ question: asked ?? question, layer: step.layer ?? layer, playing: false });
    if (!asked) turnTo(step.month);
    clearTimeout(timer);
    const part = point(step.focus);
    if (asked) await runner.run(step.month ?? undefined);
    clearTimeout(timer);
    timer = setTimeout(() => part?.classList.remove("focused"), MARKED);
  }

  /** A month of the answer shown. @param {number|null} month */
  function turnTo(month) {
    const { answer } = store.get();
    if (month && answer) store.set({ month: Math.min(month, answer.question.months) });
  }

  const go = (at) => {
    store.set({ lesson: at });
    return show();
  };

  /** Brings back what was shown before the lesson. */
  const own = () => {
    if (!before) return;
    const { question, layer, month } = before;
    const differs = !sameQuestion(question, store.get().question);
    store.set({ question, layer, playing: false });
    if (differs) runner.run(month);
    else turnTo(month);
  };

  const close = () => {
    store.set({ lesson: null });
    for (const part of document.querySelectorAll(".focused")) part.classList.remove("focused");
    own();
    before = null;
  };

  return {
    go,
    show,
    own,
    close,
    toggle: () => (store.get().lesson === null ? go(0) : close()),
    /** Whether the page shows another question than the reader's own. */
    away: () => before !== null && !sameQuestion(before.question, store.get().question),
  };
}

/**
 * The question of a step; null where it asks none, or where the file does not hold its answer.
 * @param {any} step
 * @param {any} facts
 */
export function stepQuestion({ policy, levers, world }, facts) {
  const preset = facts.presets.find((one) => one.name === policy);
  const base = preset ? presetQuestion(preset, facts, { world }) : { ...DEFAULTS, policy: null, levers: {}, world };
  const own = moved(levers, facts);
  const moves = { ...base.levers, ...own };
  if (Object.keys(moves).length === 0) return null;
  if (sourceKind !== "server" && (!preset || Object.keys({ ...own, ...world }).length > 0)) return null;
  return named({ ...base, levers: moves }, facts);
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
