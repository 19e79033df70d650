// @ts-check
// The address holds the whole state, so that a link shows another reader the same.
import { DEFAULTS, moved, named, presetQuestion, registry } from "tapal/question";

/** @typedef {import("./store.js").Question} Question */

const RUN = ["months", "replications", "seed"];
const VIEW = ["lang", "month", "layer", "lesson"];

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

/** Keeps the address, and the link in the store, in step with the state. @param {import("./store.js").Store} store */
export function keepAddress(store) {
  let waiting = 0;
  const write = () => {
    const state = store.get();
    const query = questionQuery(state.question);
    query.set("lang", state.language);
    query.set("month", state.month);
    query.set("layer", state.layer);
    if (state.lesson !== null) query.set("lesson", String(state.lesson + 1));
    const link = `${location.href.split(/[?#]/)[0]}?${query}`;
    if (location.protocol !== "file:") history.replaceState(null, "", link);
    store.set({ link });
  };
  // Browsers refuse many changes of the address in a short time: write when things are at rest.
  const soon = () => {
    clearTimeout(waiting);
    if (!store.get().playing) waiting = setTimeout(write, 150);
  };
  store.on(["question", "language", "month", "layer", "lesson", "playing"], soon);
  write();
}
