// @ts-check
// Asking: from the question to the answer, with progress, cancel and the server's sentences.
import { element } from "tapal/dom";
import { icon } from "tapal/icons";
import { body, moved, sameQuestion, sound } from "tapal/question";
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

  /** @param {number|null} [month] to show with the answer, which may be longer than what is shown now */
  function run(month = null) {
    store.set({ mistaken: false });
    return ask(month);
  }

  /** Runs what differs from the result shown; says so where nothing does. */
  function renew() {
    const { answer, stale } = store.get();
    if (!answer || stale) return run();
    told({ state: "done", same: true });
  }

  async function ask(month = null) {
    const mine = ++turn;
    const { question } = store.get();
    const began = Date.now();
    leave();
    told({ state: "asking" });
    try {
      let status = await source.ask(body(question));
      if (mine !== turn) return abandon(status.job);
      job = status.job;
      if (status.state !== "done") {
        told(status);
        status = await source.watch(status.job, (now) => {
          if (mine !== turn) return false;
          // Until its answer is shown, a run that has ended is still under way.
          if (now.state !== "done") told({ ...now, long: Date.now() - began > LONG });
          return true;
        });
      }
      if (mine !== turn) return;
      if (status.state === "done") await show(status.key, question, mine, month);
      else told(status);
    } catch (error) {
      if (mine === turn) told({ state: "refused", ...trouble(error) });
    } finally {
      if (mine === turn) job = null;
    }
  }

  async function show(key, question, mine, wished) {
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
      month: Math.min(wished ?? month, answer.question.months),
      stale: !sameQuestion(answered, now),
      status: { ...IDLE, state: "done" },
    });
  }

  /** Ends the job under way, on the server too. */
  function leave() {
    abandon(job);
    job = null;
  }

  /** @param {string|null} given a kept answer has no job */
  function abandon(given) {
    if (given) source.cancel(given).catch(() => {});
  }

  function cancel() {
    turn += 1;
    leave();
    told({ state: "cancelled" });
  }

  /** The first question, of the address; what it asks wrongly is told beside the answer to the rest. */
  async function begin(otherwise) {
    await ask();
    const { status, answer, question, facts } = store.get();
    if (!status.asked || answer || sameQuestion(question, otherwise)) return;
    const rest = sound(question, facts, otherwise);
    store.set({ mistaken: true, question: sameQuestion(rest, question) ? otherwise : rest });
    await ask();
    if (store.get().answer) told({ state: "refused", title: "error.link", problems: status.problems });
  }

  return { begin, run, renew, cancel };
}

/** What a reader is told: the server's own sentences, or ours for what it says by its status. */
function trouble(error) {
  if (error.status === 422) return { asked: true, title: "error.title", problems: error.problems };
  const title = "error.no_result";
  if (error.status === 404) return { title, problems: [t("error.gone")] };
  if (error.problems?.length) return { title, problems: error.problems };
  return { title, problems: [t(error instanceof TypeError ? "error.offline" : "error.failed")] };
}

/**
 * The button that runs, the progress, and what the server objects to.
 * @param {HTMLElement} place
 * @param {Store} store
 * @param {{renew: () => void, cancel: () => void}} runner
 */
export function mountRun(place, store, runner) {
  const words = element("span");
  const start = element("button", { type: "button", class: "button primary run-start", on: { click: runner.renew } }, icon("play"), words);
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
    line.textContent = lineOf(status, stale, answer !== null);
    line.hidden = line.textContent === "";
    show(status);
  };

  let shown = "";
  const show = ({ problems, title }) => {
    const words = t(title ?? "error.no_result");
    const all = [words, ...problems].join("\n");
    alert.hidden = problems.length === 0;
    if (all === shown) return;
    shown = all;
    alert.replaceChildren(
      element("p", { class: "problems-title", text: words }),
      element("ul", {}, ...problems.map((problem) => element("li", { text: problem }))),
    );
    if (problems.length === 0) alert.replaceChildren();
  };

  store.on(["status", "stale", "answer", "language"], render);
  render();
}

/** How far the answer is, in words. @param {any} status @param {boolean} stale @param {boolean} [before] whether a result is shown */
export function lineOf(status, stale, before = false) {
  if (status.state === "waiting" && status.place > 0) return t("run.waiting", { place: status.place });
  if (status.long && status.done === 0) return t("run.compiling");
  if (status.state === "waiting" || status.state === "asking") return t("run.starting");
  if (status.state === "running") return t("run.progress", { done: status.done, total: status.total });
  if (status.state === "cancelled") return t(before ? "run.cancelled" : "run.cancelled_first");
  if (stale) return t("run.stale");
  return status.state === "done" ? t(status.same ? "run.same" : "run.done") : "";
}
