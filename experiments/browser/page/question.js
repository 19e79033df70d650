// @ts-check
// The visitor's question: which levers the policy moves, and in which world.

/** @typedef {import("./store.js").Question} Question */

export const DEFAULTS = Object.freeze({ months: 120, replications: 5, seed: 1 });

/** @type {WeakMap<object, Map<string, any>>} */
const registries = new WeakMap();

/** Every parameter of the facts by its dotted path, with its section and side. @param {any} facts */
export function registry(facts) {
  let found = registries.get(facts);
  if (!found) registries.set(facts, (found = collected(facts)));
  return found;
}

/** @param {any} facts @returns {Map<string, any>} */
function collected(facts) {
  const found = new Map();
  for (const { side, name, parameters } of facts.sections) {
    for (const parameter of parameters) {
      found.set(parameter.path, { ...parameter, choices: parameter.choices ?? [], side, section: name });
    }
  }
  return found;
}

/** The levers that differ from the status quo. @param {Record<string, any>} levers @param {any} facts */
export function moved(levers, facts) {
  const known = registry(facts);
  return Object.fromEntries(
    Object.entries(levers).filter(([path, value]) => known.get(path)?.default !== value),
  );
}

/**
 * The question of a preset, in the world and with the runs of another question.
 * @param {any} preset
 * @param {any} facts
 * @param {Partial<Question>} [others]
 * @returns {Question}
 */
export function presetQuestion(preset, facts, others = {}) {
  return { world: {}, ...DEFAULTS, ...others, policy: preset.name, levers: moved(preset.levers, facts) };
}

/**
 * The question with one value changed; a value equal to the status quo is no change.
 * @param {Question} question
 * @param {any} facts
 * @param {any} parameter
 * @param {any} value
 * @returns {Question}
 */
export function withValue(question, facts, parameter, value) {
  const place = parameter.side === "world" ? "world" : "levers";
  return named({ ...question, [place]: moved({ ...question[place], [parameter.path]: value }, facts) }, facts);
}

/**
 * The question with the name of the preset whose levers it has; the name that it has goes first.
 * @param {Question} question
 * @param {any} facts
 * @returns {Question}
 */
export function named(question, facts) {
  const own = (preset) => (preset.name === question.policy ? 0 : 1);
  const found = [...facts.presets]
    .sort((one, other) => own(one) - own(other))
    .find((preset) => sameValues(moved(preset.levers, facts), question.levers));
  return { ...question, policy: found?.name ?? null };
}

/** The value of a parameter in a question. @param {Question} question @param {any} parameter */
export function valueOf(question, parameter) {
  const values = parameter.side === "world" ? question.world : question.levers;
  return parameter.path in values ? values[parameter.path] : parameter.default;
}

/** Whether two questions ask the same. @param {Question|null} one @param {Question|null} other */
export function sameQuestion(one, other) {
  if (!one || !other) return one === other;
  return (
    sameValues(one.levers, other.levers) &&
    sameValues(one.world, other.world) &&
    one.months === other.months &&
    one.replications === other.replications &&
    one.seed === other.seed
  );
}

/** The body of a question: a preset by its name, anything else by its levers. @param {Question} question */
export function body(question) {
  return { ...question, levers: question.policy ? {} : question.levers };
}

/**
 * What can be asked of a question: without unknown names and values that are not allowed.
 * @param {Question} question
 * @param {any} facts
 * @param {Question} otherwise whose policy stands in where nothing is left
 * @returns {Question}
 */
export function sound(question, facts, otherwise) {
  const known = registry(facts);
  const only = (values) =>
    Object.fromEntries(Object.entries(values).filter(([path, value]) => allows(known.get(path), value)));
  const number = (name) => {
    const most = facts.limits[name] ?? Infinity;
    return question[name] >= (name === "seed" ? 0 : 1) && question[name] <= most ? question[name] : DEFAULTS[name];
  };
  const run = { months: number("months"), replications: number("replications"), seed: number("seed") };
  const levers = only(question.levers);
  const rest = { ...run, world: only(question.world), policy: null, levers };
  return named({ ...rest, levers: Object.keys(levers).length ? levers : otherwise.levers }, facts);
}

/** @param {any} parameter @param {any} value */
function allows(parameter, value) {
  if (!parameter) return false;
  const { type, choices, low, high } = parameter;
  if (choices.length) return choices.some((choice) => choice.value === value);
  if (type === "bool") return typeof value === "boolean";
  if (type === "str") return typeof value === "string";
  if (!Number.isFinite(value) || (type === "int" && !Number.isInteger(value))) return false;
  return value >= (low ?? -Infinity) && value <= (high ?? Infinity);
}

/** @param {Record<string, any>} one @param {Record<string, any>} other */
function sameValues(one, other) {
  const paths = Object.keys(one);
  return paths.length === Object.keys(other).length && paths.every((path) => one[path] === other[path]);
}
