// @ts-check
// The address holds the whole state, so that a link shows another reader the same.
import { DEFAULTS, moved, named, presetQuestion, registry, sameQuestion } from "tapal/question";
import { sourceKind } from "tapal/source";

/** @typedef {import("./store.js").Question} Question */

const RUN = ["months", "replications", "seed"];
const VIEW = ["lang", "month", "layer", "lesson"];
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * What an address says: the question (null where it names none) and the view.
 * @param {any} facts
 * @param {string} search the query of the address
 */
export function readAddress(facts, search) {
  const query = new URLSearchParams(search);
  const known = registry(facts);
  const run = { ...DEFAULTS };
  const levers = {};
  const world = {};
  for (const [key, text] of query) {
    if (RUN.includes(key)) run[key] = whole(text) ?? run[key];
    else if (key !== "policy" && !VIEW.includes(key)) {
      const parameter = known.get(key);
      (parameter?.side === "world" ? world : levers)[key] = value(text, parameter);
    }
  }
  return {
    // A plus joins policies; in an address it also stands for a blank.
    question: question(facts, query.get("policy")?.replaceAll(" ", "+") ?? null, levers, world, run),
    language: query.get("lang"),
    month: whole(query.get("month")),
    layer: query.get("layer"),
    lesson: whole(query.get("lesson")),
  };
}

/** @returns {Question|null} */
function question(facts, policy, levers, world, run) {
  const others = { world, ...run };
  if (policy === null && Object.keys(levers).length === 0) return null;
  const preset = facts.presets.find((one) => one.name === policy);
  if (preset) {
    const base = presetQuestion(preset, facts, others);
    return named({ ...base, levers: moved({ ...base.levers, ...levers }, facts) }, facts);
  }
  // An unknown policy goes to the server as it is: it answers with a sentence.
  const asked = { ...others, policy, levers: moved(levers, facts) };
  return policy === null ? named(asked, facts) : asked;
}

/** @param {string} text @param {any} parameter */
function value(text, parameter) {
  if (parameter?.type === "bool") return text === "true" ? true : text === "false" ? false : text;
  const figure = Number(text);
  const numeric = parameter ? parameter.type !== "str" : text.trim() !== "";
  return numeric && text.trim() !== "" && Number.isFinite(figure) ? figure : text;
}

/** @param {string|null} text */
function whole(text) {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

/** The query of a question. @param {Question} question */
export function questionQuery(question) {
  const query = new URLSearchParams();
  if (question.policy) query.set("policy", question.policy);
  else for (const path of Object.keys(question.levers).sort()) query.set(path, question.levers[path]);
  for (const path of Object.keys(question.world).sort()) query.set(path, question.world[path]);
  for (const key of RUN) if (question[key] !== DEFAULTS[key]) query.set(key, question[key]);
  return query;
}

/** The link of what is shown, not of levers that were moved since. @param {any} state */
export function shareLink(state) {
  return addressOf(state, questionQuery(state.answer.question));
}

/** Whether the page's address leads nowhere from another computer. */
export function isLocal() {
  const { protocol, hostname } = location;
  return sourceKind === "embedded" || protocol === "file:" || LOOPBACK.test(hostname);
}

/** The address that shows a question in the state's view. @param {any} state @param {URLSearchParams} query */
function addressOf({ language, month, layer, lesson }, query) {
  query.set("lang", language);
  query.set("month", month);
  query.set("layer", layer);
  if (lesson !== null) query.set("lesson", String(lesson + 1));
  return `${location.href.split(/[?#]/)[0]}?${query}`;
}

/**
 * Keeps the address in step with what is shown. Each answer is a step of the browser's history,
 * which Back and Forward show again; a link with a mistake stays until the next answer, so that
 * it can be mended; the address of a file on disk stays as it is.
 * @param {import("./store.js").Store} store
 * @param {{run: (month?: number) => void}} runner
 * @param {Question} otherwise the question of an address that names none
 */
export function keepAddress(store, runner, otherwise) {
  if (location.protocol === "file:") return;
  let waiting = 0;
  /** @type {Question|null} */
  let written = null;
  const write = () => {
    const state = store.get();
    if (!state.answered || state.mistaken) return;
    const step = written !== null && !sameQuestion(written, state.answered);
    written = state.answered;
    const address = addressOf(state, questionQuery(state.answered));
    if (address !== location.href) history[step ? "pushState" : "replaceState"](null, "", address);
  };
  // Browsers refuse many changes of the address in a short time: write when things are at rest.
  const soon = () => {
    clearTimeout(waiting);
    if (!store.get().playing) waiting = setTimeout(write, 150);
  };
  const restore = () => {
    const asked = readAddress(store.get().facts, location.search);
    // A jump within the page, as from the link to the results, is no other question.
    if (sameQuestion(asked.question ?? otherwise, store.get().answered)) return;
    clearTimeout(waiting);
    written = asked.question ?? otherwise;
    const { layer } = store.get();
    store.set({
      question: written,
      layer: asked.layer ?? layer,
      lesson: asked.lesson === null ? null : asked.lesson - 1,
      playing: false,
    });
    runner.run(asked.month ?? undefined);
  };
  store.on(["answered", "mistaken", "language", "month", "layer", "lesson", "playing"], soon);
  addEventListener("popstate", restore);
}
