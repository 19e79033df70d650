// @ts-check
// Asking: from the question to the answer, with progress, cancel and the server's sentences.
import { element } from "tapal/dom";
import { icon } from "tapal/icons";
import { body, moved, sameQuestion } from "tapal/question";
import * as source from "tapal/source";
import { t } from "tapal/text";

/** @typedef {import("./store.js").Store} Store */

export const IDLE = Object.freeze({ state: "idle", place: 0, done: 0, total: 0, problems: [] });
const BUSY = ["asking", "waiting", "running"];
/** Milliseconds after which a run without a first result waits for the model to be compiled. */
const LONG = 10000;

/** @param {{state: string}} status */
export function busy(status) {
  return BUSY.includes(status.state);
}

/**
 * Runs the store's question; a newer question or a cancel overtakes an older one.
 * @param {Store} store
 */
export function createRunner(store) {
  let turn = 0;
  /** @type {string|null} */
  let job = null;

  const told = (status) => store.set({ status: { ...IDLE, problems: [], ...status } });

  async function run() {
    const mine = ++turn;
    const { question } = store.get();
    const began = Date.now();
    leave();
    told({ state: "asking" });
    try {
      let status = await source.ask(body(question));
      if (mine !== turn) return void source.cancel(status.job).catch(() => {});
      job = status.job;
      told(status);
      if (status.state !== "done") {
        status = await source.watch(status.job, (now) => {
          if (mine !== turn) return false;
          told({ ...now, long: Date.now() - began > LONG });
          return true;
        });
      }
      if (mine !== turn) return;
      if (status.state === "done") await show(status.key, question, mine);
      else told(status);
    } catch (error) {
      if (mine === turn) told({ state: "refused", problems: sentences(error) });
    } finally {
      if (mine === turn) job = null;
    }
  }

  async function show(key, question, mine) {
    const answer = await source.loadAnswer(key);
    if (mine !== turn) return;
    const { question: asked, month, facts } = store.get();
    // Of several policies joined by their names only the server knows the levers.
    const answered = { ...question, levers: moved(answer.question.levers, facts) };
    const now = asked === question ? answered : asked;
    store.set({
      answer,
      answered,
      question: now,
      month: Math.min(month, answer.question.months),
      stale: !sameQuestion(answered, now),
      status: { ...IDLE, state: "done" },
    });
  }

  /** Ends the job under way, on the server too. */
  function leave() {
    if (job) source.cancel(job).catch(() => {});
    job = null;
  }

  function cancel() {
    turn += 1;
    leave();
    told({ state: "cancelled" });
  }

  /** The first question, of the address; what it asks wrongly is told beside another's answer. */
  async function begin(otherwise) {
    await run();
    const { status, answer } = store.get();
    if (status.state !== "refused" || answer || sameQuestion(store.get().question, otherwise)) return;
    store.set({ question: otherwise });
    await run();
    if (store.get().answer) told({ state: "refused", problems: [t("error.link"), ...status.problems] });
  }

  return { begin, run, cancel };
}

/** What a reader is told: the server's own sentences, or ours for what it says by its status. */
function sentences(error) {
  if (error.status === 404) return [t("error.gone")];
  if (error.problems?.length) return error.problems;
  return [t(error instanceof TypeError ? "error.offline" : "error.failed")];
}

/**
 * The button that runs, the progress, and what the server objects to.
 * @param {HTMLElement} place
 * @param {Store} store
 * @param {{run: () => void, cancel: () => void}} runner
 */
export function mountRun(place, store, runner) {
  const words = element("span");
  const start = element("button", { type: "button", class: "button primary run-start", on: { click: runner.run } }, icon("play"), words);
  const stop = element("button", { type: "button", class: "button run-stop", on: { click: runner.cancel } });
  const bar = element("progress", { class: "run-bar", max: 1 });
  const line = element("p", { class: "run-line", role: "status" });
  const alert = element("div", { class: "problems", role: "alert" });
  place.append(element("div", { class: "run-row" }, start, stop), bar, line, alert);

  const render = () => {
    const { status, stale, answer } = store.get();
    const working = busy(status);
    words.textContent = t(answer && !stale ? "run.again" : "run.button");
    start.disabled = working;
    start.classList.toggle("calm", Boolean(answer) && !stale);
    stop.textContent = t("run.cancel");
    stop.hidden = !working;
    bar.hidden = !working;
    bar.setAttribute("aria-label", t("run.title"));
    if (status.state === "running" && status.total) bar.value = status.done / status.total;
    else bar.removeAttribute("value");
    line.textContent = lineOf(status, stale);
    line.hidden = line.textContent === "";
    show(status.problems);
  };

  let shown = "";
  const show = (problems) => {
    const all = problems.join("\n");
    alert.hidden = problems.length === 0;
    if (all === shown) return;
    shown = all;
    alert.replaceChildren(
      element("p", { class: "problems-title", text: t("error.title") }),
      element("ul", {}, ...problems.map((problem) => element("li", { text: problem }))),
    );
    if (problems.length === 0) alert.replaceChildren();
  };

  store.on(["status", "stale", "answer", "language"], render);
  render();
}

/** How far the answer is, in words. @param {any} status @param {boolean} stale */
export function lineOf(status, stale) {
  if (status.state === "waiting" && status.place > 0) return t("run.waiting", { place: status.place });
  if (status.long && status.done === 0) return t("run.compiling");
  if (status.state === "waiting" || status.state === "asking") return t("run.starting");
  if (status.state === "running") return t("run.progress", { done: status.done, total: status.total });
  if (status.state === "cancelled") return t("run.cancelled");
  return stale ? t("run.stale") : "";
}
